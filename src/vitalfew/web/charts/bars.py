"""Bars in a table's cell: how far an aim has come, and what a row adds to the rows above it."""

from dataclasses import dataclass
from decimal import Decimal

from vitalfew.web.charts.scale import percent


@dataclass(frozen=True)
class ProgressBar:
    """How far it has come, and the tick where it should be by now."""

    width: str
    tick: str  # "" where nothing is expected yet


@dataclass(frozen=True)
class CumulativeBar:
    """What came before this row, and what it adds."""

    before: str
    width: str


def progress_bar(attained: float | Decimal | None, expected: float | Decimal | None) -> ProgressBar:
    """Place how much of the way is done; nothing known draws nothing, more than all fills the bar."""
    return ProgressBar(percent(_within(attained or 0)), "" if expected is None else percent(_within(expected)))


def cumulative_bar(share: float, cumulative: float, full: float) -> CumulativeBar:
    """Place a row's share behind what the rows above make, on a bar that ends at `full`."""
    end = min(max(cumulative / full, 0.0), 1.0) if full > 0 else 0.0
    start = min(max((cumulative - share) / full, 0.0), end) if full > 0 else 0.0
    return CumulativeBar(percent(start), percent(end - start))


def _within(part: float | Decimal) -> float:
    return min(max(float(part), 0.0), 1.0)
