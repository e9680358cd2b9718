"""What was set aside comes as a workbook: opened, mended and brought again, it is read like the first file."""

import csv
from pathlib import Path
from typing import Any

import fastexcel
import pytest
from django.utils import translation

from ledger.files import ROWS, write
from vitalfew.ledger.actions import check_draft, import_files, receive_files
from vitalfew.ledger.queries import open_refused
from vitalfew.ledger.reading import refused_workbook
from vitalfew.people.rules import CLOCK, COMMAND_LINE

pytestmark = pytest.mark.django_db
BAD = [
    ("1003", "C01", "=1+1", "soon", "轴承", "3", "1200.50"),
    ("1004", "007", "北辰风电", "2026-01-07", "轴承", "2", "many"),
    ("1005", "C02", "-Wind-", "2026-02-31", "轴承", "", "-5"),
]
MEANT = {"Date": "day", "Quantity": "quantity", "Amount": "amount", "Customer ID": "account"}


@pytest.fixture
def refused(tmp_path: Path, cast: Any) -> Path:
    with translation.override("zh-hans"):
        draft = receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, [*ROWS * 30, *BAD]))])
        report = check_draft(by=CLOCK, token=draft.token).report
    assert report
    return Path(str(report.problems_file))


def _rows(book: Any) -> list[dict[str, Any]]:
    sheet = fastexcel.read_excel(book.read()).load_sheet(0)
    return list(sheet.to_arrow().to_pylist())


def test_numbers_are_numbers_and_days_are_days_and_a_formula_is_text(refused: Path) -> None:
    book, suffix = open_refused(refused, MEANT)
    assert suffix == ".xlsx"
    rows = _rows(book)
    assert [row["Invoice No"] for row in rows] == ["1003", "1004", "1005"]
    assert rows[0]["Customer Name"] == "=1+1"
    assert rows[2]["Customer Name"] == "-Wind-"
    assert rows[1]["Customer ID"] == "007"
    quantities = fastexcel.read_excel(open_refused(refused, MEANT)[0].read()).load_sheet(0).to_arrow()["Quantity"]
    assert quantities.to_pylist() == [3.0, 2.0, None]
    assert str(rows[1]["Date"]).startswith("2026-01-07")
    assert [row["原因"] for row in rows] == ["这不是日期。", "这不是数字。", "这不是日期。"]
    assert all(row["处理"] if "处理" in row else list(row.values())[-1] for row in rows)


def test_mended_and_brought_again_its_rows_are_read_and_what_was_said_of_them_is_not(
    refused: Path, tmp_path: Path
) -> None:
    book, _suffix = open_refused(refused, MEANT)
    rows = _rows(book)
    for row in rows:
        row |= {"Date": "2026-03-01", "Amount": "12.50"}
    path = tmp_path / "mended.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]))
        out.writeheader()
        out.writerows(rows)
    report = import_files(by=COMMAND_LINE, paths=[path])
    assert (report.status.value, report.lines_new, report.lines_refused) == ("committed", 3, 0)


def test_more_rows_than_anybody_mends_come_as_text(refused: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refused_workbook, "MOST_ROWS", 2)
    file, suffix = open_refused(refused, MEANT)
    assert suffix == ".csv"
    assert b"soon" in file.read()
