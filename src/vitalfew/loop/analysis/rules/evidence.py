"""What stands for each stage: what the books say, what is needed, and what nobody has recorded yet (S16–S22).

What people record (needs, the buyer's view, estimates, prices) counts as far as it stands. Ties, joint teams and
agreements are not recorded yet: they are unknown, which is neither met nor not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from vitalfew.loop.analysis.rules.stages import ORDER, Stage

# The thresholds of the stages, in one place.
PRE_TRADE = Decimal(0)  # trade in twelve months beyond which an account is past the first stage
QUARTERS_NEEDED = 3  # of the last four, with orders
MONTHS_NEEDED = 6  # of the last twelve, with orders
SHARE_OF_OURS_NEEDED = 0.01  # of our revenue: the dependence goes both ways

MORE_THAN_APPROVED = frozenset({"one_of_many", "preferred", "primary", "sole"})  # standings as a supplier
SHARE_OF_BUSINESS_NEEDED = 0.5

Value = Decimal | date | int | float | str | None


class EvidenceCode(StrEnum):
    """What may stand for a stage; the first seven are computed."""

    NO_TRADE = "no_trade"
    FIRST_ORDER = "first_order"
    MANAGER_NAMED = "manager_named"
    ORDERS_BY_QUARTER = "orders_by_quarter"
    MONTHS_ACTIVE = "months_active"
    IN_RHYTHM = "in_rhythm"
    SHARE_OF_OURS = "share_of_ours"
    KNOW_EACH_OTHER = "know_each_other"
    PURCHASING_TIE = "purchasing_tie"
    NEED_KNOWN = "need_known"
    DELIVERY_KEPT = "delivery_kept"
    LEVELS_IN_CONTACT = "levels_in_contact"
    SUPPLIER_STATUS = "supplier_status"
    WALLET_KNOWN = "wallet_known"
    PRICES_AGREED = "prices_agreed"
    SHARE_OF_BUSINESS = "share_of_business"
    FUNCTION_PAIRS = "function_pairs"
    NOT_ONE_THREAD = "not_one_thread"
    JOINT_PLAN = "joint_plan"
    INFORMATION_SHARED = "information_shared"
    TRUST = "trust"
    JOINT_TEAMS = "joint_teams"
    SYSTEM_LINK = "system_link"
    BOARD_MEETING = "board_meeting"
    OPEN_BOOK = "open_book"


class Contradiction(StrEnum):
    """Where the books speak against the confirmed stage (INV7): shown, never a block."""

    PRE_BUT_TRADE = "pre_but_trade"
    STAGE_WITHOUT_ORDER = "stage_without_order"


NOT_RECORDED: dict[Stage, tuple[tuple[EvidenceCode, Value], ...]] = {
    Stage.PRE: ((EvidenceCode.KNOW_EACH_OTHER, None),),
    Stage.EARLY: ((EvidenceCode.PURCHASING_TIE, 1), (EvidenceCode.NEED_KNOWN, 1)),
    Stage.MID: (
        (EvidenceCode.DELIVERY_KEPT, None),
        (EvidenceCode.LEVELS_IN_CONTACT, 2),
        (EvidenceCode.SUPPLIER_STATUS, None),
        (EvidenceCode.WALLET_KNOWN, None),
        (EvidenceCode.PRICES_AGREED, None),
    ),
    Stage.PARTNERSHIP: (
        (EvidenceCode.SHARE_OF_BUSINESS, 0.5),
        (EvidenceCode.FUNCTION_PAIRS, 4),
        (EvidenceCode.NOT_ONE_THREAD, 0.6),
        (EvidenceCode.JOINT_PLAN, None),
        (EvidenceCode.INFORMATION_SHARED, 3),
        (EvidenceCode.TRUST, 4),
    ),
    Stage.SYNERGISTIC: (
        (EvidenceCode.JOINT_TEAMS, 2),
        (EvidenceCode.SYSTEM_LINK, None),
        (EvidenceCode.BOARD_MEETING, 1),
        (EvidenceCode.OPEN_BOOK, 1),
    ),
}


@dataclass(frozen=True)
class Evidence:
    """One thing that stands for a stage: met, not met, or (None) not recorded yet."""

    code: str
    met: bool | None
    value: Value = None
    needed: Value = None
    as_of: date | None = None


@dataclass(frozen=True)
class EvidenceForStage:
    """What stands for one stage."""

    stage: Stage
    items: tuple[Evidence, ...]

    @property
    def met(self) -> int:
        return sum(item.met is True for item in self.items)

    @property
    def unknown(self) -> int:
        return sum(item.met is None for item in self.items)


@dataclass(frozen=True)
class Trade:
    """What the books say of an account, as far as a stage asks."""

    as_of: date
    sales: Decimal | None = Decimal(0)  # of the last twelve months
    months: Sequence[Decimal | None] = ()  # net amounts, oldest first, ending with the month of as_of
    order_days: int = 0
    first_order_on: date | None = None
    silent_days: int | None = None
    gap_limit: float | None = None
    revenue_share: float | None = None


@dataclass(frozen=True)
class Recorded:
    """What people have recorded of the business, as far as a stage asks; None, or none, is not recorded yet."""

    needs: int = 0
    supplier_status: str = ""
    wallets: int = 0
    prices: int = 0
    share_low: float | None = None
    share_high: float | None = None


NOTHING_RECORDED = Recorded()


def evidence_for(
    trade: Trade | None, manager: str = "", recorded: Recorded = NOTHING_RECORDED
) -> list[EvidenceForStage]:
    """Return for every stage what stands for it; without books everything computed is unknown."""
    computed, told = _computed(trade, manager), _recorded(recorded)
    return [
        EvidenceForStage(
            stage,
            (
                *computed[stage],
                *(told.get(code) or Evidence(code, None, None, needed) for code, needed in NOT_RECORDED[stage]),
            ),
        )
        for stage in ORDER
    ]


def contradictions(stage: Stage | None, trade: Trade | None) -> list[Contradiction]:
    """Return where the books speak against the stage (INV7)."""
    if stage is None or trade is None:
        return []
    if stage is Stage.PRE:
        return [Contradiction.PRE_BUT_TRADE] if (trade.sales or 0) > PRE_TRADE else []
    return [] if trade.order_days else [Contradiction.STAGE_WITHOUT_ORDER]


def missing_for(stage: Stage | None, evidence: list[EvidenceForStage]) -> tuple[Evidence, ...]:
    """Return what is not met, or not recorded, of the step after this stage."""
    following = 0 if stage is None else ORDER.index(stage) + 1
    if following >= len(ORDER):
        return ()
    return tuple(item for item in evidence[following].items if not item.met)


def as_plain(items: Sequence[Evidence]) -> list[dict[str, Any]]:
    """Return the evidence as it is kept with a claim."""
    return [
        {"code": item.code, "met": item.met, "value": _plain(item.value), "needed": _plain(item.needed)}
        | {"as_of": item.as_of.isoformat() if item.as_of else None}
        for item in items
    ]


def from_plain(kept: Sequence[dict[str, Any]]) -> tuple[Evidence, ...]:
    """Return the evidence that was kept with a claim."""
    return tuple(
        Evidence(
            one["code"],
            one["met"],
            _read(one["code"], one["value"]),
            Decimal(one["needed"]) if one["code"] == EvidenceCode.NO_TRADE else one["needed"],
            date.fromisoformat(one["as_of"]) if one["as_of"] else None,
        )
        for one in kept
    )


def _computed(trade: Trade | None, manager: str) -> dict[Stage, tuple[Evidence, ...]]:
    named = Evidence(EvidenceCode.MANAGER_NAMED, bool(manager), manager or None, 1)
    return {
        Stage.PRE: (_no_trade(trade),),
        Stage.EARLY: (_first_order(trade), named),
        Stage.MID: (_by_quarter(trade), _months_active(trade), _in_rhythm(trade)),
        Stage.PARTNERSHIP: (_share_of_ours(trade),),
        Stage.SYNERGISTIC: (),
    }


def _recorded(recorded: Recorded) -> dict[EvidenceCode, Evidence]:
    counted = {
        EvidenceCode.NEED_KNOWN: recorded.needs,
        EvidenceCode.WALLET_KNOWN: recorded.wallets,
        EvidenceCode.PRICES_AGREED: recorded.prices,
    }
    found = {code: Evidence(code, True, count, 1) for code, count in counted.items() if count}
    if status := recorded.supplier_status:
        code = EvidenceCode.SUPPLIER_STATUS
        found[code] = Evidence(code, status in MORE_THAN_APPROVED, status)
    if recorded.share_low is not None and recorded.share_high is not None:
        found[EvidenceCode.SHARE_OF_BUSINESS] = _share_of_business(recorded.share_low, recorded.share_high)
    return found


def _share_of_business(low: float, high: float) -> Evidence:
    # Where the estimates lie on both sides of the line nobody knows.
    needed = SHARE_OF_BUSINESS_NEEDED
    met = True if low > needed else False if high <= needed else None
    return Evidence(EvidenceCode.SHARE_OF_BUSINESS, met, low, needed)


def _no_trade(trade: Trade | None) -> Evidence:
    if trade is None or trade.sales is None:
        return Evidence(EvidenceCode.NO_TRADE, None, None, PRE_TRADE)
    return Evidence(EvidenceCode.NO_TRADE, trade.sales <= PRE_TRADE, trade.sales, PRE_TRADE, trade.as_of)


def _first_order(trade: Trade | None) -> Evidence:
    if trade is None:
        return Evidence(EvidenceCode.FIRST_ORDER, None, None, 1)
    return Evidence(EvidenceCode.FIRST_ORDER, trade.order_days > 0, trade.first_order_on, 1, trade.as_of)


def _by_quarter(trade: Trade | None) -> Evidence:
    code = EvidenceCode.ORDERS_BY_QUARTER
    if trade is None:
        return Evidence(code, None, None, QUARTERS_NEEDED)
    year = list(trade.months)[-12:]
    active = sum(any((amount or 0) > 0 for amount in year[at : at + 3]) for at in range(0, len(year), 3))
    return Evidence(code, active >= QUARTERS_NEEDED, active, QUARTERS_NEEDED, trade.as_of)


def _months_active(trade: Trade | None) -> Evidence:
    code = EvidenceCode.MONTHS_ACTIVE
    if trade is None:
        return Evidence(code, None, None, MONTHS_NEEDED)
    active = sum((amount or 0) > 0 for amount in list(trade.months)[-12:])
    return Evidence(code, active >= MONTHS_NEEDED, active, MONTHS_NEEDED, trade.as_of)


def _in_rhythm(trade: Trade | None) -> Evidence:
    # Too few orders for a rhythm of its own: nothing can be said yet.
    if trade is None or trade.silent_days is None or trade.gap_limit is None:
        return Evidence(EvidenceCode.IN_RHYTHM, None, None, None, trade.as_of if trade else None)
    in_time = trade.silent_days <= trade.gap_limit
    return Evidence(EvidenceCode.IN_RHYTHM, in_time, trade.silent_days, round(trade.gap_limit, 1), trade.as_of)


def _share_of_ours(trade: Trade | None) -> Evidence:
    code, needed = EvidenceCode.SHARE_OF_OURS, SHARE_OF_OURS_NEEDED
    if trade is None or trade.revenue_share is None:
        return Evidence(code, None, None, needed, trade.as_of if trade else None)
    return Evidence(code, trade.revenue_share >= needed, trade.revenue_share, needed, trade.as_of)


def _plain(value: Value) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value


def _read(code: str, value: Any) -> Value:
    if value is None:
        return None
    if code == EvidenceCode.FIRST_ORDER:
        return date.fromisoformat(value)
    return Decimal(value) if code == EvidenceCode.NO_TRADE else value
