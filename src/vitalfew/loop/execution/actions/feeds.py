"""The secret address of somebody's own calendar: drawn, drawn anew, revoked."""

import secrets
from datetime import date

from django.utils import timezone

from vitalfew.journal.actions import change_row, create_row
from vitalfew.loop.execution.models import CalendarFeed
from vitalfew.loop.execution.queries.feeds import digest_of
from vitalfew.people.rules import Actor, signer


def open_feed(*, by: Actor, today: date | None = None) -> str:
    """Draw the secret of one's own calendar and return it, once: only its digest is kept. An older one ends."""
    secret, day = secrets.token_urlsafe(32), today or timezone.localdate()
    row = CalendarFeed.objects.filter(user_id=signer(by)).first()
    if row is None:
        fresh = CalendarFeed(user_id=signer(by), digest=digest_of(secret), made_on=day)
        create_row(fresh, by=by, verb="execution.feed_opened")
    else:
        changes = {"digest": digest_of(secret), "made_on": day}
        change_row(row, by=by, verb="execution.feed_opened", version=row.version, changes=changes)
    return secret


def close_feed(*, by: Actor) -> None:
    """Revoke the secret of one's own calendar: whoever still asks by it is told nothing."""
    row = CalendarFeed.objects.filter(user_id=signer(by)).first()
    if row is not None:
        change_row(row, by=by, verb="execution.feed_closed", version=row.version, changes={"digest": ""})
