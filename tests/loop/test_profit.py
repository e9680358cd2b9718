"""What customers bring once their service is paid for: to the cent, and unknown where it is not known."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import import_lines
from ledger.telling import Line
from vitalfew.journal.queries import get_history
from vitalfew.ledger.actions import import_files
from vitalfew.ledger.rules.facts_words import Activity
from vitalfew.ledger.rules.parts import to_cents
from vitalfew.loop.analysis.actions import refresh_figures
from vitalfew.loop.analysis.actions.profit import change_cost_rate, refresh_profit, set_cost_rate
from vitalfew.loop.analysis.models import AccountProfit, CostRate
from vitalfew.loop.analysis.queries.profit import get_profit, get_profit_of
from vitalfew.loop.analysis.rules.profit import NOBODY, Rate, company_profit, standing_rates
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import COMMAND_LINE, NotAllowed

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 1)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def set_rate(by: Any, activity: str, rate: Any, **more: Any) -> Any:
    told: dict[str, Any] = {"level": "batch", "valid_from": date(2024, 1, 1), "source": "财务核算"} | more
    return set_cost_rate(by=by, activity=activity, rate=Decimal(rate), **told)


def test_orders_lines_and_returns_are_paid_for_out_of_the_margin(cast: Any) -> None:
    ids = import_lines(
        [
            Line("1", "A", Decimal(100), cost=Decimal(60)),
            Line("1", "A", Decimal(100), cost=Decimal(60), line="2"),
            Line("2", "A", Decimal(-50), cost=Decimal(-30), kind="return"),
            *[Line(f"b{at}", "B", Decimal(10), cost=Decimal(5)) for at in range(4)],
        ]
    )
    set_rate(cast.analyst, "order_processing", 10)
    set_rate(cast.analyst, "order_line", "1.5")
    set_rate(cast.analyst, "return", 20)
    assert refresh_profit(by=COMMAND_LINE) == 2
    rows = {row.account_id: row for row in AccountProfit.objects.all()}
    # A: margin 60; one order, two lines, one return. B: margin 20; four orders of a line each.
    assert (rows[ids["A"]].margin, rows[ids["A"]].served, rows[ids["A"]].profit) == (60, 33, 27)
    assert (rows[ids["B"]].margin, rows[ids["B"]].served, rows[ids["B"]].profit) == (20, 46, -26)
    found = get_profit(COMMAND_LINE)
    assert found is not None
    assert [(one.account_id, one.largest) for one in found.losing] == [(ids["B"], "order_processing")]
    assert Decimal(found.found["profit"]) == 1
    one = get_profit_of(ids["B"], DAY)
    assert one is not None
    assert one[0].costs["order_processing"] == (4, 40)


def test_a_customer_with_a_line_without_cost_has_no_profit_and_is_in_no_sum(cast: Any) -> None:
    ids = import_lines([Line("1", "A", Decimal(100), cost=Decimal(60)), Line("2", "B", Decimal(10))])
    set_rate(cast.analyst, "order_processing", 10)
    refresh_profit(by=COMMAND_LINE)
    assert AccountProfit.objects.get(pk=ids["B"]).profit is None
    found = get_profit(COMMAND_LINE)
    assert found is not None
    assert (found.found["count"], found.found["unknown"], Decimal(found.found["profit"])) == (1, 1, 30)


def test_without_rates_nothing_is_said_of_profit() -> None:
    import_lines([Line("1", "A", Decimal(100), cost=Decimal(60))])
    assert refresh_profit(by=COMMAND_LINE) == 0
    assert get_profit(COMMAND_LINE) is None


def test_nothing_is_computed_twice_of_the_same_books_and_rates(cast: Any) -> None:
    import_lines([Line("1", "A", Decimal(100), cost=Decimal(60))])
    set_rate(cast.analyst, "order_processing", 10)
    assert refresh_profit(by=COMMAND_LINE) == 1
    assert refresh_profit(by=COMMAND_LINE) == 0
    rate = CostRate.objects.get()
    told: dict[str, Any] = {"level": "unit", "valid_from": rate.valid_from, "source": "复核"}
    change_cost_rate(by=cast.director, rate_id=rate.pk, version=1, rate=Decimal(12), **told)
    found = get_profit(COMMAND_LINE)
    assert found is not None
    assert not found.is_current
    assert refresh_profit(by=COMMAND_LINE) == 1
    assert AccountProfit.objects.get().profit == 28
    verbs = [line.verb for line in get_history(rate._meta.label_lower, rate.pk)]
    assert sorted(verbs) == ["analysis.cost_rate_changed", "analysis.cost_rate_set"]


def test_a_rate_needs_a_source_and_the_right_and_stands_once(cast: Any) -> None:
    with pytest.raises(Refused):
        set_rate(cast.analyst, "visit", 10, source=" ")
    with pytest.raises(Refused):
        set_rate(cast.analyst, "visit", -1)
    with pytest.raises(NotAllowed):
        set_rate(cast.owner, "visit", 10)
    set_rate(cast.analyst, "visit", 10)
    with pytest.raises(Refused):
        set_rate(cast.analyst, "visit", 11)


def test_the_rate_of_the_day_holds() -> None:
    old, new = (Rate(Activity.VISIT, Decimal(rate), on) for rate, on in ((1, date(2024, 1, 1)), (2, date(2025, 1, 1))))
    assert standing_rates([old, new], date(2024, 12, 31)) == [old]
    assert standing_rates([new, old], date(2025, 1, 1)) == [new]
    typed = Rate(Activity.VISIT, Decimal(3), date(2025, 1, 1), id=7)
    assert standing_rates([typed, new], DAY) == [typed]


def test_credit_costs_its_rate_times_money_times_days_over_365() -> None:
    rate = Rate(Activity.CREDIT, Decimal(6), None)
    found = company_profit({}, {"A": Decimal(100)}, [rate], {Activity.CREDIT: {"A": Decimal(1000) * 73}}, {})
    assert found.customers[0].profit == 100 - 12  # 6 % of 1,000 over a fifth of a year


MONEY = st.decimals(-5000, 50000, places=4)
CODES = st.sampled_from(["A", "B", "C", "D", NOBODY])


@given(
    margins=st.dictionaries(CODES, MONEY),
    volumes=st.dictionaries(CODES, st.decimals(0, 500, places=2)),
    more=st.dictionaries(CODES, st.integers(0, 99).map(Decimal)),
    rates=st.tuples(st.decimals(0, 99, places=4), st.decimals(0, 99, places=4)),
    yearly=st.none() | st.decimals(0, 9999, places=2),
)
def test_customers_and_what_belongs_to_none_come_to_the_company_to_the_cent(
    margins: Any, volumes: Any, more: Any, rates: Any, yearly: Any
) -> None:
    told = [Rate(Activity.VISIT, rates[0], None, "", yearly), Rate(Activity.RETURN, rates[1], None)]
    found = company_profit({}, margins, told, {Activity.VISIT: volumes, Activity.RETURN: more}, {})
    customers = sum((one.profit for one in found.customers if one.profit is not None), Decimal(0))
    assert customers + found.unallocated == found.profit
    # The company reckoned by itself, from the sums of those whose margin is known.
    known = {*margins, NOBODY}
    visits, returns = (sum((of[code] for code in of if code in known), Decimal(0)) for of in (volumes, more))
    spent = to_cents(rates[1] * returns) + (to_cents(rates[0] * visits) if yearly is None else to_cents(yearly))
    assert found.profit == to_cents(sum(margins.values(), Decimal(0))) - spent


@pytest.mark.books
def test_the_superstores_margin_less_its_service_is_its_profit(cast: Any, books: Path) -> None:
    import_files(by=COMMAND_LINE, paths=[next((books / "chinese_superstore").glob("*.xls"))], currency="CNY")
    refresh_figures(by=COMMAND_LINE)
    set_rate(cast.analyst, "order_line", 5, valid_from=date(2010, 1, 1))
    refresh_profit(by=COMMAND_LINE)
    found = get_profit(COMMAND_LINE)
    assert found is not None
    lines = Decimal(found.found["activities"][0]["volume"])
    assert Decimal(found.found["profit"]) == Decimal(found.found["margin"]) - 5 * lines
    assert Decimal(found.found["customers"]) + Decimal(found.found["unallocated"]) == Decimal(found.found["profit"])
    assert found.found["losers"] > 0
