"""A range and a point within it, in a table's cell: all rows on one scale from 0."""

from dataclasses import dataclass

from vitalfew.web.charts.scale import percent
from vitalfew.words import Number


@dataclass(frozen=True)
class Whisker:
    """Where the range begins and ends, and the point."""

    low: str
    high: str
    point: str


def whisker(low: Number | None, point: Number | None, high: Number | None, most: Number) -> Whisker | None:
    """Place a range on a scale from 0 to `most`; nothing where one of them is not known."""
    if low is None or point is None or high is None or most <= 0:
        return None
    return Whisker(*(percent(min(max(float(value) / float(most), 0.0), 1.0)) for value in (low, high, point)))
