"""What a whole file makes of the values in its cells: the right one, a question, or a reason; never a guess."""

from datetime import date
from pathlib import Path

import xlsxwriter

from ledger.files import read, write

HEADERS = ("单号", "客户编码", "日期", "数量", "金额")


def test_a_workbook_that_counts_from_1904_does_not_move_its_days_by_four_years(tmp_path: Path) -> None:
    days = {}
    for name, counts_from_1904, serial in (("new", False, 46027), ("old", True, 44565)):
        path = tmp_path / f"{name}.xlsx"
        with xlsxwriter.Workbook(path, {"date_1904": counts_from_1904}) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, HEADERS)
            # A day without a date format is a bare number in the cell.
            sheet.write_row(1, 0, ["1", "C1", serial, 2, 10.5])
        days[name] = read(path).column("day")
    assert days == {"new": [date(2026, 1, 5)], "old": [date(2026, 1, 5)]}


def test_a_month_without_a_day_is_set_aside_and_says_that_it_is_a_month(tmp_path: Path) -> None:
    rows = [(str(number), "C1", "2026-01-05", "1", "10") for number in range(30)]
    found = read(write(tmp_path, [*rows, ("31", "C1", "2026年1月", "1", "10")], HEADERS))
    assert found.problems == [(32, "日期", "2026年1月", "month_only")]


def test_a_customer_code_that_lost_its_digits_is_no_customer(tmp_path: Path) -> None:
    rows = [(str(number), "13800000001", "2026-01-05", "1", "10") for number in range(30)]
    found = read(write(tmp_path, [*rows, ("31", "1.38E+10", "2026-01-06", "1", "10")], HEADERS))
    assert found.problems == [(32, "客户编码", "1.38E+10", "lost_digits")]
    assert set(found.column("account")) == {"13800000001"}


def test_quantities_follow_the_decimal_comma_of_the_amounts_beside_them(tmp_path: Path) -> None:
    rows = [("1", "C1", "2026-01-05", "1,234", "1.234,50"), ("2", "C1", "2026-01-06", "2,5", "10,00")]
    found = read(write(tmp_path, rows, HEADERS, delimiter=";"))
    assert found.column("quantity") == ["1.2340", "2.5000"]
    assert found.column("amount") == ["1234.5000", "10.0000"]


def test_a_point_that_may_be_either_is_asked_about_and_answered_for_its_column(tmp_path: Path) -> None:
    path = write(tmp_path, [("1", "C1", "2026-01-05", "1.234", "12.500")], HEADERS)
    asked = read(path)
    assert asked.answer["state"] == "mapping"
    assert {one["option"] for one in asked.answer["questions"]} == {"decimal"}
    found = read(path, options={"decimal": {"数量": ".", "金额": ","}})
    assert (found.column("quantity"), found.column("amount")) == (["1.2340"], ["12500.0000"])


def test_amounts_and_days_in_chinese_characters_stand_in_the_books_as_numbers(tmp_path: Path) -> None:
    rows = [("1", "C1", "二〇二六年一月五日", "１２", "壹仟贰佰元整"), ("2", "C1", "2026年2月11日", "3", "1.2万")]
    found = read(write(tmp_path, rows, HEADERS))
    assert found.column("day") == [date(2026, 1, 5), date(2026, 2, 11)]
    assert found.column("amount") == ["1200.0000", "12000.0000"]
    assert found.column("quantity") == ["12.0000", "3.0000"]


def test_what_was_voided_is_left_out_and_counts_as_no_mistake(tmp_path: Path) -> None:
    headers = (*HEADERS, "是否作废")
    rows = [("1", "C1", "2026-01-05", "1", "10", "否"), ("2", "C1", "2026-01-06", "1", "20", "是")]
    rows += [("3", "C1", "2026-01-07", "1", "30", "")]
    found = read(write(tmp_path, rows, headers), share=0.0)
    assert found.answer["state"] == "ready"
    assert found.column("amount") == ["10.0000", "30.0000"]
    assert found.problems == [(3, "是否作废", "是", "voided")]


def test_whether_a_document_was_voided_is_not_guessed(tmp_path: Path) -> None:
    rows = [(str(number), "C1", "2026-01-05", "1", "10", "未作废") for number in range(30)]
    found = read(write(tmp_path, [*rows, ("31", "C1", "2026-01-06", "1", "20", "审核中")], (*HEADERS, "作废标志")))
    assert found.problems == [(32, "作废标志", "审核中", "not_yes_or_no")]
