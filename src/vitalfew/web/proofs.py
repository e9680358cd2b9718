"""The evidence of an alert, line by line, as a person reads it (W6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from vitalfew import words
from vitalfew.ledger.rules.figures import years_before
from vitalfew.web.traces import account_lines_url, last_order_url


@dataclass(frozen=True)
class Fact:
    """One thing that was known when the alert rang."""

    label: str
    value: str
    lines: str = ""
    figure: date | None = None  # what is to be seen at `lines`


def facts_of(evidence: Mapping[str, Any], account_id: int, currency: str = "") -> list[Fact]:
    """Return what rang the alert; what was not known is left out."""
    low, high = evidence.get("gap_low"), evidence.get("gap_high")
    between = _("%(low)s to %(high)s days") % {"low": round(low), "high": round(high)} if low and high else ""
    revenue = evidence.get("revenue")
    facts = [
        _last_order(evidence.get("last_order_on"), account_id),
        Fact(_("Silent for"), _days(evidence.get("silent_days"))),
        Fact(_("Usual gap between orders"), _days(evidence.get("usual_gap"))),
        Fact(_("Half of all gaps lie between"), between),
        Fact(_("Rings beyond"), _days(evidence.get("limit"))),
        Fact(_("Days with orders so far"), words.number(evidence.get("order_days"))),
        Fact(
            _("Net revenue, 12 months"),
            str(words.money(Decimal(revenue), str(evidence.get("currency") or currency))) if revenue else "",
            _year_to(evidence.get("as_of"), account_id),
        ),
        Fact(_("Books to"), _day(evidence.get("as_of"))),
        Fact(_("Method"), str(evidence.get("method", ""))),
    ]
    return [fact for fact in facts if fact.value not in {"", words.UNKNOWN}]


def _last_order(day: Any, account_id: int) -> Fact:
    if not day:
        return Fact(_("Last order"), "")
    last = date.fromisoformat(str(day))
    return Fact(_("Last order"), words.day(last), last_order_url(account_id, last), last)


def _year_to(day: Any, account_id: int) -> str:
    # What was known then; the lines are those of now, so their sum may have moved since.
    end = date.fromisoformat(str(day)) if day else None
    return account_lines_url(account_id, years_before(end, 1) + timedelta(1), end) if end else ""


def _day(value: Any) -> str:
    return words.day(date.fromisoformat(str(value))) if value else ""


def _days(value: Any) -> str:
    return "" if value is None else _("%(days)s days") % {"days": words.number(round(float(value)))}
