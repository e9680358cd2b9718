"""Text with separators as a table: the separator found, ragged rows set aside, nothing swallowed into one column."""

import csv
import re
from collections import Counter
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from vitalfew.ledger.reading.decoding import decoded
from vitalfew.ledger.reading.headers import Heading, heading_of
from vitalfew.ledger.reading.sniffing import Bounds
from vitalfew.ledger.reading.tables import Block, Ragged, RawTable, Rows, without_empty_rows
from vitalfew.ledger.rules.problems import FileProblem, Unreadable

SEPARATORS = (",", "\t", ";", "|")
WHITESPACE = " "
_SAMPLE = 1 << 18
_BLOCK = 8 << 20
_BLANKS = re.compile(rb"[ \t]+")
_AROUND = re.compile(rb"^\t|\t(?=\r?$)", re.M)
# Kept of the ragged rows; the others are counted with them.
_KEPT_CELLS = 2000
_MOST_REPEATED = 500


@dataclass(frozen=True)
class _Dialect:
    separator: str
    heading: Heading
    lines_before: int  # physical lines before the first row of data
    width: int
    quote: str | bool = '"'

    @property
    def swallowed(self) -> str:
        """Return how a cell looks that holds whole rows: as many separators on a line of it as a row has."""
        return rf"\n[^\n]*(?:{re.escape(self.separator)}[^\n]*){{{min(self.width - 1, _MOST_REPEATED)}}}"


def read_text(path: Path, name: str, workroom: Path, options: Mapping[str, Any], bounds: Bounds) -> RawTable:
    """Open a text file; a short one is read whole, of a long one the first rows."""
    text = decoded(path, name, workroom / "decoded.txt", str(options.get("encoding") or ""))
    separator = str(options.get("delimiter") or "") or _separator(text.path, name)
    source = _with_tabs(text.path, workroom / "tabs.txt") if separator == WHITESPACE else text.path
    dialect = _dialect(source, name, "\t" if separator == WHITESPACE else separator)
    if dialect.width > bounds.columns:
        raise Unreadable(FileProblem.TOO_MANY_COLUMNS, name, found=dialect.width, most=bounds.columns)
    reading = _Reading(source, name, dialect, bounds)
    shown = {"\t": "tab", WHITESPACE: "spaces"}.get(separator, separator)
    table = reading.table(f"{text.encoding} · {shown}")
    return without_empty_rows(table) if table.stream is None else table


@dataclass(frozen=True)
class _Reading:
    """A text file that can be read from its start as often as needed."""

    path: Path
    name: str
    dialect: _Dialect
    bounds: Bounds

    def table(self, read_as: str) -> RawTable:
        ragged: list[Ragged] = []
        blocks = self.blocks(ragged)
        first, second = next(blocks, None), next(blocks, None)
        blocks.close()
        cells = first.cells if first else self._schema().empty_table()
        rows = first.rows if first else np.empty(0, dtype=np.int64)
        stream = self.blocks if second else None
        headers = self.dialect.heading.headers
        return RawTable(self.name, "", headers, cells, rows, ragged, read_as=read_as, stream=stream)

    def blocks(self, ragged: list[Ragged]) -> Generator[Block, None, None]:
        """Yield the rows block by block; a ragged one is noted and left out."""
        count, following = 0, self.dialect.lines_before + 1
        try:
            for batch in _batches(self.path, self.dialect, ragged):
                rows = _numbers(batch.num_rows, following, ragged)
                following = int(rows[-1]) + 1 if len(rows) else following
                count += batch.num_rows
                self._refuse_swallowed(batch, rows, ragged)
                if count + len(ragged) > self.bounds.rows:
                    raise Unreadable(FileProblem.TOO_MANY_ROWS, self.name, most=self.bounds.rows)
                yield Block(pa.Table.from_batches([batch]), rows)
        except pa.ArrowInvalid as error:
            raise _told(error, self.name, self.dialect.lines_before, count) from error

    def _refuse_swallowed(self, batch: pa.RecordBatch, rows: Rows, ragged: list[Ragged]) -> None:
        """Refuse the file where whole rows stand inside a cell: how many are lost in it nobody can tell."""
        found = [row.row for row in ragged if row.row > 0 and row.is_open]
        for column in batch.columns:
            data = column.buffers()[2]
            if data is not None and b"\n" in memoryview(data).tobytes():
                mask = np.asarray(pc.match_substring_regex(column, self.dialect.swallowed))
                found += [int(row) for row in rows[mask][:1]]
        if found:
            raise Unreadable(FileProblem.ENDLESS_CELL, self.name, row=min(found) - 1)

    def _schema(self) -> pa.Schema:
        return pa.schema([(str(position), pa.string()) for position in range(self.dialect.width)])


