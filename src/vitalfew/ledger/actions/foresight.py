"""What checked lines would do to the books, while nobody has said yes: how many are new, restated or told before."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import ibis
from ibis import _

from vitalfew.ledger.actions.commit import describe
from vitalfew.ledger.actions.identity import pair_with, unique_keys
from vitalfew.ledger.engine import rows, scan_once
from vitalfew.ledger.models import Batch
from vitalfew.ledger.queries.live import effective_lines, live_batches
from vitalfew.ledger.rules.imports import CheckedFiles, ImportReport, ImportStatus


def foresee(checked: CheckedFiles) -> tuple[ImportReport, dict[str, str]]:
    """Return the report that a commit would give as the books stand now, and what the lines come to by kind."""
    lines, live = scan_once(checked.lines_path), live_batches()
    report, totals = describe(lines, checked)
    same, other = _told_before(lines, live) if live else (0, 0)
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


def _told_before(lines: "ibis.Table", live: Sequence[Batch]) -> tuple[int, int]:
    """Return how many lines stand in the books already: saying the same, saying something else."""
    lines = unique_keys(lines)
    pairs = pair_with(lines, live)
    earlier = effective_lines(live).select("identity", before="content")
    told = lines.select("key", "content").inner_join(pairs, "key").inner_join(earlier, "identity")
    found: Any = rows(told.agg(same=(_.content == _.before).sum().fill_null(0), all=_.count()))[0]
    return int(found["same"]), int(found["all"] - found["same"])
