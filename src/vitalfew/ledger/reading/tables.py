"""A table as it stands in a file: every cell a string, every row with its number there, read block by block."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.rules.problems import RowProblem, SheetNote

Rows = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]
# Rows of a table in memory that are judged together.
_BLOCK_ROWS = 100_000


@dataclass(frozen=True)
class Ragged:
    """A row with more or fewer cells than the header."""

    row: int
    cells: str  # as it stands in the file
    problem: RowProblem = RowProblem.RAGGED
    is_open: bool = False  # it holds what look like further rows


@dataclass(frozen=True)
class Block:
    """Some rows of a table: one column of strings for each header, named by its position, and their numbers."""

    cells: pa.Table
    rows: Rows

    def where(self, mask: Mask) -> "Block":
        """Return the rows that the mask names."""
        return self if mask.all() else Block(self.cells.filter(pa.array(mask)), self.rows[mask])


@dataclass(frozen=True)
class RawTable:
    """One sheet, or one text file; of a long text file only the first rows are held, the others stream by."""

    file: str
    sheet: str
    headers: tuple[str, ...]
    cells: pa.Table  # one column of strings for each header, named by its position
    rows: Rows
    ragged: list[Ragged] = field(default_factory=list)
    is_typed: bool = False  # its numbers were numbers, so nobody has to ask for their decimal mark
    read_as: str = ""  # encoding and separator, or the kind of workbook
    notes: tuple[tuple[SheetNote, int], ...] = ()  # what people should know of the sheet, and how often
    epoch: int = 1900  # the year from which its workbook counts days
    # Of a long text file: all its rows from the start, ragged ones noted in the list given.
    stream: Callable[[list[Ragged]], Iterator[Block]] | None = None

    @property
    def place(self) -> str:
        return f"{self.file} › {self.sheet}" if self.sheet else self.file

    @property
    def lines_read(self) -> int:
        """Return how many rows are held, ragged ones counted."""
        return int(self.cells.num_rows) + sum(1 for row in self.ragged if row.cells)

    def column(self, position: int) -> pa.Array:
        """Return one column of the rows held."""
        return one(self.cells.column(position))

    def whole_column(self, position: int) -> pa.Array:
        """Return one column of all rows."""
        if self.stream is None:
            return self.column(position)
        return one(pa.chunked_array([one(block.cells.column(position)) for block in self.blocks()], pa.string()))

    def blocks(self, ragged: list[Ragged] | None = None) -> Iterator[Block]:
        """Yield all rows from the start, some at a time."""
        if self.stream is not None:
            yield from self.stream([] if ragged is None else ragged)
            return
        if ragged is not None:
            ragged.extend(self.ragged)
        for start in range(0, self.cells.num_rows, _BLOCK_ROWS):
            yield Block(self.cells.slice(start, _BLOCK_ROWS), self.rows[start : start + _BLOCK_ROWS])

    def loaded(self) -> "RawTable":
        """Return the table with all its rows in memory, for tables that only say more about lines."""
        if self.stream is None:
            return self
        ragged: list[Ragged] = []
        blocks = list(self.blocks(ragged))
        cells = pa.concat_tables([block.cells for block in blocks])
        rows = np.concatenate([block.rows for block in blocks])
        return without_empty_rows(replace(self, cells=cells, rows=rows, ragged=ragged, stream=None))


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
    filled = has_cells(table.cells)
    return (
        table if filled.all() else replace(table, cells=table.cells.filter(pa.array(filled)), rows=table.rows[filled])
    )


def has_cells(cells: pa.Table) -> Mask:
    """Tell for each row whether anything stands in it."""
    filled = np.zeros(cells.num_rows, dtype=bool)
    for column in cells.columns:
        if filled.all():
            break
        filled |= np.asarray(has_text(one(column)))
    return filled


def has_text(column: pa.Array) -> Mask:
    """Tell for each cell whether anything stands in it."""
    return np.asarray(pc.fill_null(pc.greater(pc.binary_length(column), 0), False))
