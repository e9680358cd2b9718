"""The figures in print, from the files as they are, by the two commands that a stranger would type."""

from pathlib import Path
from typing import Any

import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from doors.terminal import Inside

pytestmark = pytest.mark.books


@pytest.fixture
def terminal(db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Inside:
    return Inside(capsys, monkeypatch)


def _import(terminal: Inside, *arguments: str | Path) -> Any:
    answer = terminal.vitalfew("import", *arguments, "--yes", "--json")
    assert answer.code == 0, answer.out
    return answer.json


def _figures(terminal: Inside, *arguments: str) -> Any:
    return terminal.vitalfew("figures", "--json", *arguments).json


def test_northwind_an_order_file_and_its_lines(terminal: Inside, books: Path) -> None:
    folder = books / "northwind" / "csv"
    told = _import(terminal, folder / "orders.csv", folder / "order_details.csv")
    assert told["lines_read"] == 2155
    found = _figures(terminal)
    assert (found["accounts"], found["total"]) == (89, pytest.approx(1_265_793.0395, abs=1e-4))


def test_the_chinese_superstore_loses_money_on_138(terminal: Inside, books: Path) -> None:
    told = _import(terminal, books / "chinese_superstore" / "示例 - 超市.xls")
    assert told["lines_read"] == 10_000
    revenue, profit = _figures(terminal), _figures(terminal, "--by", "profit")
    assert (revenue["accounts"], revenue["total"]) == (790, pytest.approx(16_117_548.237))
    assert profit["total"] == pytest.approx(2_156_559.517)
    assert (profit["unprofitable"], round(profit["whale_peak"], 4), profit["gini"]) == (138, 1.1242, None)


def test_cdnow_whose_columns_have_no_names(terminal: Inside, books: Path) -> None:
    columns = ("#1=account", "#3=day", "#4=quantity", "#5=amount")
    told = [word for column in columns for word in ("--column", column)]
    assert _import(terminal, books / "cdnow" / "CDNOW_sample.txt", *told)["lines_read"] == 6919
    found = _figures(terminal)
    assert (found["accounts"], found["total"], found["accounts_for_80"]) == (2357, pytest.approx(244_091.94), 777)
    assert (found["gini"], found["gini_unbiased"]) == (
        pytest.approx(0.63092, abs=1e-5),
        pytest.approx(0.63119, abs=1e-5),
    )
    assert round(found["hhi"], 2) == 22.86


def test_online_retail_as_csv(terminal: Inside, books: Path, tmp_path: Path) -> None:
    path = tmp_path / "online_retail.csv"
    pacsv.write_csv(pq.read_table(books / "online_retail" / "online_retail.parquet"), path)
    told = _import(terminal, path)
    assert (told["lines_read"], told["without_account"], told["cancellations"]) == (541_909, 135_080, 9_288)
    assert told["repeated"] == 5_268
    sales, net = _figures(terminal, "--sales-only"), _figures(terminal, "--net")
    assert (sales["accounts"], sales["accounts_for_80"]) == (4338, 1133)
    assert sales["total"] == pytest.approx(8_911_407.904)
    shown = [round(sales[name], 5) for name in ("share_of_top_20", "gini", "largest_share")]
    assert shown == [0.74617, 0.71514, 0.03144]
    assert round(sales["hhi"], 3) == 46.436
    assert (net["accounts"], net["total"], net["gini"]) == (4372, pytest.approx(8_300_065.814), None)
