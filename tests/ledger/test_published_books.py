"""Real books, from the file to the figures that are in print."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from ledger.files import workbook
from vitalfew.ledger import queries
from vitalfew.ledger.actions import import_files
from vitalfew.ledger.rules.figures import Measure, Scope
from vitalfew.ledger.rules.imports import ImportReport, ImportStatus
from vitalfew.people.rules import COMMAND_LINE

pytestmark = [pytest.mark.django_db, pytest.mark.books]


def taken(*paths: Path, **how: object) -> ImportReport:
    report = import_files(by=COMMAND_LINE, paths=paths, **how)  # type: ignore[arg-type]
    assert report.status is ImportStatus.COMMITTED, report.message
    return report


@pytest.fixture(scope="module")
def online_retail(books: Path) -> Path:
    return books / "online_retail" / "online_retail.parquet"


def _as_in_print(report: ImportReport) -> None:
    assert (report.lines_read, report.lines_new, report.lines_refused) == (541_909, 541_909, 0)
    assert (report.without_account, report.cancellations, report.repeated) == (135_080, 9_288, 5_268)
    assert (report.zero_price, report.returns) == (2_515, 1_336)
    assert (str(report.first_day), str(report.last_day)) == ("2010-12-01", "2011-12-09")
    sales, net = (queries.get_account_amounts(scope=scope) for scope in (Scope.SALES, Scope.NET))
    assert (len(sales.codes), sum(sales.amounts), sales.lines) == (4_338, Decimal("8911407.9040"), 397_884)
    assert (len(net.codes), sum(net.amounts)) == (4_372, Decimal("8300065.8140"))
    # 50 in print: binary fractions leave five of those that come to nothing a little above it.
    assert (sum(amount < 0 for amount in net.amounts), sum(amount == 0 for amount in net.amounts)) == (41, 14)
    assert "17850" in sales.codes


def test_online_retail_as_csv(online_retail: Path, tmp_path: Path) -> None:
    path = tmp_path / "online retail.csv"
    pacsv.write_csv(pq.read_table(online_retail), path)
    _as_in_print(taken(path))


def test_online_retail_as_parquet(online_retail: Path) -> None:
    _as_in_print(taken(online_retail))


def _cells(path: Path, rows: int) -> Iterator[list[object]]:
    table = pq.read_table(path).slice(0, rows)
    yield table.column_names
    for batch in table.to_batches(10_000):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield ["" if cell is None else cell for cell in row]


def test_the_first_lines_of_online_retail_as_xlsx_and_as_csv_are_the_same_books(
    online_retail: Path, tmp_path: Path
) -> None:
    rows = list(_cells(online_retail, 20_000))
    report = taken(workbook(tmp_path, {"Online Retail": rows}))
    amounts = queries.get_account_amounts(scope=Scope.NET)
    path = tmp_path / "slice.csv"
    pacsv.write_csv(pq.read_table(online_retail).slice(0, 20_000), path)
    again = taken(path)
    assert (report.lines_new, report.cancellations, report.without_account, report.repeated) == (
        20_000,
        261,
        6_653,
        315,
    )
    assert (again.lines_new, again.lines_overlapping) == (0, 20_000)
    assert queries.get_account_amounts(scope=Scope.NET) == amounts


@pytest.mark.soak
def test_online_retail_as_xlsx(online_retail: Path, tmp_path: Path) -> None:
    _as_in_print(taken(workbook(tmp_path, {"Online Retail": _cells(online_retail, 541_909)})))  # type: ignore[dict-item]


def test_the_chinese_superstore_as_xls(books: Path) -> None:
    report = taken(books / "chinese_superstore" / "示例 - 超市.xls")
    assert (report.lines_read, report.sales, report.lines_refused) == (10_000, 10_000, 0)
    sales = queries.get_account_amounts(scope=Scope.SALES)
    profit = queries.get_account_amounts(by=Measure.MARGIN, scope=Scope.SALES)
    assert (len(sales.codes), sum(sales.amounts)) == (790, Decimal("16117548.2370"))
    assert (sum(profit.amounts), sum(amount < 0 for amount in profit.amounts)) == (Decimal("2156559.5170"), 138)
    assert "曾惠" in sales.names


def test_northwind_as_an_order_file_with_its_line_file(books: Path) -> None:
    folder = books / "northwind" / "csv"
    report = taken(folder / "orders.csv", folder / "order_details.csv")
    assert (report.lines_read, report.lines_refused) == (2_155, 0)
    sales = queries.get_account_amounts(scope=Scope.SALES)
    assert (len(sales.codes), sum(sales.amounts)) == (89, Decimal("1265793.0395"))
    assert sales.names[sales.codes.index("VINET")] == "VINET"


def test_northwind_with_its_customers_knows_their_names(books: Path) -> None:
    folder = books / "northwind" / "csv"
    taken(*(folder / name for name in ("order_details.csv", "customers.csv", "orders.csv", "products.csv")))
    sales = queries.get_account_amounts(scope=Scope.SALES)
    assert sum(sales.amounts) == Decimal("1265793.0395")
    assert sales.names[sales.codes.index("TOMSP")] == "Toms Spezialitäten"


def test_cdnow_with_blanks_between_its_columns(books: Path) -> None:
    report = taken(books / "cdnow" / "CDNOW_master.txt")
    assert (report.lines_read, report.lines_refused) == (69_659, 0)
    sales = queries.get_account_amounts(scope=Scope.SALES)
    assert (len(sales.codes), sum(sales.amounts)) == (23_570, Decimal("2500315.6300"))
    assert "00001" in sales.codes


def test_the_cdnow_sample_has_no_headers_and_is_asked_about(books: Path) -> None:
    path = books / "cdnow" / "CDNOW_sample.txt"
    asked = import_files(by=COMMAND_LINE, paths=[path])
    assert (asked.status, asked.batch) == (ImportStatus.NEEDS_MAPPING, None)
    taken(path, columns={"#2": "account", "#3": "day", "#4": "quantity", "#5": "amount"})
    sales = queries.get_account_amounts(scope=Scope.SALES)
    assert (len(sales.codes), sum(sales.amounts)) == (2_357, Decimal("244091.9400"))
    assert queries.get_order_days().num_rows == 6_696


def test_the_second_year_overlaps_the_first_by_what_is_in_print(books: Path, online_retail: Path) -> None:
    earlier = taken(books / "online_retail_II" / "year_2009_2010.parquet")
    assert (earlier.lines_read, earlier.without_account, earlier.cancellations) == (525_461, 107_927, 10_206)
    sales = queries.get_account_amounts(scope=Scope.SALES)
    assert (len(sales.codes), sum(sales.amounts), sales.lines) == (4_312, Decimal("8832003.2740"), 407_664)
    later = taken(online_retail)
    assert later.lines_overlapping + later.lines_superseding == 22_523
