"""A table of lines on its way into the books, block by block: plain rows by the engine, odd ones with care."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from vitalfew.ledger.reading import plain
from vitalfew.ledger.reading.days import order_of
from vitalfew.ledger.reading.decisions import NUMBERS, Decisions
from vitalfew.ledger.reading.findings import FILED, Findings
from vitalfew.ledger.reading.joining import Source
from vitalfew.ledger.reading.lines import Cells, ReadLines, read_lines
from vitalfew.ledger.reading.lookups import looked_up
from vitalfew.ledger.reading.numbers import mark_of
from vitalfew.ledger.reading.schema import PLACES, REPEATING, SCHEMA, WITH_BOUNDS, few
from vitalfew.ledger.reading.tables import Block, Mask, Ragged, has_cells
from vitalfew.ledger.reading.texts import trimmed

WORKERS = 2
_INTEGER = "^-?[0-9]+$"


@dataclass
class Outcome:
    """What became of the rows of a table."""

    taken: int = 0
    refused: int = 0
    mistakes: int = 0
    refused_amount: Decimal | None = None  # of the refused rows whose amount can be read
    findings: list[Findings] = field(default_factory=list)
    ragged: list[Ragged] = field(default_factory=list)
    doubts: set[str] = field(default_factory=set)  # what was decided by the first rows and does not hold for all

    @property
    def lines_read(self) -> int:
        return self.taken + self.refused

    def in_order(self) -> list[Findings]:
        """Return the findings in the order of their rows, ragged ones last."""
        return sorted(self.findings, key=lambda one: int(one.block.rows[0]) if len(one.block.rows) else PLACES)


class LinesFiles:
    """The files into which lines are written, one for each worker that has any."""

    def __init__(self, path: Callable[[int], Path]) -> None:
        self.path = path
        self.writers: dict[int, pq.ParquetWriter] = {}
        self.opening = threading.Lock()
        # An earlier reading may have left some.
        for number in range(WORKERS):
            path(number).unlink(missing_ok=True)

    def write(self, worker: int, lines: pa.Table) -> None:
        """Add lines to the worker's file."""
        if lines.num_rows:
            self._of(worker).write_table(lines)

    def close(self) -> list[Path]:
        """Finish the files and return where they are."""
        for writer in self.writers.values():
            writer.close()
        return [self.path(number) for number in range(len(self.writers))]

    def _of(self, worker: int) -> pq.ParquetWriter:
        with self.opening:
            if worker not in self.writers:
                self.writers[worker] = pq.ParquetWriter(
                    self.path(len(self.writers)), SCHEMA, compression="lz4", use_dictionary=REPEATING,
                    write_statistics=WITH_BOUNDS, store_decimal_as_integer=True,
                )  # fmt: skip
            return self.writers[worker]

    def __enter__(self) -> "LinesFiles":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def read_source(
    source: Source, number: int, decisions: Decisions, files: LinesFiles, batch: str, tell: Callable[[int], None]
) -> Outcome:
    """Read every row of a table, write the good ones, and return what became of them."""
    return _Flow(source, number, decisions, files, batch, tell).run()


