"""One piece of work taken, done and put away, so that nothing is lost when whoever does it is killed."""

import logging
import os
import socket
import threading
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from vitalfew.jobs.models import Job
from vitalfew.jobs.rules import LANES, PULSE, STALE, Argument, Next, next_attempt
from vitalfew.jobs.tasks import GIVEN_UP, TASKS
from vitalfew.ledger.engine import long_questions
from vitalfew.people.rules import CLOCK, Actor

logger = logging.getLogger(__name__)


def put(task: str, argument: Argument, run_at: datetime) -> int:
    """Put work into the queue and return its number; the same work that waits already is done once."""
    waiting = Job.objects.filter(task=task, argument=argument, state=Job.State.WAITING, run_at__lte=run_at)
    known = waiting.values_list("pk", flat=True).first()
    return known or Job.objects.create(task=task, argument=argument, lane=LANES.get(task, ""), run_at=run_at).pk


def take_out(task: str, argument: Argument) -> bool:
    """Take work out of the queue that nobody has begun; tell whether there was any."""
    return bool(Job.objects.filter(task=task, argument=argument, state=Job.State.WAITING).delete()[0])


def run_next(*, by: Actor) -> bool:
    """Do the work that is due longest; tell whether there was any."""
    job = _claim(timezone.now())
    if job is None:
        return False
    try:
        with _pulse(job), long_questions():
            after = TASKS[job.task](by=by, **job.argument)
            _finish(job, after)
    except Exception:
        logger.exception("Job %s (%s) failed", job.pk, job.task)
        _fail(job, traceback.format_exc(), timezone.now(), by)
    return True


def recover(now: datetime, *, by: Actor = CLOCK) -> int:
    """Let work wait again whose worker has died; return how much there was."""
    running = Job.objects.filter(state=Job.State.RUNNING)
    dead = [job for job in running if job.claimed_at is None or job.claimed_at < now - STALE or _is_gone(job)]
    return sum(_fail(job, "The worker stopped in the middle.", now, by) for job in dead)


def _is_gone(job: Job) -> bool:
    """Tell whether the process that took it was on this machine and is there no more; then nobody need wait longer."""
    host, process, _thread = job.claimed_by.rsplit(":", 2) if job.claimed_by.count(":") >= 2 else ("", "", "")
    if host != socket.gethostname() or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _claim(now: datetime) -> Job | None:
    """Take the next work whose lane is free. The state is compared in the UPDATE, so of many workers one gets it."""
    me = f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident()}"
    while (number := _next_due(now)) is not None:
        taken = {"state": Job.State.RUNNING, "claimed_at": now, "claimed_by": me, "attempts": F("attempts") + 1}
        try:
            with transaction.atomic():
                is_ours = Job.objects.filter(pk=number, state=Job.State.WAITING).update(**taken)
        except IntegrityError:
            # Another worker took work of the same lane in this moment: the table has room for one.
            continue
        if is_ours:
            return Job.objects.get(pk=number)
    return None


def _next_due(now: datetime) -> int | None:
    busy = Job.objects.filter(state=Job.State.RUNNING).exclude(lane="").values("lane")
    due = Job.objects.filter(state=Job.State.WAITING, run_at__lte=now).exclude(lane__in=busy)
    return due.order_by("run_at", "pk").values_list("pk", flat=True).first()


def _finish(job: Job, after: Sequence[Next]) -> None:
    # Together, so that a crash between the two does not lose what is to come after.
    with transaction.atomic():
        if _mine(job).update(state=Job.State.DONE, error=""):
            for following in after:
                task, argument = (following, {}) if isinstance(following, str) else following
                put(task, argument, timezone.now())


def _fail(job: Job, error: str, now: datetime, by: Actor) -> int:
    again = next_attempt(job.attempts, now)
    state = Job.State.WAITING if again else Job.State.FAILED
    count = _mine(job).update(state=state, error=error[-4000:], run_at=again or job.run_at)
    if count and again is None and (give_up := GIVEN_UP.get(job.task)):
        # Whoever waits for it is told where he waits.
        give_up(by=by, error=error.strip().rsplit("\n", 1)[-1], **job.argument)
    return count


def _mine(job: Job) -> QuerySet[Job]:
    # Another worker may have taken it for dead: then each attempt has its number, and the old one no say.
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, claimed_by=job.claimed_by, attempts=job.attempts)


@contextmanager
def _pulse(job: Job) -> Iterator[None]:
    """Say every few seconds that this work is being done."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(PULSE.total_seconds()):
            try:
                _mine(job).update(claimed_at=timezone.now())
            except DatabaseError:
                # One beat missed is no death; without the next ones another worker would do the work again.
                logger.warning("Job %s: the database did not take its pulse", job.pk, exc_info=True)
                connection.close()
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
