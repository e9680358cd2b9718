"""Numbers, days and words as people write them."""

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitalfew.ledger.reading.days import month_only, order_of, parse_days
from vitalfew.ledger.reading.marks import marks_of
from vitalfew.ledger.reading.numbers import mark_of, parse_numbers, read_number
from vitalfew.ledger.reading.texts import words
from vitalfew.ledger.rules.columns import told


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
        ("1 234,50", "1234.5"),
        ("1,234.50-", "-1234.5"),
        ("1,2345,6789", "123456789"),
        ("3亿", "300000000"),
        ("1.2万元", "12000"),
        ("1亿2000万元", "120000000"),
        ("5‰", "0.005"),
        ("US$ 1,234.50", "1234.5"),
        ("1,200 RMB", "1200"),
        ("人民币1,200.00元整", "1200"),
        ("9.14E+05", "914000"),
    ],
)
def test_a_number_is_read_as_it_is_meant(text: str, meant: str) -> None:
    assert number(text) == Decimal(meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("一百二十三", "123"),
        ("十二", "12"),
        ("两千零二十", "2020"),
        ("一万零三", "10003"),
        ("一亿二千万", "120000000"),
        ("二〇二六", "2026"),
        ("一点五", "1.5"),
        ("负三百", "-300"),
        ("百分之十二", "0.12"),
        ("壹仟贰佰元整", "1200"),
        ("壹佰元零伍分", "100.05"),
        ("人民币壹万贰仟叁佰肆拾伍元陆角柒分", "12345.67"),
        ("伍角", "0.5"),
        ("貳萬參仟圓整", "23000"),
    ],
)
def test_an_amount_in_chinese_characters_is_a_number(text: str, meant: str) -> None:
    assert number(text) == Decimal(meant)


@pytest.mark.parametrize("text", ["一百二", "3万5", "一二百", "万", "元整", "三分之一", "一点", "千元", "百分之"])
def test_characters_that_leave_a_place_open_are_no_number(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [("1.234,50", "1234.5"), ("1234,5", "1234.5"), ("-12", "-12"), ("1.234", "1234"), ("3,5 €", "3.5")],
)
def test_a_comma_may_stand_before_the_decimals(text: str, meant: str) -> None:
    assert number(text, ",") == Decimal(meant)


@pytest.mark.parametrize(
    "text",
    [
        "abc", "12a", "1.2.3", "1,2,3.4.5", "--5", "万", "1/2", "2026-01-05", "99999999999999999999", "1,5",
        "(-5)", "-5-", "+-5", "12 34", "0,125", "10²", "①", "½", "㈠", "1元5", "元", "￥",
        "1e99", "nan", "Infinity", "0x10", "1_000",
    ],
)  # fmt: skip
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


def test_each_column_has_its_own_decimal_mark_and_borrows_from_the_others_only_what_it_lacks() -> None:
    own = {"金额": pa.array(["1.234,50", "7"]), "重量": pa.array(["1,234"]), "数量": pa.array(["1.234"])}
    assert marks_of(own).of == {"金额": ",", "重量": ",", "数量": ","}
    both = {"net": pa.array(["1.234,50"]), "kg": pa.array(["0.125"])}
    assert marks_of(both).of == {"net": ",", "kg": "."}
    # Nobody says what the third one means when the first two differ.
    assert marks_of(both | {"qty": pa.array(["1.234"])}).asked == ("qty",)


def test_a_column_that_contradicts_itself_is_asked_about_unless_every_value_speaks_for_itself() -> None:
    assert marks_of({"金额": pa.array(["12,5", "12.5", "1.234"])}).asked == ("金额",)
    assert marks_of({"金额": pa.array(["12,5", "7,5", "12.75"])}).of == {"金额": ","}
    assert marks_of({"金额": pa.array(["1,234", "12,500"])}).of == {"金额": "."}
    assert marks_of({"金额": pa.array(["1.234", "12.500"])}).asked == ("金额",)


def test_the_answer_may_be_given_for_one_column_or_for_all() -> None:
    columns = {"a": pa.array(["1.234"]), "b": pa.array(["1.234"])}
    assert marks_of(columns, ",").of == {"a": ",", "b": ","}
    assert marks_of(columns, {"a": ","}).of == {"a": ",", "b": "."}
    assert marks_of(columns, {"a": ","}).asked == ("b",)
    assert marks_of(columns, is_typed=True).asked == ()
    assert (told(True, "Date"), told({"Date": False}, "Date"), told({"Date": False}, "Due"), told(None, "Date")) == (
        True, False, None, None,
    )  # fmt: skip


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
        "二〇二六年一月五日",
        "二零二六年一月五日",
        "2026年一月五日",
        "2026年1月5号",
        "2026年1月5日 8时26分",
        "2026年1月5日星期一",
        "2026/1/5 上午 8:26:00",
        "2026-01-05T08:26:00+08:00",
        "2026-01-05 08:26:00.123 +0800",
        "Mon, 05 Jan 2026 08:00:00 GMT",
        "Mon Jan 05 2026 08:00:00 GMT+0800 (China Standard Time)",
        "January 5th, 2026",
        "2026-Jan-05",
        "05JAN2026",
        "20260105082600",
    ],
)
def test_a_day_is_read_as_it_is_meant(text: str) -> None:
    assert day(text) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30", "2026-13-01", "abc", "20261301", "31.12", "1", "2026", "12/2026", "0000-00-00",
        "2026-01-05 - 2026-02-05", "2026-01-05 x", "5 Janx 2026", "二〇二六年十三月一日",
        "二〇二六年二月三十日", "三月五日", "60",
    ],
)  # fmt: skip
def test_what_is_no_day_is_said_to_be_none(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    "text", ["2026-01", "2026年1月", "202601", "1/2026", "Jan-26", "January 2026", "二〇二六年一月"]
)
def test_a_month_is_no_day_and_is_told_apart_from_what_is_no_date(text: str) -> None:
    assert day(text) is None
    assert month_only(pa.array([text, "2026-01-05", "abc", None])).tolist() == [True, False, False, False]


def test_workbooks_of_the_other_epoch_count_from_1904() -> None:
    assert parse_days(pa.array(["44565"]), None, epoch=1904)[0][0].as_py() == date(2026, 1, 5)
    assert parse_days(pa.array(["44565"]), None, epoch=1900)[0][0].as_py() == date(2022, 1, 4)


def test_a_year_of_two_digits_in_front_is_seen_in_the_column() -> None:
    column = pa.array(["26-01-05", "26-01-15", "26-02-17", "26-02-28"])
    assert order_of(column).year_first
    assert parse_days(column, None)[0][3].as_py() == date(2026, 2, 28)
    assert order_of(pa.array(["05-01-26", "15-01-26", "17-02-26", "28-02-26"])).day_first is True
    # 2013-01-26 or 26 January 2013: one row is no evidence.
    assert order_of(pa.array(["13-01-26"])).is_open


def test_two_orders_in_one_column_are_asked_about_and_a_stray_row_is_not() -> None:
    assert order_of(pa.array(["13/02/2026", "02/14/2026", "03/04/2026"])).is_open
    many = [f"{number}/02/2026" for number in range(1, 29)]
    mostly = order_of(pa.array([*many, *(text.replace("2026", "2025") for text in many), "02/14/2026"]))
    assert (mostly.day_first, mostly.is_open) == (True, False)


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
