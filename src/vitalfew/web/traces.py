"""The way from a figure to the lines that make it: the address of exactly those lines."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from vitalfew.ledger.rules.kinds import Kind
from vitalfew.loop.objectives.rules import Metric
from vitalfew.web.addresses import address

REVENUE, MARGIN, ORDER_DAYS = "revenue", "margin", "order_days"
MEASURE_OF = {Metric.NET_REVENUE: REVENUE, Metric.GROSS_MARGIN: MARGIN, Metric.ORDER_DAYS: ORDER_DAYS}


def account_lines_url(account_id: int, start: date | None, end: date | None, **asked: str) -> str:
    """Return where the account's lines from `start` to `end` are; `asked` says kind or measure."""
    return f"{address('account_lines', account_id)}{_query(_days(start, end) | asked)}"


def year_url(account_id: int, **asked: str) -> str:
    """Return where the lines of the account's last twelve months are."""
    return account_lines_url(account_id, None, None, period="year", **asked)


def many_lines_url(of: str, start: date | None, end: date | None, **asked: str) -> str:
    """Return where the lines of many accounts are: `key`, those of the reader's key accounts, or `all`."""
    return f"{reverse('lines')}{_query({'of': of} | _days(start, end) | asked)}"


def unattributed_url(start: date | None, end: date | None, **asked: str) -> str:
    """Return where the lines that name no customer are."""
    return f"{reverse('unattributed_lines')}{_query(_days(start, end) | asked)}"


def last_order_url(account_id: int, day: date) -> str:
    """Return where the sales of the account's last order day are."""
    return account_lines_url(account_id, day, day, kind=Kind.SALE.value)


def _days(start: date | None, end: date | None) -> dict[str, str]:
    return {name: day.isoformat() for name, day in (("from", start), ("to", end)) if day}


def _query(asked: Mapping[str, Any]) -> str:
    said = {name: value for name, value in asked.items() if value and (name, value) != ("measure", REVENUE)}
    return f"?{urlencode(said)}" if said else ""
