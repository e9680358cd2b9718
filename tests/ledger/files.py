"""Small files as people keep them, made for the tests."""

import csv
import io
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from vitalfew.ledger.reading import child
from vitalfew.ledger.rules.problems import RowProblem

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


@dataclass(frozen=True)
class Found:
    """What the reading made of some files."""

    answer: dict[str, Any]
    lines: list[dict[str, Any]]
    problems_file: str

    @property
    def problems(self) -> list[tuple[int, str, str, str]]:
        """Row, column, value and what is wrong, of each row set aside."""
        return [(one["row"], one["column"], one["value"], one["problem"]) for one in self.answer.get("problems", [])]

    def column(self, name: str) -> list[Any]:
        """One field of every good line, money as plain text."""
        return [f"{line[name]:f}" if isinstance(line[name], Decimal) else line[name] for line in self.lines]


def read(
    *paths: Path,
    columns: dict[str, str] | None = None,
    options: dict[str, Any] | None = None,
    share: float = 1.0,
    **bounds: int,
) -> Found:
    """Read the files as the reading process does, in this one."""
    workroom = Path(tempfile.mkdtemp())
    words = {problem.value: [f"{problem.value}!", f"mend {problem.value}"] for problem in RowProblem}
    answer = child.answer(
        {
            "files": [{"name": path.name, "path": str(path)} for path in paths],
            "columns": columns or {},
            "options": options or {},
            "bounds": {name.removesuffix("_at_most"): most for name, most in bounds.items()},
            "refused_share": share,
            "workroom": str(workroom),
            "tag": "batch",
            "folder": str(workroom),
            "lines": str(workroom / "facts.parquet"),
            "problems": str(workroom / "problems.csv"),
            "words": {"headings": ["Sheet", "Row", "Column", "Reason", "Cure"], "sentences": words},
        }
    )
    lines, problems = sorted(workroom.glob("batch.lines-*.parquet")), workroom / "problems.csv"
    return Found(
        json.loads(json.dumps(answer)),
        pa.concat_tables([pq.read_table(path) for path in lines]).sort_by("place").to_pylist() if lines else [],
        problems.read_text("utf-8") if problems.exists() else "",
    )
