"""An account is overdue by its own rhythm only, and never before there is one."""

import math
import statistics
from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitalfew.measures import BadInput, NotEnoughData
from vitalfew.measures.rhythm import order_gaps

START = date(2025, 1, 1)
ORDERS = st.lists(st.tuples(st.sampled_from("abcde"), st.integers(0, 300)), min_size=1, max_size=80)


def _days(*offsets: int) -> list[date]:
    return [START + timedelta(offset) for offset in offsets]


def test_one_account_by_hand() -> None:
    # Gaps 10, 12, 8, 14, 11, 30: six of them from seven order days.
    days = _days(0, 10, 22, 30, 44, 55, 85)
    gaps = order_gaps(["k"] * 7, days, today=START + timedelta(100))
    logs = [math.log(gap) for gap in (10, 12, 8, 14, 11, 30)]
    assert gaps.customer.tolist() == ["k"]
    assert gaps.count.tolist() == [7]
    assert gaps.mean[0] == pytest.approx(85 / 6)
    assert gaps.deviation[0] == pytest.approx(statistics.stdev([10, 12, 8, 14, 11, 30]))
    assert (gaps.low[0], gaps.median[0], gaps.high[0]) == (10.25, 11.5, 13.5)
    assert gaps.limit[0] == pytest.approx(math.exp(statistics.mean(logs) + 1.645 * statistics.stdev(logs)))
    assert (gaps.first[0], gaps.last[0]) == (np.datetime64("2025-01-01"), np.datetime64("2025-03-27"))
    assert gaps.silent.tolist() == [15]
    assert not gaps.overdue[0]
    assert order_gaps(["k"] * 7, days, today=START + timedelta(120)).overdue[0]


def test_a_clockwork_account_may_be_half_a_gap_late() -> None:
    # Every 20 days without fail: the spread is nothing, the limit still 1.5 usual gaps.
    days = _days(*range(0, 200, 20))
    assert order_gaps(["k"] * 10, days, today=START + timedelta(180 + 30)).limit.tolist() == [30]
    assert not order_gaps(["k"] * 10, days, today=START + timedelta(180 + 30)).overdue[0]
    assert order_gaps(["k"] * 10, days, today=START + timedelta(180 + 31)).overdue[0]


@pytest.mark.parametrize("orders", [1, 2, 5])
def test_fewer_than_six_order_days_are_never_overdue(orders: int) -> None:
    gaps = order_gaps(["k"] * orders, _days(*range(0, orders * 7, 7)), today="2030-01-01")
    assert math.isnan(gaps.limit[0])
    assert not gaps.overdue[0]
    assert math.isnan(gaps.mean[0]) == (orders < 2)
    assert math.isnan(gaps.deviation[0]) == (orders < 3)


def test_several_orders_on_one_day_are_one() -> None:
    gaps = order_gaps([7, 7, 7, 7], _days(3, 0, 3, 0), today=START + timedelta(3))
    assert (gaps.count.tolist(), gaps.median.tolist(), gaps.silent.tolist()) == ([2], [3], [0])


@given(ORDERS)
def test_all_at_once_as_one_by_one(orders: list[tuple[str, int]]) -> None:
    today = START + timedelta(301)
    gaps = order_gaps([name for name, _ in orders], [_days(offset)[0] for _, offset in orders], today=today)
    by_name: dict[str, set[int]] = defaultdict(set)
    for name, offset in orders:
        by_name[name].add(offset)
    assert gaps.customer.tolist() == sorted(by_name)
    for place, name in enumerate(sorted(by_name)):
        days = np.array(sorted(by_name[name]))
        between = np.diff(days)
        assert gaps.count[place] == len(days)
        assert gaps.silent[place] == 301 - days[-1]
        assert (gaps.limit[place] >= 1.5 * gaps.median[place]) == (len(days) >= 6)
        if len(between):
            assert gaps.mean[place] == pytest.approx(between.mean())
            quartiles = [gaps.low[place], gaps.median[place], gaps.high[place]]
            assert quartiles == pytest.approx(np.quantile(between, [0.25, 0.5, 0.75]))
        if len(between) > 1:
            assert gaps.deviation[place] == pytest.approx(between.std(ddof=1))


@given(ORDERS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(orders: list[tuple[str, int]], random: object) -> None:
    shuffled = list(orders)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (
        order_gaps(
            np.array([name for name, _ in rows], kind),
            [_days(offset)[0] for _, offset in rows],
            today=START + timedelta(400),
        )
        for rows, kind in ((sorted(orders), "U1"), (shuffled, object))
    )
    for name in ("customer", "count", "silent", "last"):
        assert (getattr(one, name) == getattr(other, name)).all()
    for name in ("mean", "deviation", "median", "low", "high", "limit"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), rtol=1e-12)


def test_a_million_order_days_are_measured_together() -> None:
    # Nothing is done account by account: 100,000 of them cost a handful of array operations.
    customer = np.repeat(np.arange(100_000), 10)
    day = np.tile(np.datetime64("2025-01-01") + np.arange(10) * 30, 100_000)
    gaps = order_gaps(customer, day, today="2025-12-31")
    assert len(gaps.customer) == 100_000
    assert (gaps.limit == 45).all()
    assert gaps.overdue.all()


def test_refusals_name_what_is_wrong() -> None:
    today = date(2025, 2, 1)
    with pytest.raises(NotEnoughData, match="customer is empty"):
        order_gaps([], [], today=today)
    with pytest.raises(BadInput, match=r"day\[1\] is '2025-02-02': is after 2025-02-01"):
        order_gaps(["a", "a"], [date(2025, 1, 1), date(2025, 2, 2)], today=today)
    with pytest.raises(BadInput, match=r"customer\[0\] is None"):
        order_gaps([None, "a"], _days(0, 1), today=today)
    with pytest.raises(BadInput, match=r"customer\[1\] is .*nan"):
        order_gaps([1.0, math.nan], _days(0, 1), today=today)
    with pytest.raises(BadInput, match=r"day\[1\] is 'NaT': is missing"):
        order_gaps(["a", "b"], np.array(["2025-01-01", "NaT"], "datetime64[D]"), today=today)
    with pytest.raises(BadInput, match="customer has shape"):
        order_gaps(["a", "b"], _days(0), today=today)
    with pytest.raises(BadInput, match="wants days"):
        order_gaps(["a"], ["soon"], today=today)
    with pytest.raises(BadInput, match="today is"):
        order_gaps(["a"], _days(0), today="soon")
