"""The figures brought up to the books at once, so that pages are right when a command ends."""

from django.utils.translation import gettext as _

from vitalfew.cli.console import working
from vitalfew.jobs.actions import enqueue, run_waiting
from vitalfew.people.rules import COMMAND_LINE


def refresh() -> None:
    """Run what waits, the refresh among it."""
    with working(_("Computing the figures…")):
        enqueue(by=COMMAND_LINE, task="refresh")
        run_waiting(by=COMMAND_LINE)
