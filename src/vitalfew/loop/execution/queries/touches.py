"""The touch calendar: contacts held by any of us, visits to come, promises due, contracts and grounds ending (S14)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone

from vitalfew.accounts.queries import get_key_managers, only_visible
from vitalfew.accounts.queries.grounds import get_grounds_ending
from vitalfew.loop.execution.models import PlannedVisit
from vitalfew.loop.execution.queries.planning import planned_states
from vitalfew.loop.execution.rules import Touch, TouchKind, VisitState, in_order
from vitalfew.people.queries import get_names
from vitalfew.people.rules import Actor
from vitalfew.relations.models import Commitment, Interaction
from vitalfew.relations.queries import commitment_state, interaction_states
from vitalfew.relations.queries.joint import get_joint_meetings_between
from vitalfew.relations.queries.records import get_dates_between
from vitalfew.relations.rules import InteractionKind, Side
from vitalfew.relations.rules.joint import TeamKind
from vitalfew.relations.rules.records import DateAhead, RecordKind


def get_touches(
    user: Actor, first: date, last: date, *, account_id: int | None = None, today: date | None = None
) -> list[Touch]:
    """Return what stands on these days, over one account or over all that the user sees; fourteen queries at most."""
    where = Q(account_id=account_id) if account_id else Q()
    day = today or timezone.localdate()
    due, planned = _due(user, first, last, where, day), _planned(user, first, last, where, day)
    dates = [*_ending(user, first, last, where), *_grounds(user, first, last, where)]
    return in_order([*_held(user, first, last, where), *_joint(user, first, last, where), *planned, *due, *dates])


def _held(user: Actor, first: date, last: date, where: Q) -> Iterator[Touch]:
    found = only_visible(Interaction.objects.filter(where, held_on__range=(first, last)), user)
    for one in interaction_states(found):
        yield Touch(
            kind=TouchKind.HELD,
            on=one.held_on,
            account_id=one.account_id,
            account_name=one.account_name,
            subject_id=one.id,
            words=one.note,
            contact=one.kind,
            who_ids=(one.by_id,),
            who=(one.by_name,),
            guests=one.contacts,
        )


def _joint(user: Actor, first: date, last: date, where: Q) -> Iterator[Touch]:
    for one in get_joint_meetings_between(user, first, last, where):
        yield Touch(
            kind=TouchKind.JOINT_MEETING,
            on=one.held_on,
            account_id=one.account_id,
            account_name=one.account_name,
            subject_id=one.id,
            words=one.agenda,
            # Of a meeting that names nobody of us it cannot be said who comes too close to whom.
            contact=_how(one.kind) if one.user_ids else None,
            who_ids=one.user_ids,
            who=one.ours,
            guests=one.theirs,
            version=one.version,
        )


def _how(kind: TeamKind | None) -> InteractionKind:
    return InteractionKind.MEETING if kind else InteractionKind.BOARD_MEETING


def _planned(user: Actor, first: date, last: date, where: Q, today: date) -> Iterator[Touch]:
    found = PlannedVisit.objects.filter(where, state=VisitState.PLANNED, visit_on__range=(first, last))
    for one in planned_states(only_visible(found, user), today):
        yield Touch(
            kind=TouchKind.PLANNED,
            on=one.visit_on,
            at=one.starts_at,
            account_id=one.account_id,
            account_name=one.account_name,
            subject_id=one.id,
            words=one.purpose,
            contact=one.kind,
            who_ids=(one.owner_id, *one.colleague_ids),
            who=(one.owner_name, *one.colleagues),
            guests=tuple(guest.name for guest in one.guests),
            gone=one.gone,
            is_late=one.is_missed,
            version=one.version,
        )


def _due(user: Actor, first: date, last: date, where: Q, today: date) -> Iterator[Touch]:
    found = Commitment.objects.filter(where, kept_on=None, broken_on=None, due_on__range=(first, last))
    for row in only_visible(found, user).select_related("account", "owner", "contact"):
        one = commitment_state(row, today)
        yield Touch(
            kind=TouchKind.OURS_DUE if one.side is Side.US else TouchKind.THEIRS_DUE,
            on=one.due_on,
            account_id=one.account_id,
            account_name=one.account_name,
            subject_id=one.id,
            words=one.what,
            who_ids=(one.owner_id,),
            who=(one.owner_name,),
            guests=(one.contact_name,) if one.contact_name else (),
            is_late=one.is_overdue,
            version=one.version,
        )


def _ending(user: Actor, first: date, last: date, where: Q) -> Iterator[Touch]:
    """Return the days of contracts and prices; they are the manager's to mind."""
    dates = get_dates_between(user, first, last, where)
    managers = get_key_managers(user) if dates else {}
    names = get_names(managers.values())
    for one in dates:
        record, manager = one.record, managers.get(one.record.account_id)
        yield Touch(
            kind=_kind(one),
            on=one.on,
            account_id=record.account_id,
            account_name=record.account_name,
            subject_id=record.id,
            words=str(record.values.get("name") or record.values.get("product")),
            who_ids=(manager,) if manager else (),
            who=(names[manager],) if manager else (),
            version=record.version,
        )


def _kind(one: DateAhead) -> TouchKind:
    if one.record.kind is RecordKind.PRICE:
        return TouchKind.PRICE_ENDS
    return TouchKind.NOTICE_BY if one.is_notice else TouchKind.CONTRACT_ENDS


def _grounds(user: Actor, first: date, last: date, where: Q) -> Iterator[Touch]:
    for one in get_grounds_ending(user, last, first, where):
        yield Touch(
            kind=TouchKind.GROUND_ENDS,
            on=one.ends_on,
            account_id=one.account_id,
            account_name=one.account_name,
            subject_id=one.contact_id,
            words=one.name,
        )
