"""Numbers, days and words as people write them."""

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitalfew.ledger.reading.days import order_of, parse_days
from vitalfew.ledger.reading.numbers import mark_of, parse_numbers, read_number
from vitalfew.ledger.reading.texts import words


def number(text: str, mark: str = ".") -> Decimal | None:
    found, bad = parse_numbers(pa.array([text, "1", "2.5" if mark == "." else "2,5"]), mark)
    value = found.to_pylist()[0]
    assert bad[0] == (value is None)
    return value


def day(text: str, day_first: bool | None = None) -> date | None:
    found, bad = parse_days(pa.array([text, "2026-01-01"]), day_first)
    assert bad[0] == (found[0].as_py() is None)
    return found[0].as_py()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1234.5", "1234.5"),
        ("1,234.50", "1234.5"),
        ("1,234,567", "1234567"),
        ("12,34,567.89", "1234567.89"),
        ("1.234.567,89", "1234567.89"),
        ("1 234 567.00", "1234567"),
        ("1'234.50", "1234.5"),
        ("￥1,200.00", "1200"),
        ("¥ 12", "12"),
        ("£12.34", "12.34"),
        ("-$5", "-5"),
        ("€ 7.50", "7.5"),
        ("12.50元", "12.5"),
        ("CNY 3", "3"),
        ("(123)", "-123"),
        ("（1,234.50）", "-1234.5"),
        ("(￥12)", "-12"),
        ("123-", "-123"),
        ("−5", "-5"),
        ("3.5万", "35000"),
        ("1.2 亿", "120000000"),
        ("2百万", "2000000"),
        ("15%", "0.15"),
        ("１２３．４５", "123.45"),
        ("＋7", "7"),
        ("1e3", "1000"),
        ("1.5E-05", "0.000015"),
        (".5", "0.5"),
        ("0.30000000000000004", "0.3"),
        ("15.299999999999999", "15.3"),
    ],
)
def test_a_number_is_read_as_it_is_meant(text: str, meant: str) -> None:
    assert number(text) == Decimal(meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("1.234,50", "1234.5"), ("1234,5", "1234.5"), ("-12", "-12"), ("1.234", "1234"), ("3,5 €", "3.5")],
)
def test_a_comma_may_stand_before_the_decimals(text: str, meant: str) -> None:
    assert number(text, ",") == Decimal(meant)


@pytest.mark.parametrize(
    "text", ["abc", "12a", "1.2.3", "1,2,3.4.5", "--5", "万", "1/2", "2026-01-05", "99999999999999999999", "1,5"]
)
def test_what_is_no_number_is_said_to_be_none(text: str) -> None:
    assert number(text) is None


amounts = st.decimals(min_value=-(10**13), max_value=10**13, places=4)


def _western(value: Decimal) -> str:
    return f"{value:,.4f}"


@given(
    st.lists(amounts, min_size=1, max_size=6),
    st.sampled_from(
        [
            ("{}", "."),
            ("￥{}", "."),
            (" {} ", "."),
            ("{}元", "."),
            ("{}", ","),
            ("{} €", ","),
        ]
    ),
)
def test_an_amount_written_down_is_read_back_to_the_last_digit(values: list[Decimal], written: tuple[str, str]) -> None:
    pattern, mark = written
    swap = str.maketrans(",.", ".,") if mark == "," else {}
    texts = [pattern.format(_western(value).translate(swap)) for value in values]
    found, bad = parse_numbers(pa.array(texts), mark)
    assert not bad.any()
    assert found.to_pylist() == values


@given(amounts)
def test_brackets_and_full_width_digits_change_nothing(value: Decimal) -> None:
    wide = str(value).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    assert read_number(wide) == value
    assert read_number(f"({abs(value)})") == -abs(value)


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1,234.50", "12"], "."),
        (["1.234,50", "12"], ","),
        (["12,5", "3"], ","),
        (["12.5", "3"], "."),
        (["1,234", "12,500"], "."),
        (["1.234.567"], ","),
        (["1.234", "12.500"], "?"),
        (["0.125", "0.500"], "."),
        (["7", "12"], "."),
    ],
)
def test_the_decimal_mark_shows_in_the_column(texts: list[str], mark: str) -> None:
    assert mark_of([pa.array(texts)]) == mark


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05",
        "2026/1/5",
        "2026.01.05",
        "20260105",
        "20260105.0",
        "2026年1月5日",
        "2026 年 1 月 5 日",
        "２０２６-０１-０５",
        "2026-01-05 08:26:00",
        "2026-01-05T08:26:00Z",
        "2026/1/5 8:26",
        "5-Jan-26",
        "05 January 2026",
        "Jan 5, 2026",
        "46027",
        "46027.35",
    ],
)
def test_a_day_is_read_as_it_is_meant(text: str) -> None:
    assert day(text) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-13-01", "abc", "20261301", "31.12", "1", "2026", "12/2026", "0000-00-00"]
)
def test_what_is_no_day_is_said_to_be_none(text: str) -> None:
    assert day(text) is None


def test_day_or_month_first_is_decided_on_the_whole_column() -> None:
    assert order_of(pa.array(["01/02/2026", "13/02/2026"])).day_first is True
    assert order_of(pa.array(["01/02/2026", "02/13/2026"])).day_first is False
    assert order_of(pa.array(["01.02.2026", "02.03.2026"])).day_first is True
    assert order_of(pa.array(["01/02/2026", "02/03/2026"])).is_open
    assert not order_of(pa.array(["01/01/2026", "02/02/2026"])).is_open
    assert day("01/02/2026", day_first=True) == date(2026, 2, 1)
    assert day("01/02/2026", day_first=False) == date(2026, 1, 2)


@given(
    st.dates(date(1970, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日"])
)
def test_every_day_of_the_calendar_comes_back(value: date, pattern: str) -> None:
    assert day(value.strftime(pattern)) == value


def test_codes_read_as_floats_are_codes_again_unless_one_of_them_is_none() -> None:
    assert words(pa.array(["17850.0", "NULL", " 13047.0 "]), is_code=True)[0].to_pylist() == ["17850", None, "13047"]
    assert words(pa.array(["10.0", "10.1"]), is_code=True)[0].to_pylist() == ["10.0", "10.1"]
    assert words(pa.array(["00001", "nan", "", "#N/A"]), is_code=True)[0].to_pylist() == ["00001", None, None, None]
