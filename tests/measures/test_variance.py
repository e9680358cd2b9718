"""Why revenue changed: the published example, and parts that always sum to the change."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitalfew.measures import BadInput, NotEnoughData
from vitalfew.measures.variance import price_volume_mix

PRODUCTS = st.lists(
    st.tuples(st.integers(-50, 500), st.integers(0, 10**5), st.integers(-50, 500), st.integers(0, 10**5)),
    min_size=1, max_size=30,
)  # fmt: skip


def test_the_textbook_example() -> None:
    """Horngren: budget 5,500 and 4,500 units, actual 6,000 and 6,000, contributions 4.50 and 10."""
    found = price_volume_mix(["plain", "fine"], [5_500, 4_500], [4.5, 10], [6_000, 6_000], [4.5, 10])
    assert (found.mix, found.quantity, found.volume) == (3_300, 13_950, 17_250)
    assert (found.price, found.new, found.lost, found.exchange) == (0, 0, 0, 0)


def test_new_and_lost_products_stand_apart_and_need_no_other_price() -> None:
    found = price_volume_mix(["a", "b", "c"], [10, 5, 0], [2, 3, math.nan], [12, 0, 4], [2.5, math.nan, 7])
    assert (found.new, found.lost) == (28, -15)
    assert found.price == pytest.approx(6)
    assert found.quantity == pytest.approx(4)
    assert found.mix == pytest.approx(0)
    assert found.total == pytest.approx(12 * 2.5 + 28 - 20 - 15)


def test_exchange_is_what_would_not_be_there_at_the_old_rate() -> None:
    found = price_volume_mix(["a"], [10], [2], [10], [2.2], exchange=[1.1])
    assert found.exchange == pytest.approx(2)
    assert found.price == pytest.approx(0)


@given(PRODUCTS, st.floats(0.5, 2))
def test_the_parts_sum_to_the_change(rows: list[tuple[int, int, int, int]], rate: float) -> None:
    q0, p0, q1, p1 = (np.array(part, float) for part in zip(*rows, strict=True))
    p0, p1 = p0 / 100, p1 / 100
    names = [f"P{number}" for number in range(len(rows))]
    found = price_volume_mix(names, q0, p0, q1, p1, exchange=np.full(len(rows), rate))
    change = math.fsum(q1 * p1) - math.fsum(q0 * p0)
    assert found.total == pytest.approx(change, abs=1e-6 * max(1, float((np.abs(q0) * p0 + np.abs(q1) * p1).sum())))
    turned = price_volume_mix(names[::-1], q0[::-1], p0[::-1], q1[::-1], p1[::-1], exchange=np.full(len(rows), rate))
    assert turned.mix == pytest.approx(found.mix, abs=1e-6)


@given(PRODUCTS)
def test_money_in_cents_has_the_same_parts_a_hundredfold(rows: list[tuple[int, int, int, int]]) -> None:
    q0, p0, q1, p1 = (np.array(part, float) for part in zip(*rows, strict=True))
    names = list(range(len(rows)))
    one, other = price_volume_mix(names, q0, p0, q1, p1), price_volume_mix(names, q0, p0 * 100, q1, p1 * 100)
    for part in ("price", "quantity", "mix", "new", "lost"):
        assert getattr(other, part) == pytest.approx(100 * getattr(one, part), abs=1e-3)


def test_refusals_name_what_is_wrong() -> None:
    with pytest.raises(NotEnoughData, match="quantity_before is empty"):
        price_volume_mix([], [], [], [], [])
    with pytest.raises(BadInput, match="product is"):
        price_volume_mix(["a", "a"], [1, 1], [1, 1], [1, 1], [1, 1])
    with pytest.raises(BadInput, match=r"price_after\[0\] is nan"):
        price_volume_mix(["a"], [1], [1], [1], [math.nan])
    with pytest.raises(BadInput, match=r"exchange\[0\] is 0"):
        price_volume_mix(["a"], [1], [1], [1], [1], exchange=[0])
    with pytest.raises(BadInput, match="quantity_after is"):
        price_volume_mix(["a"], [1], [1], [1, 2], [1, 2])
    with pytest.raises(BadInput, match=r"quantity_before\[0\] is .*nan"):
        price_volume_mix(["a"], [math.nan], [1], [1], [1])
