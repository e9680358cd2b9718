"""A table as it stands in a file: every cell a string, every row with its number there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.rules.problems import RowProblem

Rows = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class Ragged:
    """A row with more or fewer cells than the header."""

    row: int
    cells: str  # as it stands in the file
    problem: RowProblem = RowProblem.RAGGED


@dataclass(frozen=True)
class RawTable:
    """One sheet, or one text file."""

    file: str
    sheet: str
    headers: tuple[str, ...]
    cells: pa.Table  # one column of strings for each header, named by its position
    rows: Rows
    ragged: tuple[Ragged, ...] = ()
    is_typed: bool = False  # its numbers were numbers, so nobody has to ask for their decimal mark
    read_as: str = ""  # encoding and separator, or the kind of workbook

    @property
    def place(self) -> str:
        return f"{self.file} › {self.sheet}" if self.sheet else self.file

    @property
    def lines_read(self) -> int:
        return int(self.cells.num_rows) + len(self.ragged)

    def column(self, position: int) -> pa.Array:
        """Return one column as one array."""
        return one(self.cells.column(position))


def one(column: Any) -> pa.Array:
    """Return a column as a single array."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def named(headers: Sequence[str | None]) -> tuple[str, ...]:
    """Return the headers, each once and none empty: a second "Total" is "Total (2)"."""
    found: dict[str, None] = {}
    times: Counter[str] = Counter()
    for position, header in enumerate(headers, 1):
        name = unique = " ".join((header or "").replace("\ufeff", "").split()) or f"#{position}"
        while unique in found:
            times[name] += 1
            unique = f"{name} ({times[name] + 1})"
        found[unique] = None
    return tuple(found)


def without_empty_rows(table: RawTable) -> RawTable:
    """Return the table without the rows in which nothing stands; the others keep their numbers."""
    filled = np.zeros(table.cells.num_rows, dtype=bool)
    for column in table.cells.columns:
        if filled.all():
            return table
        filled |= np.asarray(has_text(one(column)))
    if filled.all():
        return table
    return replace(table, cells=table.cells.filter(pa.array(filled)), rows=table.rows[filled])


def has_text(column: pa.Array) -> Mask:
    """Tell for each cell whether anything stands in it."""
    return np.asarray(pc.fill_null(pc.greater(pc.binary_length(column), 0), False))
