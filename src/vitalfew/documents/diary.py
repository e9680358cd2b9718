"""What stands in somebody's own calendar program: his visits, promises and days of contracts, nothing private (S14).

Names of people, purposes, questions and notes stay inside: a feed is read by phones and by whoever holds its secret.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from vitalfew.documents.ics import Event, write_calendar
from vitalfew.loop.execution.labels import TOUCH_LABELS
from vitalfew.loop.execution.queries import PlannedVisitState, get_touches
from vitalfew.loop.execution.rules import Touch, TouchKind, VisitState
from vitalfew.people.rules import Actor
from vitalfew.relations.labels import KIND_LABELS

BACK, AHEAD = timedelta(30), timedelta(180)
INSIDE = (TouchKind.HELD, TouchKind.GROUND_ENDS)
UIDS = {
    TouchKind.PLANNED: "visit",
    TouchKind.JOINT_MEETING: "joint",
    TouchKind.OURS_DUE: "promise",
    TouchKind.THEIRS_DUE: "promise",
    TouchKind.CONTRACT_ENDS: "contract",
    TouchKind.NOTICE_BY: "notice",
    TouchKind.PRICE_ENDS: "price",
}
Address = Callable[[Touch], str]


def write_diary(user: Actor, *, now: datetime, address: Address) -> bytes:
    """Return the calendar of the user's own visits, promises and contract days; `address` tells where each is read."""
    today = timezone.localdate(now)
    touches = get_touches(user, today - BACK, today + AHEAD, today=today)
    name = _("Visits of %(name)s") % {"name": user.actor_name}
    return write_calendar(name, _events(user, touches, address), now=now)


def write_invitation(visit: PlannedVisitState, company: str, *, now: datetime) -> bytes:
    """Return one visit as a file that may be sent to the customer: when, where and with whom, not what for."""
    event = Event(
        uid=_uid("visit", visit.id),
        sequence=visit.version,
        summary=" · ".join(filter(None, (str(KIND_LABELS[visit.kind]), visit.account_name, company))),
        starts=_starts(visit.visit_on, visit),
        location=visit.place,
        is_cancelled=visit.state is VisitState.CANCELLED,
    )
    return write_calendar(event.summary, [event], now=now)


def _events(user: Actor, touches: list[Touch], address: Address) -> Iterator[Event]:
    for one in touches:
        if one.kind in INSIDE or user.actor_id not in one.who_ids:
            continue
        kind = KIND_LABELS[one.contact] if one.contact is not None else TOUCH_LABELS[one.kind]
        yield Event(
            uid=_uid(UIDS[one.kind], one.subject_id),
            sequence=one.version,
            summary=f"{kind} · {one.account_name}",
            starts=_starts(one.on, one),
            url=address(one),
        )


def _starts(on: date, one: Touch | PlannedVisitState) -> date | datetime:
    at = one.starts_at if isinstance(one, PlannedVisitState) else one.at
    return on if at is None else timezone.make_aware(datetime.combine(on, at))


def _uid(kind: str, number: int) -> str:
    # Of this installation alone, so that two of them in one calendar program are kept apart.
    return f"{kind}-{number}-{salted_hmac('vitalfew.documents.diary', kind).hexdigest()[:16]}@vitalfew"
