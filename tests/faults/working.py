"""Workers that share one queue, raced and killed. Run as a program: `working.py SCENARIO FILE` prints JSON."""

import json
import os
import signal
import sys
import time
from collections import Counter
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.utils import timezone

from faults.processes import child, start  # sets Django up
from vitalfew.jobs.actions import enqueue, run_waiting
from vitalfew.jobs.models import Job
from vitalfew.jobs.rules import LANES, STALE
from vitalfew.jobs.running import recover
from vitalfew.jobs.tasks import TASKS
from vitalfew.people.rules import CLOCK

WORKERS, JOBS = 4, 40
PLACE = Path(sys.argv[2])


def note(*, by: Any, number: int, seconds: float = 0.0) -> tuple[str, ...]:
    """Write down that this piece of work was begun, then take so long over it."""
    with PLACE.open("a") as file:
        file.write(f"{number}\n")
    time.sleep(seconds)
    return ()


def alone(*, by: Any, number: int) -> tuple[str, ...]:
    """Write down when this piece of work began and when it ended."""
    began = time.monotonic()
    time.sleep(0.05)
    with PLACE.open("a") as file:
        file.write(f"{began:.6f}-{time.monotonic():.6f}\n")
    return ()


TASKS["note"] = note
TASKS["alone"] = alone
LANES["alone"] = "books"


def noted() -> dict[str, int]:
    return dict(Counter(PLACE.read_text().split())) if PLACE.exists() else {}


def states() -> dict[str, int]:
    return dict(Counter(Job.objects.values_list("state", flat=True)))


def crowd() -> dict[str, Any]:
    """Let four workers empty one queue."""
    child(lambda: [enqueue(by=CLOCK, task="note", argument={"number": n}) for n in range(JOBS)] and None)
    done = [one.wait()["is"] for one in [start(lambda: run_waiting(by=CLOCK)) for _ in range(WORKERS)]]
    return {"done": done, "noted": noted(), "states": child(states)}


def lane() -> dict[str, Any]:
    """Let four workers do work of which one piece is done at a time."""
    child(lambda: [enqueue(by=CLOCK, task="alone", argument={"number": n}) for n in range(JOBS)] and None)
    while child(states).get("waiting"):
        for one in [start(lambda: run_waiting(by=CLOCK)) for _ in range(WORKERS)]:
            one.wait()
    spans = sorted(tuple(map(float, line.split("-"))) for line in PLACE.read_text().split())
    overlaps = sum(later[0] < earlier[1] for earlier, later in pairwise(spans))
    return {"done": len(spans), "overlaps": overlaps, "states": child(states)}


def kill() -> dict[str, Any]:
    """Kill a worker in the middle of its work; let another come later."""
    child(lambda: enqueue(by=CLOCK, task="note", argument={"number": 1, "seconds": 1.0}))
    victim = start(lambda: run_waiting(by=CLOCK))
    while not noted():
        time.sleep(0.01)
    os.kill(victim.process, signal.SIGKILL)
    victim.wait()
    held = child(states)
    soon = child(lambda: run_waiting(by=CLOCK))
    child(lambda: recover(timezone.now() + STALE))
    child(lambda: Job.objects.update(run_at=timezone.now() - timedelta(hours=1)))
    later = child(lambda: run_waiting(by=CLOCK))
    return {"held": held, "soon": soon, "later": later, "noted": noted(), "states": child(states)}


if __name__ == "__main__":
    print(json.dumps({"crowd": crowd, "lane": lane, "kill": kill}[sys.argv[1]]()))
