"""The figures of every account: exact sums, honest unknowns, one generation, and nothing lost on the way."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.making import import_lines, key_account
from faults.trials import trials
from ledger.telling import Line, tell
from vitalfew.accounts.models import Account, AccountRow
from vitalfew.accounts.rules import UNRANKED
from vitalfew.journal.models import Entry
from vitalfew.ledger import queries as ledger
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.actions.undo import undo_batch
from vitalfew.ledger.models import Batch
from vitalfew.ledger.rules.figures import Scope
from vitalfew.loop.analysis.actions import figures as refreshing
from vitalfew.loop.analysis.actions import refresh_figures
from vitalfew.loop.analysis.models import AccountFigures, Refresh
from vitalfew.loop.analysis.queries import get_figures, get_key_account_sums, get_refresh
from vitalfew.loop.analysis.rules.figures import spark_heights
from vitalfew.people.rules import CLOCK, COMMAND_LINE, NotAllowed

pytestmark = pytest.mark.django_db
END = date(2025, 12, 31)


def line(account: str | None, amount: Any, day: date, **more: Any) -> Line:
    return Line(invoice=f"{account}{day}{amount}", account=account, amount=Decimal(amount), day=day, **more)


def two_years(account: str, each: int = 10) -> list[Line]:
    """Return an order every thirty days over two years, so that the books reach back."""
    return [line(account, each, END - timedelta(30 * n), cost=Decimal(4)) for n in range(26)]


def refresh() -> int:
    return refresh_figures(by=COMMAND_LINE).accounts


def test_a_figure_is_what_the_lines_come_to() -> None:
    ids = import_lines(
        [*two_years("A"), line("A", -3, END, kind="return", cost=Decimal(-1)), line("B", "100.25", date(2025, 1, 1))]
    )
    assert refresh() == 2
    a, b = get_figures(ids["A"]), get_figures(ids["B"])
    assert a
    assert b
    assert (a.period_start, a.as_of, a.is_current, a.accounts) == (date(2025, 1, 1), END, True, 2)
    assert (a.sales, a.revenue, a.revenue_before) == (130, 127, 120)
    assert (a.margin, a.margin_before) == (127 - 13 * 4 + 1, 120 - 12 * 4)
    assert a.change_share == pytest.approx(7 / 120)
    assert a.margin_share == pytest.approx(76 / 127)
    assert (a.revenue_rank, b.revenue_rank, a.revenue_class) == (1, 2, "A")
    assert a.revenue_share == pytest.approx(127 / 227.25)
    assert (b.margin, b.margin_rank, b.revenue) == (None, None, Decimal("100.25"))
    assert (sum(a.months), len(a.months), a.months[-1]) == (25 * 10 - 3, 24, 17)
    assert (a.order_days, a.last_order_on, a.silent_days, a.usual_gap) == (26, END, 0, 30)
    assert a.recent_order_days == [150, 120, 90, 60, 30, 0]
    assert (b.order_days, b.gap_limit, b.silent_days, b.is_overdue) == (1, None, 364, False)


def test_the_list_shows_the_same_figures() -> None:
    ids = import_lines(two_years("A"))
    refresh()
    row, figures = AccountRow.objects.get(pk=ids["A"]), get_figures(ids["A"])
    assert figures
    assert (row.revenue, row.revenue_before, row.margin) == (figures.revenue, figures.revenue_before, figures.margin)
    assert (row.change_share, row.last_order_on, row.revenue_rank) == (figures.change_share, END, 1)
    assert row.spark.split(",")[-2:] == ["50", "100"]  # two orders fall into December
    assert len(row.spark.split(",")) == 12


def test_books_that_do_not_reach_back_two_years_say_nothing_about_a_change() -> None:
    ids = import_lines([line("A", 5, END), line("A", 5, END - timedelta(400))])
    refresh()
    figures = get_figures(ids["A"])
    assert figures
    assert (figures.revenue_before, figures.margin_before, figures.change_share) == (None, None, None)


def test_it_is_done_once_for_the_same_books_and_again_when_they_move() -> None:
    ids = import_lines(two_years("A"))
    assert get_refresh().is_refreshing
    assert (refresh(), refresh()) == (1, 0)
    assert not get_refresh().is_refreshing
    assert refresh_figures(by=COMMAND_LINE, force=True).accounts == 1
    commit_checked(tell([line("NEW", 1, END), line("A", 1000, END)]), by=COMMAND_LINE)
    assert get_refresh().is_refreshing
    figures = get_figures(ids["A"])
    assert figures
    assert not figures.is_current
    assert refresh() == 2  # the new code has been made an account on the way
    assert Account.objects.filter(code="NEW").exists()
    assert Entry.objects.filter(verb="analysis.refreshed").count() == 3


def test_an_account_that_left_the_books_has_no_figures() -> None:
    import_lines(two_years("A"))
    ids = import_lines([line("B", 5, END)])
    refresh()
    undo_batch(by=COMMAND_LINE, batch_id=Batch.objects.latest("id").pk)
    assert refresh() == 1
    assert get_figures(ids["B"]) is None
    row = AccountRow.objects.get(pk=ids["B"])
    assert (row.revenue, row.revenue_rank, row.spark, row.last_order_on) == (None, UNRANKED, "", None)
    undo_batch(by=COMMAND_LINE, batch_id=Batch.objects.earliest("id").pk)
    assert refresh() == 0
    assert not AccountFigures.objects.exists()
    assert get_refresh().as_of is None


def test_stopped_in_the_middle_it_says_so_and_is_made_good_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    import_lines([line(f"C{number}", number + 1, END) for number in range(5)])
    monkeypatch.setattr(refreshing, "in_turns", _twos)
    monkeypatch.setattr(refreshing, "_go_on", _stop_after(2))
    with pytest.raises(KeyboardInterrupt):
        refresh()
    assert AccountFigures.objects.count() == 4
    assert get_refresh().is_refreshing
    assert get_refresh().generation == 0
    monkeypatch.undo()
    assert refresh() == 5
    assert (get_refresh().is_refreshing, get_refresh().accounts) == (False, 5)


def _twos(values: Any) -> Any:
    found = list(values)
    return [found[at : at + 2] for at in range(0, len(found), 2)]


def _stop_after(count: int) -> Any:
    go_on, calls = refreshing._go_on, iter(range(99))

    def stop(writer: str) -> None:
        if next(calls) >= count:
            raise KeyboardInterrupt
        go_on(writer)

    return stop


def test_of_two_at_once_the_later_goes_on_and_the_earlier_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    import_lines([line("A", 1, END)])
    go_on = refreshing._go_on

    def overtaken(writer: str) -> None:
        Refresh.objects.filter(id=1).update(writer="somebody else")
        go_on(writer)

    monkeypatch.setattr(refreshing, "_go_on", overtaken)
    assert refresh() == 0
    assert not AccountFigures.objects.exists()
    assert get_refresh().is_refreshing


def test_books_that_move_while_they_are_read_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = import_lines([line("A", 1, END)])
    read = refreshing.get_order_days
    moves = iter([True])

    def moving() -> Any:
        if next(moves, False):
            commit_checked(tell([line("A", 10, END)]), by=COMMAND_LINE)
        return read()

    monkeypatch.setattr(refreshing, "get_order_days", moving)
    refresh()
    figures = get_figures(ids["A"])
    assert figures
    assert (figures.revenue, figures.is_current) == (11, True)


def test_a_manager_cannot_refresh(cast: Any) -> None:
    with pytest.raises(NotAllowed):
        refresh_figures(by=cast.owner)


def test_the_sums_of_key_accounts_are_a_part_of_the_company_for_who_may_see_it(cast: Any) -> None:
    ids = import_lines([line("A", 30, END), line("B", 50, END), line("C", 20, END)])
    key_account(cast, ids["A"])
    key_account(cast, ids["B"], manager_id=cast.stranger.pk)
    refresh()
    director, owner = get_key_account_sums(cast.director), get_key_account_sums(cast.owner)
    assert (director.count, director.revenue, director.share) == (2, 80, pytest.approx(0.8))
    assert (owner.count, owner.revenue, owner.share) == (1, 30, None)


ACCOUNTS = st.sampled_from(["A", "B", "C", "D", None])
KINDS = st.sampled_from(["sale", "sale", "return", "cancellation"])
AMOUNTS = st.decimals(-10000, 10000, places=4)
DAYS = st.dates(date(2023, 6, 1), END)
ROWS = st.lists(st.tuples(ACCOUNTS, AMOUNTS, DAYS, KINDS), min_size=1, max_size=30)


@settings(
    # Each is a whole import.
    max_examples=trials(10, 25, 100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ROWS)
def test_figures_make_the_ledgers_total_to_the_last_digit_and_ranks_are_a_permutation(rows: Any) -> None:
    for batch in Batch.objects.filter(status="committed"):
        undo_batch(by=CLOCK, batch_id=batch.pk)
    told = [
        Line(invoice=str(number), account=account, amount=amount, day=day, kind=kind)
        for number, (account, amount, day, kind) in enumerate(rows)
    ]
    commit_checked(tell(told), by=COMMAND_LINE)
    refresh_figures(by=CLOCK)
    state = get_refresh()
    found = list(AccountFigures.objects.all())
    books = ledger.get_account_amounts(scope=Scope.NET, start=state.period_start, end=state.as_of)
    assert sum(row.revenue for row in found) == sum(books.amounts) == state.revenue
    assert sorted(row.revenue_rank for row in found) == list(range(1, len(found) + 1))
    ordered = sorted(found, key=lambda row: row.revenue_rank)
    assert [row.revenue for row in ordered] == sorted((row.revenue for row in found), reverse=True)
    months = [sum(Decimal(amount) for amount in row.months.split(",")[-12:] if amount) for row in found]
    whole = {row.pk: row.revenue for row in found}
    assert len(months) == len(whole) == len({row[0] for row in rows if row[0]})


@given(st.lists(st.lists(st.floats(-1e6, 1e6), min_size=12, max_size=12), min_size=1, max_size=5))
def test_a_spark_fills_its_height_and_never_falls_below_the_floor(rows: list[list[float]]) -> None:
    import numpy as np

    heights = spark_heights(np.array(rows))
    assert heights.min() >= 0
    assert all(row.max() in {0, 100} for row in heights)
