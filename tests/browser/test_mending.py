"""A Chinese export with twelve faults is previewed, mended in a spreadsheet, dropped again, written and taken back."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import fastexcel
import pytest
import xlsxwriter
from playwright.sync_api import Browser

from browser.served import Serve, Server
from browser.visitor import Visitor, visiting

pytestmark = pytest.mark.browser
HEADERS = [
    "单据编号",
    "行号",
    "开票日期",
    "客户编码",
    "客户名称",
    "存货编码",
    "存货名称",
    "数量",
    "单价",
    "金额",
    "单据类型",
]
GOOD = 400
# What is wrong in which row: the column, what stands there, and what is meant.
FAULTS: list[tuple[str, Any, Any]] = [
    ("开票日期", "2026-02-30", "2026-02-28"),
    ("开票日期", "待定", "2026-03-02"),
    ("开票日期", "", "2026-03-03"),
    ("开票日期", "2026年13月5日", "2026年12月5日"),
    ("金额", "12O.50", "120.50"),
    ("金额", "约100", "100"),
    ("金额", "#REF!", "88.80"),
    ("数量", "三十箱", "30"),
    ("单价", "免议", "2.50"),
    ("开票日期", "2026/06/31", "2026-06-30"),
    ("客户名称", "长" * 301, "长城机械"),
    ("金额", "99999999999999999999", "999.99"),
]


@pytest.fixture
def server(serve: Serve) -> Iterator[Server]:
    with serve() as started:
        yield started


def line(number: int) -> dict[str, Any]:
    """One good line, as the ERP exports it."""
    day = datetime(2026, 1, 1) + timedelta(days=number % 80)
    values = [f"XS{number:05d}", 1, day, f"K{number % 9:03d}", f"客户{'甲乙丙丁戊己庚辛壬'[number % 9]}公司",
              f"P{number % 6}", "轴承", number % 7 + 1, 2.5, (number % 7 + 1) * 2.5, "销售"]  # fmt: skip
    return dict(zip(HEADERS, values, strict=True))


def export(path: Path) -> None:
    """Write what the ERP exports: good lines, then one row for every fault."""
    rows = [line(number) for number in range(GOOD)]
    rows += [line(GOOD + number) | {column: wrong} for number, (column, wrong, _meant) in enumerate(FAULTS)]
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("销售明细")
        sheet.write_row(0, 0, HEADERS)
        for place, row in enumerate(rows, 1):
            sheet.write_row(place, 0, list(row.values()))


def mended(workbook: bytes) -> bytes:
    """Open the refused rows as a spreadsheet does, put right what is wrong, and save."""
    table = fastexcel.read_excel(workbook).load_sheet(0, dtypes="string").to_arrow().to_pylist()
    meant = {f"XS{GOOD + number:05d}": (column, right) for number, (column, _wrong, right) in enumerate(FAULTS)}
    for row in table:
        column, right = meant[row["单据编号"]]
        row[column] = right
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_numbers": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list(table[0]))
        for place, row in enumerate(table, 1):
            sheet.write_row(place, 0, ["" if value is None else value for value in row.values()])
    return out.getvalue()


def bring(analyst: Visitor, path: Path) -> str:
    """Drop a file and wait for its preview; return its address."""
    analyst.open("/books/import/")
    analyst.page.set_input_files("input[type=file]", path)
    analyst.page.locator("main form[enctype] [type=submit]").click()
    analyst.wait_for("form[action$='/commit/'] [type=submit]")
    analyst.look()
    return analyst.page.url


def write(analyst: Visitor) -> str:
    """Have it written, and return the address of its batch."""
    analyst.page.locator("form[action$='/commit/'] [type=submit]").click()
    analyst.page.wait_for_url("**/books/batches/*/", timeout=60_000)
    analyst.look()
    return analyst.page.url.removeprefix(analyst.address)


def test_an_export_with_twelve_faults_is_mended_in_a_spreadsheet(
    server: Server, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "销售明细.xlsx"
    export(path)
    with visiting(browser, server.address, "zh-hans") as analyst:
        analyst.sign_in("he")
        preview = bring(analyst, path)
        analyst.says("写入 400 行", "下载 12 行", "2026-02-30", "12O.50", "约100", "#REF!")
        assert analyst.page.locator("table.refused tbody tr").count() >= len(FAULTS)
        assert analyst.page.locator("table.refused mark").first.inner_text() == "O"
        answer = analyst.page.request.get(f"{preview}refused/")
        assert answer.headers["content-disposition"].endswith(".xlsx")
        first = write(analyst)

        again = tmp_path / "拒收的行.xlsx"
        again.write_bytes(mended(answer.body()))
        bring(analyst, again)
        analyst.says("写入 12 行")
        second = write(analyst)
        analyst.says("2026-12")

        analyst.open("/books/changes/")
        analyst.says("2026-01", "2026-12")
        for batch in (second, first):
            analyst.open(batch)
            analyst.page.locator("[popovertarget^=undo]").first.click()
            with analyst.page.expect_navigation():
                analyst.page.locator("form[action$='/undo/'] [type=submit]").click()
            analyst.look()
            analyst.says("已撤销", "恢复计入")
        analyst.open("/books/")
        analyst.says("账本还是空的")
        assert not analyst.complaints, "\n\n".join(analyst.complaints)


def test_the_same_pages_fit_a_phone(server: Server, browser: Browser, tmp_path: Path) -> None:
    path, other = tmp_path / "销售明细.xlsx", tmp_path / "另一份.csv"
    export(path)
    other.write_text("客户编码,开票日期,金额\nK001,2026-01-05,12.50\n", "utf-8")
    with visiting(browser, server.address, "zh-hans", size=(360, 740)) as analyst:
        analyst.sign_in("he")
        waiting = bring(analyst, other).removeprefix(analyst.address)
        bring(analyst, path)
        write(analyst)
        analyst.open(waiting)
        analyst.says("检查之后又有别的导入写入了账本", "重新检查")
        for address in ("/books/", "/books/changes/", "/books/sources/", "/books/sources/new/", "/books/mappings/"):
            analyst.open(address)
        assert not analyst.complaints, "\n\n".join(analyst.complaints)
