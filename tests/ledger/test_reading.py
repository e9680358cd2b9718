"""Files as people keep them: any encoding, any separator, any workbook; bad rows named, good rows taken."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ledger.files import HEADERS, ROWS, read, text, workbook, write

AMOUNTS = ["1200.5000", "300.0000", "45.2500"]
NAMES = ["北辰风电", "北辰风电", "Münster GmbH"]


def _whole(found: Any) -> None:
    assert found.answer["state"] == "ready", found.answer
    assert (found.column("amount"), found.column("account_name")) == (AMOUNTS, NAMES)
    assert found.column("day") == [date(2026, 1, 5), date(2026, 1, 5), date(2026, 2, 11)]
    assert found.column("row") == [2, 3, 4]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_any_encoding(tmp_path: Path, encoding: str) -> None:
    _whole(read(write(tmp_path, ROWS, encoding=encoding)))


def test_western_letters_of_old_windows_are_not_taken_for_chinese(tmp_path: Path) -> None:
    rows = [(*row[:2], "Müller & Söhne, Zürich", *row[3:]) for row in ROWS]
    rows = [(*row[:4], "Schlüssel", *row[5:]) for row in rows]
    found = read(write(tmp_path, rows, encoding="cp1252"))
    assert found.column("account_name") == ["Müller & Söhne, Zürich"] * 3
    assert found.answer["read_as"].startswith("cp1252")


def test_a_chinese_ledger_of_old_windows_is_not_taken_for_western(tmp_path: Path) -> None:
    headers = ("发票号", "客户编码", "客户名称", "开票日期", "品名", "数量", "金额（元）")
    found = read(write(tmp_path, ROWS[:2], headers, encoding="gbk"))
    assert found.column("product_name") == ["轴承 6204", "轴承 6205"]
    assert found.column("account_name") == NAMES[:2]


def test_text_that_was_cut_inside_a_character_loses_that_row_only(tmp_path: Path) -> None:
    rows = [(f"{number}", "C01", "北辰风电装备集团有限公司", "2026-01-05", "轴承", 1, "5.00") for number in range(40)]
    path = tmp_path / "cut.csv"
    path.write_bytes(text(rows).encode().replace("有限公司".encode(), "有限公司".encode()[:-1], 1))
    found = read(path)
    assert (len(found.lines), [problem[3] for problem in found.problems]) == (39, ["broken_text"])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_separator(tmp_path: Path, delimiter: str) -> None:
    _whole(read(write(tmp_path, ROWS, delimiter=delimiter)))


def test_a_separator_inside_quotation_marks_separates_nothing(tmp_path: Path) -> None:
    rows = [(*row[:4], "bolt; nut; washer, large\nsecond line", *row[5:]) for row in ROWS]
    found = read(write(tmp_path, rows, delimiter=";"))
    assert found.column("product_name") == ["bolt; nut; washer, large\nsecond line"] * 3


def test_columns_apart_by_blanks(tmp_path: Path) -> None:
    path = tmp_path / "orders.txt"
    path.write_text("  customer_id   date  dollar_value \n  00001 20260105    11.77\n  00002\t20260106  12.00 \n")
    found = read(path)
    assert (found.column("account"), found.column("amount")) == (["00001", "00002"], ["11.7700", "12.0000"])


def test_one_ragged_row_is_a_problem_and_not_the_end_of_all_columns(tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    lines = text(ROWS * 10).splitlines()
    lines[5] += ",one more"
    lines.insert(9, "")
    lines[12] = "1002,C02"
    path.write_text("\n".join(lines))
    found = read(path)
    assert len(found.lines) == 28
    assert [(row, problem) for row, _column, _value, problem in found.problems] == [(6, "ragged"), (13, "ragged")]
    assert (found.answer["lines_read"], found.answer["lines_refused"]) == (30, 2)
    assert found.column("row")[6:10] == [9, 11, 12, 14]


def test_text_without_any_separator_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("Invoice\n1001\n1002\n")
    answer = read(path).answer
    assert (answer["state"], answer["problem"], answer["found"]) == ("refused", "no_separator", {"found": "Invoice"})


def test_a_quotation_mark_that_is_never_closed_is_found(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(text(ROWS * 5000) + '1009,C03,"Never closed,2026-01-05,bolt,1,5\n' + text(ROWS * 400_000))
    answer = read(path).answer
    assert (answer["problem"], answer["found"]["row"] <= 15_001) == ("endless_cell", True)


def test_a_workbook_with_other_sheets_and_a_title_above_the_headers(tmp_path: Path) -> None:
    rows = [(*row[:3], date.fromisoformat(row[3]), row[4], row[5], float(row[6])) for row in ROWS]
    sheets = {
        "说明": [["销售明细，按月导出"], ["截至", "2026-03"]],
        "订单": [["销售明细表"], [], HEADERS, *rows],
        "退货": [["Invoice No", "退回"], ["1001", "是"]],
    }
    found = read(workbook(tmp_path, sheets))
    assert (found.column("amount"), found.column("sheet")) == (AMOUNTS, ["订单"] * 3)
    assert found.column("row") == [4, 5, 6]
    assert found.column("day")[0] == date(2026, 1, 5)
    asked = read(workbook(tmp_path, sheets), options={"sheet": "退货"})
    assert (asked.answer["state"], asked.answer["missing"]) == ("mapping", ["day", "account", "amount"])
    absent = read(workbook(tmp_path, sheets), options={"sheet": "年度"}).answer
    assert (absent["problem"], absent["found"]["found"]) == ("no_such_sheet", "年度")


def test_years_on_sheets_of_their_own_are_all_taken(tmp_path: Path) -> None:
    found = read(workbook(tmp_path, {"2025": [HEADERS, *ROWS], "2026": [HEADERS, *ROWS]}))
    assert found.column("sheet") == ["2025"] * 3 + ["2026"] * 3
    assert len(set(found.column("place"))) == 6


def test_orders_and_lines_on_two_sheets_belong_together(tmp_path: Path) -> None:
    orders = [["Order ID", "Customer ID", "Order Date"], ["1", "C01", "2026-01-05"], ["2", "C02", "2026-01-06"]]
    lines = [["Order ID", "SKU", "Quantity", "Unit Price", "Discount"], ["1", "a", 2, 5, 0.1], ["2", "b", 1, 7.5, 0],
             ["3", "c", 1, 1, 0]]  # fmt: skip
    found = read(workbook(tmp_path, {"Orders": orders, "Lines": lines}))
    assert (found.column("amount"), found.column("account")) == (["9.0000", "7.5000"], ["C01", "C02"])
    assert found.problems == [(4, "Order ID", "3", "no_order")]


def test_an_order_number_that_stands_twice_joins_nothing(tmp_path: Path) -> None:
    orders = write(tmp_path, [["1", "C01", "2026-01-05"]] * 2, ["Order ID", "Customer ID", "Date"], "orders.csv")
    lines = write(tmp_path, [["1", "a", 5]], ["Order ID", "SKU", "Amount"], "lines.csv")
    answer = read(orders, lines).answer
    assert (answer["problem"], answer["found"]) == ("order_twice", {"found": "1"})


def test_parquet_by_its_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    columns = {header: [str(row[place]) for row in ROWS] for place, header in enumerate(HEADERS)}
    pq.write_table(pa.table(columns | {"tags": [["a"], [], None]}), tmp_path / "orders.csv")
    found = read(tmp_path / "orders.csv")
    assert (found.column("amount"), found.answer["read_as"]) == (AMOUNTS, "Parquet")


def test_months_in_files_of_their_own_come_in_together(tmp_path: Path) -> None:
    found = read(write(tmp_path, ROWS[:2], name="1.csv"), write(tmp_path, ROWS[2:], name="2.csv"))
    assert (found.column("amount"), found.column("sheet")) == (AMOUNTS, ["1.csv", "1.csv", "2.csv"])


BAD: list[tuple[int, str, str]] = [
    (3, "2026-02-30", "bad_day"),
    (3, "", "no_day"),
    (6, "twelve", "bad_number"),
    (6, "", "no_amount"),
    (6, "999999999999999", "too_large"),
    (1, "x" * 301, "too_long"),
]


@pytest.mark.parametrize(("place", "value", "problem"), BAD)
def test_a_bad_cell_is_named_with_its_place(tmp_path: Path, place: int, value: str, problem: str) -> None:
    rows = [list(row) for row in ROWS * 10]
    rows[4][place] = value
    found = read(write(tmp_path, rows))
    assert found.problems == [(6, HEADERS[place], value[:200], problem)]
    assert (len(found.lines), found.answer["lines_refused"]) == (29, 1)


def test_the_rows_set_aside_can_be_fetched_mended_and_brought_back(tmp_path: Path) -> None:
    rows = [list(row) for row in ROWS * 10]
    rows[4][3], rows[4][6], rows[7][2], rows[7][6] = "32.13.2026", "=HYPERLINK(1)", "+cmd|' /C calc", "-"
    found = read(write(tmp_path, rows))
    header, first, second = found.problems_file.removeprefix("\ufeff").splitlines()
    assert found.problems_file.startswith("\ufeff")
    assert header == ",".join([*HEADERS, "Sheet", "Row", "Column", "Reason", "Cure"])
    assert "'=HYPERLINK(1)" in first
    assert "bad_day! bad_number!,mend bad_day mend bad_number" in first
    assert "'+cmd|" in second
    mended = tmp_path / "mended.csv"
    mended.write_text(found.problems_file.replace("32.13.2026", "2026-01-05").replace("'=HYPERLINK(1)", "5"), "utf-8")
    assert read(mended).column("amount") == ["5.0000"]


def test_the_whole_file_is_refused_above_the_share_of_bad_rows(tmp_path: Path) -> None:
    rows = [list(row) for row in ROWS * 20]
    for number in range(3):
        rows[number][6] = "?"
    assert read(write(tmp_path, rows), share=0.05).answer["state"] == "ready"
    rows[3][6] = "?"
    answer = read(write(tmp_path, rows), share=0.05).answer
    assert (answer["state"], answer["problem"], answer["found"]) == (
        "refused",
        "refused_share",
        {"found": 4, "of": 60, "most": "5%"},
    )
    assert len(answer["problems"]) == 4
    assert answer["has_problems_file"]


def test_a_total_under_the_lines_is_left_out_and_counts_as_no_mistake(tmp_path: Path) -> None:
    found = read(write(tmp_path, [*ROWS, ("合计", "", "", "", "", 13, "1545.75")]), share=0.05)
    assert (found.column("amount"), found.problems) == (AMOUNTS, [(5, "", "合计", "total_row")])


def test_at_most_a_hundred_problems_are_told_and_all_of_them_filed(tmp_path: Path) -> None:
    found = read(write(tmp_path, [(*row[:3], "never", *row[4:]) for row in ROWS * 50] + ROWS))
    assert (len(found.problems), len(found.problems_file.splitlines())) == (100, 151)


def test_dates_that_read_both_ways_are_asked_about(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        [(*row[:3], day, *row[4:]) for row, day in zip(ROWS, ["01/02/2026", "03/04/2026", "05/06/2026"], strict=True)],
    )
    answer = read(path).answer
    assert (answer["state"], answer["questions"][0]["option"], answer["questions"][0]["header"]) == (
        "mapping",
        "day_first",
        "Date",
    )
    assert read(path, options={"day_first": True}).column("day")[0] == date(2026, 2, 1)
    assert read(path, options={"day_first": False}).column("day")[0] == date(2026, 1, 2)


def test_numbers_that_read_both_ways_are_asked_about(tmp_path: Path) -> None:
    path = write(
        tmp_path, [(*row[:5], 1, amount) for row, amount in zip(ROWS, ["1.250", "12.500", "3.125"], strict=True)]
    )
    assert read(path).answer["questions"][0]["option"] == "decimal"
    assert read(path, options={"decimal": ","}).column("amount") == ["1250.0000", "12500.0000", "3125.0000"]
    assert read(path, options={"decimal": "."}).column("amount") == ["1.2500", "12.5000", "3.1250"]


def test_one_german_amount_tells_how_the_other_columns_are_read(tmp_path: Path) -> None:
    rows = [(*row[:5], "1.000", amount) for row, amount in zip(ROWS, ["1.250,50", "12.500,00", "3,10"], strict=True)]
    found = read(write(tmp_path, rows, delimiter=";"))
    assert (found.column("amount")[0], found.column("quantity")[0]) == ("1250.5000", "1000.0000")


def test_headers_nobody_knows_are_asked_about_with_a_guess(tmp_path: Path) -> None:
    headers = ("Beleg", "Kunde", "Firma", "Wann", "Ware", "Stück", "Betrag")
    path = write(tmp_path, ROWS, headers)
    answer = read(path).answer
    guesses = {column["header"]: (column["field"], column["why"]) for column in answer["columns"]}
    assert (answer["state"], answer["missing"]) == ("mapping", ["day", "account", "amount"])
    assert (guesses["Wann"], guesses["Betrag"]) == (("day", "content"), ("amount", "content"))
    assert answer["columns"][1]["samples"] == ["C01", "C02"]
    told = {"Beleg": "invoice", "Kunde": "account", "Firma": "account_name", "Wann": "day", "Betrag": "amount"}
    _whole(read(path, columns=told))


def test_a_column_that_is_told_but_not_there_is_named(tmp_path: Path) -> None:
    answer = read(write(tmp_path, ROWS), columns={"Betrag": "amount"}).answer
    assert (answer["problem"], answer["found"]["found"]) == ("no_such_column", "Betrag")


def test_a_column_may_be_said_to_mean_nothing(tmp_path: Path) -> None:
    found = read(write(tmp_path, ROWS), columns={"Customer Name": "", "Product": ""})
    assert found.column("account_name") == [None] * 3


PRICED = ("InvoiceNo", "CustomerID", "InvoiceDate", "Quantity", "UnitPrice")
KINDS = [
    # invoice, quantity, price → kind, amount
    ("1001", 2, "5", "sale", "10.0000"),
    ("C1002", -2, "5", "cancellation", "-10.0000"),
    ("A1003", 1, "-7", "credit", "-7.0000"),
    ("1004", -1, "5", "return", "-5.0000"),
    ("1005", 3, "0", "zero_price", "0.0000"),
    ("1006", 1, "-2", "credit", "-2.0000"),
    ("1007", 1, "1", "sale", "1.0000"),
    ("1008", 1, "1", "sale", "1.0000"),
]


def test_the_kind_of_a_line_shows_in_its_number_and_its_signs(tmp_path: Path) -> None:
    rows = [
        (invoice, "C01" if invoice != "1004" else "", "2026-01-05", quantity, price)
        for invoice, quantity, price, *_rest in KINDS
    ]
    found = read(write(tmp_path, rows, PRICED))
    assert found.column("kind") == [kind for *_rest, kind, _amount in KINDS]
    assert found.column("amount") == [amount for *_rest, amount in KINDS]
    assert found.column("account")[3] is None


def test_a_letter_that_all_numbers_have_means_nothing(tmp_path: Path) -> None:
    rows = [(f"C{number}", "C01", "2026-01-05", 1, "5") for number in range(4)]
    found = read(write(tmp_path, rows, PRICED))
    assert found.column("kind") == ["sale"] * 4
    mixed = [*rows, *[(f"{number}", "C01", "2026-01-05", 1, "5") for number in range(9)]]
    found = read(write(tmp_path, mixed, PRICED))
    assert found.column("kind") == ["sale"] * 13


def test_a_file_may_say_the_kind_itself(tmp_path: Path) -> None:
    headers = ("单号", "客户", "日期", "单据类型", "金额")
    rows = [
        ("1", "甲", "2026-01-05", "销售", "10"),
        ("2", "甲", "2026-01-06", "退货", "-3"),
        ("3", "乙", "2026-01-07", "返利", "-1"),
        ("4", "乙", "2026-01-08", "退货", "5"),
    ]
    found = read(write(tmp_path, rows, headers))
    assert found.column("kind") == ["sale", "return", "rebate"]
    assert found.column("account") == ["甲", "甲", "乙"]
    assert found.problems == [(5, "金额", "5", "wrong_sign")]


def test_amounts_in_ten_thousands_and_without_tax_say_so_in_the_header(tmp_path: Path) -> None:
    headers = ("单号", "客户", "开票日期", "不含税金额（万元）")
    found = read(write(tmp_path, [("1", "甲", "2026年1月5日", "1.25")], headers))
    assert (found.column("amount"), found.answer["tax"], found.answer["basis"]) == (["12500.0000"], "net", "invoice")


def test_a_running_number_of_the_file_is_no_line_number_of_the_order(tmp_path: Path) -> None:
    headers = ("行 ID", *HEADERS)
    running = read(write(tmp_path, [(number, *row) for number, row in enumerate(ROWS, 1)], headers))
    of_order = read(write(tmp_path, [(number, *row) for number, row in zip([1, 2, 1], ROWS, strict=True)], headers))
    assert (running.column("line"), of_order.column("line")) == ([None] * 3, ["1", "2", "1"])


def test_exact_repeats_are_lines_of_their_own(tmp_path: Path) -> None:
    found = read(write(tmp_path, [ROWS[0], ROWS[0], ROWS[0], ROWS[1]]))
    assert (len(set(found.column("place"))), found.answer["repeated"]) == (4, 2)
