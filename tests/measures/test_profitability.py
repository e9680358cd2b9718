"""Customer profit after service, by the published worked examples, and what every whale curve keeps to."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from vitalfew.measures import BadInput, NotEnoughData
from vitalfew.measures.profitability import cost_to_serve, whale_curve

PROFITS = arrays(np.float64, st.integers(1, 60), elements=st.integers(-(10**8), 10**8).map(lambda cents: cents / 100))


def test_friends_company() -> None:
    """Service costs and net profit of three customers, activity-based costing example of the published figures."""
    rates = {
        "order_taking": 25, "order_processing": 18, "item": 1.25, "delivery": 120, "mile": 1, "expedited": 600,
        "visit": 160, "statement": 6, "reminder": 15, "return": 80, "restock": 5,
    }  # fmt: skip
    orders = np.array([7, 16, 44])
    volumes = {
        "order_taking": orders, "order_processing": orders, "item": orders * [500, 380, 150], "delivery": orders,
        "mile": orders * [20, 35, 46], "expedited": [0, 1, 6], "visit": [1, 2, 4], "statement": [1, 1, 1],
        "reminder": [0, 1, 4], "return": [2, 3, 12], "restock": [60, 102, 240],
    }  # fmt: skip
    costs = cost_to_serve(volumes, rates)
    assert costs.tolist() == [6_282, 12_459, 23_912]
    assert (np.array([30_000, 77_000, 69_000]) - costs).tolist() == [23_718, 64_541, 45_088]


def test_darwin_company() -> None:
    """Four customers; capital tied up costs 10 % a year of 365 days; the largest order taker loses money."""
    sales, profit = np.array([1e6, 1e6, 5e5, 2e6]), np.array([90_000, 120_000, 70_000, 200_000])
    volumes = {
        "order": [200, 100, 50, 30], "visit": [20, 10, 5, 5], "km": [30_000, 10_000, 2_500, 1_250],
        "urgent": [20, 5, 0, 0], "credit": sales * [90, 30, 10, 10] / 365,
    }  # fmt: skip
    costs = cost_to_serve(volumes, {"order": 300, "visit": 200, "km": 1, "urgent": 500, "credit": 0.1})
    assert costs == pytest.approx([128_658, 52_719, 19_870, 16_729], abs=1)
    whale = whale_curve(profit - costs)
    assert [("A", "B", "Y", "Z")[place] for place in whale.order] == ["Z", "B", "Y", "A"]
    assert whale.cumulative_share == pytest.approx([0.6994, 0.9562, 1.1475, 1.0], abs=5e-5)
    assert whale.peak == pytest.approx(1.1475, abs=5e-5)
    assert whale.loss == pytest.approx(0.1475, abs=5e-5)
    assert (whale.peak_count, whale.unprofitable) == (3, 1)


@given(PROFITS)
def test_every_whale_peaks_where_profit_ends(profits: np.ndarray) -> None:
    whale = whale_curve(profits)
    ranked = profits[whale.order]
    assert (np.diff(ranked) <= 0).all()
    assert sorted(whale.order) == list(range(len(profits)))
    assert whale.unprofitable == (profits < 0).sum()
    assert whale.peak_count == (profits > 0).sum()
    if whale.total > 0:
        assert whale.cumulative_share[-1] == 1
        assert whale.cumulative_share.max() == pytest.approx(whale.peak)
        assert whale.cumulative_share[whale.peak_count - 1] == pytest.approx(whale.peak)
    else:
        assert np.isnan([whale.peak, whale.loss, *whale.cumulative_share]).all()


def test_what_neither_wins_nor_loses_is_neither() -> None:
    whale = whale_curve([0, 2, 0, -1])
    assert (whale.peak_count, whale.unprofitable, whale.peak) == (1, 1, 2)


@pytest.mark.parametrize("profits", [[1, math.nan], [-math.inf, 2], [1, None]])
def test_profits_are_finite_numbers(profits: list[float]) -> None:
    with pytest.raises(BadInput, match=r"profits\[[01]\]"):
        whale_curve(profits)


def test_costs_need_volumes_and_rates_that_fit() -> None:
    with pytest.raises(NotEnoughData, match="volumes is empty"):
        cost_to_serve({}, {"visit": 1})
    with pytest.raises(NotEnoughData, match="profits is empty"):
        whale_curve([])
    with pytest.raises(BadInput, match=r"rates\['visit'\]"):
        cost_to_serve({"visit": [1]}, {})
    with pytest.raises(BadInput, match=r"volumes\['km'\]"):
        cost_to_serve({"visit": [1], "km": [1, 2]}, {"visit": 1, "km": 1})
    with pytest.raises(BadInput, match=r"rates\['visit'\]"):
        cost_to_serve({"visit": [1]}, {"visit": math.nan})
    with pytest.raises(BadInput, match=r"volumes\['visit'\]\[1\]"):
        cost_to_serve({"visit": [1, math.nan]}, {"visit": 1})
    assert cost_to_serve({"visit": [1]}, {"visit": 2, "unused": 5}).tolist() == [2]
