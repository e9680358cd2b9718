"""Whose calendar a secret opens."""

import hashlib
from datetime import date

from vitalfew.loop.execution.models import CalendarFeed
from vitalfew.people.models import User


def get_feed_day(user_id: int) -> date | None:
    """Return the day on which the user's secret was drawn; None where none stands."""
    found = CalendarFeed.objects.filter(user_id=user_id).exclude(digest="")
    return found.values_list("made_on", flat=True).first()


def get_feed_user(secret: str) -> User | None:
    """Return whose calendar this secret opens; None where it opens none, or his login is closed."""
    found = CalendarFeed.objects.select_related("user").filter(digest=digest_of(secret), user__is_active=True)
    row = found.first()
    return row.user if row else None


def digest_of(secret: str) -> str:
    """Return what is kept of a secret. It is drawn, not thought up: a plain digest cannot be guessed backwards."""
    return hashlib.sha256(secret.encode()).hexdigest()
