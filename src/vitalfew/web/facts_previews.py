"""The preview of a file of other facts: what would be known, what not, and why."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from vitalfew import words
from vitalfew.ledger.labels_facts import FACT_FIELD_LABELS, FACT_KIND_LABELS
from vitalfew.ledger.queries import DraftState
from vitalfew.ledger.rules.imports import ImportReport
from vitalfew.web.facts_shown import written
from vitalfew.web.outcomes import destinations


def facts_previewed(draft: DraftState, report: ImportReport) -> dict[str, Any]:
    """Return what the third step shows of other facts, beside what it shows of every file."""
    said = {"good": words.number(report.lines_good), "refused": words.number(report.lines_refused)}
    return {
        "part": "facts/preview.html",
        "kind": FACT_KIND_LABELS[draft.kind],
        "outcome": _("%(good)s lines can be written, %(refused)s are refused") % said,
        "strip": destinations(vars(report)),
        "is_whole": bool(draft.options.get("whole")),
        "fact_sums": [(FACT_FIELD_LABELS[name], written(Decimal(total))) for name, total in draft.totals.items()],
    }
