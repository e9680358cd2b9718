"""A group is an account like any other: its figures, its rhythm, its objectives, its lines; and nobody counts twice."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.making import import_lines, key_account
from doors.loop_pages import get
from ledger.telling import Line
from vitalfew.accounts import queries
from vitalfew.accounts.actions import create_node, place_account
from vitalfew.accounts.queries.codes import get_countries, get_days_of
from vitalfew.accounts.queries.waiting import get_waiting
from vitalfew.ledger.queries import get_lines, get_order_day_count
from vitalfew.ledger.queries.lines import Whose
from vitalfew.ledger.queries.prices import get_prices
from vitalfew.loop.analysis.actions import open_cycle, refresh_figures
from vitalfew.loop.analysis.queries import get_figures, get_key_account_sums, get_refresh
from vitalfew.loop.objectives.actions import refresh_progress, set_objective
from vitalfew.loop.objectives.queries import get_baselines, get_objectives
from vitalfew.people.rules import COMMAND_LINE

pytestmark = pytest.mark.django_db
END = date(2025, 12, 31)
WEEKS = [END - timedelta(7 * number) for number in range(120)]
JOINED = WEEKS[20]


@pytest.fixture
def ids(cast: Any) -> dict[str, int]:
    """A buys every second week, B in the others, C and D now and then; B belongs to the group since twenty weeks."""
    lines = [
        Line(f"{day}", "A" if number % 2 else "B", Decimal(10), day, cost=Decimal(6))
        for number, day in enumerate(WEEKS)
    ]
    lines += [Line("c", "C", Decimal(1000), END, cost=Decimal(900)), Line("d", "D", Decimal(1), END, cost=Decimal(1))]
    ids = import_lines(lines, currency="CNY")
    ids["G"] = create_node(by=cast.director, kind="group", name="集团").id
    place(cast, ids["A"], ids["G"], date(2020, 1, 1))
    place(cast, ids["B"], ids["G"], JOINED)
    refresh_figures(by=COMMAND_LINE)
    return ids


def place(cast: Any, child: int, parent: int, start: date) -> None:
    place_account(by=cast.director, account_id=child, parent_id=parent, valid_from=start)


def test_a_group_has_the_figures_of_its_members_on_their_days(cast: Any, ids: dict[str, int]) -> None:
    group, one = get_figures(ids["G"]), get_figures(ids["A"])
    assert group
    assert one
    year = [day for day in WEEKS if day > date(2024, 12, 31)]
    of_b = [day for day in WEEKS[::2] if day >= JOINED]
    of_a = [day for day in WEEKS[1::2] if day in year]
    assert group.revenue == 10 * (len(of_a) + len(of_b))
    assert group.margin == 4 * (len(of_a) + len(of_b))
    assert one.revenue == 10 * len(of_a)
    assert sum(amount or 0 for amount in group.months) == 10 * (
        len([day for day in WEEKS[1::2] if day.year > 2023]) + 11
    )
    # Since B belongs to it an order comes every week.
    assert (group.usual_gap, one.usual_gap, group.silent_days, one.silent_days) == (14, 14, 0, 7)
    assert group.order_days == len(WEEKS[1::2]) + len(of_b)
    assert sorted(group.recent_order_days)[:3] == [0, 7, 14]


def test_nobody_counts_twice_in_total_rank_and_share(cast: Any, ids: dict[str, int]) -> None:
    state, figures = get_refresh(), {name: get_figures(number) for name, number in ids.items()}
    assert state.accounts == 4
    assert state.revenue == sum((one.revenue or 0) for name, one in figures.items() if one and name != "G")
    ranks = {name: one.revenue_rank for name, one in figures.items() if one}
    assert ranks["C"] == 1
    assert sorted(rank for name, rank in ranks.items() if name != "G") == [1, 2, 3, 4]
    assert ranks["G"] == 2  # the place it would have
    group = figures["G"]
    assert group
    assert group.revenue_share == pytest.approx(float((group.revenue or 0) / state.revenue))
    assert (group.revenue_class, figures["C"].revenue_class) == ("A", "A")  # type: ignore[union-attr]


def test_the_list_shows_the_group_in_its_place(cast: Any, ids: dict[str, int]) -> None:
    rows = queries.get_account_page(cast.director, queries.AccountFilter(view="all")).rows
    names = [row.name for row in rows]
    assert names[0] == "C"
    assert names.index("集团") < names.index("A")
    assert names[-1] == "D"
    place(cast, ids["D"], ids["C"], date(2020, 1, 1))
    assert get_refresh().is_refreshing
    refresh_figures(by=COMMAND_LINE)
    found = get_figures(ids["C"])
    assert found
    assert found.revenue == 1001
    assert get_refresh().revenue == get_lines(Whose.EVERYBODY, END - timedelta(364), END).total_amount


def test_what_key_accounts_come_to_counts_a_group_once_for_whoever_sees_it(cast: Any, ids: dict[str, int]) -> None:
    key_account(cast, ids["G"])
    key_account(cast, ids["A"], manager_id=cast.stranger.pk)
    key_account(cast, ids["C"], manager_id=cast.stranger.pk)
    group, one = get_figures(ids["G"]), get_figures(ids["A"])
    assert group
    assert one
    for user, expected in (
        (cast.director, (group.revenue or 0) + 1000),
        (cast.owner, group.revenue),
        (cast.stranger, (one.revenue or 0) + 1000),
    ):
        assert get_key_account_sums(user).revenue == expected
        assert get_waiting(user, END).revenue == expected
    assert get_key_account_sums(cast.owner).count == 2


def test_its_lines_come_to_its_figures(cast: Any, clients: Any, ids: dict[str, int]) -> None:
    group = get_figures(ids["G"])
    assert group
    days = get_days_of(ids["G"])
    found = get_lines(days, group.period_start, group.as_of)
    assert (found.total_amount, found.margin, found.total_lines) == (group.revenue, group.margin, group.lines)
    assert get_order_day_count(days, is_one=True) == group.order_days
    key_account(cast, ids["G"])
    page = clients.owner.get(f"/accounts/{ids['G']}/lines/", {"from": group.period_start, "to": group.as_of}).text
    assert f'data-sum="{(group.revenue or 0).normalize():f}' in page
    key_account(cast, ids["A"])
    both = get(clients.director, "lines", **{"from": group.period_start, "to": group.as_of}).text
    assert f'data-sum="{(group.revenue or 0).normalize():f}' in both


def test_an_objective_of_a_group_follows_its_members(cast: Any, ids: dict[str, int]) -> None:
    key_account(cast, ids["G"])
    cycle = open_cycle(by=cast.owner, account_id=ids["G"], today=END)
    set_objective(
        by=cast.owner, account_id=ids["G"], metric="net_revenue", target=Decimal(500), starts_on=date(2025, 1, 1),
        due_on=END, for_whom="us", owner_id=cast.owner.pk, today=END,
    )  # fmt: skip
    refresh_progress(by=COMMAND_LINE, today=END)
    group, aim = get_figures(ids["G"]), get_objectives(cycle.id)[0]
    assert group
    assert aim.actual == group.revenue
    before = {line.code: line.value for line in get_baselines(ids["G"], "", date(2025, 1, 1), END).lines}
    assert before["net_revenue"] == group.revenue_before


def test_one_product_costs_more_in_one_country_than_in_another(cast: Any, clients: Any) -> None:
    lines = [
        Line("1", "DE", Decimal(300), END, product="P", quantity=Decimal(2), country="德国"),
        Line("2", "DE", Decimal(100), END, product="P", quantity=Decimal(2), country="德国"),
        Line("3", "CN", Decimal(80), END, product="P", quantity=Decimal(1), country="中国"),
        Line("4", "CN", Decimal(500), date(2024, 12, 31), product="P", quantity=Decimal(1), country="中国"),
        Line("5", "CN", Decimal(10), END, product="Q", quantity=Decimal(1), country="中国"),
    ]
    ids = import_lines(lines, currency="CNY")
    group = create_node(by=cast.director, kind="group", name="G").id
    for code in ("DE", "CN"):
        place(cast, ids[code], group, date(2020, 1, 1))
    [found] = get_prices(get_days_of(group), get_countries(group), date(2025, 1, 1), END)
    assert [(one.country, one.price) for one in found.countries] == [("中国", 80), ("德国", 100)]
    assert found.difference == Decimal("0.25")
    page = get(clients.director, "account_prices", group).text
    assert "+25.0%" in page
    assert "No product was sold" in get(clients.director, "account_prices", ids["DE"]).text
