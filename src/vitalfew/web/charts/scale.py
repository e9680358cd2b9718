"""From figures to places: scales, paths, and labels that keep out of each other's way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# The width of a stretched plot in its own units.
WIDE = 1000.0
Point = tuple[float, float]


@dataclass(frozen=True)
class Caption:
    """Words on the thing they are about; `look` are classes of the style sheet."""

    x: str
    y: float
    text: str
    look: str = ""
    dx: float = 0


@dataclass(frozen=True)
class Scale:
    """A straight scale: `low` stands at `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        span = self.high - self.low
        part = (value - self.low) / span if span else 0.0
        return round(self.start + part * (self.end - self.start), 1)


def percent(part: float) -> str:
    """Write a part of the width, 0..1."""
    return f"{round(100 * part, 2):g}%"


def wide(part: float) -> float:
    """Place a part of the width, 0..1, in a stretched plot."""
    return round(WIDE * part, 2)


def path(points: Iterable[Point]) -> str:
    """Write a line through the points."""
    return "M" + " ".join(f"{x:g},{y:g}" for x, y in points)


def area(points: Sequence[Point], floor: float) -> str:
    """Write the ground between the points and a level."""
    return f"{path(points)} L{points[-1][0]:g},{floor:g} L{points[0][0]:g},{floor:g}Z"


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move places, given in rising order, as little as keeps them `gap` apart and below `low`; `high` while it fits."""
    placed: list[float] = []
    for place in wanted:
        placed.append(max(place, placed[-1] + gap if placed else low))
    ceiling = max(high, low + gap * (len(placed) - 1))
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = round(min(placed[index], ceiling), 1)
        ceiling = placed[index] - gap
    return placed
