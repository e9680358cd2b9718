"""What stands for each stage, what speaks against it, and what nobody has recorded yet (S16–S22, INV7).

Computed from books, log and joint work, or said by people with source and confidence; unknown is neither met nor not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from vitalfew.loop.analysis.rules.stages import ORDER, Stage
from vitalfew.loop.analysis.rules.thresholds import DEFAULTS, Thresholds
from vitalfew.relations.rules.joint import Together
from vitalfew.relations.rules.pairs import ContactSigns

Value = Decimal | date | int | float | str | None


class EvidenceCode(StrEnum):
    """What may stand for a stage."""

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
    FEW_COMPLAINTS = "few_complaints"
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
    MAIN_CONTACT = "main_contact"
    JOINT_TEAMS = "joint_teams"
    SYSTEM_LINK = "system_link"
    BOARD_MEETING = "board_meeting"
    OPEN_BOOK = "open_book"
    HARD_TO_LEAVE = "hard_to_leave"


class Contradiction(StrEnum):
    """Where what is known speaks against the confirmed stage (INV7): shown, never a block."""

    PRE_BUT_TRADE = "pre_but_trade"
    STAGE_WITHOUT_ORDER = "stage_without_order"
    FEW_PAIRS = "few_pairs"
    ONE_THREAD = "one_thread"
    SMALL_SHARE = "small_share"
    FEW_TEAMS = "few_teams"
    NO_BOARD_MEETING = "no_board_meeting"
    COSTS_CLOSED = "costs_closed"
    TRADITIONAL_BUYER = "traditional_buyer"  # the way they buy bounds what is realistic (S15)


class Origin(StrEnum):
    """Where evidence comes from; the weight follows from it, or is how sure whoever said it was."""

    BOOKS = "books"
    FACTS = "facts"
    LOG = "log"
    JOINT = "joint"
    SAID = "said"
    DESIGNATION = "designation"


@dataclass(frozen=True)
class Evidence:
    """One thing that stands for a stage: met, not met, or (None) not recorded yet."""

    code: str
    met: bool | None
    value: Value = None
    needed: Value = None
    as_of: date | None = None
    origin: str = ""
    source: str = ""  # in the words of whoever said it
    confidence: str = ""  # of whoever said it; what is computed has none


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
class Service:
    """How the account was served in twelve months; None where no such file ever came in."""

    as_of: date
    otif: float | None = None
    complaints: int | None = None  # grave quality events


@dataclass(frozen=True)
class Said:
    """What somebody has said: how often or how far, when, on what, how sure."""

    on: date | None = None
    level: int | None = None
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True)
class Recorded:
    """What is recorded of the relationship, as far as a stage asks; None, or none, is not recorded yet."""

    needs: int = 0
    supplier_status: str = ""
    wallets: int = 0
    prices: int = 0
    share_low: float | None = None
    share_high: float | None = None
    contacts: ContactSigns | None = None
    together: Together | None = None
    service: Service | None = None
    said: Mapping[str, Said] = field(default_factory=dict)  # by evidence code
    is_traditional: bool = False  # so traditional a buyer that a stage beyond mid is not realistic


NOTHING_RECORDED = Recorded()


def contradictions(
    stage: Stage | None,
    trade: Trade | None,
    recorded: Recorded = NOTHING_RECORDED,
    asked: Thresholds = DEFAULTS,
) -> list[Contradiction]:
    """Return where what is known speaks against the stage (INV7); what nobody knows speaks against nothing."""
    if stage is None:
        return []
    found = [*_against_by_trade(stage, trade, asked)]
    if ORDER.index(stage) >= ORDER.index(Stage.PARTNERSHIP):
        found += _against_partnership(recorded, asked)
    if stage is Stage.SYNERGISTIC and recorded.together is not None:
        found += _against_synergy(recorded.together, asked)
    return found


def _against_by_trade(stage: Stage, trade: Trade | None, asked: Thresholds) -> list[Contradiction]:
    if trade is None:
        return []
    if stage is Stage.PRE:
        return [Contradiction.PRE_BUT_TRADE] if (trade.sales or 0) > asked.pre_trade else []
    return [] if trade.order_days else [Contradiction.STAGE_WITHOUT_ORDER]


def _against_partnership(recorded: Recorded, asked: Thresholds) -> list[Contradiction]:
    contacts, share = recorded.contacts, recorded.share_high
    against = (
        (contacts is not None and contacts.is_known and len(contacts.warm) < asked.pairs, Contradiction.FEW_PAIRS),
        (
            contacts is not None and contacts.top_share is not None and contacts.top_share >= asked.thread,
            Contradiction.ONE_THREAD,
        ),
        (share is not None and share <= asked.share, Contradiction.SMALL_SHARE),
        (recorded.is_traditional, Contradiction.TRADITIONAL_BUYER),
    )
    return [what for is_so, what in against if is_so]


def _against_synergy(together: Together, asked: Thresholds) -> list[Contradiction]:
    against = (
        (together.teams < asked.teams, Contradiction.FEW_TEAMS),
        (together.board_meetings < asked.boards, Contradiction.NO_BOARD_MEETING),
        (together.open_costs < asked.costs, Contradiction.COSTS_CLOSED),
    )
    return [what for is_so, what in against if is_so]


def missing_for(stage: Stage | None, evidence: list[EvidenceForStage]) -> tuple[Evidence, ...]:
    """Return what is not met, or not recorded, of the step after this stage.

    Where none is confirmed: of the first step, or, where its own evidence says that there is trade, of the second.
    """
    trades = any(item.code == EvidenceCode.NO_TRADE and item.met is False for item in evidence[0].items)
    following = int(trades) if stage is None else ORDER.index(stage) + 1
    if following >= len(ORDER):
        return ()
    return tuple(item for item in evidence[following].items if not item.met)


def as_plain(items: Sequence[Evidence]) -> list[dict[str, Any]]:
    """Return the evidence as it is kept with a claim."""
    return [
        {"code": item.code, "met": item.met, "value": _plain(item.value), "needed": _plain(item.needed)}
        | {"as_of": item.as_of.isoformat() if item.as_of else None}
        | {"origin": item.origin, "source": item.source, "confidence": item.confidence}
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
            one.get("origin", ""),
            one.get("source", ""),
            one.get("confidence", ""),
        )
        for one in kept
    )


def _plain(value: Value) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value


def _read(code: str, value: Any) -> Value:
    if value is None:
        return None
    if code == EvidenceCode.FIRST_ORDER:
        return date.fromisoformat(value)
    return Decimal(value) if code == EvidenceCode.NO_TRADE else value
