"""The stage board: every key account at its stage, what speaks against it, and the moves over time (S16)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vitalfew.accounts.models import KeyAccount
from vitalfew.accounts.queries import only_visible
from vitalfew.loop.analysis.models import StageRecord
from vitalfew.loop.analysis.queries.figures import Figures, get_figures_of
from vitalfew.loop.analysis.queries.stages import trade_of
from vitalfew.loop.analysis.queries.thresholds import get_thresholds
from vitalfew.loop.analysis.rules.evidence import Contradiction, Recorded, contradictions
from vitalfew.loop.analysis.rules.flow import StageMove, in_sequence
from vitalfew.loop.analysis.rules.stages import ClaimState, Move, Stage
from vitalfew.loop.analysis.rules.thresholds import Thresholds
from vitalfew.people.rules import Actor
from vitalfew.relations.queries.joint import get_together_of
from vitalfew.relations.queries.pairs import get_contact_signs_of
from vitalfew.relations.queries.records import get_records_of
from vitalfew.relations.queries.signs import get_practices_of
from vitalfew.relations.rules.practice import bounds_stage
from vitalfew.relations.rules.records import RecordKind, RecordState
from vitalfew.relations.rules.wallet import share_by


@dataclass(frozen=True)
class Card:
    """One key account on the board."""

    account_id: int
    account_name: str
    manager_name: str
    stage: Stage | None
    since: date | None
    claimed: Stage | None  # waits for the director
    revenue: Decimal | None
    currency: str
    against: tuple[Contradiction, ...]


def get_stage_board(user: Actor, today: date) -> list[Card]:
    """Return every key account the user sees with what speaks against its stage, in a fixed number of questions."""
    keys = list(
        only_visible(KeyAccount.objects.filter(revoked_on=None), user)
        .select_related("account", "manager")
        .order_by("account__name", "pk")
    )
    stages, claims = _open_stages(keys)
    ids = [key.account_id for key in keys]
    figures, asked = get_figures_of(ids), get_thresholds()
    recorded = _recorded(keys, figures, asked, today)
    return [
        _card(key, stages.get(key.pk), claims.get(key.pk), figures.get(key.account_id), recorded[key.account_id], asked)
        for key in keys
    ]


def get_stage_moves(user: Actor) -> list[StageMove]:
    """Return every confirmed move of the accounts the user sees, the latest first, of former key accounts too."""
    found = only_visible(StageRecord.objects.filter(state=ClaimState.CONFIRMED), user, "key_account__account")
    rows = list(found.select_related("key_account__account", "proposed_by", "answered_by").order_by("valid_from", "pk"))
    before = in_sequence([(row.key_account_id, Stage(row.stage)) for row in rows])
    moves = [
        StageMove(
            account_id=row.key_account.account_id,
            account_name=row.key_account.account.shown_name,
            before=stage,
            after=Stage(row.stage),
            move=Move(row.move),
            on=row.valid_from,
            proposed_by=row.proposed_by.actor_name,
            answered_by=row.answered_by.actor_name if row.answered_by else "",
        )
        for row, stage in zip(rows, before, strict=True)
        if row.valid_from
    ]
    return moves[::-1]


def _open_stages(keys: Sequence[KeyAccount]) -> tuple[dict[int, StageRecord], dict[int, Stage]]:
    rows = StageRecord.objects.filter(key_account__in=[key.pk for key in keys], valid_to=None)
    stages, claims = {}, {}
    for row in rows.exclude(state=ClaimState.DECLINED):
        if row.state == ClaimState.CONFIRMED:
            stages[row.key_account_id] = row
        else:
            claims[row.key_account_id] = Stage(row.stage)
    return stages, claims


def _recorded(
    keys: Sequence[KeyAccount], figures: Mapping[int, Figures], asked: Thresholds, today: date
) -> dict[int, Recorded]:
    """Return what is recorded of each account, as far as it can speak against a stage."""
    ids = [key.account_id for key in keys]
    keepers = {key.account_id: {one for one in (key.manager_id, key.deputy_id) if one} for key in keys}
    contacts = get_contact_signs_of(keepers, today, asked.warm_days)
    together, practices = get_together_of(ids, today), get_practices_of(ids)
    wallets = get_records_of(ids, RecordKind.WALLET)
    share = {one: _share(wallets.get(one, []), figures.get(one), today) for one in ids}
    return {
        one: Recorded(
            contacts=contacts[one],
            together=together[one],
            is_traditional=bounds_stage(practices.get(one, {})),
            share_low=share[one][0],
            share_high=share[one][1],
        )
        for one in ids
    }


def _share(wallets: Sequence[RecordState], figures: Figures | None, today: date) -> tuple[float | None, float | None]:
    share = share_by(wallets, figures.revenue, figures.currency, today) if figures else None
    return (share.low, share.high) if share else (None, None)


def _card(
    key: KeyAccount,
    record: StageRecord | None,
    claimed: Stage | None,
    figures: Figures | None,
    recorded: Recorded,
    asked: Thresholds,
) -> Card:
    stage = Stage(record.stage) if record else None
    return Card(
        account_id=key.account_id,
        account_name=key.account.shown_name,
        manager_name=key.manager.actor_name,
        stage=stage,
        since=record.valid_from if record else None,
        claimed=claimed,
        revenue=figures.revenue if figures else None,
        currency=figures.currency if figures else "",
        against=tuple(contradictions(stage, trade_of(figures) if figures else None, recorded, asked)),
    )
