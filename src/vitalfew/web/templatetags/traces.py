"""Figures that lead to their lines. The exact figure stands beside the rounded one, for whoever checks the sum."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html

from vitalfew import words
from vitalfew.web import traces

register = template.Library()
_TRACE = '<a class="x" href="{}" data-figure="{}">{}</a>'


@register.filter
def exactly(value: Decimal | date | int | None) -> str:
    """Write a figure so that another program reads it: plain digits, or the day as year-month-day."""
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


@register.simple_tag
def trace(href: str, value: Decimal | date | int | None, shown: Any) -> Any:
    """Write a figure as the way to its lines; one that is not known leads nowhere."""
    return shown if value is None or not href else format_html(_TRACE, href, exactly(value), shown)


@register.simple_tag
def year_url(account_id: int, measure: str = "") -> str:
    """Return where the lines of the account's last twelve months are."""
    return traces.year_url(account_id, measure=measure)


@register.simple_tag
def last_order_url(account_id: int, day: date | None) -> str:
    """Return where the sales of the account's last order day are."""
    return traces.last_order_url(account_id, day) if day else ""


@register.simple_tag
def key_year_url() -> str:
    """Return where the lines of the last twelve months of the reader's key accounts are."""
    return traces.many_lines_url("key", None, None, period="year")


@register.simple_tag
def trace_days(account_id: int, days: int | None) -> Any:
    """Write on how many days the account has ordered, as the way to its sales."""
    return trace(traces.account_lines_url(account_id, None, None, measure=traces.ORDER_DAYS), days, words.number(days))


@register.filter
def of(values: Mapping[Any, Any], name: Any) -> Any:
    """Return the value of this name."""
    return values.get(name)
