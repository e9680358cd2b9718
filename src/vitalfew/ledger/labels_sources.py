"""The words of sources: why one could not be looked at, and why what it brought waits."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.ledger.rules.sources import Hindrance, SourceProblem

SOURCE_PROBLEMS = {
    SourceProblem.NO_FOLDER: _("The folder %(found)s is not there or cannot be read."),
    SourceProblem.NOT_ALLOWED: _(
        "The folder %(found)s is not one the administrator allows. VITALFEW_SOURCE_FOLDERS names those."
    ),
    SourceProblem.NO_VARIABLE: _("The server has no environment variable %(found)s. The administrator sets it."),
    SourceProblem.NO_ADDRESS: _("The address is of no kind that can be read. Use postgresql:// or sqlite://."),
    SourceProblem.NO_DRIVER: _("The driver for PostgreSQL is not installed: vitalfew[postgres]."),
    SourceProblem.NO_ANSWER: _("The database refused the question: %(found)s"),
    SourceProblem.TOO_LONG: _("The answer has more than %(found)s rows. Ask for a shorter period."),
    SourceProblem.NO_ROWS: _("The question returns no rows of a table. Write one SELECT."),
    SourceProblem.NO_SPACE: _("The disk is full."),
}
HINDRANCES = {
    Hindrance.REFUSED_ROWS: pgettext_lazy("why it waits", "rows were refused"),
    Hindrance.NEW_COLUMNS: pgettext_lazy("why it waits", "columns nobody has named"),
    Hindrance.CLOSED: pgettext_lazy("why it waits", "a closed period would change"),
    Hindrance.BASIS: pgettext_lazy("why it waits", "it records another event than the books"),
}


def problem_sentence(problem: str, found: str) -> str:
    """Return why a source could not be looked at."""
    return str(SOURCE_PROBLEMS[SourceProblem(problem)] % {"found": found})
