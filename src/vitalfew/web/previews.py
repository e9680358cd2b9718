"""What the steps of an import show: a draft in words, laid out for its page."""

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from vitalfew import words
from vitalfew.ledger.labels_duplicates import CURE_LABELS
from vitalfew.ledger.queries import ColumnGuess, DraftState, get_edge, get_mappings
from vitalfew.ledger.rules.changes import Changes
from vitalfew.ledger.rules.cures import Cure
from vitalfew.ledger.rules.imports import ImportReport
from vitalfew.web.facts_previews import facts_previewed
from vitalfew.web.forms.imports import ColumnsForm, understood
from vitalfew.web.outcomes import destinations, sums

# Shorter than in a sentence, because a column of a table has little room.
_WHY = {
    "name": pgettext_lazy("why a column", "same name"),
    "alias": pgettext_lazy("why a column", "known name"),
    "content": pgettext_lazy("why a column", "looks like it"),
    "chosen": pgettext_lazy("why a column", "chosen"),
}
_OPTIONS = ("kind", "whole", "sheet", "day_first", "decimal", "currency", "tax_rate", "mapping_name")


@dataclass(frozen=True)
class ColumnRow:
    """One column of the file: what it is taken for, why, and what stands in it."""

    guess: ColumnGuess
    why: Any
    samples: str
    first: str
    place: str  # "" where there is one table only
    field: BoundField | None = None

    @property
    def is_unsure(self) -> bool:
        return self.guess.why == "content"


def frame(draft: DraftState, part: str, step: int) -> dict[str, Any]:
    """Return what every step shows: the files, the step, the sentence that was said."""
    names = _(", ").join(name for name, _bytes in draft.files)
    context = {"stop": "books", "draft": draft, "names": names, "part": part, "step": step}
    return context | {"message": draft.message, "report": draft.report}


def columns_asked(draft: DraftState, form: ColumnsForm) -> dict[str, Any]:
    """Return the second step: each column with its guess, and how the file is to be read."""
    fields = {header: form[f"column_{place}"] for place, header in enumerate(form.headers)}
    once = {column.header: column for column in reversed(understood(draft))}
    rows = [_row(draft, once[header], fields[header]) for header in form.headers]
    return frame(draft, "imports/mapping.html", 2) | {
        "form": form,
        "rows": rows,
        "options": [form[name] for name in _OPTIONS if name in form.fields],
        "mappings": get_mappings(),
        "answer": _recognised(draft),
    }


def previewed(draft: DraftState, report: ImportReport) -> dict[str, Any]:
    """Return the third step: what would be written, what not, and why."""
    rows = [_row(draft, column) for column in understood(draft)]
    if draft.kind:
        shown = {"rows": rows, "answer": _recognised(draft)} | _problems(draft)
        return frame(draft, "", 3) | shown | facts_previewed(draft, report)
    said = {"good": words.number(report.lines_good), "refused": words.number(report.lines_refused)}
    told = str(draft.options.get("currency") or report.currency)
    currency = told or get_edge().currency
    return frame(draft, "imports/preview.html", 3) | {
        "rows": rows,
        "answer": _recognised(draft),
        "outcome": _("%(good)s lines can be written, %(refused)s are refused") % said,
        "strip": destinations(vars(report)),
        "is_books_currency": bool(currency and not told),
        "changes": draft.changes,
        "changed_answer": changed(draft.changes),
        "lines_by_kind": draft.changes.kinds,
        "good": report.lines_good,
        "refused_amount": draft.refused_amount,
        **sums(draft.totals, currency, draft.currencies),
        **_problems(draft),
    }


def refused(draft: DraftState) -> dict[str, Any]:
    """Return why the file is not taken, with its rows where they are the reason."""
    return frame(draft, "imports/refused.html", 3 if draft.columns else 1) | _problems(draft)


def changed(changes: Changes) -> str:
    """Say how far what changes reaches."""
    months = len({month.month for month in changes.changed})
    said = {"months": months, "restated": words.number(changes.restated)}
    if not changes.restated:
        return ngettext("%(months)s month, new lines only", "%(months)s months, new lines only", months) % said
    restated = ngettext(
        "%(months)s month, %(restated)s restated",
        "%(months)s months, %(restated)s restated",
        months,
    )
    return restated % said


def _offered(cure: Cure) -> dict[str, Any]:
    sentence, act = CURE_LABELS[cure.option, cure.value]
    rows = words.number(cure.rows)
    said = {"rows": _("At least %(rows)s") % {"rows": rows} if cure.is_least else rows, "column": cure.column}
    return {"option": cure.option, "sentence": str(sentence) % said, "act": act}


def _row(draft: DraftState, column: ColumnGuess, field: BoundField | None = None) -> ColumnRow:
    places = {one.place for one in draft.columns}
    return ColumnRow(
        guess=column,
        why=_WHY.get(column.why, words.UNKNOWN),
        samples=" · ".join(column.samples),
        first=column.samples[0] if column.samples else "",
        place=column.place if len(places) > 1 else "",
        field=field,
    )


def _recognised(draft: DraftState) -> str:
    known = sum(bool(column.field) and column.why != "content" for column in understood(draft))
    said = {"all": len(draft.columns), "known": known}
    return (
        ngettext(
            "%(known)s of %(all)s column is recognised",
            "%(known)s of %(all)s columns are recognised",
            len(draft.columns),
        )
        % said
    )


def _problems(draft: DraftState) -> dict[str, Any]:
    report = draft.report
    problems = report.problems if report else ()
    shown = {"shown": words.number(len(problems)), "all": words.number(report.lines_refused if report else 0)}
    is_all = report is None or report.lines_refused <= len(problems)
    return {
        "has_sheets": len({problem["sheet"] for problem in problems}) > 1,
        "cures": [_offered(cure) for cure in draft.cures],
        "refused_answer": _("Each with its reason and cure") if is_all else _("The first %(shown)s of %(all)s") % shown,
    }
