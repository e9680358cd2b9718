"""What checked lines would do to the books, while nobody has said yes: how many are new, restated or told before."""

from dataclasses import replace
from typing import Any

from ibis import _

from vitalfew.ledger.actions.commit import describe
from vitalfew.ledger.engine import rows, scan_checked
from vitalfew.ledger.queries.live import live_batches
from vitalfew.ledger.queries.pairing import pair_with
from vitalfew.ledger.rules.imports import CheckedFiles, ImportReport, ImportStatus


def foresee(checked: CheckedFiles) -> tuple[ImportReport, dict[str, str]]:
    """Return the report that a commit would give as the books stand now, and what the lines come to by kind."""
    report, totals = describe(checked)
    same, other = _told_before(checked)
    path = str(checked.problems_path) if checked.problems_path else None
    told = replace(
        report,
        status=ImportStatus.READY,
        problems_file=path,
        lines_new=report.lines_new - same - other,
        lines_overlapping=same,
        lines_superseding=other,
    )
    return told, totals


def _told_before(checked: CheckedFiles) -> tuple[int, int]:
    """Return how many lines stand in the books already: saying the same, saying something else."""
    pairs = pair_with(scan_checked(checked.lines_files), live_batches())
    if pairs is None:
        return 0, 0
    found: Any = rows(pairs.agg(same=_.same.sum().fill_null(0), all=_.count()))[0]
    return int(found["same"]), int(found["all"] - found["same"])
