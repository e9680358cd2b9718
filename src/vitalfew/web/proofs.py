"""The evidence of an alert, line by line, as a person reads it (W1, W3, W6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew import words
from vitalfew.ledger.rules.figures import years_before
from vitalfew.loop.control.labels import band_of
from vitalfew.relations.labels_commitments import SIDE_LABELS
from vitalfew.relations.labels_people import STRENGTH_LABELS
from vitalfew.relations.rules import Side
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
    if any(evidence.get(name) for name in ("quality_on", "market_event", "moved_on")):
        return _known([Fact(_("Closed on"), _day(evidence.get("ended_on")))])
    if evidence.get("left_on"):
        return _known(_leaving(evidence))
    return _known(_promise(evidence) if evidence.get("due_on") else _silence(evidence, account_id, currency))


def _known(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.value not in {"", words.UNKNOWN}]


def _leaving(evidence: Mapping[str, Any]) -> list[Fact]:
    strength, others = evidence.get("strength"), evidence.get("others")
    return [
        Fact(pgettext("field", "Title"), str(evidence.get("title", ""))),
        Fact(pgettext("person", "First day without this post"), _day(evidence.get("left_on"))),
        Fact(_("Met last"), _day(evidence.get("met_on"))),
        Fact(_("Strongest tie"), "" if strength is None else str(STRENGTH_LABELS[strength])),
        Fact(_("Others met in 180 days"), words.number(others)),
        Fact(_("Closed on"), _day(evidence.get("ended_on"))),
    ]


def _promise(evidence: Mapping[str, Any]) -> list[Fact]:
    return [
        Fact(pgettext("field", "Promised by"), str(SIDE_LABELS[Side(evidence["side"])])),
        Fact(pgettext("field", "Due on"), _day(evidence["due_on"])),
        Fact(_("Closed on"), _day(evidence.get("ended_on"))),
    ]


def _silence(evidence: Mapping[str, Any], account_id: int, currency: str) -> list[Fact]:
    low, high = evidence.get("gap_low"), evidence.get("gap_high")
    between = _("%(low)s to %(high)s days") % {"low": round(low), "high": round(high)} if low and high else ""
    revenue = evidence.get("revenue")
    return [
        _last_order(evidence.get("last_order_on"), account_id),
        Fact(_("Silent for"), _days(evidence.get("silent_days"))),
        Fact(_("Usual gap between orders"), _days(evidence.get("usual_gap"))),
        Fact(_("Half of all gaps lie between"), between),
        Fact(_("Rings beyond"), _days(evidence.get("limit"))),
        Fact(_("No order in 120 days"), _chance(evidence.get("quiet"))),
        Fact(_("Days with orders so far"), words.number(evidence.get("order_days"))),
        Fact(
            _("Net revenue, 12 months"),
            str(words.money(Decimal(revenue), str(evidence.get("currency") or currency))) if revenue else "",
            _year_to(evidence.get("as_of"), account_id),
        ),
        Fact(_("Books to"), _day(evidence.get("as_of"))),
        Fact(_("Method"), str(evidence.get("method", ""))),
    ]


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


def _chance(quiet: Any) -> str:
    return "" if quiet is None else f"{words.share(min(float(quiet), 0.95), 0)} · {band_of(float(quiet))}"


def _days(value: Any) -> str:
    return "" if value is None else _("%(days)s days") % {"days": words.number(round(float(value)))}
