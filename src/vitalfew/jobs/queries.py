"""What the clock is doing."""

from datetime import datetime

from vitalfew.jobs.models import Job, Tick
from vitalfew.jobs.rules import Argument
from vitalfew.loop.analysis.queries import get_refresh

UNDER_WAY = (Job.State.WAITING, Job.State.RUNNING)
CLOCK_TICK = "tick"


def is_refreshing() -> bool:
    """Tell whether figures are behind the books: being computed, or about to be."""
    return get_refresh().is_refreshing


def is_under_way(task: str, argument: Argument | None = None) -> bool:
    """Tell whether this work waits or is being done."""
    return Job.objects.filter(task=task, argument=argument or {}, state__in=UNDER_WAY).exists()


def get_last_tick() -> datetime | None:
    """Return when a worker last looked at the clock; None if none ever did."""
    return Tick.objects.filter(task=CLOCK_TICK).values_list("last_at", flat=True).first()
