"""The published figures through the whole product: file, books, accounts, figures, concentration, alerts."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.cache import cache

from vitalfew.accounts.models import AccountRow
from vitalfew.jobs.actions import enqueue, run_waiting
from vitalfew.jobs.queries import is_refreshing
from vitalfew.ledger.actions import import_files
from vitalfew.ledger.rules.figures import Measure, Scope
from vitalfew.loop.analysis.models import AccountFigures
from vitalfew.loop.analysis.queries import get_concentration, get_refresh
from vitalfew.loop.control.models import Alert
from vitalfew.people.rules import CLOCK, COMMAND_LINE

pytestmark = [pytest.mark.django_db, pytest.mark.books]


def test_online_retail_says_what_was_published(books: Path) -> None:
    cache.clear()
    report = import_files(by=COMMAND_LINE, paths=[books / "online_retail/online_retail.parquet"], currency="GBP")
    assert report.lines_read == 541_909
    enqueue(by=CLOCK, task="refresh")
    run_waiting(by=CLOCK)
    assert not is_refreshing()

    sales = get_concentration(COMMAND_LINE, by=Measure.REVENUE, scope=Scope.SALES)
    assert (sales.count, sales.lines, sales.for_threshold, sales.currency) == (4338, 397_884, 1133, "GBP")
    assert sales.total.quantize(Decimal("0.001")) == Decimal("8911407.904")
    assert round(sales.share_of_top_20 or 0, 5) == 0.74617
    assert round(sales.gini or 0, 5) == 0.71514
    assert round(sales.hhi or 0, 3) == 46.436
    assert round(sales.largest_share or 0, 5) == 0.03144
    assert round(sales.for_threshold_fraction or 0, 3) == 0.261
    assert not sales.is_profit_known
    assert all(one.account_id for one in sales.top)

    net = get_concentration(COMMAND_LINE, scope=Scope.NET)
    assert (net.count, net.total.quantize(Decimal("0.001"))) == (4372, Decimal("8300065.814"))
    assert sum(one.amount <= 0 for one in net.top) == 0
    assert net.unprofitable == 41

    state = get_refresh()
    figures = list(AccountFigures.objects.values_list("account_id", "revenue", "revenue_rank", "last_order_on"))
    assert state.accounts == len(figures) == 4372
    assert sum(row[1] for row in figures) == state.revenue
    assert sorted(row[2] for row in figures) == list(range(1, 4373))
    assert AccountRow.objects.filter(revenue=None).count() == 0
    open_alerts = Alert.objects.count()
    assert 0 < open_alerts < 400
    assert AccountRow.objects.exclude(alarm=0).count() == open_alerts