class _Flow:
    def __init__(
        self,
        source: Source,
        number: int,
        decisions: Decisions,
        files: LinesFiles,
        batch: str,
        tell: Callable[[int], None],
    ) -> None:
        self.source, self.number, self.decisions, self.files = source, number, decisions, files
        self.batch, self.tell = batch, tell
        self.headers = source.headers
        self.outcome = Outcome()
        self.blocks: Iterator[Block] = source.table.blocks(self.outcome.ragged)
        self.taking, self.noting = threading.Lock(), threading.Lock()
        self.seen = self.filed = 0

    def run(self) -> Outcome:
        with ThreadPoolExecutor(WORKERS) as pool:
            for done in [pool.submit(self._work, worker) for worker in range(WORKERS)]:
                done.result()
        ragged = tuple(row for row in self.outcome.ragged if row.cells)
        if ragged:
            empty = Block(self.source.table.cells.slice(0, 0), np.empty(0, dtype=np.int64))
            self._note(Findings(self.source.table, empty, ragged), None)
        return self.outcome

    def _work(self, worker: int) -> None:
        with closing(plain.connect()) as engine:
            while (block := self._next()) is not None:
                self._read(engine, worker, block)

    def _next(self) -> Block | None:
        with self.taking:
            block = next(self.blocks, None)
            if block is not None:
                self.seen += len(block.rows)
                self.tell(self.seen)
            return block

    def _read(self, engine: duckdb.DuckDBPyConnection, worker: int, block: Block) -> None:
        fields, no_order = self.source.cells_of(block)
        fields = looked_up(fields, no_order)
        asked = {name: column for name, column in fields.items() if name not in ("kind", "currency_cell", "voided")}
        values, odd = plain.read_plain(engine, asked, self.headers, self.decisions)
        taken = ~odd
        self.files.write(worker, self._lines(values, block, taken))
        with self.noting:
            self.outcome.taken += int(taken.sum())
        if odd.any():
            self._read_odd(worker, Cells(self.source.table, block, fields, self.headers).where(odd))

    def _read_odd(self, worker: int, cells: Cells) -> None:
        cells = cells.where(has_cells(cells.block.cells))
        if not len(cells.block.rows):
            return
        read = read_lines(cells, self.decisions)
        taken = ~read.findings.refused()
        self.files.write(worker, self._lines(read.values, cells.block, taken))
        doubts = _doubts(cells, read, self.decisions) if self.source.table.stream else set()
        with self.noting:
            self.outcome.taken += int(taken.sum())
            self.outcome.doubts |= doubts
            self._note(read.findings, read)

    def _note(self, findings: Findings, read: ReadLines | None) -> None:
        refused = findings.lines_refused()
        if not refused:
            return
        outcome = self.outcome
        outcome.refused += refused
        outcome.mistakes += findings.mistakes()
        if read is not None:
            amount = _refused_amount(findings, read)
            outcome.refused_amount = (
                amount if outcome.refused_amount is None else outcome.refused_amount + (amount or 0)
            )
        if self.filed < FILED:
            self.filed += refused
            outcome.findings.append(findings.slim())

    def _lines(self, values: dict[str, pa.Array], block: Block, taken: Mask) -> pa.Table:
        size = len(block.rows)
        table = self.source.table
        given = _credited(values) | {
            "place": pa.array(block.rows + self.number * PLACES),
            "row": pa.array(block.rows),
            "sheet": few(table.sheet or table.file, size),
            "currency": self._currency(values.get("currency"), size),
            "batch": few(self.batch, size),
        }
        columns = [_column(given.get(one.name), one.type, size) for one in SCHEMA]
        lines = pa.Table.from_arrays(columns, schema=SCHEMA)
        return lines if taken.all() else lines.filter(pa.array(taken))

    def _currency(self, said: pa.Array | None, size: int) -> pa.DictionaryArray:
        # What is told counts for the lines that do not say.
        if said is None:
            return few(self.decisions.currency, size)
        return pc.dictionary_encode(pc.fill_null(said, self.decisions.currency))


def _credited(values: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """Return the values with the account that a line counts for: its customer, or the end customer of a distributor.

    Books that know customers by name only: the name is the code.
    """
    names = values.get("account_name")
    account = values.get("account", names)
    end, end_name = values.get("end_account"), values.get("end_account_name")
    last = end if end is not None else end_name
    if last is None:
        return values | {"account": account}
    if end is not None and end_name is not None:
        last = pc.coalesce(end, end_name)
    is_sold_on = pc.is_valid(last)
    nobody = pa.scalar(None, pa.string())
    called = end_name if end_name is not None else pa.nulls(len(last), pa.string())
    own = names if names is not None else pa.nulls(len(last), pa.string())
    return values | {
        "sold_through": pc.if_else(is_sold_on, account, nobody),
        "account": pc.coalesce(last, account),
        "account_name": pc.if_else(is_sold_on, called, own),
    }


def _column(values: pa.Array | None, type_: pa.DataType, size: int) -> pa.Array:
    if values is None:
        return pa.nulls(size, type_)
    return values.cast(type_) if values.type != type_ else values


def _refused_amount(findings: Findings, read: ReadLines) -> Decimal | None:
    counted = findings.refused() & ~np.isin(findings.block.rows, findings.totals().rows)
    found: Decimal | None = pc.sum(pc.filter(read.values["amount"], pa.array(counted))).as_py()
    return found


def _doubts(cells: Cells, read: ReadLines, decisions: Decisions) -> set[str]:
    """Return which decisions by the first rows these rows contradict."""
    found = set()
    for name in decisions.floats:
        if pc.all(pc.match_substring_regex(read.values[name], _INTEGER)).as_py() is False:
            found.add(f"floats {name}")
    numbers: Sequence[str] = [name for name in NUMBERS if name in cells.fields]
    if any(decisions.marks[name] == "." and mark_of([trimmed(cells.fields[name])]) == "," for name in numbers):
        found.add("marks")
    order = order_of(trimmed(cells.fields["day"]))
    if decisions.day_first is None and (order.is_open or order.day_first is not None):
        found.add("days")
    return found
