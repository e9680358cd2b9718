"""What is said of the people of an account, and the lines between them, on a day.

Who may see the account is the caller's question.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from vitalfew.relations.models import PersonLine, Stance, StanceDay
from vitalfew.relations.rules.stances import SAID, LineKind, LineState, Network, StanceState


def get_network(account_id: int, on: date | None = None) -> Network:
    """Return what is said of everybody at the account on the day, and which lines stood; in two questions."""
    day = on or timezone.localdate()
    stances = get_stances(account_id) if day >= timezone.localdate() else _stances_then(account_id, day)
    lines = PersonLine.objects.filter(Q(until=None) | Q(until__gt=day), account_id=account_id, since__lte=day)
    return Network(stances, [line_state(one) for one in lines.select_related("judged_by").order_by("pk")])


def get_stances(account_id: int) -> dict[int, StanceState]:
    """Return what is said now of each person, in one question."""
    found = Stance.objects.filter(account_id=account_id).select_related("judged_by")
    return {row.contact_id: stance_state(row) for row in found}


def get_stance(account_id: int, contact_id: int) -> StanceState:
    """Return what is said now of one person, also where nobody has said anything."""
    row = Stance.objects.filter(account_id=account_id, contact_id=contact_id).select_related("judged_by").first()
    return stance_state(row) if row else StanceState(contact_id)


def get_past_stances(account_id: int, contact_id: int) -> list[StanceState]:
    """Return what has been said of a person, the latest first."""
    found = StanceDay.objects.filter(stance__account_id=account_id, stance__contact_id=contact_id)
    return [_state_of_day(row) for row in found.select_related("stance", "by").order_by("-on", "-pk")]


def get_lines_of(account_id: int, contact_id: int) -> list[LineState]:
    """Return every line from or to the person, those that stand first."""
    ends = Q(tail_id=contact_id) | Q(head_id=contact_id)
    found = PersonLine.objects.filter(ends, account_id=account_id).select_related("judged_by")
    return [line_state(row) for row in sorted(found, key=lambda row: (row.until is not None, -row.pk))]


def _stances_then(account_id: int, day: date) -> dict[int, StanceState]:
    found = StanceDay.objects.filter(stance__account_id=account_id, on__lte=day).select_related("stance", "by")
    return {row.stance.contact_id: _state_of_day(row) for row in found.order_by("on", "pk")}


def stance_state(row: Stance) -> StanceState:
    """Return the row as its readers know it."""
    said = {name: getattr(row, name) for name in (*SAID, "source")}
    return _state(row, said, row.judged_by.actor_name, row.judged_on)


def _state_of_day(row: StanceDay) -> StanceState:
    return _state(row.stance, row.said, row.by.actor_name, row.on)


def _state(row: Stance, said: Mapping[str, Any], by: str, on: date) -> StanceState:
    known: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    return StanceState(contact_id=row.contact_id, id=row.pk, version=row.version, judged_by=by, judged_on=on, **known)


def line_state(row: PersonLine) -> LineState:
    """Return the row as its readers know it."""
    return LineState(
        id=row.pk,
        version=row.version,
        tail_id=row.tail_id,
        head_id=row.head_id,
        kind=LineKind(row.kind),
        strength=row.strength,
        note=row.note,
        since=row.since,
        until=row.until,
        judged_by=row.judged_by.actor_name,
    )
