"""What is recorded of an account, and of all accounts what has grown old or comes to its day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from vitalfew import words
from vitalfew.accounts.queries.visible import Reader, only_visible
from vitalfew.accounts.rules.dossier import OLD_DAYS
from vitalfew.prepared import Prepared
from vitalfew.relations.models import (
    BuyerView,
    CompetitorShare,
    Contract,
    CultureNote,
    Gain,
    MarketPosition,
    Need,
    ParticipationPosition,
    PracticeAssessment,
    PriceAgreement,
    Record,
    RelationSign,
    TailoredOffer,
    TrustRating,
    ValueChainPosition,
    WalletEstimate,
)
from vitalfew.relations.rules.records import (
    AHEAD_DAYS,
    DAYS,
    SERIES,
    DateAhead,
    RecordKind,
    RecordState,
    dates_between,
)

TABLES: dict[RecordKind, type[Record]] = {
    RecordKind.NEED: Need,
    RecordKind.OFFER: TailoredOffer,
    RecordKind.GAIN: Gain,
    RecordKind.CONTRACT: Contract,
    RecordKind.PRICE: PriceAgreement,
    RecordKind.PRACTICE: PracticeAssessment,
    RecordKind.CHAIN: ValueChainPosition,
    RecordKind.BUYER_VIEW: BuyerView,
    RecordKind.CULTURE: CultureNote,
    RecordKind.WALLET: WalletEstimate,
    RecordKind.COMPETITOR: CompetitorShare,
    RecordKind.TRUST: TrustRating,
    RecordKind.PARTICIPATION: ParticipationPosition,
    RecordKind.POSITION: MarketPosition,
    RecordKind.SIGN: RelationSign,
}
_COMMON = {field.name for field in Record._meta.get_fields()} | {"id"}
# Which columns are a kind's own, in the order in which they were declared.
OWN: dict[RecordKind, tuple[str, ...]] = {
    kind: tuple(field.name for field in table._meta.concrete_fields if field.name not in _COMMON)
    for kind, table in TABLES.items()
}


def get_records(
    account_id: int, kinds: Iterable[RecordKind], *, ended: bool = False
) -> dict[RecordKind, list[RecordState]]:
    """Return what stands of each kind, the latest judged first; or what has ended. Who may see it is the caller's."""
    return {
        kind: _states(kind, _rows(kind).filter(account_id=account_id, ended_on__isnull=False))
        if ended
        else _states(kind, _STANDING[kind](account_id=account_id))
        for kind in kinds
    }


def get_records_of(account_ids: Iterable[int], kind: RecordKind) -> dict[int, list[RecordState]]:
    """Return what stands of one kind at each of these accounts, in one question. Who may see it is the caller's."""
    found = defaultdict[int, list[RecordState]](list)
    for one in _states(kind, _rows(kind).filter(account_id__in=set(account_ids), ended_on=None)):
        found[one.account_id].append(one)
    return found


def get_record(user: Reader, kind: RecordKind, record_id: int) -> RecordState | None:
    """Return one record of an account that the user may see."""
    return next(iter(_states(kind, only_visible(_rows(kind).filter(pk=record_id), user))), None)


def get_dates_ahead(user: Reader, today: date) -> list[DateAhead]:
    """Return the contracts and prices of the user's accounts that end, or ask for notice, soon; the first first."""
    return get_dates_between(user, today, today + timedelta(AHEAD_DAYS))


def get_dates_between(user: Reader, first: date, last: date, where: Q | None = None) -> list[DateAhead]:
    """Return the ends and notice days of contracts and prices on these days, in two questions; the first first."""
    span, where = (first, last), where or Q()
    contracts = Contract.objects.filter(where, Q(notice_by__range=span) | Q(ends_on__range=span), ended_on=None)
    prices = PriceAgreement.objects.filter(where, ends_on__range=span, ended_on=None)
    found = [
        *_states(RecordKind.CONTRACT, only_visible(_with_names(contracts), user)),
        *_states(RecordKind.PRICE, only_visible(_with_names(prices), user)),
    ]
    days = [one for record in found for one in dates_between(record, first, last)]
    return sorted(days, key=lambda one: (one.on, one.record.id))


def get_stale_records(user: Reader, today: date, limit: int = 100) -> list[RecordState]:
    """Return the records of the user's accounts that have expired or that nobody has looked at for long."""
    found: list[RecordState] = []
    for kind in TABLES:
        rows = only_visible(_rows(kind).filter(_is_old(today), _is_last(kind), ended_on=None), user)
        found += _states(kind, rows.order_by("expires_on", "pk")[:limit])
    return sorted(found, key=lambda one: (one.expires_on, one.assessed_on))[:limit]


def count_stale_records(user: Reader, today: date) -> int:
    """Count the records of the user's accounts that ask to be looked at again, in one question."""
    old = [
        only_visible(table._default_manager.filter(_is_old(today), _is_last(kind), ended_on=None), user)
        for kind, table in TABLES.items()
    ]
    first, *others = (rows.order_by().values_list("pk") for rows in old)
    return first.union(*others, all=True).count()


def _is_old(today: date) -> Q:
    return Q(expires_on__lt=today) | Q(assessed_on__lt=today - timedelta(OLD_DAYS))


def _is_last(kind: RecordKind) -> Q:
    """Keep of a series of judgements the last: those before are its history."""
    if kind not in SERIES:
        return Q()
    day = DAYS[kind]
    same = {name: OuterRef(name) for name in ("account_id", *SERIES[kind])} | {f"{day}__gt": OuterRef(day)}
    return Q(~Exists(TABLES[kind]._default_manager.filter(ended_on=None, **same)))


def record_state(kind: RecordKind, row: Record) -> RecordState:
    """Return the row as its readers know it."""
    return RecordState(
        kind=kind,
        id=row.pk,
        version=row.version,
        account_id=row.account_id,
        account_name=words.name(row.account.name, row.account.name_en),
        values={name: getattr(row, name) for name in OWN[kind]},
        source=row.source,
        confidence=row.confidence,
        assessed_by_name=row.assessed_by.actor_name,
        assessed_on=row.assessed_on,
        expires_on=row.expires_on,
        ended_on=row.ended_on,
        end_reason=row.end_reason,
    )


def _rows(kind: RecordKind) -> QuerySet[Record]:
    return _with_names(TABLES[kind]._default_manager.order_by("-assessed_on", "-pk"))


def _with_names(rows: QuerySet[Record]) -> QuerySet[Record]:
    return rows.select_related("account", "assessed_by")


_STANDING = {
    kind: Prepared(lambda account_id, kind=kind: _rows(kind).filter(account_id=account_id, ended_on=None))
    for kind in TABLES
}


def _states(kind: RecordKind, rows: Iterable[Record]) -> list[RecordState]:
    return [record_state(kind, row) for row in rows]
