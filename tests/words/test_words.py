"""Money, shares and days read as people in either language write them, and nothing unknown turns into zero."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitalfew import words

AMOUNTS = [
    ("109800416.20", "¥1.10亿", "CN¥109.8M"),
    ("27230000", "¥2,723万", "CN¥27.23M"),
    ("99999999", "¥1.00亿", "CN¥100.0M"),
    ("99994999", "¥9,999万", "CN¥99.99M"),
    ("999999.5", "¥100万", "CN¥1.00M"),
    ("12345", "¥1.2万", "CN¥12K"),
    ("9999.4", "¥9,999", "CN¥9,999"),
    ("9999.6", "¥1.0万", "CN¥10K"),
    ("-860000", "−¥86.0万", "−CN¥860K"),
    ("12.5", "¥12.50", "CN¥12.50"),
    ("0", "¥0", "CN¥0"),
]


@pytest.mark.parametrize(("amount", "chinese", "english"), AMOUNTS)
def test_money_is_short_in_both_languages(amount: str, chinese: str, english: str) -> None:
    assert str(words.money(Decimal(amount), "CNY", "zh-hans")) == chinese
    assert str(words.money(Decimal(amount), "CNY", "en")) == english


def test_the_unit_stands_apart_because_it_is_set_smaller() -> None:
    assert words.money(Decimal("27230000"), "CNY", "zh") == words.Written("¥2,723", "万")


def test_a_currency_nobody_has_named_is_not_invented() -> None:
    assert str(words.money(Decimal(5000), "", "en")) == "5,000"
    assert words.money_exact(Decimal("5000.005"), "", "zh") == "5,000.01"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_is_not_known_is_a_dash_and_never_zero(language: str) -> None:
    assert str(words.money(None, "CNY", language)) == "—"
    assert words.money_exact(None, "CNY", language) == "—"
    assert words.share(None) == words.share(float("nan")) == words.change(None) == "—"
    assert words.day(None, language) == words.age(None, date(2026, 1, 1), language) == "—"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.064, "+6.4%"),
        (-0.0961, "−9.6%"),
        (0, "0.0%"),
        (-0.0001, "0.0%"),
        (0.0004, "0.0%"),
        (8.9, "+890.0%"),
        (12.5, "×13.5"),
        (482.64, "×483.6"),
    ],
)
def test_a_change_carries_its_sign_unless_it_is_nothing(value: float, written: str) -> None:
    assert words.change(value) == written


def test_days_and_ages() -> None:
    day, today = date(2026, 7, 2), date(2026, 7, 4)
    assert (words.day(day, "zh"), words.day(day, "en")) == ("2026-07-02", "2 Jul 2026")
    assert (words.short_day(day, "zh"), words.short_day(day, "en")) == ("07-02", "2 Jul")
    assert (words.age(day, today, "zh"), words.age(day, today, "en")) == ("2 天前", "2 d ago")
    assert (words.age(today, day, "zh"), words.age(today, day, "en")) == ("2 天后", "in 2 d")
    assert words.age(day, day, "zh") == "今天"
    long_ago = date(1998, 5, 6)
    assert (words.age(long_ago, today, "zh"), words.age(long_ago, today, "en")) == ("28 年前", "28 y ago")
    assert words.age(today, long_ago, "en") == "in 28 y"


UNITS = {"zh": {"": 1, "万": 10**4, "亿": 10**8}, "en": {"": 1, "K": 10**3, "M": 10**6, "B": 10**9}}


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_the_short_form_is_never_off_by_more_than_its_last_digit(amount: Decimal) -> None:
    for language, units in (
        ("zh", {"": 1, "万": 10**4, "亿": 10**8}),
        ("en", {"": 1, "K": 10**3, "M": 10**6, "B": 10**9}),
    ):
        written = words.money(amount, "", language)
        figure = written.figure.replace(",", "").replace("−", "-")
        step = Decimal(1).scaleb(-len(figure.partition(".")[2])) * units[written.unit]
        assert abs(Decimal(figure) * units[written.unit] - amount) <= step / 2
