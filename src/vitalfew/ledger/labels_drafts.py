"""The words about a file on its way in: why work on it was given up, and what must be said before it is written."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext

from vitalfew.ledger.labels import FILE_PROBLEMS
from vitalfew.ledger.rules.problems import FileProblem, is_disk_full
from vitalfew.words import month


def closed_sentence(months: Iterable[date]) -> str:
    """Return what must be said before closed months change."""
    said = ", ".join(month(one) for one in months)
    return gettext("This would change closed months: %(months)s. Say why it may; the reason stands in the journal.") % {
        "months": said
    }


def broken_sentence(why: str) -> str:
    """Return why the work on a file was given up, and what helps."""
    if is_disk_full(why):
        return str(FILE_PROBLEMS[FileProblem.NO_SPACE])
    return gettext("The work broke off: %(why)s Nothing was written. Try once more.") % {"why": why.rstrip(".") + "."}
