"""When work is due again, and when it is given up."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

# A task takes `by` and its argument by keyword, and returns the names of tasks to do after it.
Task = Callable[..., Sequence[str]]
Argument = dict[str, Any]

ATTEMPTS = 3
PULSE = timedelta(seconds=20)  # how often who works says that he still does
STALE = timedelta(minutes=2)  # silent for so long, he is dead and his work waits again
PATIENCE = timedelta(minutes=15)  # after a refresh that failed for good, until the clock asks for another


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """Return when to try again after so many attempts, a little later each time; None when it is given up."""
    return now + timedelta(seconds=20 * attempts) if attempts < ATTEMPTS else None


def is_due(last: datetime | None, now: datetime, every: timedelta) -> bool:
    """Tell whether a regular task is due. Tasks of a day are due once each day of the calendar of `now`."""
    if last is None:
        return True
    if every >= timedelta(days=1):
        return last.astimezone(now.tzinfo).date() != now.date()
    return now - last >= every
