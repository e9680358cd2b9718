"""The evidence of an alert, line by line, as a person reads it (W6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from vitalfew import words


@dataclass(frozen=True)
class Fact:
    """One thing that was known when the alert rang."""

    label: str
    value: str


def facts_of(evidence: Mapping[str, Any], currency: str = "") -> list[Fact]:
    """Return what rang the alert; what was not known is left out."""
    low, high = evidence.get("gap_low"), evidence.get("gap_high")
    between = _("%(low)s to %(high)s days") % {"low": round(low), "high": round(high)} if low and high else ""
    revenue = evidence.get("revenue")
    facts = [
        Fact(_("Last order"), _day(evidence.get("last_order_on"))),
        Fact(_("Silent for"), _days(evidence.get("silent_days"))),
        Fact(_("Usual gap between orders"), _days(evidence.get("usual_gap"))),
        Fact(_("Half of all gaps lie between"), between),
        Fact(_("Rings beyond"), _days(evidence.get("limit"))),
        Fact(_("Days with orders so far"), words.number(evidence.get("order_days"))),
        Fact(
            _("Net revenue, 12 months"),
            str(words.money(Decimal(revenue), str(evidence.get("currency") or currency))) if revenue else "",
        ),
        Fact(_("Books to"), _day(evidence.get("as_of"))),
        Fact(_("Method"), str(evidence.get("method", ""))),
    ]
    return [fact for fact in facts if fact.value not in {"", words.UNKNOWN}]


def _day(value: Any) -> str:
    return words.day(date.fromisoformat(str(value))) if value else ""


def _days(value: Any) -> str:
    return "" if value is None else _("%(days)s days") % {"days": words.number(round(float(value)))}
