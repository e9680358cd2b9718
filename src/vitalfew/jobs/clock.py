"""The clock: what is to be done regularly, and the worker that does what waits."""

import logging
import signal
import threading
import time
from datetime import datetime, timedelta

from django.db import close_old_connections
from django.utils import timezone

from vitalfew.jobs.models import Job, Tick
from vitalfew.jobs.queries import CLOCK_TICK, UNDER_WAY, is_refreshing
from vitalfew.jobs.rules import PATIENCE, is_due
from vitalfew.jobs.running import put, recover, run_next
from vitalfew.ledger.queries import find_unnoted, get_due_sources
from vitalfew.people.rules import CLOCK

logger = logging.getLogger(__name__)

REGULAR = {"sweep": timedelta(hours=1), "watch": timedelta(days=1), "look_back": timedelta(hours=1)}
TICK_SECONDS = 30
PAUSE_SECONDS = 1.0
KEPT = timedelta(days=7)  # for how long work done is remembered


def tick(now: datetime) -> None:
    """Look at the clock: take back what dead workers held, ask for what is due, forget what is long done."""
    Tick.objects.update_or_create(task=CLOCK_TICK, defaults={"last_at": now})
    recover(now)
    if _wants_refresh(now):
        put("refresh", {}, now)
    if find_unnoted():
        put("note_changes", {}, now)
    for source in get_due_sources(timezone.localtime(now)):
        put("run_source", {"source": source}, now)
    for task, every in REGULAR.items():
        if _is_turn(task, now, every):
            put(task, {}, now)
    Job.objects.filter(state__in=(Job.State.DONE, Job.State.FAILED), run_at__lt=now - KEPT).delete()


def run_forever(stop: threading.Event | None = None) -> None:
    """Do what waits and look at the clock, until told to stop; what is begun is finished first."""
    stopped = stop or _stopped_by_signals()
    next_tick = 0.0
    while not stopped.is_set():
        close_old_connections()
        try:
            if time.monotonic() >= next_tick:
                tick(timezone.localtime())
                next_tick = time.monotonic() + TICK_SECONDS
            if not run_next(by=CLOCK):
                stopped.wait(PAUSE_SECONDS)
        except Exception:
            # The database may be away for a while; the clock stays.
            logger.exception("The clock stumbled")
            stopped.wait(PAUSE_SECONDS * 5)


def _wants_refresh(now: datetime) -> bool:
    if not is_refreshing():
        return False
    refreshes = Job.objects.filter(task="refresh")
    has_failed = refreshes.filter(state=Job.State.FAILED, claimed_at__gt=now - PATIENCE).exists()
    return not has_failed and not refreshes.filter(state__in=UNDER_WAY).exists()


def _is_turn(task: str, now: datetime, every: timedelta) -> bool:
    """Tell whether it is this worker's turn: of several, the one whose UPDATE finds the row unchanged."""
    last = Tick.objects.filter(task=task).values_list("last_at", flat=True).first()
    if last is None:
        return Tick.objects.get_or_create(task=task, defaults={"last_at": now})[1]
    return is_due(last, now, every) and bool(Tick.objects.filter(task=task, last_at=last).update(last_at=now))


def _stopped_by_signals() -> threading.Event:
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    return stopped
