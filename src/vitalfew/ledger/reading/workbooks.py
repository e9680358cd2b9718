"""XLSX and XLS: every sheet as a table, by calamine."""

from pathlib import Path

import fastexcel
import numpy as np
import pyarrow as pa

from vitalfew.ledger.reading.headers import heading_of
from vitalfew.ledger.reading.sniffing import Bounds
from vitalfew.ledger.reading.tables import RawTable, without_empty_rows
from vitalfew.ledger.rules.problems import FileProblem, Unreadable

_LOOKED_AT = 20


def read_workbook(path: Path, name: str, asked: str, bounds: Bounds) -> list[RawTable]:
    """Read the sheet asked for, or every sheet in which something stands."""
    try:
        workbook = fastexcel.read_excel(path)
    except fastexcel.FastExcelError as error:
        raise Unreadable(_why(path, str(error)), name) from error
    if asked and asked not in workbook.sheet_names:
        raise Unreadable(FileProblem.NO_SUCH_SHEET, name, found=asked, has=", ".join(workbook.sheet_names))
    read = [_read(workbook, name, sheet, bounds) for sheet in ([asked] if asked else workbook.sheet_names)]
    return [table for table in read if table is not None]


def _why(path: Path, said: str) -> FileProblem:
    # A workbook under a password is a sealed package in the old container.
    with path.open("rb") as file:
        head = file.read(1 << 16)
    sealed = "password" in said.lower() or b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P" in head
    return FileProblem.PROTECTED if sealed else FileProblem.DAMAGED


def _read(workbook: "fastexcel.ExcelReader", name: str, sheet: str, bounds: Bounds) -> RawTable | None:
    try:
        loaded = workbook.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
        cells = pa.table(loaded.to_arrow())
    except fastexcel.FastExcelError as error:
        raise Unreadable(FileProblem.DAMAGED, f"{name} › {sheet}") from error
    if cells.num_rows > bounds.rows:
        raise Unreadable(FileProblem.TOO_MANY_ROWS, f"{name} › {sheet}", most=bounds.rows)
    if cells.num_columns > bounds.columns:
        most = bounds.columns
        raise Unreadable(FileProblem.TOO_MANY_COLUMNS, f"{name} › {sheet}", found=cells.num_columns, most=most)
    return _table(cells, name, sheet) if cells.num_rows and cells.num_columns else None


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
