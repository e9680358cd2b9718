"""Where a product stands in its life, and when an account's level changed."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitalfew.measures import BadInput, NotEnoughData
from vitalfew.measures.trend import change_points, life_cycle

YEARS = [2020, 2021, 2022, 2023, 2024, 2025]


def test_four_ages_of_a_product() -> None:
    market = [100] * 6
    sales = [
        [0, 0, 0, 0, 5, 9],  # sold for the first time last year
        [10, 12, 15, 20, 27, 36],
        [50, 51, 49, 50, 51, 50],
        [50, 50, 50, 40, 32, 25],
        [50, 20, 5, 0, 0, 0],  # no longer sold
        [9, 8, 0, 0, 4, 6],  # sold again
        [0, 0, 0, 0, 0, 0],
    ]
    assert life_cycle(YEARS, sales, market).tolist() == [
        "introduction", "growth", "maturity", "decline", "decline", "growth", "",
    ]  # fmt: skip
    assert life_cycle(YEARS, sales[1], market).tolist() == ["growth"]


def test_to_grow_with_the_market_is_to_stand_still() -> None:
    market = np.array([100, 110, 121, 133.1, 146.41, 161.051])
    assert life_cycle(YEARS, market / 10, market).tolist() == ["maturity"]
    assert life_cycle(YEARS, [10] * 6, market).tolist() == ["decline"]


def test_too_few_years_tell_nothing() -> None:
    assert life_cycle([2023, 2024, 2025], [[1, 2, 3]]).tolist() == [""]


@given(st.lists(st.lists(st.integers(1, 1_000), min_size=6, max_size=6), min_size=1, max_size=8), st.floats(0.01, 100))
def test_the_currency_does_not_matter(rows: list[list[int]], rate: float) -> None:
    sales = np.array(rows, float)
    assert life_cycle(YEARS, sales).tolist() == life_cycle(YEARS, sales * rate).tolist()


def test_a_step_is_found_where_it_is() -> None:
    chance = np.random.default_rng(3)
    series = np.concatenate((np.full(14, 100.0), np.full(12, 60.0), np.full(10, 90.0))) + chance.normal(0, 4, 36)
    found = change_points(series)
    assert found.changes.tolist() == [14, 26]
    assert found.means == pytest.approx([100, 60, 90], abs=4)


def test_noise_alone_is_one_level() -> None:
    chance = np.random.default_rng(8)
    cut = sum(len(change_points(chance.normal(50, 5, 36)).changes) > 0 for _ in range(200))
    assert cut <= 20  # one series in ten, at most


def test_no_other_cut_costs_less() -> None:
    chance = np.random.default_rng(5)
    for _ in range(20):
        series = chance.normal(0, 1, 12).cumsum()
        steps = np.diff(series)
        price = 3 * math.log(12) * (1.4826 * np.median(np.abs(steps - np.median(steps))) / math.sqrt(2)) ** 2

        def cost(starts: list[int], series: np.ndarray = series, price: float = price) -> float:
            parts = np.split(series, starts[1:])
            return sum(((part - part.mean()) ** 2).sum() for part in parts) + price * (len(parts) - 1)

        options = [
            [0, *(place for place in range(3, 10) if mask >> place & 1)] for mask in range(1 << 10) if not mask & 7
        ]
        valid = [one for one in options if min(np.diff([*one, 12])) >= 3]
        assert cost(change_points(series).starts.tolist()) == pytest.approx(min(cost(one) for one in valid))


@given(st.lists(st.integers(-1_000, 1_000), min_size=6, max_size=40), st.floats(0.01, 100))
def test_levels_scale_with_the_values(values: list[int], rate: float) -> None:
    one = change_points(values)
    assert one.starts[0] == 0
    sizes = np.diff(np.append(one.starts, len(values)))
    assert (sizes >= 3).all()
    assert one.means @ sizes == pytest.approx(sum(values), abs=1e-6)


def test_refusals_name_what_is_wrong() -> None:
    with pytest.raises(NotEnoughData, match="5 values: a change wants 6"):
        change_points([1, 2, 3, 4, 5])
    with pytest.raises(BadInput, match=r"values\[1\] is .*nan"):
        change_points([1, math.nan, 3, 4, 5, 6])
    with pytest.raises(BadInput, match="least"):
        change_points([1, 2], least=0)
    with pytest.raises(BadInput, match=r"years\[2\]"):
        life_cycle([2020, 2021, 2023, 2024], [[1, 2, 3, 4]])
    with pytest.raises(BadInput, match="sales is"):
        life_cycle(YEARS, [[1, 2]])
    with pytest.raises(BadInput, match=r"sales\[2\] is nan"):
        life_cycle(YEARS, [1, 2, math.nan, 4, 5, 6])
    with pytest.raises(BadInput, match="market"):
        life_cycle(YEARS, [1] * 6, [0] * 6)
