"""What a group brings: what its members bring while they belong to it, on any day, and never counted twice."""

from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.making import import_lines
from ledger.telling import Line
from vitalfew.accounts.actions import create_node, place_account
from vitalfew.accounts.rules import Link
from vitalfew.accounts.rules.pairs import as_pairs, pairs_of
from vitalfew.loop.analysis.queries.rollup import get_roll_up
from vitalfew.loop.analysis.rules.rollup import add_up, parts_of

END = date(2025, 12, 31)
YEARS = [date(2023, 12, 1), date(2024, 6, 15), date(2025, 3, 1), date(2025, 9, 1), END]


def books(**more: Any) -> dict[str, int]:
    """A, B and C buy on every one of the days: 1, 10 and 100, at half of it as cost."""
    lines = [
        Line(f"{code}{day}", code, Decimal(amount), day, cost=Decimal(amount) / 2)
        for code, amount in (("A", 1), ("B", 10), ("C", 100))
        for day in YEARS
    ]
    return import_lines(lines, **more)


def place(cast: Any, child: int, parent: int, start: date, end: date | None = None) -> None:
    place_account(by=cast.director, account_id=child, parent_id=parent, valid_from=start, valid_to=end)


def group(cast: Any, name: str = "G") -> int:
    return create_node(by=cast.director, kind="group", name=name).id


@pytest.mark.django_db
def test_a_group_brings_what_its_members_bring_while_they_belong_to_it(cast: Any) -> None:
    ids, top = books(), group(cast)
    place(cast, ids["A"], top, date(2020, 1, 1))
    place(cast, ids["B"], ids["A"], date(2025, 6, 1))
    place(cast, ids["C"], top, date(2020, 1, 1), date(2025, 9, 1))
    found = get_roll_up(top, END)
    assert found is not None
    # A's three days, B's two since June, C's one before September.
    assert found.of(top).revenue == 3 + 20 + 100
    assert found.of(top).margin == Decimal(123) / 2
    assert found.of(top).revenue_before == 1 + 100
    assert found.of(ids["A"]).revenue == 3 + 20
    assert found.of(ids["B"]).revenue == 30
    assert {child: one.revenue for child, one in found.counted.items()} == {ids["A"]: 23, ids["C"]: 100}
    assert found.of(top).change_share == pytest.approx(22 / 101)


@pytest.mark.django_db
def test_it_is_told_as_of_any_day(cast: Any) -> None:
    ids, top = books(), group(cast)
    place(cast, ids["A"], top, date(2025, 6, 1))
    then, now = get_roll_up(top, date(2025, 5, 1)), get_roll_up(top, date(2030, 1, 1))
    assert then is not None
    assert now is not None
    assert then.of(top).revenue is None  # nobody of whom the books know belonged to it
    assert (now.end, now.of(top).revenue) == (END, 2)
    assert get_roll_up(top, date(2023, 1, 1)) is None


@pytest.mark.django_db
def test_one_member_of_whom_something_is_unknown_makes_the_sum_unknown(cast: Any) -> None:
    ids, top = books(), group(cast)
    ids |= import_lines([Line("x", "D", Decimal(5), END)])
    place(cast, ids["A"], top, date(2020, 1, 1))
    place(cast, ids["D"], top, date(2020, 1, 1))
    found = get_roll_up(top, END)
    assert found is not None
    assert (found.of(top).revenue, found.of(top).margin) == (8, None)


@pytest.mark.django_db
def test_a_site_of_which_the_books_know_nothing_brings_nothing_known(cast: Any) -> None:
    ids = books()
    site = create_node(by=cast.director, kind="site", name="S", parent_id=ids["A"], valid_from=date(2020, 1, 1)).id
    found = get_roll_up(ids["A"], END)
    assert found is not None
    assert (found.of(site).revenue, found.of(ids["A"]).revenue, found.own.revenue) == (None, 3, 3)


days = st.integers(0, 40).map(lambda number: date.fromordinal(date(2025, 1, 1).toordinal() + number))


@st.composite
def trees(draw: st.DrawFn) -> list[Link]:
    """Memberships without circles: each child is younger than its parents, and its times do not cross."""
    links = []
    for child in range(1, draw(st.integers(2, 8))):
        cuts = sorted({draw(days) for _turn in range(draw(st.integers(0, 4)))})
        for start, end in zip_longest(cuts, cuts[1:]):
            if draw(st.booleans()):
                links.append(Link(child, draw(st.integers(0, child - 1)), start, end))
    return links


def above(links: list[Link], child: int, day: date) -> set[int]:
    parents = {link.child: link.parent for link in links if link.holds_on(day)}
    found = set()
    while (child := parents.get(child, -1)) >= 0:
        found.add(child)
    return found


@settings(max_examples=60, deadline=None)
@given(links=trees(), day=days)
def test_pairs_say_of_every_day_who_stands_above_whom(links: list[Link], day: date) -> None:
    found, at = pairs_of(as_pairs(links)), day.toordinal()
    holds = (found.first <= at) & (at < found.end)
    for child in range(8):
        told = found.above[holds & (found.below == child)].tolist()
        assert sorted(told) == sorted(above(links, child, day))


@settings(max_examples=60, deadline=None)
@given(links=trees(), day=days)
def test_adding_up_counts_everybody_once_above_himself(links: list[Link], day: date) -> None:
    parts = parts_of(np.arange(8), as_pairs(links), date(2025, 1, 1), date(2025, 2, 20))
    place = next(at for at in range(len(parts)) if parts.first[at] <= day < parts.end[at])
    own = np.tile(10 ** np.arange(8, dtype=np.int64), (len(parts), 1))[:, :, None]
    sums = add_up(own, parts.above)[place].ravel().tolist()
    for node in range(8):
        below = [one for one in range(8) if one == node or node in above(links, one, day)]
        assert sums[node] == sum(10**one for one in below)
