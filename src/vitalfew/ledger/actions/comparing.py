"""Checked lines beside the books as they stand: what they would change, and which customers may be somebody known."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import ibis

from vitalfew.ledger.actions.identity import pair_with, unique_keys
from vitalfew.ledger.engine import scan_once
from vitalfew.ledger.queries.books import get_generation
from vitalfew.ledger.queries.changes import compare, find_suspects
from vitalfew.ledger.queries.live import live_batches
from vitalfew.ledger.queries.settings import get_closed_until
from vitalfew.ledger.rules.changes import as_json


def compare_checked(lines_path: Path, currency: str) -> dict[str, Any]:
    """Return, as a draft keeps it, what the lines change; `currency` counts for those that do not say theirs."""
    live = live_batches()
    lines = unique_keys(scan_once(lines_path))
    lines = lines.mutate(currency=lines.currency.fill_null("").nullif("").fill_null(currency))
    pairs = pair_with(lines, live).distinct(on="key") if live else None
    own = lines.left_join(pairs, "key") if pairs is not None else lines.mutate(identity=ibis.null("string"))
    return {
        "generation": get_generation(),
        "changes": as_json(compare(own, live, get_closed_until())),
        "suspects": [asdict(one) for one in find_suspects(lines, live)],
    }
