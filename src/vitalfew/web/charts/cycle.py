"""The cycle ring: six arcs, those done, the one we are in, those to come."""

import math
from dataclasses import dataclass

SIZE = 96
RADIUS = 43.5
LONGEST = 12  # letters that the ring has room for
GAP = 0.035  # of a radian-like quarter: arcs do not touch


@dataclass(frozen=True)
class Arc:
    """One step of the cycle."""

    d: str
    look: str
    width: int


@dataclass(frozen=True)
class CycleRing:
    """Everything the template draws; the words stand in the middle."""

    size: int
    middle: float
    arcs: list[Arc]
    words: list[tuple[int, str]]  # one line or two, each with how far below the middle it stands
    count: str
    count_below: int
    sentence: str


def cycle_ring(step: int, steps: int, *, word: str, count: str, sentence: str) -> CycleRing:
    """Draw `steps` arcs from the top, clockwise; `step` is the one we are in, from 1."""
    lines = _lines(word)
    return CycleRing(
        size=SIZE,
        middle=SIZE / 2,
        arcs=[_arc(place, step, steps) for place in range(1, steps + 1)],
        words=list(zip((-8, 6) if len(lines) > 1 else (1,), lines, strict=True)),
        count=count,
        count_below=21 if len(lines) > 1 else 17,
        sentence=sentence,
    )


def _lines(word: str) -> list[str]:
    """Break a word too long for the ring at the space nearest to its middle."""
    spaces = [place for place, letter in enumerate(word) if letter == " "]
    if len(word) <= LONGEST or not spaces:
        return [word]
    cut = min(spaces, key=lambda place: abs(place - len(word) / 2))
    return [word[:cut], word[cut + 1 :]]


def _arc(place: int, step: int, steps: int) -> Arc:
    (x1, y1), (x2, y2) = _at((place - 1) / steps, GAP), _at(place / steps, -GAP)
    look = "segn" if place == step else "segd" if place < step else "seg0"
    return Arc(f"M{x1},{y1} A{RADIUS},{RADIUS} 0 0 1 {x2},{y2}", look, 9 if place == step else 5)


def _at(turn: float, gap: float) -> tuple[float, float]:
    angle = 2 * math.pi * turn - math.pi / 2 + gap
    middle = SIZE / 2
    return round(middle + RADIUS * math.cos(angle), 1), round(middle + RADIUS * math.sin(angle), 1)
