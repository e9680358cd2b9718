"""The figures brought up to the books at once, so that pages are right when a command ends."""

import time

from django.utils.translation import gettext as _

from vitalfew.cli.console import working
from vitalfew.jobs.actions import enqueue, run_waiting
from vitalfew.jobs.queries import is_under_way
from vitalfew.people.rules import COMMAND_LINE

PATIENCE_SECONDS = 300
LOOK_EVERY = 0.2


def refresh() -> None:
    """Do what waits, the refresh among it; where a worker was quicker to take it, wait until he is done."""
    with working(_("Computing the figures…")):
        enqueue(by=COMMAND_LINE, task="refresh")
        run_waiting(by=COMMAND_LINE)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while is_under_way("refresh") and time.monotonic() < deadline:
            time.sleep(LOOK_EVERY)