def _sample(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    text = head.decode("utf-8", "ignore").removeprefix("\ufeff")
    # The last line may be cut off.
    return text[: text.rfind("\n") + 1] or text if len(head) == _SAMPLE else text


def _records(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(text.splitlines(keepends=True), delimiter=separator))
    except csv.Error:
        return [line.split(separator) for line in text.splitlines()]


def _separator(path: Path, name: str) -> str:
    """Return the separator under which most rows have the same number of cells, more than one."""
    text = _sample(path)
    scores = {separator: _score([row for row in _records(text, separator) if row]) for separator in SEPARATORS}
    best = max(scores, key=lambda separator: scores[separator])
    blanks = _score([line.split() for line in text.splitlines() if line.strip()])
    if scores[best] < (0.5, 0) and blanks > (0.5, 1):
        return WHITESPACE
    if scores[best] > (0.0, 0):
        return best
    raise Unreadable(FileProblem.NO_SEPARATOR, name, found=text.strip().splitlines()[0][:80])


def _score(rows: list[list[str]]) -> tuple[float, int]:
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0, 0
    width, times = widths.most_common(1)[0]
    return round(times / len(rows), 1), width


def _with_tabs(path: Path, target: Path) -> Path:
    """Write the file with one tab for each run of blanks."""
    with path.open("rb") as source, target.open("wb") as out:
        while block := source.read(_BLOCK):
            block += source.readline()
            out.write(_AROUND.sub(b"", _BLANKS.sub(b"\t", block)))
    return target


def _dialect(path: Path, name: str, separator: str) -> _Dialect:
    text = _sample(path)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    rows, ends = [], []
    try:
        for row in reader:
            rows.append(row)
            ends.append(reader.line_num)
    except csv.Error as error:
        raise Unreadable(FileProblem.ENDLESS_CELL, name, row=len(rows)) from error
    heading = heading_of(rows)
    before = ends[heading.row - 1] if heading.row else 0
    return _Dialect(separator, heading, before, len(heading.headers))


def _batches(path: Path, dialect: _Dialect, ragged: list[Ragged]) -> Iterator[pa.RecordBatch]:
    swallowed = re.compile(dialect.swallowed)

    def set_aside(row: Any) -> str:
        is_open = "\n" in row.text and bool(swallowed.search(row.text))
        ragged.append(Ragged(row.number, row.text.strip()[:_KEPT_CELLS], is_open=is_open))
        return "skip"

    names = [str(position) for position in range(dialect.width)]
    reader = pacsv.open_csv(
        path,
        # One thread, because only then a ragged row knows its number.
        read_options=pacsv.ReadOptions(
            use_threads=False, block_size=_BLOCK, column_names=names, skip_rows=dialect.lines_before
        ),
        parse_options=pacsv.ParseOptions(
            delimiter=dialect.separator,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=set_aside,
        ),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, null_values=[]
        ),
    )
    yield from reader


def _told(error: pa.ArrowInvalid, name: str, before: int, rows: int) -> Unreadable:
    said = str(error)
    if "Could not skip initial" in said:
        return Unreadable(FileProblem.NO_LINES, name)
    if "straddl" in said or "out of sync" in said:
        return Unreadable(FileProblem.ENDLESS_CELL, name, row=before + rows)
    return Unreadable(FileProblem.DAMAGED, name)


def _numbers(kept: int, following: int, ragged: list[Ragged]) -> Rows:
    """Return the numbers of so many rows, the ragged ones between them left out."""
    away = np.array([row.row for row in ragged if row.row >= following], dtype=np.int64)
    numbers = np.arange(following, following + kept + len(away), dtype=np.int64)
    return numbers[~np.isin(numbers, away)][:kept]
