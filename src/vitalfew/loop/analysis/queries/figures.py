"""The figures of accounts, as the last refresh left them."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import F, Q, QuerySet

from vitalfew.accounts.queries import get_key_sums
from vitalfew.accounts.queries.visible import Reader
from vitalfew.accounts.rules import KeySums
from vitalfew.ledger.queries import get_generation
from vitalfew.ledger.rules.figures import years_before
from vitalfew.loop.analysis.models import AccountFigures, Refresh
from vitalfew.people.rules import Permission, Role, may
from vitalfew.prepared import Prepared


@dataclass(frozen=True)
class RefreshState:
    """Which books the figures are of. While `is_refreshing`, some are of the books before."""

    generation: int
    is_refreshing: bool
    method: str
    period_start: date | None
    as_of: date | None
    currency: str
    batches: int
    accounts: int
    revenue: Decimal
    refreshed_at: datetime | None


@dataclass(frozen=True)
class Figures:
    """The figures of one account, twelve months to the books' end. What is not known is None."""

    account_id: int
    is_current: bool  # of the books as they stand
    generation: int
    method: str
    period_start: date
    as_of: date
    currency: str
    batches: int
    sales: Decimal | None
    revenue: Decimal | None
    revenue_before: Decimal | None
    change_share: float | None
    margin: Decimal | None
    margin_before: Decimal | None
    margin_share: float | None  # of revenue
    margin_share_before: float | None
    lines: int
    revenue_share: float | None
    revenue_rank: int
    revenue_class: str
    margin_rank: int | None
    accounts: int  # that the ranks are among
    months: list[Decimal | None]  # 24, oldest first, ending with the month of as_of
    order_days: int
    first_order_on: date | None
    last_order_on: date | None
    silent_days: int | None
    usual_gap: float | None
    gap_low: float | None
    gap_high: float | None
    gap_limit: float | None
    quiet: float | None  # chance that no order comes in 120 days; None where nobody can tell
    recent_order_days: list[int]  # days before as_of, of the last 180
    ahead: Decimal | None  # value of the next three years, as the worker left it
    ahead_low: Decimal | None  # nine times in ten not below; None for an account under contract
    ahead_high: Decimal | None
    ahead_is_margin: bool | None

    @property
    def is_overdue(self) -> bool:
        """Tell whether the account is silent for longer than its own limit."""
        return self.silent_days is not None and self.gap_limit is not None and self.silent_days > self.gap_limit


@dataclass(frozen=True)
class KeyAccountSums:
    """What the reader's key accounts come to, and their share of all revenue where he may see the company."""

    count: int
    revenue: Decimal
    share: float | None
    bad: int
    watch: int
    currency: str
    period_start: date | None
    as_of: date | None


_COMPUTED = {"is_current", "change_share", "margin_share", "margin_share_before", "months", "recent_order_days"}
_OF_REFRESH = {"method", "period_start", "currency", "batches", "accounts"}
_PLAIN = [field.name for field in fields(Figures) if field.name not in _COMPUTED | _OF_REFRESH]


def get_refresh(generation: int | None = None) -> RefreshState:
    """Return which books the figures are of; the books' generation is asked for where it is not at hand."""
    return _state(next(iter(_REFRESH()), Refresh()), get_generation() if generation is None else generation)


_REFRESH = Prepared(lambda: Refresh.objects.all())


def get_figures(account_id: int, generation: int | None = None) -> Figures | None:
    """Return the account's figures; None for one that is not in the books. Who may see it is the caller's question."""
    state = get_refresh(generation)
    return next((_figures(row, state) for row in _OF_ACCOUNT(account_id=account_id)), None)


_OF_ACCOUNT = Prepared(lambda account_id: _rows().filter(pk=account_id))


def get_figures_of(account_ids: Iterable[int], generation: int | None = None) -> dict[int, Figures]:
    """Return the figures of these accounts by id, in three questions however many; two with the books' generation."""
    state = get_refresh(generation)
    return {row.pk: _figures(row, state) for row in _rows().filter(pk__in=set(account_ids))}


def get_overdue(chance: float, backstop: int) -> dict[int, Figures]:
    """Return the figures of the accounts that are overdue, and likely to stay silent or silent to the backstop, by id.

    Where no chance is known, of those silent for longer than their own limit.
    """
    state = get_refresh()
    is_likely = Q(quiet__gte=chance) | Q(quiet__isnull=False, silent_days__gte=backstop)
    is_due = is_likely & Q(silent_days__gt=F("usual_gap")) | Q(quiet=None, silent_days__gt=F("gap_limit"))
    rows = _rows().filter(is_due)
    return {row.pk: _figures(row, state) for row in rows.iterator()}


def get_key_account_sums(user: Reader) -> KeyAccountSums:
    """Return number, revenue, share and alarms of the key accounts that the user may see."""
    sums, state = get_key_sums(user), get_refresh()
    return KeyAccountSums(
        count=sums.count,
        revenue=sums.revenue,
        share=_share(sums, state) if may(Role(getattr(user, "role", Role.MANAGER)), Permission.SEE_COMPANY) else None,
        bad=sums.bad,
        watch=sums.watch,
        currency=state.currency,
        period_start=state.period_start,
        as_of=state.as_of,
    )


def _rows() -> QuerySet[AccountFigures]:
    """Return the figures with what is worth ahead beside them, in one question."""
    return AccountFigures.objects.annotate(
        ahead=F("account__ahead__value"),
        ahead_low=F("account__ahead__low"),
        ahead_high=F("account__ahead__high"),
        ahead_is_margin=F("account__ahead__is_margin"),
    )


def _state(row: Refresh, generation: int) -> RefreshState:
    names = [field.name for field in fields(RefreshState) if field.name != "is_refreshing"]
    is_refreshing = bool(row.writer) or row.generation != generation
    return RefreshState(is_refreshing=is_refreshing, **{name: getattr(row, name) for name in names})


def _figures(row: AccountFigures, state: RefreshState) -> Figures:
    return Figures(
        is_current=not state.is_refreshing,
        method=state.method,
        period_start=years_before(row.as_of, 1) + timedelta(1),
        currency=state.currency,
        batches=state.batches,
        accounts=state.accounts,
        change_share=_change(row.revenue, row.revenue_before),
        margin_share=_ratio(row.margin, row.revenue),
        margin_share_before=_ratio(row.margin_before, row.revenue_before),
        months=[Decimal(amount) if amount else None for amount in row.months.split(",")],
        recent_order_days=[int(days) for days in row.recent_order_days.split(",") if days],
        **{name: getattr(row, name) for name in _PLAIN},
    )


def _change(now: Decimal | None, before: Decimal | None) -> float | None:
    return None if now is None or before is None else _ratio(now - before, before)


def _ratio(part: Decimal | None, whole: Decimal | None) -> float | None:
    return float(part / whole) if part is not None and whole is not None and whole > 0 else None


def _share(sums: KeySums, state: RefreshState) -> float | None:
    return _ratio(sums.revenue, state.revenue)
