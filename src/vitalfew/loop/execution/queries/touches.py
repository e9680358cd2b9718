"""The touch calendar: contacts held by any of us, visits to come, promises due (S14)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone

from vitalfew.accounts.queries import only_visible
from vitalfew.loop.execution.models import PlannedVisit
from vitalfew.loop.execution.queries.planning import planned_states
from vitalfew.loop.execution.rules import Touch, TouchKind, VisitState, in_order
from vitalfew.people.rules import Actor
from vitalfew.relations.models import Commitment, Interaction
from vitalfew.relations.queries import commitment_state, interaction_states
from vitalfew.relations.rules import Side


def get_touches(
    user: Actor, first: date, last: date, *, account_id: int | None = None, today: date | None = None
) -> list[Touch]:
    """Return what stands on these days, over one account or over all that the user sees; six queries at most."""
    where = Q(account_id=account_id) if account_id else Q()
    day = today or timezone.localdate()
    due, planned = _due(user, first, last, where, day), _planned(user, first, last, where, day)
    return in_order([*_held(user, first, last, where), *planned, *due])


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
