"""Files that no import owns: what a crash left, what an undo put aside."""

from vitalfew.ledger.files import sweep
from vitalfew.ledger.models import Batch
from vitalfew.people.rules import Actor, Permission, require

_NAMES = ("lines_file", "accounts_file", "days_file", "overrides_file", "problems_file")


def sweep_files(*, by: Actor) -> int:
    """Delete the files of the books that no batch names and that nobody can still be using; return how many."""
    require(by, Permission.IMPORT_BOOKS)
    named = {name for row in Batch.objects.values_list(*_NAMES) for name in row if name}
    return len(sweep(named))
