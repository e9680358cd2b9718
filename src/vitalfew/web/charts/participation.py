"""The participation matrix: product by process, the offerings in their cells, each move an arrow (S31, S32)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vitalfew.web.charts.scale import Caption, percent

HEAD, ROW, LEAST_ROWS = 30.0, 24.0, 3
LEFT, MIDDLE, RIGHT = 0.0, 0.5, 1.0
INSET = 16.0  # px from a cell's left edge to its dots
FOOT = 40.0  # px for the names of the axis
LONGEST = 15  # letters of a name where the picture is narrowest


@dataclass(frozen=True)
class Offering:
    """One offering: its name, its cell (column 0..1, row 0..1), and the cell it came from."""

    name: str
    cell: tuple[int, int]
    before: tuple[int, int] | None


@dataclass(frozen=True)
class Spot:
    """A dot and its name; the place it left is a ring."""

    x: str
    dx: float
    y: float
    text: str
    title: str
    is_left: bool


@dataclass(frozen=True)
class Arrow:
    """From the place left to the place now; ends are parts of the width, 0..1000."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Participation:
    """Everything the template draws."""

    height: float
    bottom: float
    middle: float
    heads: list[Caption]
    spots: list[Spot]
    arrows: list[Arrow]
    axis: list[Caption]
    sentence: str


def participation(
    offerings: Sequence[Offering],
    *,
    heads: Mapping[tuple[int, int], str],
    axis: tuple[str, str],
    sentence: str,
) -> Participation:
    """Lay the offerings into their cells, one below the other; `axis` names the columns."""
    slots = _slots(offerings)
    rows = [_rows(slots, row) for row in (0, 1)]
    tops = [0.0, HEAD + ROW * rows[0]]
    bottom = tops[1] + HEAD + ROW * rows[1]
    places = {key: (cell[0], tops[cell[1]] + HEAD + ROW * (slot + 0.5)) for key, (cell, slot) in slots.items()}
    return Participation(
        height=bottom + FOOT,
        bottom=bottom,
        middle=tops[1],
        heads=[
            Caption(percent(MIDDLE * column), tops[row] + 19, text, "b inkt", 8)
            for (column, row), text in heads.items()
        ],
        spots=[_spot(offerings[at], places[at, is_left], is_left) for at, is_left in places],
        arrows=[
            Arrow(_x(before), before[1], _x(now), now[1])
            for at, is_left in places
            if is_left and (before := places[at, True]) and (now := places[at, False])
        ],
        axis=[Caption(percent(MIDDLE * column), bottom + 20, text, "lab", 8) for column, text in enumerate(axis)],
        sentence=sentence,
    )


Slots = dict[tuple[int, bool], tuple[tuple[int, int], int]]


def _slots(offerings: Sequence[Offering]) -> Slots:
    """Give each dot, and each ring of a place left, its line in its cell: those there now first."""
    taken: dict[tuple[int, int], int] = {}
    found: Slots = {}
    for is_left in (False, True):
        for at, one in enumerate(offerings):
            cell = one.before if is_left else one.cell
            if cell is not None:
                found[at, is_left] = (cell, taken.get(cell, 0))
                taken[cell] = taken.get(cell, 0) + 1
    return found


def _rows(slots: Slots, row: int) -> int:
    return max([LEAST_ROWS, *(slot + 1 for cell, slot in slots.values() if cell[1] == row)])


def _x(place: tuple[int, float]) -> float:
    return 1000 * MIDDLE * place[0] + 20


def _spot(one: Offering, place: tuple[int, float], is_left: bool) -> Spot:
    text = one.name if len(one.name) <= LONGEST else f"{one.name[: LONGEST - 1]}…"
    return Spot(percent(MIDDLE * place[0]), INSET, place[1], text, one.name, is_left)
