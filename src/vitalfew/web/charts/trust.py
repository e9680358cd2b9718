"""Trust over time: our view as an accent line, theirs as a grey one, each rating a dot with its step (S26)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vitalfew.web.charts.scale import Caption, Scale, path, percent

TOP, BOTTOM, HEIGHT = 12, 112, 136
LOW, HIGH = 1, 5
Ratings = Sequence[tuple[date, int]]


@dataclass(frozen=True)
class Point:
    """One rating."""

    x: str
    y: float
    look: str


@dataclass(frozen=True)
class TrustChart:
    """Everything the template draws."""

    height: int
    lines: list[tuple[str, str]]  # class and path
    points: list[Point]
    names: list[Caption]
    grid: list[tuple[float, int]]
    ends: list[Caption]
    sentence: str


def trust_chart(ours: Ratings, theirs: Ratings, *, names: tuple[str, str], sentence: str) -> TrustChart:
    """Place the ratings of both sides; at least one has one."""
    days = [day.toordinal() for day, _step in (*ours, *theirs)]
    x = Scale(min(days), max(days), 0, 1) if max(days) > min(days) else Scale(min(days) - 1, min(days), 0, 1)
    y = Scale(LOW, HIGH, BOTTOM, TOP)
    first, last = date.fromordinal(min(days)), date.fromordinal(max(days))
    sides = ((theirs, "l-old", "ring", names[1]), (ours, "l-us", "dot", names[0]))
    placed = [
        ([(_x(x, day), y(step)) for day, step in rows], line, dot, name) for rows, line, dot, name in sides if rows
    ]
    return TrustChart(
        height=HEIGHT,
        lines=[(line, path((1000 * at, height) for at, height in spots)) for spots, line, _dot, _name in placed],
        points=[Point(percent(at), height, dot) for spots, _line, dot, _name in placed for at, height in spots],
        names=_names(placed),
        grid=[(y(step), step) for step in range(LOW, HIGH + 1)],
        ends=[Caption("0", HEIGHT - 4, first.isoformat()), *_end(first, last)],
        sentence=sentence,
    )


def _x(scale: Scale, day: date) -> float:
    # The scale rounds for pixels; parts of a width want more places.
    return (day.toordinal() - scale.low) / (scale.high - scale.low)


def _end(first: date, last: date) -> list[Caption]:
    return [Caption("100%", HEIGHT - 4, last.isoformat(), "end")] if last > first else []


def _names(placed: Sequence[tuple[list[tuple[float, float]], str, str, str]]) -> list[Caption]:
    """Name each line at its last dot; where both end at one step, ours stands above and theirs below."""
    ends = [(spots[-1][1], line, name) for spots, line, _dot, name in placed]
    are_close = len(ends) == 2 and abs(ends[0][0] - ends[1][0]) < 16
    return [
        Caption("100%", height + (_off(line) if are_close else 4), name, "key" if line == "l-us" else "lab", 10)
        for height, line, name in ends
    ]


def _off(line: str) -> float:
    return -5 if line == "l-us" else 13
