"""Files that no import owns: what a crash left, what an undo put aside, uploads that were broken off."""

import shutil
import time
from pathlib import Path

from django.conf import settings

from vitalfew.ledger.engine import forget_files
from vitalfew.ledger.files import SWEEP_AFTER_SECONDS, sweep
from vitalfew.ledger.models import Batch, Draft, FactBatch
from vitalfew.people.rules import Actor, Permission, require

_NAMES = ("own_days_file", "accounts_file", "days_file", "overrides_file", "problems_file")


def sweep_files(*, by: Actor) -> int:
    """Delete the files of the books that no batch names and that nobody can still be using; return how many."""
    require(by, Permission.IMPORT_BOOKS)
    named = {name for row in Batch.objects.values_list(*_NAMES) for name in row if name}
    named |= {name for names in Batch.objects.values_list("lines_files", flat=True) for name in names}
    named |= {name for row in FactBatch.objects.values_list("facts_file", "problems_file") for name in row if name}
    swept = sweep(named)
    forget_files()
    return len(swept) + _sweep_uploads()


def _sweep_uploads() -> int:
    """Delete what lies among the uploads and belongs to no draft that waits."""
    waiting = set(Draft.objects.exclude(state__in=["committed", "discarded"]).values_list("token", flat=True))
    limit = time.time() - SWEEP_AFTER_SECONDS
    folder: Path = settings.HOME / "uploads"
    orphans = [path for path in folder.iterdir() if path.name not in waiting and path.stat().st_mtime < limit]
    for path in orphans:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(orphans)
