"""Visits planned, changed, cancelled; what was held is said by logging it (S4)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from vitalfew.accounts.actions import add_contact
from vitalfew.accounts.queries import authorise, get_contacts, require_there
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.actions import change_row, create_row
from vitalfew.loop.execution.models import PlannedVisit
from vitalfew.loop.execution.queries import PlannedVisitState, planned_states
from vitalfew.loop.execution.rules import PlanningWhy, VisitState, names_in, planning_refused
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission
from vitalfew.relations.rules import InteractionKind


@dataclass(frozen=True)
class VisitPlan:
    """What is planned: everything a person may write of a visit to come."""

    visit_on: date
    purpose: str
    owner_id: int
    kind: InteractionKind | str = InteractionKind.VISIT
    starts_at: time | None = None
    place: str = ""
    contact_ids: Sequence[int] = field(default_factory=tuple)
    colleague_ids: Sequence[int] = field(default_factory=tuple)
    situation: str = ""
    problem: str = ""
    implication: str = ""
    need_payoff: str = ""
    advance: str = ""
    least: str = ""


def plan_visit(
    *, by: Actor, account_id: int, plan: VisitPlan, new_names: str = "", today: date | None = None
) -> PlannedVisitState:
    """Plan a visit to the account; people who are not known yet are noted by the names typed."""
    authorise(by, Permission.LOG_VISIT, account_id)
    _require(planning_refused(plan.purpose, plan.visit_on, today or timezone.localdate()))
    with transaction.atomic():
        row = PlannedVisit(account_id=account_id, **_written(by, plan, account_id, new_names))
        create_row(row, by=by, verb="execution.visit_planned", account_id=account_id)
    return _state(row, today)


def change_visit(
    *, by: Actor, visit_id: int, version: int, plan: VisitPlan, new_names: str = "", today: date | None = None
) -> PlannedVisitState:
    """Change a visit that is still planned; one that was missed moves to a day to come.

    Of two who change it, only what both changed is a conflict.
    """
    row = _standing(by, visit_id)
    why = planning_refused(plan.purpose, plan.visit_on, today or timezone.localdate())
    if why is PlanningWhy.VISIT_DAY_PAST and plan.visit_on == row.visit_on:
        why = None
    _require(why)
    with transaction.atomic():
        changes = _written(by, plan, row.account_id, new_names)
        verb = "execution.visit_changed"
        at = row.account_id
        change_row(row, by=by, verb=verb, version=version, changes=changes, account_id=at, by_field=True)
    return _state(row, today)


def cancel_visit(*, by: Actor, visit_id: int, version: int, reason: str = "") -> PlannedVisitState:
    """Cancel a planned visit; it stays on the calendar's past as cancelled."""
    row = _standing(by, visit_id)
    changes = {"state": VisitState.CANCELLED.value, "reason": reason.strip()}
    verb = "execution.visit_cancelled"
    change_row(row, by=by, verb=verb, version=version, changes=changes, account_id=row.account_id)
    return _state(row, None)


def hold_visit(*, by: Actor, visit_id: int, account_id: int, interaction_id: int) -> None:
    """Say that a planned visit was held as this contact; a plan that has ended already stays as it was.

    A note is never refused because somebody else logged the same visit before: both stand.
    """
    row = PlannedVisit.objects.filter(pk=visit_id, account_id=account_id, state=VisitState.PLANNED).first()
    if row is None:
        return
    changes = {"state": VisitState.HELD.value, "interaction_id": interaction_id}
    verb = "execution.visit_held"
    change_row(row, by=by, verb=verb, version=row.version, changes=changes, account_id=account_id)


def _standing(by: Actor, visit_id: int) -> PlannedVisit:
    row = PlannedVisit.objects.filter(pk=visit_id).first()
    if row is None:
        raise NoSuchAccount(visit_id)
    authorise(by, Permission.LOG_VISIT, row.account_id)
    if row.state != VisitState.PLANNED:
        raise Refused(PlanningWhy.VISIT_ENDED)
    return row


def _written(by: Actor, plan: VisitPlan, account_id: int, new_names: str) -> dict[str, Any]:
    """Return the plan as the row keeps it: bare words, people by number and in one order."""
    asked = set(plan.contact_ids)
    require_there(account_id, asked, plan.visit_on)
    if not asked <= {contact.id for contact in get_contacts(account_id)}:
        raise Refused(PlanningWhy.GUEST_ELSEWHERE)
    asked |= {add_contact(by=by, account_id=account_id, name=name).id for name in names_in(new_names)}
    said = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(plan).items()}
    others = sorted(set(plan.colleague_ids) - {plan.owner_id})
    kind = InteractionKind(plan.kind).value
    return said | {"kind": kind, "contact_ids": sorted(asked), "colleague_ids": others}


def _require(why: PlanningWhy | None) -> None:
    if why:
        raise Refused(why)


def _state(row: PlannedVisit, today: date | None) -> PlannedVisitState:
    return planned_states(PlannedVisit.objects.filter(pk=row.pk), today)[0]
