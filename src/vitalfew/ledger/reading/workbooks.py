"""XLSX and XLS: every sheet as a table, by calamine."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fastexcel
import numpy as np
import pyarrow as pa

from vitalfew.ledger.reading.archives import inflated
from vitalfew.ledger.reading.headers import heading_of
from vitalfew.ledger.reading.sheets import SheetMarks, epoch_of, marks_of
from vitalfew.ledger.reading.sniffing import Bounds
from vitalfew.ledger.reading.tables import RawTable, without_empty_rows
from vitalfew.ledger.rules.problems import FileProblem, SheetNote, Unreadable

_LOOKED_AT = 20
MOST_SHEETS = 500
_ARCHIVES, _CONTAINERS = {".xlsx", ".xlsm", ".xlam", ".xlsb", ".ods"}, {".xls", ".xla"}
# Nobody writes the same row so often; a spreadsheet repeats only the empty one.
_MOST_REPEATED = 100_000
_REPEATED = re.compile(rb'<table:table-row[^>]*number-rows-repeated="([0-9]+)"[^>]*>(.*?)</table:table-row>', re.S)
_REPEATED_CELL = re.compile(rb'<table:table-cell(?=[^>]*value-type=)[^>]*number-columns-repeated="([0-9]+)"')


def read_workbook(path: Path, name: str, asked: str, bounds: Bounds) -> list[RawTable]:
    """Read the sheet asked for, or every sheet in which something stands."""
    _check_repeats(path, name, bounds)
    try:
        workbook = fastexcel.read_excel(path if _is_called_right(path) else path.read_bytes())
    except fastexcel.FastExcelError as error:
        raise Unreadable(_why(path, str(error)), name) from error
    sheets = workbook.sheet_names
    if asked and asked not in sheets:
        raise Unreadable(FileProblem.NO_SUCH_SHEET, name, found=asked, has=", ".join(sheets)[:500])
    if not asked and len(sheets) > MOST_SHEETS:
        raise Unreadable(FileProblem.TOO_MANY_SHEETS, name, found=len(sheets), most=MOST_SHEETS)
    marks = marks_of(path)
    read = [_read(workbook, name, sheet, marks.get(sheet), bounds) for sheet in ([asked] if asked else sheets)]
    epoch = epoch_of(path)
    return [replace(table, epoch=epoch) for table in read if table is not None]


def _check_repeats(path: Path, name: str, bounds: Bounds) -> None:
    """Refuse an ODS that says a cell once and means it a million times."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        if "content.xml" not in archive.namelist():
            return
        content = b"".join(inflated(file, archive.getinfo("content.xml")))
    for times, cells in _REPEATED.findall(content):
        if int(times) > _MOST_REPEATED and b"value-type=" in cells:
            raise Unreadable(FileProblem.REPEATS, name, found=int(times))
    widest = max(map(int, _REPEATED_CELL.findall(content)), default=0)
    if widest > bounds.columns:
        raise Unreadable(FileProblem.TOO_MANY_COLUMNS, name, found=widest, most=bounds.columns)


def _is_called_right(path: Path) -> bool:
    """Tell whether the name may be believed: the reader of workbooks believes it more than the bytes."""
    is_archive = zipfile.is_zipfile(path)
    return path.suffix.lower() not in (_CONTAINERS if is_archive else _ARCHIVES)


def _why(path: Path, said: str) -> FileProblem:
    # A workbook under a password is a sealed package in the old container.
    with path.open("rb") as file:
        head = file.read(1 << 16)
    sealed = "password" in said.lower() or b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P" in head
    return FileProblem.PROTECTED if sealed else FileProblem.DAMAGED


def _read(
    workbook: "fastexcel.ExcelReader", name: str, sheet: str, marks: SheetMarks | None, bounds: Bounds
) -> RawTable | None:
    place = f"{name} › {sheet}"
    try:
        loaded = workbook.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
        cells = pa.table(loaded.to_arrow())
    except fastexcel.FastExcelError as error:
        raise Unreadable(FileProblem.DAMAGED, place) from error
    if cells.num_rows > bounds.rows:
        raise Unreadable(FileProblem.TOO_MANY_ROWS, place, most=bounds.rows)
    if cells.num_columns > bounds.columns:
        raise Unreadable(FileProblem.TOO_MANY_COLUMNS, place, found=cells.num_columns, most=bounds.columns)
    if not cells.num_rows or not cells.num_columns:
        return None
    table = _table(with_marks(cells, marks) if marks else cells, name, sheet)
    return replace(table, notes=tuple(_notes(marks or SheetMarks(), table, is_hidden=loaded.visible != "visible")))


def _notes(marks: SheetMarks, table: RawTable, *, is_hidden: bool) -> Iterator[tuple[SheetNote, int]]:
    """Yield what is easily overlooked in a sheet; merged titles above the lines are not."""
    first = int(table.rows[0]) if len(table.rows) else 0
    counted = (
        (SheetNote.HIDDEN_SHEET, int(is_hidden)),
        (SheetNote.HIDDEN_ROWS, marks.hidden_rows),
        (SheetNote.HIDDEN_COLUMNS, marks.hidden_columns),
        (SheetNote.MERGED, sum(last >= first for last in marks.merged)),
    )
    yield from ((note, count) for note, count in counted if count)


def with_marks(cells: pa.Table, marks: SheetMarks) -> pa.Table:
    """Return the cells with what stands where a formula has no value, so that nobody takes it for an empty cell."""
    of_column: dict[int, dict[int, str]] = {}
    for (row, column), text in marks.cells.items():
        if row < cells.num_rows and 0 <= column - marks.first_column < cells.num_columns:
            of_column.setdefault(column - marks.first_column, {})[row] = text
    for position, said in of_column.items():
        values = cells.column(position).to_numpy(zero_copy_only=False).astype(object)
        values[list(said)] = list(said.values())
        cells = cells.set_column(position, cells.column_names[position], pa.array(values, pa.string()))
    return cells


def _table(cells: pa.Table, name: str, sheet: str) -> RawTable:
    top = cells.slice(0, _LOOKED_AT).to_pylist()
    heading = heading_of([list(row.values()) for row in top])
    body = cells.slice(heading.row)
    table = RawTable(
        file=name,
        sheet=sheet,
        headers=heading.headers,
        cells=body.rename_columns([str(position) for position in range(body.num_columns)]),
        rows=np.arange(body.num_rows, dtype=np.int64) + heading.row + 1,
        is_typed=True,
        read_as="workbook",
    )
    return without_empty_rows(table)
