"""What checked lines would do to the books, while nobody has said yes: how many are new, restated or told before."""

from dataclasses import replace

from vitalfew.ledger.actions.commit import describe
from vitalfew.ledger.rules.changes import Changes
from vitalfew.ledger.rules.imports import CheckedFiles, ImportReport, ImportStatus


def foresee(checked: CheckedFiles, changes: Changes) -> tuple[ImportReport, dict[str, str]]:
    """Return the report that a commit would give as the books stand now, and what the lines come to by kind."""
    report, totals = describe(checked)
    path = str(checked.problems_path) if checked.problems_path else None
    told = replace(
        report,
        status=ImportStatus.READY,
        problems_file=path,
        lines_new=report.lines_new - changes.again - changes.restated,
        lines_overlapping=changes.again,
        lines_superseding=changes.restated,
    )
    return told, totals
