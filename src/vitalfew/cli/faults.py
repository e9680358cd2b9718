"""Faults that are expected, each as a sentence that says what to do."""

from collections.abc import Callable
from typing import Any

from django.db.utils import DatabaseError, OperationalError
from django.utils.translation import gettext as _

from vitalfew.cli.refusals import Refused
from vitalfew.journal.rules import StaleVersion
from vitalfew.people.rules import LastAdministrator, NotAllowed, UnfitSignIn
from vitalfew.sample.rules import SampleRefused


def sentence_of(fault: Exception) -> str | None:
    """Return the sentence for a fault that is expected; None for one that is ours to mend."""
    found: Callable[[Any], str] | None = next((say for kind, say in _SENTENCES if isinstance(fault, kind)), None)
    return found(fault) if found else None


def _refused(fault: Exception) -> str:
    return str(fault)


def _unfit(fault: UnfitSignIn) -> str:
    return " ".join(fault.sentences)


def _not_allowed(_fault: NotAllowed) -> str:
    return _("This is not allowed here.")


def _stale(_fault: StaleVersion) -> str:
    return _("Somebody changed the same thing at this very moment. Nothing was written; try again.")


def _last_administrator(_fault: LastAdministrator) -> str:
    return _("Nothing was changed: this is the last administrator. Make another one first.")


def _unreachable(fault: OperationalError) -> str:
    return _("The database cannot be reached: %(why)s Check DATABASE_URL, or the rights of the home folder.") % {
        "why": str(fault).strip().replace("\n", " ")
    }


def _database(fault: DatabaseError) -> str:
    return _("The database refused: %(why)s Run “vitalfew doctor” to see what it lacks.") % {
        "why": str(fault).strip().replace("\n", " ")
    }


def _file(fault: OSError) -> str:
    return _("%(path)s: %(why)s") % {"path": fault.filename or "", "why": fault.strerror or str(fault)}


_SENTENCES: tuple[tuple[type[Exception], Callable[[Any], str]], ...] = (
    (Refused, _refused),
    (SampleRefused, _refused),
    (UnfitSignIn, _unfit),
    (NotAllowed, _not_allowed),
    (StaleVersion, _stale),
    (LastAdministrator, _last_administrator),
    (OperationalError, _unreachable),
    (DatabaseError, _database),
    (OSError, _file),
)
