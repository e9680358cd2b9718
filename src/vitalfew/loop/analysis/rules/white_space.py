"""What a customer does not buy though its peers do, and how much that may be worth (S7, C26).

Peers are the customers who spend most on the same family. Of those who buy a family besides, the quartiles of what
they spend on it beside all else, times what this customer spends on all else, are the range.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

import numpy as np

METHOD = "white-space-1"
FEWEST = 5  # buyers among the peers below which nothing is said
SHARE = 0.25  # of the peers must buy a family before its lack is a gap
FAMILIES = 10  # columns of the grid, the largest first
NOTHING = Decimal(0)
Bought = Mapping[str, Mapping[str, Decimal]]  # code → family → net amount


class CellState(StrEnum):
    BOUGHT = "bought"  # 在买
    CEASED = "ceased"  # 停购
    GAP = "gap"  # 空白
    NONE = "none"  # 同类客户也很少买


class SpaceWhy(StrEnum):
    """Why what is said of a gap is not kept."""

    SPACE_NEEDS_REASON = "space_needs_reason"
    SPACE_BELOW_ZERO = "space_below_zero"


@dataclass(frozen=True)
class FamilyPeers:
    """How many customers of a segment buy a family, and what they spend on it beside all else (quartiles)."""

    customers: int
    buyers: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.buyers / self.customers


@dataclass(frozen=True)
class HeldOut:
    """Of the gaps of a year ago, how many were bought since; beside them all other pairs not bought then."""

    gaps: int
    begun: int
    others: int
    others_begun: int


@dataclass(frozen=True)
class Peers:
    """What the segments buy, the families with the largest first, and how such gaps did a year ago."""

    of: Mapping[tuple[str, str], FamilyPeers]  # segment, family
    families: tuple[str, ...]
    held_out: HeldOut | None


@dataclass(frozen=True)
class Cell:
    """One family of one customer: what was bought in twelve months, or what may be."""

    family: str
    state: CellState
    amount: Decimal = NOTHING
    since: date | None = None  # first day in the books
    until: date | None = None  # last day
    peers: FamilyPeers | None = None
    low: Decimal = NOTHING
    high: Decimal = NOTHING


def segment_of(bought: Mapping[str, Decimal]) -> str:
    """Return the family a customer spends most on; "" where it buys nothing."""
    told = [(amount, family) for family, amount in bought.items() if family and amount > 0]
    return max(told)[1] if told else ""


def peers_of(now: Bought, before: Bought | None = None) -> Peers:
    """Return what the segments buy; with what was bought a year before, how gaps of then did."""
    totals: dict[str, Decimal] = {}
    for bought in now.values():
        for family, amount in bought.items():
            totals[family] = totals.get(family, NOTHING) + amount
    families = sorted((family for family in totals if family), key=lambda family: (-totals[family], family))
    held_out = _held_out(before, now, families) if before else None
    return Peers(_segments(now, families), tuple(families[:FAMILIES]), held_out)


def cell(family: str, bought: Mapping[str, Decimal], peers: Peers, days: tuple[date, date] | None = None) -> Cell:
    """Return what one customer buys of a family, or how much it may be; `days`: the first and the last in the books."""
    amount = bought.get(family, NOTHING)
    since, until = days or (None, None)
    known = peers.of.get((segment_of(bought), family))
    if amount > 0:
        return Cell(family, CellState.BOUGHT, amount, since, until, known)
    rest = sum((one for other, one in bought.items() if other != family and one > 0), NOTHING)
    low, high = (_round(rest * Decimal(ratio)) for ratio in (known.low, known.high)) if known else (NOTHING, NOTHING)
    if since is not None:
        return Cell(family, CellState.CEASED, NOTHING, since, until, known, low, high)
    return Cell(family, CellState.GAP if _is_gap(known) else CellState.NONE, NOTHING, None, None, known, low, high)


def judgement_refused(reason: str, amount: Decimal | None) -> SpaceWhy | None:
    """Return why what is said of a gap is not kept, or None where it may be."""
    if not reason.strip():
        return SpaceWhy.SPACE_NEEDS_REASON
    return SpaceWhy.SPACE_BELOW_ZERO if amount is not None and amount < 0 else None


def _is_gap(known: FamilyPeers | None) -> bool:
    return known is not None and known.buyers >= FEWEST and known.share >= SHARE


def _segments(now: Bought, families: Sequence[str]) -> dict[tuple[str, str], FamilyPeers]:
    members: dict[str, list[Mapping[str, Decimal]]] = {}
    for bought in now.values():
        if segment := segment_of(bought):
            members.setdefault(segment, []).append(bought)
    found = {}
    for segment, customers in members.items():
        for family in families:
            ratios = [ratio for bought in customers if (ratio := _ratio(family, bought)) is not None]
            if len(ratios) >= FEWEST and family != segment:
                low, high = np.quantile(ratios, (0.25, 0.75))
                found[segment, family] = FamilyPeers(len(customers), len(ratios), float(low), float(high))
    return found


def _ratio(family: str, bought: Mapping[str, Decimal]) -> float | None:
    amount = bought.get(family, NOTHING)
    rest = sum((one for other, one in bought.items() if other != family and one > 0), NOTHING)
    return float(amount / rest) if amount > 0 and rest > 0 else None


def _held_out(before: Bought, now: Bought, families: Sequence[str]) -> HeldOut:
    peers = Peers(_segments(before, families), tuple(families), None)
    counts = [0, 0, 0, 0]
    for code, bought in before.items():
        for family in families:
            state = cell(family, bought, peers).state
            if state is CellState.BOUGHT or not segment_of(bought):
                continue
            place = 0 if state is CellState.GAP else 2
            counts[place] += 1
            counts[place + 1] += now.get(code, {}).get(family, NOTHING) > 0
    return HeldOut(*counts)


def _round(amount: Decimal) -> Decimal:
    # An estimate is no figure to the cent: two digits are more than it knows.
    rounded = Decimal(f"{amount:.1e}")
    return rounded.quantize(Decimal(1)) if rounded >= 1 else NOTHING
