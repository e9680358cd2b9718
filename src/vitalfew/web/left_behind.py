"""What somebody who left an account leaves behind, and whom to meet next (S25)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vitalfew import words
from vitalfew.accounts.queries import PersonState, get_people, get_person
from vitalfew.documents.phrases import people
from vitalfew.loop.execution.queries import PlannedVisitState
from vitalfew.loop.execution.queries.planning import get_planned_visits_of
from vitalfew.relations.labels_people import STRENGTH_LABELS
from vitalfew.relations.queries import CommitmentState, Touches, get_commitments, get_ties, get_touches
from vitalfew.relations.rules import TieState
from vitalfew.relations.rules.leavers import Seat

SHOWN = 5


@dataclass(frozen=True)
class Still:
    """Somebody who is there: what he is, when he was met last, who of us knows him."""

    person: PersonState
    met: str
    known_to: str


@dataclass(frozen=True)
class LeftBehind:
    """What hangs on somebody who left, and who is there instead."""

    person: PersonState
    ties: list[tuple[str, str]]  # who of us knew him, how well
    next: PersonState | None
    why_next: str
    still: list[Still]
    visits: list[PlannedVisitState]
    promises: list[CommitmentState]


def left_behind(account_id: int, contact_id: int, today: date) -> LeftBehind | None:
    """Return what the person leaves behind; None where nobody of this number was at the account, or he is back."""
    person = get_person(account_id, contact_id)
    if person is None or person.is_there:
        return None
    there, touches = [one for one in get_people(account_id) if one.is_there], get_touches(account_id)
    ties = get_ties([contact_id, *(one.id for one in there)])
    following, why = _following(person, there, touches)
    return LeftBehind(
        person=person,
        ties=[(one.user_name, str(STRENGTH_LABELS[one.strength])) for one in ties if one.contact_id == contact_id],
        next=following,
        why_next=why,
        still=[_still(one, touches, ties, today) for one in _best_known(there, touches)[:SHOWN]],
        visits=[one for one in get_planned_visits_of(account_id, today) if contact_id in one.contact_ids],
        promises=[one for one in get_commitments(account_id, today) if one.is_open and one.contact_id == contact_id],
    )


def _following(left: PersonState, there: Sequence[PersonState], touches: Touches) -> tuple[PersonState | None, str]:
    """Return whom to meet next, and why: who is new in his unit, else his superior, else who could stand for him."""
    of_unit = [one for one in there if left.post.unit_id and one.post.unit_id == left.post.unit_id]
    new = [one for one in of_unit if one.post.since and left.post.until and one.post.since >= left.post.until]
    boss = [one for one in there if one.id == left.post.boss_id]
    seat = Seat(left.post.unit_id, left.post.level)
    like = [one for one in there if seat.is_followed_by(Seat(one.post.unit_id, one.post.level))]
    choices = [
        (new, _("new in the same unit")),
        (boss, _("the superior of who left")),
        (of_unit, _("of the same unit")),
        (_best_known(like, touches), _("as high as who left")),
    ]
    return next(((found[0], why) for found, why in choices if found), (None, ""))


def _best_known(there: Sequence[PersonState], touches: Touches) -> list[PersonState]:
    last = touches.last
    return sorted(there, key=lambda one: (last.get(one.id, date.min), one.name), reverse=True)


def _still(one: PersonState, touches: Touches, ties: Sequence[TieState], today: date) -> Still:
    met: Any = touches.last.get(one.id)
    knowing = dict.fromkeys(tie.user_name for tie in ties if tie.contact_id == one.id and tie.strength)
    knowing |= dict.fromkeys(pair.user_name for pair in touches.with_person(one.id))
    return Still(one, words.age(met, today) if met else _("not met yet"), people(tuple(knowing)))
