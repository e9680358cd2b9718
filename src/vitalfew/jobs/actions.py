"""Work asked for, and done at once where somebody waits for it."""

from datetime import datetime

from django.utils import timezone

from vitalfew.jobs.rules import Argument
from vitalfew.jobs.running import put, recover, run_next, take_out
from vitalfew.jobs.tasks import TASKS
from vitalfew.people.rules import Actor, Permission, require


def enqueue(*, by: Actor, task: str, argument: Argument | None = None, run_at: datetime | None = None) -> int:
    """Ask for a task, now or later, and return its number. What waits already is not asked for twice."""
    require(by, Permission.IMPORT_BOOKS)
    if task not in TASKS:
        raise KeyError(task)
    return put(task, argument or {}, run_at or timezone.now())


def call_off(*, by: Actor, task: str, argument: Argument | None = None) -> bool:
    """Take work back that nobody has begun; tell whether there was any."""
    require(by, Permission.IMPORT_BOOKS)
    return take_out(task, argument or {})


def run_waiting(*, by: Actor) -> int:
    """Do all work that is due, and what it leads to, in this process; return how many tasks were done.

    What a dead process held waits again first, because without a worker nobody else looks.
    """
    require(by, Permission.IMPORT_BOOKS)
    recover(timezone.now(), by=by)
    done = 0
    while run_next(by=by):
        done += 1
    return done
