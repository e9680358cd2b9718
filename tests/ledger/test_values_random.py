"""Whatever stands in a cell is read back as it was written, or refused: never guessed, never an exception."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitalfew.ledger.reading.days import month_only, order_of, parse_days
from vitalfew.ledger.reading.marks import mark_of, marks_of
from vitalfew.ledger.reading.numbers import parse_numbers
from vitalfew.ledger.reading.texts import parse_booleans, words
from vitalfew.ledger.rules.columns import basis_of, guess, known, scale_of, tax_of
from vitalfew.ledger.rules.duplicates import restore_zeros
from vitalfew.ledger.rules.tax_ids import check_character, check_tax_id

calm = settings(max_examples=50, deadline=None)
DIGITS, CAPITALS = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
amounts = st.decimals(min_value=-(10**13), max_value=10**13, places=2)
# Text of the kind that stands in cells: digits, signs, units and Chinese numerals, in any order.
cells = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="0123456789.,-+()% '’年月日万亿千百十元角分点整eE/:T￥$¥一二三零壹贰", max_size=14),
)


def _characters(value: Decimal) -> str:
    """Write an amount as it stands on a contract, by the rule every accountant learns."""
    whole, cents = divmod(int(abs(value) * 100), 100)
    text = _whole(whole) + "元" if whole else ""
    if jiao := cents // 10:
        text += CAPITALS[jiao] + "角"
    if fen := cents % 10:
        text += ("" if jiao or not whole else "零") + CAPITALS[fen] + "分"
    return ("负" if value < 0 else "") + (text if cents else (text or "零元") + "整")


def _whole(number: int) -> str:
    parts: list[str] = []
    for unit in ("", "万", "亿", "万亿"):
        number, section = divmod(number, 10_000)
        if section:
            parts.insert(0, _section(section) + unit)
            if section < 1000 and number:
                parts[0] = "零" + parts[0]
        elif parts and number and not parts[0].startswith("零"):
            parts[0] = "零" + parts[0]
    return "".join(parts)


def _section(number: int) -> str:
    text, gap = "", False
    for size, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if gap and text else "") + CAPITALS[digit] + unit
        gap = digit == 0
    return text


def _grouped(value: Decimal, gap: str, mark: str) -> str:
    return f"{value:,.2f}".translate(str.maketrans({",": gap, ".": mark}))


WRITTEN: dict[str, Callable[[Decimal], str]] = {
    "plain": str,
    "grouped": lambda value: _grouped(value, ",", "."),
    "blanks": lambda value: _grouped(value, " ", "."),
    "narrow blanks": lambda value: _grouped(value, "\u202f", "."),
    "apostrophes": lambda value: _grouped(value, "’", "."),
    "yuan before": lambda value: "￥" + _grouped(value, ",", "."),
    "yuan after": lambda value: _grouped(value, ",", ".") + "元",
    "code after": lambda value: f"{value} CNY",
    "brackets": lambda value: f"({_grouped(-value, ',', '.')})" if value < 0 else str(value),
    "minus after": lambda value: f"{_grouped(-value, ',', '.')}-" if value < 0 else str(value),
    "full width": lambda value: str(value).translate(str.maketrans("0123456789.-", "０１２３４５６７８９．－")),
    "power": lambda value: f"{value:E}",
    "ten thousands": lambda value: f"{value.scaleb(-4):f}万",
    "per cent": lambda value: f"{value.scaleb(2):f}%",
}


@pytest.mark.parametrize("form", WRITTEN)
@calm
@given(st.lists(amounts, min_size=1, max_size=5))
def test_an_amount_comes_back_from_every_way_to_write_it(form: str, values: list[Decimal]) -> None:
    found, bad = parse_numbers(pa.array([WRITTEN[form](value) for value in values]), ".")
    assert not bad.any()
    assert found.to_pylist() == values


@calm
@given(st.lists(amounts, min_size=1, max_size=5), st.sampled_from([".", " ", "\u202f", "’"]))
def test_an_amount_with_a_comma_before_the_cents_comes_back_too(values: list[Decimal], gap: str) -> None:
    found, bad = parse_numbers(pa.array([_grouped(value, gap, ",") for value in values]), ",")
    assert not bad.any()
    assert found.to_pylist() == values


@calm
@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_an_amount_in_words_comes_back_to_the_cent(value: Decimal) -> None:
    found, bad = parse_numbers(pa.array([_characters(value)]))
    assert not bad.any(), _characters(value)
    assert found.to_pylist() == [value]


DAYS = st.dates(date(1970, 1, 1), date(2099, 12, 31))
FORMS = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d 08:30:00+08:00",
    "%d-%b-%Y", "%d %B %Y", "%b %d, %Y", "%a %b %d %Y", "%Y年%m月%d日 08:30", "%Y-%b-%d", "%d%b%Y",
)  # fmt: skip


@calm
@given(st.lists(DAYS, min_size=1, max_size=5), st.sampled_from(FORMS))
def test_a_day_comes_back_from_every_way_to_write_it(values: list[date], form: str) -> None:
    found, bad = parse_days(pa.array([value.strftime(form) for value in values]), None)
    assert not bad.any()
    assert found.to_pylist() == values


def _day_in_characters(value: date) -> str:
    def number(count: int) -> str:
        tens, ones = divmod(count, 10)
        start = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
        return start + (DIGITS[ones] if ones else "")

    year = "".join("〇" if digit == "0" else DIGITS[int(digit)] for digit in str(value.year))
    return f"{year}年{number(value.month)}月{number(value.day)}日"


@calm
@given(DAYS)
def test_a_day_in_characters_comes_back(value: date) -> None:
    assert parse_days(pa.array([_day_in_characters(value)]), None)[0].to_pylist() == [value]


@calm
@given(st.lists(DAYS, min_size=1, max_size=6), st.booleans())
def test_a_day_comes_back_in_the_order_that_was_told(values: list[date], day_first: bool) -> None:
    texts = [value.strftime("%d/%m/%Y" if day_first else "%m/%d/%Y") for value in values]
    assert parse_days(pa.array(texts), day_first)[0].to_pylist() == values
    order = order_of(pa.array(texts))
    # The column never claims the other order for itself.
    assert order.day_first in (day_first, None) or order.is_open or all(value.day == value.month for value in values)


@calm
@given(DAYS, st.sampled_from([1900, 1904]))
def test_a_serial_comes_back_from_either_epoch(value: date, epoch: int) -> None:
    begin = date(1899, 12, 30) if epoch == 1900 else date(1904, 1, 1)
    found, bad = parse_days(pa.array([str((value - begin).days)]), None, epoch=epoch)
    assert found.to_pylist() == [value] or (bad.all() and (value - begin).days < 20_000)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.none(), cells), min_size=1, max_size=8))
def test_no_text_whatsoever_breaks_the_reading(texts: list[str | None]) -> None:
    column = pa.array(texts, pa.string())
    for mark in (".", ","):
        _fits(column, parse_numbers(column, mark))
    for day_first in (True, False, None):
        _fits(column, parse_days(column, day_first))
    _fits(column, parse_booleans(column))
    words(column, is_code=True)
    month_only(column)
    order_of(column)
    mark_of([column])
    marks_of({"a": column, "b": column})
    said = [text for text in texts if text]
    restore_zeros(said, said)
    for text in said:
        known(text), basis_of(text), tax_of(text), scale_of(text), check_tax_id(text)
    guess(said, [], dict.fromkeys(said, "day"))


def _fits(column: pa.Array, parsed: Any) -> None:
    """Nothing is lost on the way: a cell is read, or empty, or said to be bad."""
    found, bad = parsed
    assert len(found) == len(bad) == len(column)
    for text, value, wrong in zip(column.to_pylist(), found.to_pylist(), bad.tolist(), strict=True):
        assert not (wrong and value is not None)
        assert value is not None or wrong or not (text or "").strip() or text is None or _says_nothing(text)


def _says_nothing(text: str) -> bool:
    return words(pa.array([text]), is_code=False)[0].to_pylist() == [None] or not text.strip()


@calm
@given(st.lists(st.one_of(st.none(), cells, amounts.map(str), DAYS.map(str)), min_size=1, max_size=8), st.randoms())
def test_the_order_of_the_rows_changes_nothing(texts: list[str | None], chance: Any) -> None:
    shuffled = list(range(len(texts)))
    chance.shuffle(shuffled)
    column, other = pa.array(texts, pa.string()), pa.array([texts[place] for place in shuffled], pa.string())
    for read in (parse_numbers, parse_booleans, lambda cells: parse_days(cells, None)):
        (found, bad), (again, bad_again) = read(column), read(other)
        assert [found[place].as_py() for place in shuffled] == again.to_pylist()
        assert [bad[place] for place in shuffled] == bad_again.tolist()
    assert (order_of(column), mark_of([column])) == (order_of(other), mark_of([other]))


@calm
@given(st.text(alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9), st.integers(100_000, 999_999))
def test_a_social_credit_code_made_by_the_rule_passes_it(organisation: str, region: int) -> None:
    code = f"91{region}{organisation}"
    assert check_tax_id(code + check_character(code)) == "valid"
