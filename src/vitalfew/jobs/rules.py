"""When work is due again, and when it is given up."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

Argument = dict[str, Any]
# What is to be done after a task: its name, and its argument where it has one.
Next = str | tuple[str, Argument]
# A task takes `by` and its argument by keyword, and returns what is to be done after it.
Task = Callable[..., Sequence[Next]]
# Tasks of one lane are done one at a time, in the order in which they were asked for: one import after the other.
LANES = {
    "check_draft": "books",
    "commit_draft": "books",
    "load_sample": "books",
    "value": "value",
    "look_back": "value",
}

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
