"""A column says its unit once, chosen so that its figures stay short, and no figure changes its worth by it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitalfew.words import in_unit, points, unit_for


@pytest.mark.parametrize(
    ("largest", "currency", "language", "name", "shown"),
    [
        (138_600_000, "CNY", "zh", "万元人民币", "13,860"),
        (138_600_000, "GBP", "zh", "万英镑", "13,860"),
        (279_489, "GBP", "zh", "英镑", "279,489"),
        (279_489, "", "zh", "币种未知", "279,489"),
        (138_600_000, "", "zh", "万，币种未知", "13,860"),
        (279_489, "", "en", "currency unknown", "279,489"),
        (138_600_000, "", "en", "K, currency unknown", "138,600"),
        (138_600_000, "CNY", "en", "CNY K", "138,600"),
        (13_860_000_000, "CNY", "en", "CNY M", "13,860.0"),
        (279_489, "GBP", "en", "GBP", "279,489"),
    ],
)
def test_the_unit_keeps_the_largest_short(largest: int, currency: str, language: str, name: str, shown: str) -> None:
    unit = unit_for(largest, currency, language)
    assert (unit.name, in_unit(largest, unit)) == (name, shown)


def test_what_is_not_known_is_a_dash_and_a_loss_has_a_true_minus() -> None:
    unit = unit_for(1000, "CNY", "zh")
    assert in_unit(None, unit) == "—"
    assert in_unit(Decimal("-12.5"), unit) == "−13"
    assert unit_for(None).divisor == 1


@given(st.decimals(-(10**14), 10**14, places=4), st.decimals(0, 10**14, places=4), st.sampled_from(["zh", "en"]))
def test_no_figure_is_further_off_than_half_its_last_place(value: Decimal, largest: Decimal, language: str) -> None:
    unit = unit_for(largest, "CNY", language)
    read = Decimal(in_unit(value, unit).replace(",", "").replace("−", "-")) * unit.divisor
    assert abs(read - value) * 2 <= unit.divisor * Decimal(10) ** -unit.decimals


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [(0.009, "zh", "+0.9 点"), (-0.012, "en", "−1.2 pt"), (None, "en", "—"), (0.0001, "zh", "0.0 点")],
)
def test_the_difference_of_two_shares_is_in_points(value: float | None, language: str, written: str) -> None:
    assert points(value, language=language) == written
