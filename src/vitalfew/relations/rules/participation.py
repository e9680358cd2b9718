"""How far the customer takes part, by product and by process: four cells, and moves between them (S31, S32)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vitalfew.relations.rules.records import Complexity, RecordState


class Cell(StrEnum):
    """Product × process, as S32 numbers them."""

    BOTH_COMPLEX = "1"  # ① 产品复杂、参与复杂
    PRODUCT_COMPLEX = "2"  # ② 产品复杂、参与简单
    PROCESS_COMPLEX = "3"  # ③ 产品简单、参与复杂
    BOTH_SIMPLE = "4"  # ④ 产品简单、参与简单


_CELLS = {
    (Complexity.COMPLEX, Complexity.COMPLEX): Cell.BOTH_COMPLEX,
    (Complexity.COMPLEX, Complexity.SIMPLE): Cell.PRODUCT_COMPLEX,
    (Complexity.SIMPLE, Complexity.COMPLEX): Cell.PROCESS_COMPLEX,
    (Complexity.SIMPLE, Complexity.SIMPLE): Cell.BOTH_SIMPLE,
}


@dataclass(frozen=True)
class Place:
    """One offering in one cell, from a day on until it moved; None while it stands there."""

    cell: Cell
    since: date
    until: date | None
    record: RecordState


@dataclass(frozen=True)
class OfferingCourse:
    """One offering and its places, the first first; never empty."""

    offering: str
    places: tuple[Place, ...]

    @property
    def now(self) -> Place:
        return self.places[-1]

    @property
    def moves(self) -> list[tuple[Place, Place]]:
        """Return each move: from which place to which."""
        pairs = zip(self.places, self.places[1:], strict=False)
        return [(before, after) for before, after in pairs if before.cell is not after.cell]


def cell_of(product: str, process: str) -> Cell:
    """Return the cell of the matrix."""
    return _CELLS[Complexity(product), Complexity(process)]


def courses(records: Sequence[RecordState]) -> list[OfferingCourse]:
    """Return the offerings with their places over time, by name."""
    found: dict[str, list[RecordState]] = {}
    for one in sorted(records, key=lambda one: (one.values["positioned_on"], one.id)):
        found.setdefault(one.values["offering"].strip(), []).append(one)
    return [OfferingCourse(name, _places(rows)) for name, rows in sorted(found.items())]


def _places(rows: Sequence[RecordState]) -> tuple[Place, ...]:
    ends = [row.values["positioned_on"] for row in rows[1:]] + [None]
    return tuple(
        Place(
            cell_of(row.values["product_complexity"], row.values["process_complexity"]),
            row.values["positioned_on"],
            end,
            row,
        )
        for row, end in zip(rows, ends, strict=True)
    )
