"""How few make how much: figures known by hand, parts that make the total, and who may see it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.making import import_lines
from faults.trials import trials
from ledger.telling import Line
from vitalfew.ledger.actions.undo import undo_batch
from vitalfew.ledger.models import Batch
from vitalfew.ledger.rules.figures import Measure, Scope
from vitalfew.loop.analysis.queries import concentration as asking
from vitalfew.loop.analysis.queries import get_concentration
from vitalfew.people.rules import COMMAND_LINE, NotAllowed

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 1)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def told(amounts: dict[str | None, Any], day: date = DAY, **more: Any) -> list[Line]:
    return [Line(invoice=f"{name}{day}", account=name, amount=Decimal(amount), day=day, **more)
            for name, amount in amounts.items()]  # fmt: skip


def ask(**wanted: Any) -> Any:
    return get_concentration(COMMAND_LINE, **wanted)


def test_four_accounts_by_hand() -> None:
    ids = import_lines([*told({"A": 40, "B": 30, "C": 20, "D": 10, None: 7})])
    found = ask()
    assert (found.total, found.count, found.unattributed) == (100, 4, 7)
    assert (found.for_threshold, found.for_threshold_fraction, found.for_threshold_amount) == (3, 0.75, 90)
    assert (found.hhi, found.largest_share) == (pytest.approx(3000), 0.4)
    first = found.top[0]
    assert (first.rank, first.account_id, first.code, first.share) == (1, ids["A"], "A", 0.4)
    assert found.top[1].cumulative == pytest.approx(0.7)
    assert [(one.letter, one.count, one.amount) for one in found.abc] == [("A", 3, 90), ("B", 1, 10), ("C", 0, 0)]
    assert (found.curve[0], found.curve[-1], found.for_share_of_accounts(0.5)) == ((0, 0), (1, 1), pytest.approx(0.7))
    assert (found.start, found.end, found.previous) == (DAY, DAY, None)


def test_moving_the_threshold_asks_the_engine_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import_lines(told({"A": 40, "B": 30, "C": 20, "D": 10}))
    ask()
    monkeypatch.setattr(asking, "get_account_amounts", None)
    assert [ask(threshold=share).for_threshold for share in (0.4, 0.41, 0.95, 1)] == [1, 2, 4, 4]


def test_what_was_kept_is_not_shown_of_books_that_have_moved() -> None:
    import_lines(told({"A": 40}))
    assert ask().total == 40
    import_lines(told({"B": 2}))
    assert ask().total == 42


def test_the_period_before_stands_beside_where_the_books_hold_it() -> None:
    import_lines([*told({"A": 40, "B": 60}), *told({"A": 50}, DAY - timedelta(10))])
    found = ask(start=DAY, end=DAY + timedelta(9))
    assert (found.previous_start, found.previous_end) == (DAY - timedelta(10), DAY - timedelta(1))
    assert (found.previous.total, found.previous.count, found.previous.for_threshold) == (50, 1, 1)
    assert [(one.code, one.before, one.change) for one in found.top] == [("B", 0, None), ("A", 50, pytest.approx(-0.2))]
    assert ask(start=DAY - timedelta(5), end=DAY).previous is None


def test_by_profit_what_has_no_cost_is_left_out_and_said() -> None:
    import_lines([*told({"A": 40, "B": 30}, cost=Decimal(50)), *told({"A": 60}, DAY + timedelta(1), cost=Decimal(1)),
                  *told({"C": 5})])  # fmt: skip
    found = ask(by=Measure.PROFIT)
    assert (found.count, found.unknown, found.is_profit_known, found.total) == (2, 1, True, 29)
    assert (found.whale.unprofitable, found.whale.peak_count) == (1, 1)
    assert found.whale.peak == pytest.approx(49 / 29)
    assert (found.gini, found.is_lorenz, found.unprofitable) == (None, False, 1)
    assert ask().top[0].margin_share == pytest.approx(0.49)


def test_without_any_cost_profit_is_not_known() -> None:
    import_lines(told({"A": 40}))
    assert not ask().is_profit_known
    found = ask(by=Measure.PROFIT)
    assert (found.count, found.unknown, found.is_profit_known) == (0, 1, False)


def test_empty_books_have_no_concentration() -> None:
    found = ask()
    assert (found.count, found.total, found.gini, found.for_threshold, found.abc, found.curve) == (
        0,
        0,
        None,
        None,
        (),
        [],
    )


def test_a_total_that_is_not_positive_has_no_shares() -> None:
    import_lines(told({"A": 5, "B": -9}, kind="return"))
    found = ask(scope=Scope.NET)
    assert (found.total, found.hhi, found.for_threshold, found.whale, found.top[0].share) == (
        -4,
        None,
        None,
        None,
        None,
    )


def test_a_manager_does_not_see_the_company(cast: Any) -> None:
    import_lines(told({"A": 5}))
    with pytest.raises(NotAllowed):
        get_concentration(cast.owner)
    assert get_concentration(cast.analyst).count == 1


AMOUNTS = st.lists(st.decimals(-1000, 100000, places=4), min_size=1, max_size=40)


@settings(
    # Each is a whole import.
    max_examples=trials(10, 25, 100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(AMOUNTS, st.floats(0, 1))
def test_parts_make_the_total_to_the_last_digit(amounts: list[Decimal], threshold: float) -> None:
    for batch in Batch.objects.filter(status="committed"):
        undo_batch(by=COMMAND_LINE, batch_id=batch.pk)
    import_lines(told({f"C{number}": amount for number, amount in enumerate(amounts)}))
    found = ask(threshold=threshold)
    assert found.total == sum(amounts)
    assert sum(one.amount for one in found.top) + found.rest_amount == found.total
    assert found.rest_count + len(found.top) == found.count == len(amounts)
    if found.total > 0:
        assert sum(one.amount for one in found.abc) == found.total
        assert sum(one.count for one in found.abc) == found.count
        assert found.for_threshold_amount >= found.total * Decimal(str(threshold)) - abs(found.total) * Decimal("1e-9")
        assert len(found.curve) <= 201
