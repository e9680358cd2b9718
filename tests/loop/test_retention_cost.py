"""Customers counted as one counts them by hand; money spread to the cent; a ratio only where both sides are told."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitalfew.journal.models import Entry
from vitalfew.loop.analysis.actions import note_spend, remove_spend
from vitalfew.loop.analysis.queries.assumptions import get_spend
from vitalfew.loop.analysis.rules.retention import (
    Counted,
    Outlay,
    SpendKind,
    SpendWhy,
    case_for,
    count_customers,
    ratio_of,
    spent_within,
)
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import NotAllowed

START, END = date(2025, 1, 1), date(2025, 12, 31)
ORDERS = st.lists(st.tuples(st.integers(0, 12), st.dates(date(2023, 1, 1), END)), min_size=1, max_size=80)


@given(ORDERS)
def test_new_and_kept_customers_are_those_one_counts_by_hand(orders: list[tuple[int, date]]) -> None:
    customer, day = (np.array(column) for column in zip(*orders, strict=True))
    told = count_customers(customer, day.astype("datetime64[D]"), date(2023, 1, 1), START, END)
    now = {who for who, on in orders if on >= START}
    earlier = {who for who, on in orders if on < START}
    before = {who for who, on in orders if START - timedelta(365) <= on < START}
    assert (told.bought, told.new, told.before, told.kept) == (
        len(now), len(now - earlier), len(before), len(now & before),
    )  # fmt: skip


def test_books_that_do_not_hold_the_year_before_do_not_know_who_was_kept() -> None:
    told = count_customers(np.array([1, 2]), np.array([START, END], "datetime64[D]"), START, START, END)
    assert (told.bought, told.new, told.before, told.kept, told.retention) == (2, 2, None, None, None)


OUTLAYS = st.builds(
    lambda kind, start, days, amount: Outlay(kind, start, start + timedelta(days), amount),
    st.sampled_from(SpendKind),
    st.dates(date(2024, 1, 1), date(2025, 12, 31)),
    st.integers(0, 500),
    st.decimals("0", "1e9", places=2),
)


@given(st.lists(OUTLAYS, max_size=12), st.dates(date(2024, 6, 1), date(2025, 12, 31)))
def test_what_is_spread_over_days_is_all_there_when_the_parts_are_added(outlays: list[Outlay], cut: date) -> None:
    first, last = date(2023, 1, 1), date(2028, 1, 1)
    parts = [spent_within(outlays, first, cut), spent_within(outlays, cut + timedelta(1), last)]
    for kind, whole in spent_within(outlays, first, last).items():
        assert whole == sum((one.amount for one in outlays if one.kind is kind), Decimal(0))
        halves = sum((part.get(kind, Decimal(0)) for part in parts), Decimal(0))
        assert abs(halves - whole) <= Decimal("0.01")


def test_a_ratio_wants_both_sides_and_key_account_management_keeps() -> None:
    counted = Counted(START, END, bought=110, new=10, before=120, kept=100)
    told = {SpendKind.ACQUISITION: Decimal(5000), SpendKind.RETENTION: Decimal(6000)}
    ratio = ratio_of(told | {SpendKind.KEY_ACCOUNT: Decimal(4000)}, counted)
    assert (ratio.per_new, ratio.per_kept, ratio.ratio) == (500, 100, 5)
    assert ratio_of({SpendKind.ACQUISITION: Decimal(5000)}, counted).ratio is None
    assert ratio_of({}, counted).per_new is None
    case = case_for(counted, Decimal(1000), Decimal(5), ratio)
    assert case
    assert (case.kept, case.brings, case.winning, case.keeping) == (Decimal("1.2"), 1200, 600, 120)
    only_keeping = ratio_of({SpendKind.RETENTION: Decimal(10_000)}, counted)
    assumed = case_for(counted, None, Decimal(5), only_keeping)
    assert assumed
    assert (assumed.brings, assumed.winning) == (None, 600)


@pytest.mark.django_db
def test_an_expense_is_noted_by_somebody_and_taken_away_by_somebody(cast: Any) -> None:
    told: dict[str, Any] = {"kind": "retention", "starts_on": START, "ends_on": END, "amount": Decimal(5), "what": "x"}
    noted = note_spend(by=cast.analyst, **told)
    assert [one.id for one in get_spend()] == [noted.id]
    remove_spend(by=cast.director, spend_id=noted.id, version=noted.version)
    assert get_spend() == []
    assert list(Entry.objects.filter(verb__startswith="analysis.spend").values_list("verb", "actor_name")) == [
        ("analysis.spend_noted", "何静"),
        ("analysis.spend_removed", "陈国栋"),
    ]
    with pytest.raises(NotAllowed):
        note_spend(by=cast.owner, **told)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"amount": Decimal(-1)}, SpendWhy.SPEND_BELOW_ZERO),
        ({"ends_on": START - timedelta(1)}, SpendWhy.SPEND_ENDS_BEFORE),
        ({"what": " "}, SpendWhy.SPEND_SAYS_NOTHING),
    ],
)
def test_an_expense_that_cannot_be_is_refused(cast: Any, changes: dict[str, Any], why: SpendWhy) -> None:
    told: dict[str, Any] = {"kind": "retention", "starts_on": START, "ends_on": END, "amount": Decimal(5), "what": "x"}
    with pytest.raises(Refused) as refused:
        note_spend(by=cast.analyst, **told | changes)
    assert refused.value.why is why
