"""Visits to come in words: when, who, and the one next step of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew import words
from vitalfew.documents.call_sheet_words import clock
from vitalfew.documents.phrases import has_left, people
from vitalfew.loop.execution.queries import PlannedVisitState
from vitalfew.relations.labels import KIND_LABELS


@dataclass(frozen=True)
class PlannedRow:
    """One visit to come, and what is to be done with it: read its sheet, or log it once its day has come."""

    visit: PlannedVisitState
    when: str
    who: str
    state: str
    mark: str
    href: str
    verb: Any


def planned_rows(visits: Iterable[PlannedVisitState], today: date) -> list[PlannedRow]:
    """Return the visits in words, in the order given."""
    return [_row(one, today) for one in visits]


def log_href(visit: PlannedVisitState) -> str:
    """Return where the visit is logged, with what was planned filled in."""
    return f"{reverse('visit_new', args=[visit.account_id])}?planned={visit.id}"


def when_words(visit: PlannedVisitState) -> str:
    """Return the day and the hour."""
    return " ".join(filter(None, (words.short_day(visit.visit_on), clock(visit.starts_at))))


def _row(one: PlannedVisitState, today: date) -> PlannedRow:
    guests = people(tuple(guest.name for guest in one.guests))
    who = " → ".join(filter(None, (people((one.owner_name, *one.colleagues)), guests)))
    is_due = one.visit_on <= today
    return PlannedRow(
        visit=one,
        when=when_words(one),
        who=f"{KIND_LABELS[one.kind]} · {who}",
        state=_state(one, today),
        mark="watch" if one.is_missed or one.gone else "none",
        href=log_href(one) if is_due else reverse("planned_visit", args=[one.id]),
        verb=pgettext("next step", "Log a visit") if is_due else pgettext("next step", "Call sheet"),
    )


def _state(one: PlannedVisitState, today: date) -> str:
    if one.is_missed:
        return _("not logged yet")
    return has_left(one.gone) if one.gone else words.age(one.visit_on, today)
