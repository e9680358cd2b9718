"""Which kind of file a file on its way in is, and what its columns may then mean."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from vitalfew.ledger.labels import FIELD_LABELS
from vitalfew.ledger.labels_facts import FACT_FIELD_LABELS, KIND_CHOICES
from vitalfew.ledger.queries import DraftState
from vitalfew.ledger.rules import columns
from vitalfew.ledger.rules.facts_recognition import LINES, fields_of, missing, shape_of


def kind_of(draft: DraftState) -> str:
    """Return which kind the file is taken for, "" while nobody can tell."""
    asked = any(question.option == "kind" for question in draft.questions)
    return str(draft.options.get("kind") or draft.kind or ("" if asked else LINES))


def kind_field(draft: DraftState) -> forms.ChoiceField:
    """Return the question which kind of file it is."""
    choices = [choice for choice in KIND_CHOICES if _may_be(draft, choice[0])]
    kind = kind_of(draft)
    label = pgettext_lazy("fact", "Kind of file")
    return forms.ChoiceField(label=label, choices=choices, initial=kind, required=not kind)


def whole_field() -> forms.BooleanField:
    """Return the question whether the file lists all that stands."""
    return forms.BooleanField(
        label=pgettext_lazy("fact", "It lists all that stands"),
        required=False,
        help_text=pgettext_lazy(
            "fact",
            "What earlier files of this kind told and this one does not has ended, "
            "for example an invoice that is no longer open.",
        ),
    )


def meanings(kind: str) -> list[tuple[str, Any]]:
    """Return what a column of a file of this kind may mean."""
    labels = FIELD_LABELS if kind in ("", LINES) else FACT_FIELD_LABELS
    fields = list(labels) if kind in ("", LINES) else list(fields_of(kind))
    return [("", _("not imported")), *((field, labels[field]) for field in fields)]


def word_of(kind: str, field: str) -> Any:
    """Name what a column means."""
    return (FIELD_LABELS if kind in ("", LINES) else FACT_FIELD_LABELS)[field]


def absent_from(kind: str, chosen: dict[str, str]) -> list[str]:
    """Return what must still be told before a file of this kind can be read."""
    if kind in ("", LINES):
        return columns.missing({field for field in chosen.values() if field})
    guesses = [columns.Guess(field, columns.Why.CHOSEN) for field in chosen.values()]
    return missing(shape_of(kind), list(chosen), guesses)


def _may_be(draft: DraftState, kind: str) -> bool:
    asked = next((question.samples for question in draft.questions if question.option == "kind"), ())
    return not asked or kind in asked or kind == LINES
