"""The figures brought up to the books at once, so that pages are right when a command ends."""

import time

from django.utils.translation import gettext as _

from vitalfew.cli.console import note, working
from vitalfew.jobs.actions import enqueue, run_waiting
from vitalfew.jobs.queries import is_under_way
from vitalfew.people.rules import COMMAND_LINE

PATIENCE_SECONDS = 300
LOOK_EVERY = 0.5
SAY_AFTER_SECONDS = 3


def refresh() -> None:
    """Do what waits, the refresh among it; where a worker was quicker to take it, wait until he is done."""
    with working(_("Computing the figures…")):
        enqueue(by=COMMAND_LINE, task="refresh")
        run_waiting(by=COMMAND_LINE)
    _wait()


def _wait() -> None:
    began, has_said = time.monotonic(), False
    while is_under_way("refresh") and time.monotonic() - began < PATIENCE_SECONDS:
        if not has_said and time.monotonic() - began > SAY_AFTER_SECONDS:
            note(_("Another process computes the figures; waiting until it is done."))
            has_said = True
        time.sleep(LOOK_EVERY)
        # If that process has died, its work is ours.
        run_waiting(by=COMMAND_LINE)
