"""What the clock is doing."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from vitalfew.jobs.models import Job, Tick
from vitalfew.jobs.rules import LANES, Argument
from vitalfew.loop.analysis.queries import get_refresh

UNDER_WAY = (Job.State.WAITING, Job.State.RUNNING)
CLOCK_TICK = "tick"


def is_refreshing() -> bool:
    """Tell whether figures are behind the books: being computed, or about to be."""
    return get_refresh().is_refreshing


def is_under_way(task: str, argument: Argument | None = None) -> bool:
    """Tell whether this work waits or is being done."""
    return Job.objects.filter(task=task, argument=argument or {}, state__in=UNDER_WAY).exists()


@dataclass(frozen=True)
class Turn:
    """Where work stands in its lane: how many are before it, the first of which is being done."""

    before: int
    first: Argument | None = None


def get_turn(task: str, argument: Argument) -> Turn:
    """Return what must be done before this work, as the workers take it."""
    mine = Job.objects.filter(task=task, argument=argument, state=Job.State.WAITING).order_by("run_at", "pk").first()
    if mine is None:
        return Turn(0)
    is_earlier = Q(run_at__lt=mine.run_at) | Q(run_at=mine.run_at, pk__lt=mine.pk)
    others = Job.objects.filter(lane=LANES.get(task, task)).exclude(pk=mine.pk)
    ahead = others.filter(Q(state=Job.State.RUNNING) | Q(state=Job.State.WAITING) & is_earlier)
    found = sorted(ahead, key=lambda job: (job.state != Job.State.RUNNING, job.run_at, job.pk))
    return Turn(len(found), found[0].argument if found else None)


def get_last_tick() -> datetime | None:
    """Return when a worker last looked at the clock; None if none ever did."""
    return Tick.objects.filter(task=CLOCK_TICK).values_list("last_at", flat=True).first()
