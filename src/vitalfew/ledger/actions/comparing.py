"""Checked lines beside the books as they stand: what they would change, and which customers may be somebody known."""

from dataclasses import asdict
from typing import Any

from vitalfew.ledger.engine import scan_checked
from vitalfew.ledger.queries.books import get_generation
from vitalfew.ledger.queries.changes import compare, find_suspects
from vitalfew.ledger.queries.live import live_batches
from vitalfew.ledger.queries.pairing import pair_with
from vitalfew.ledger.queries.settings import get_closed_until
from vitalfew.ledger.rules.changes import as_json
from vitalfew.ledger.rules.imports import CheckedFiles


def compare_checked(checked: CheckedFiles) -> dict[str, Any]:
    """Return, as a draft keeps it, what the lines change."""
    live = live_batches()
    lines = scan_checked(checked.lines_files)
    return {
        "generation": get_generation(),
        "changes": as_json(compare(lines, pair_with(lines, live), live, get_closed_until())),
        "suspects": [asdict(one) for one in find_suspects(lines, live)],
    }
