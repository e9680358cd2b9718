"""The whale curve: profit cumulated from the best account to the worst, and how much the losing ones eat."""

from collections.abc import Sequence
from dataclasses import dataclass

from vitalfew.web.charts.scale import Caption, Point, Scale, area, path, percent, wide

HEIGHT, TOP, BOTTOM = 150, 24, 128
# Nearer to an edge than this, words are set from the edge.
EDGE = 0.25


@dataclass(frozen=True)
class WhaleChart:
    """Everything the template draws."""

    height: int
    line: str
    loss: str  # the ground between the peak and what is left
    full: float  # y of 100 %
    zero: float
    peak_x: str
    peak_y: float
    peak: Caption
    losers: list[Caption]
    ends: list[Caption]
    sentence: str


def whale_chart(
    points: Sequence[Point],
    *,
    peak_fraction: float,
    peak: float,
    peak_caption: str,
    losers: Sequence[str],
    ends: tuple[str, str],
    sentence: str,
) -> WhaleChart:
    """Place a curve of (fraction of accounts, share of the total profit), the most profitable first."""
    lowest = min(0.0, *(share for _, share in points))
    y = Scale(lowest, max(1.0, peak), BOTTOM, TOP)
    placed = [(wide(fraction), y(share)) for fraction, share in points]
    falling = [(wide(peak_fraction), y(peak)), *(point for point in placed if point[0] > wide(peak_fraction))]
    below = y(1) + 20
    return WhaleChart(
        height=HEIGHT,
        line=path(placed),
        loss=area(falling, y(peak)) if losers else "",
        full=y(1),
        zero=y(0),
        peak_x=percent(peak_fraction),
        peak_y=y(peak),
        peak=Caption(percent(peak_fraction), y(peak) - 9, peak_caption, _anchor(peak_fraction)),
        losers=[Caption("100%", below + 16 * row, words, "tbad end", -6) for row, words in enumerate(losers)],
        ends=[Caption("0", HEIGHT - 5, ends[0]), Caption("100%", HEIGHT - 5, ends[1], "end")],
        sentence=sentence,
    )


def _anchor(fraction: float) -> str:
    return "" if fraction < EDGE else "end" if fraction > 1 - EDGE else "mid"
