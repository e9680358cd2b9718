"""The page of profit: who loses and by what; where costs are not known it says so and shows margins."""

import html
import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.making import import_lines, key_account
from doors.loop_pages import get, send, went_to
from ledger.telling import Line
from vitalfew.loop.analysis.actions import refresh_figures
from vitalfew.loop.analysis.actions.profit import refresh_profit
from vitalfew.loop.analysis.models import CostRate
from vitalfew.people.rules import COMMAND_LINE

pytestmark = pytest.mark.django_db
COST = {
    "activity": "order_processing",
    "rate": "30",
    "level": "batch",
    "valid_from": "2024-01-01",
    "source": "财务核算",
}


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def seen(answer: Any) -> str:
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def books() -> dict[str, int]:
    small = [Line(f"b{number}", "B", Decimal(10), cost=Decimal(5)) for number in range(3)]
    ids = import_lines([Line("1", "A", Decimal(1000), cost=Decimal(600)), *small])
    refresh_figures(by=COMMAND_LINE)
    return ids


def test_where_no_cost_is_told_the_page_says_so_and_leads_to_the_rates(clients: Any) -> None:
    books()
    text = seen(get(clients.analyst, "profit"))
    assert "What serving costs is not known: only margins can be shown" in text
    assert 'href="/analysis/profit/rates/"' in text


def test_a_rate_typed_makes_the_profit_of_every_customer(clients: Any, cast: Any) -> None:
    ids = books()
    assert "cannot be checked" in seen(send(clients.analyst, "cost_rates", **COST | {"source": ""}))
    assert went_to(send(clients.analyst, "cost_rates", **COST), "cost_rates")
    refresh_profit(by=COMMAND_LINE)
    text = seen(get(clients.director, "profit"))
    assert "1 of 2 customers loses money, its service paid for: 75, 20.3% of what the others earn" in text
    assert "mostly Order processing × 3: 90" in text
    *steps, whole = [Decimal(found) for found in re.findall(r'class="num" data-figure="(-?[\d.]+)"', text)]
    assert sum(steps) == whole == 295
    assert "2 家客户中有 1 家亏损" in seen(get(clients.director, "profit", language="zh-hans"))
    key_account(cast, ids["B"])
    assert "Customer profit: −75" in seen(get(clients.owner, "account_profit", ids["B"]))
    assert get(clients.stranger, "account_profit", ids["B"]).status_code == 404
    assert get(clients.owner, "profit").status_code == 403


def test_of_two_who_put_a_rate_right_the_second_is_told(clients: Any) -> None:
    send(clients.analyst, "cost_rates", **COST)
    rate = CostRate.objects.get()
    change = {name: value for name, value in COST.items() if name != "activity"} | {"version": "1", "rate": "31"}
    assert went_to(send(clients.director, "cost_rate", rate.pk, **change), "cost_rates")
    assert send(clients.analyst, "cost_rate", rate.pk, **change | {"rate": "29"}).status_code == 409
    assert CostRate.objects.get().rate == 31


def test_the_page_asks_little(clients: Any) -> None:
    books()
    send(clients.analyst, "cost_rates", **COST)
    refresh_profit(by=COMMAND_LINE)
    get(clients.director, "profit")
    with CaptureQueriesContext(connection) as asked:
        seen(get(clients.director, "profit"))
    assert len(asked) <= 22
