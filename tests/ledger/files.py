"""Small files as people keep them, made for the tests."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

HEADERS = ("Invoice No", "Customer ID", "Customer Name", "Date", "Product", "Quantity", "Amount")
ROWS: list[tuple[Any, ...]] = [
    ("1001", "C01", "北辰风电", "2026-01-05", "轴承 6204", 10, "1200.50"),
    ("1001", "C01", "北辰风电", "2026-01-05", "轴承 6205", 2, "300.00"),
    ("1002", "C02", "Münster GmbH", "2026-02-11", "bolt", 1, "45.25"),
]
TOTAL = "1545.7500"


def text(rows: Sequence[Sequence[Any]], headers: Sequence[str] = HEADERS, delimiter: str = ",") -> str:
    """Return the rows as delimited text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([headers, *rows])
    return out.getvalue()


def write(
    folder: Path, rows: Sequence[Sequence[Any]], headers: Sequence[str] = HEADERS, name: str = "orders.csv", **how: str
) -> Path:
    """Write the rows as a text file; `delimiter` and `encoding` say how."""
    path = folder / name
    path.write_bytes(text(rows, headers, how.get("delimiter", ",")).encode(how.get("encoding", "utf-8")))
    return path


def workbook(folder: Path, sheets: dict[str, Sequence[Sequence[Any]]], name: str = "orders.xlsx") -> Path:
    """Write a workbook; days are written as dates, the way spreadsheets keep them."""
    path = folder / name
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd", "constant_memory": True}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path
