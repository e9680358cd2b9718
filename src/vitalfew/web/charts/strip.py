"""One bar of a whole: where the lines of a file go."""

from collections.abc import Sequence
from dataclasses import dataclass

from vitalfew.web.charts.scale import percent

# A part too small to be seen is drawn this wide: thirteen refused of twenty thousand must show.
LEAST = 0.006


@dataclass(frozen=True)
class Segment:
    """One part: its colour's class, where it starts and how wide it is."""

    fill: str
    x: str
    width: str


def strip(parts: Sequence[tuple[str, int]]) -> tuple[Segment, ...]:
    """Lay the parts (class, how many) side by side in proportion; empty ones leave no trace."""
    there = [(fill, count) for fill, count in parts if count > 0]
    total = sum(count for _fill, count in there)
    widths = [max(count / total, LEAST) for _fill, count in there]
    scale = 1 / sum(widths) if widths else 0
    starts = [scale * sum(widths[:i]) for i in range(len(widths))]
    return tuple(
        Segment(fill, percent(start), percent(scale * width))
        for (fill, _count), start, width in zip(there, starts, widths, strict=True)
    )
