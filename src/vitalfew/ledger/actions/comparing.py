"""Checked lines beside the books as they stand: what they would change, and which customers may be somebody known."""

from dataclasses import asdict
from typing import Any

from vitalfew.ledger.engine import scan_checked
from vitalfew.ledger.models import Batch
from vitalfew.ledger.queries.books import get_generation
from vitalfew.ledger.queries.changes import compare, find_suspects, find_unnoted, get_changes
from vitalfew.ledger.queries.live import live_batches
from vitalfew.ledger.queries.pairing import pair_with
from vitalfew.ledger.queries.settings import get_closed_until
from vitalfew.ledger.rules.changes import as_json
from vitalfew.ledger.rules.imports import CheckedFiles
from vitalfew.people.rules import Actor, Permission, require


def compare_checked(checked: CheckedFiles) -> dict[str, Any]:
    """Return, as a draft keeps it, what the lines change."""
    live = live_batches()
    lines = scan_checked(checked.lines_files)
    return {
        "generation": get_generation(),
        "changes": as_json(compare(lines, pair_with(lines, live), live, get_closed_until())),
        "suspects": [asdict(one) for one in find_suspects(lines, live)],
    }


def note_changes(*, by: Actor) -> int:
    """Note what imports changed that came by the command line, so that their pages need not compute it."""
    require(by, Permission.IMPORT_BOOKS)
    unnoted = find_unnoted()
    for number in unnoted:
        # No change that anybody made: what stands in the files, written down.
        Batch.objects.filter(pk=number).update(changes=as_json(get_changes(number)))
    return len(unnoted)
