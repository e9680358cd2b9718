"""How each piece of evidence is read: from the books, the log, joint work, or what somebody has said (S16–S22)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from vitalfew.loop.analysis.rules.evidence import (
    NOTHING_RECORDED,
    Evidence,
    EvidenceCode,
    EvidenceForStage,
    Origin,
    Recorded,
    Said,
    Trade,
    Value,
)
from vitalfew.loop.analysis.rules.stages import ORDER, Stage
from vitalfew.loop.analysis.rules.thresholds import DEFAULTS, Thresholds

MORE_THAN_APPROVED = frozenset({"one_of_many", "preferred", "primary", "sole"})  # standings as a supplier


@dataclass(frozen=True)
class Known:
    """Everything that evidence is read from."""

    trade: Trade | None
    manager: str
    recorded: Recorded
    asked: Thresholds


def evidence_for(
    trade: Trade | None,
    manager: str = "",
    recorded: Recorded = NOTHING_RECORDED,
    asked: Thresholds = DEFAULTS,
) -> list[EvidenceForStage]:
    """Return for every stage what stands for it; without books everything computed from them is unknown."""
    known = Known(trade, manager, recorded, asked)
    return [EvidenceForStage(stage, tuple(read(known) for read in PROOFS[stage])) for stage in ORDER]


def _no_trade(known: Known) -> Evidence:
    code, trade, most = EvidenceCode.NO_TRADE, known.trade, known.asked.pre_trade
    if trade is None or trade.sales is None:
        return Evidence(code, None, None, most, None, Origin.BOOKS)
    return Evidence(code, trade.sales <= most, trade.sales, most, trade.as_of, Origin.BOOKS)


def _know_each_other(known: Known) -> Evidence:
    code, contacts = EvidenceCode.KNOW_EACH_OTHER, known.recorded.contacts
    if contacts is None or contacts.last_on is None:
        return Evidence(code, None, None, None, None, Origin.LOG)
    return Evidence(code, contacts.contacts > 0, contacts.contacts, 1, contacts.last_on, Origin.LOG)


def _first_order(known: Known) -> Evidence:
    code, trade = EvidenceCode.FIRST_ORDER, known.trade
    if trade is None:
        return Evidence(code, None, None, 1, None, Origin.BOOKS)
    return Evidence(code, trade.order_days > 0, trade.first_order_on, 1, trade.as_of, Origin.BOOKS)


def _manager_named(known: Known) -> Evidence:
    code, name = EvidenceCode.MANAGER_NAMED, known.manager
    return Evidence(code, bool(name), name or None, 1, None, Origin.DESIGNATION)


def _purchasing_tie(known: Known) -> Evidence:
    code, contacts = EvidenceCode.PURCHASING_TIE, known.recorded.contacts
    if contacts is None or contacts.knows_purchasing is None:
        return Evidence(code, None, None, 1, None, Origin.LOG)
    return Evidence(code, contacts.knows_purchasing, int(contacts.knows_purchasing), 1, contacts.as_of, Origin.LOG)


def _by_quarter(known: Known) -> Evidence:
    code, trade, needed = EvidenceCode.ORDERS_BY_QUARTER, known.trade, known.asked.quarters
    if trade is None:
        return Evidence(code, None, None, needed, None, Origin.BOOKS)
    year = list(trade.months)[-12:]
    active = sum(any((amount or 0) > 0 for amount in year[at : at + 3]) for at in range(0, len(year), 3))
    return Evidence(code, active >= needed, active, needed, trade.as_of, Origin.BOOKS)


def _months_active(known: Known) -> Evidence:
    code, trade, needed = EvidenceCode.MONTHS_ACTIVE, known.trade, known.asked.months
    if trade is None:
        return Evidence(code, None, None, needed, None, Origin.BOOKS)
    active = sum((amount or 0) > 0 for amount in list(trade.months)[-12:])
    return Evidence(code, active >= needed, active, needed, trade.as_of, Origin.BOOKS)


def _in_rhythm(known: Known) -> Evidence:
    # Too few orders for a rhythm of its own: nothing can be said yet.
    code, trade = EvidenceCode.IN_RHYTHM, known.trade
    if trade is None or trade.silent_days is None or trade.gap_limit is None:
        return Evidence(code, None, None, None, trade.as_of if trade else None, Origin.BOOKS)
    in_time, limit = trade.silent_days <= trade.gap_limit, round(trade.gap_limit, 1)
    return Evidence(code, in_time, trade.silent_days, limit, trade.as_of, Origin.BOOKS)


def _delivery_kept(known: Known) -> Evidence:
    code, service, needed = EvidenceCode.DELIVERY_KEPT, known.recorded.service, float(known.asked.otif)
    if service is None or service.otif is None:
        return Evidence(code, None, None, needed, None, Origin.FACTS)
    return Evidence(code, service.otif >= needed, service.otif, needed, service.as_of, Origin.FACTS)


def _few_complaints(known: Known) -> Evidence:
    code, service, most = EvidenceCode.FEW_COMPLAINTS, known.recorded.service, known.asked.complaints
    if service is None or service.complaints is None:
        return Evidence(code, None, None, most, None, Origin.FACTS)
    return Evidence(code, service.complaints <= most, service.complaints, most, service.as_of, Origin.FACTS)


def _levels(known: Known) -> Evidence:
    code, contacts, needed = EvidenceCode.LEVELS_IN_CONTACT, known.recorded.contacts, known.asked.levels
    if contacts is None or not contacts.is_known:
        return Evidence(code, None, None, needed, None, Origin.LOG)
    return Evidence(code, len(contacts.levels) >= needed, len(contacts.levels), needed, contacts.as_of, Origin.LOG)


def _supplier_status(known: Known) -> Evidence:
    code, status = EvidenceCode.SUPPLIER_STATUS, known.recorded.supplier_status
    if not status:
        return Evidence(code, None, None, None, None, Origin.SAID)
    return _told(known, code, status in MORE_THAN_APPROVED, status, None)


def _share_of_business(known: Known) -> Evidence:
    # Where the estimates lie on both sides of the line nobody knows.
    code, needed, recorded = EvidenceCode.SHARE_OF_BUSINESS, float(known.asked.share), known.recorded
    low, high = recorded.share_low, recorded.share_high
    if low is None or high is None:
        return Evidence(code, None, None, needed, None, Origin.SAID)
    met = True if low > needed else False if high <= needed else None
    return _told(known, code, met, low, needed)


def _share_of_ours(known: Known) -> Evidence:
    code, trade, needed = EvidenceCode.SHARE_OF_OURS, known.trade, float(known.asked.share_of_ours)
    if trade is None or trade.revenue_share is None:
        return Evidence(code, None, None, needed, trade.as_of if trade else None, Origin.BOOKS)
    return Evidence(code, trade.revenue_share >= needed, trade.revenue_share, needed, trade.as_of, Origin.BOOKS)


def _function_pairs(known: Known) -> Evidence:
    code, contacts, needed = EvidenceCode.FUNCTION_PAIRS, known.recorded.contacts, known.asked.pairs
    if contacts is None or not contacts.is_known:
        return Evidence(code, None, None, needed, None, Origin.LOG)
    return Evidence(code, len(contacts.warm) >= needed, len(contacts.warm), needed, contacts.as_of, Origin.LOG)


def _not_one_thread(known: Known) -> Evidence:
    code, contacts, most = EvidenceCode.NOT_ONE_THREAD, known.recorded.contacts, float(known.asked.thread)
    if contacts is None or contacts.top_share is None:
        return Evidence(code, None, None, most, None, Origin.LOG)
    return Evidence(code, contacts.top_share < most, contacts.top_share, most, contacts.as_of, Origin.LOG)


def _joint_teams(known: Known) -> Evidence:
    together, needed = known.recorded.together, known.asked.teams
    day = together.last_team_on if together else None
    return _joint(EvidenceCode.JOINT_TEAMS, together.teams if together else 0, needed, day)


def _board_meeting(known: Known) -> Evidence:
    together, needed = known.recorded.together, known.asked.boards
    day = together.last_board_on if together else None
    return _joint(EvidenceCode.BOARD_MEETING, together.board_meetings if together else 0, needed, day)


def _open_book(known: Known) -> Evidence:
    together, needed = known.recorded.together, known.asked.costs
    return _joint(EvidenceCode.OPEN_BOOK, together.open_costs if together else 0, needed, None)


def _joint(code: EvidenceCode, count: int, needed: int, day: date | None) -> Evidence:
    if not count:
        return Evidence(code, None, None, needed, None, Origin.JOINT)
    return Evidence(code, count >= needed, count, needed, day, Origin.JOINT)


def _counted(code: EvidenceCode, count: Callable[[Recorded], int]) -> Callable[[Known], Evidence]:
    """Return how evidence is read that stands once anything of its kind is recorded."""

    def read(known: Known) -> Evidence:
        found = count(known.recorded)
        return _told(known, code, True, found, 1) if found else Evidence(code, None, None, 1, None, Origin.SAID)

    return read


def _sign(code: EvidenceCode, needed: Callable[[Thresholds], int] | None = None) -> Callable[[Known], Evidence]:
    """Return how evidence is read that somebody has to say."""

    def read(known: Known) -> Evidence:
        told, wanted = known.recorded.said.get(code), needed(known.asked) if needed else None
        if told is None:
            return Evidence(code, None, None, wanted, None, Origin.SAID)
        if wanted is None:
            return _told(known, code, True, told.level if told.level is not None else 1, None)
        return _told(known, code, (told.level or 0) >= wanted, told.level, wanted)

    return read


def _told(known: Known, code: EvidenceCode, met: bool | None, value: Value, needed: Value) -> Evidence:
    told = known.recorded.said.get(code, Said())
    return Evidence(code, met, value, needed, told.on, Origin.SAID, told.source, told.confidence)


PROOFS: dict[Stage, tuple[Callable[[Known], Evidence], ...]] = {
    Stage.PRE: (_no_trade, _know_each_other),
    Stage.EARLY: (
        _first_order,
        _manager_named,
        _purchasing_tie,
        _counted(EvidenceCode.NEED_KNOWN, lambda recorded: recorded.needs),
    ),
    Stage.MID: (
        _by_quarter,
        _months_active,
        _in_rhythm,
        _delivery_kept,
        _few_complaints,
        _levels,
        _supplier_status,
        _counted(EvidenceCode.WALLET_KNOWN, lambda recorded: recorded.wallets),
        _counted(EvidenceCode.PRICES_AGREED, lambda recorded: recorded.prices),
    ),
    Stage.PARTNERSHIP: (
        _share_of_ours,
        _share_of_business,
        _function_pairs,
        _not_one_thread,
        _sign(EvidenceCode.JOINT_PLAN),
        _sign(EvidenceCode.INFORMATION_SHARED, lambda asked: asked.information),
        _sign(EvidenceCode.TRUST, lambda asked: asked.trust),
        _sign(EvidenceCode.MAIN_CONTACT),
    ),
    Stage.SYNERGISTIC: (
        _joint_teams,
        _sign(EvidenceCode.SYSTEM_LINK),
        _board_meeting,
        _open_book,
        _sign(EvidenceCode.HARD_TO_LEAVE),
    ),
}
