"""Quality, market position and moved offerings: what rings, how grave (S29, S30, S31)."""

from collections.abc import Sequence
from datetime import date, timedelta

from vitalfew.loop.control.rules.alerts import Ring, Rule

NEWS_DAYS = 90  # for so long an event of the market or a moved offering is news
CRITICAL_DAYS = 365  # a critical quality event rings until somebody has closed it, within a year
MANY, WITHIN = 3, 90  # complaints in so many days are one trouble that recurs


def critical_ring(reference: str, day: date, today: date) -> Ring | None:
    """Return the alert for a critical quality event: the most fatal of all, open until somebody closes it (S29)."""
    days = (today - day).days
    if not 0 <= days <= CRITICAL_DAYS:
        return None
    return Ring(Rule.QUALITY, f"critical {day} {reference}"[:60], 2, float(days), 0.0)


def recurring_ring(days: Sequence[date], today: date) -> Ring | None:
    """Return the alert for complaints that recur; every third one more rings anew."""
    recent = sorted(day for day in days if today - timedelta(WITHIN) < day <= today)
    if len(recent) < MANY:
        return None
    last = recent[len(recent) // MANY * MANY - 1]
    return Ring(Rule.QUALITY, f"complaints {last}", 1, float(len(recent)), float(MANY))


def news_ring(rule: Rule, number: int, day: date, today: date) -> Ring | None:
    """Return the alert for something that happened on a day, while it is news."""
    days = (today - day).days
    return Ring(rule, f"record {number}", 1, float(days), float(NEWS_DAYS)) if 0 <= days <= NEWS_DAYS else None
