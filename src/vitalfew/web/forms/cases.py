"""The forms of an interruption: opened, shown, diagnosed, remedied, watched, closed (S23, S24)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.loop.control.labels_cases import CASE_SEVERITY_LABELS, OUTCOME_LABELS
from vitalfew.loop.control.rules.cases import CaseOutcome
from vitalfew.people.rules import Role
from vitalfew.web.forms.inputs import Version, choice, day, line, offer, people_of, person, text

Words = Mapping[Any, Any]
STEP = " › "  # between a cause and what it is part of
_CAUSE = _("Choose one first cause, and others besides it.")
_WHAT = _("Write what it is: the next reader was not there.")


def _several(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"invalid_choice": _CAUSE},
    )


class _OfCauses(forms.Form):
    """What names causes: one first, others besides."""

    def name_causes(self, causes: Words) -> None:
        """Let these be chosen: as a list with what each is part of, as buttons without the root."""
        buttons = [(code, word.partition(STEP)[2] or word) for code, word in causes.items()]
        for name, choices in (("primary_cause", [("", "—"), *causes.items()]), ("secondary_causes", buttons)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("primary_cause") in typed.get("secondary_causes", []):
            self.add_error("secondary_causes", _CAUSE)
        return typed


class BreakForm(_OfCauses):
    """What happened, why as far as anybody knows, how grave, who looks after it."""

    what = text(
        pgettext_lazy("case", "What happened"), _WHAT, help_text=_("What changed, since when, who said so first.")
    )
    primary_cause = choice(pgettext_lazy("case", "First cause"), {}, _CAUSE)
    secondary_causes = _several(pgettext_lazy("case", "Others besides"))
    severity = choice(pgettext_lazy("field", "Severity"), CASE_SEVERITY_LABELS, _("Choose one."))
    owner = person(pgettext_lazy("field", "Responsible"), _("Choose who looks after it."))
    opened_on = day(pgettext_lazy("case", "Since"), help_text=_("Left empty, today."))
    version = Version(required=False)

    def __init__(self, *arguments: Any, causes: Words, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.name_causes(causes)
        offer(self, "owner", people_of([Role.MANAGER, Role.DIRECTOR]))


class ChangeBreakForm(BreakForm):
    """Change what is said of an interruption; since when it lasts does not change."""

    opened_on = None  # type: ignore[assignment]
    version = Version()


class EvidenceForm(forms.Form):
    """Something the product knows that shows the break, or words with their source."""

    shows = choice(pgettext_lazy("case", "What shows it"), {}, _("Choose one of the list."))
    said = text(pgettext_lazy("case", "In words"), rows=2)
    source = line(
        pgettext_lazy("field", "Source"),
        help_text=_("For words: who said it, or where it is written. What the product knows has its source."),
    )

    def __init__(self, *arguments: Any, shows: Words, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["shows"].choices = list(shows.items())  # type: ignore[attr-defined]


class DiagnoseForm(_OfCauses):
    """Why it broke, on the evidence gathered."""

    diagnosis = text(pgettext_lazy("case", "Why it broke"), _WHAT, rows=3)
    primary_cause = choice(pgettext_lazy("case", "First cause"), {}, _CAUSE)
    secondary_causes = _several(pgettext_lazy("case", "Others besides"))
    version = Version()

    def __init__(self, *arguments: Any, causes: Words, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.name_causes(causes)


class RemedyForm(forms.Form):
    """A remedy from the playbook, or one thought up for this case."""

    play = choice(pgettext_lazy("case", "From the playbook"), {}, _("Choose one of the list."))
    what = text(
        pgettext_lazy("case", "What exactly"),
        rows=3,
        help_text=_("Left empty, the steps as the playbook has them."),
    )
    owner = person(pgettext_lazy("field", "Responsible"), _("Choose who looks after it."))
    due_on = day(pgettext_lazy("field", "Due on"), _("Choose the day."))

    def __init__(self, *arguments: Any, plays: Words, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["play"].required = False
        self.fields["play"].choices = list(plays.items())  # type: ignore[attr-defined]
        offer(self, "owner", people_of([Role.MANAGER, Role.DIRECTOR]))


class ResultForm(forms.Form):
    """A remedy carried out, with what came of it."""

    result = line(pgettext_lazy("case", "What came of it"), _WHAT)
    version = Version()


class WatchForm(forms.Form):
    """By what sign it has recovered, and until when that is watched."""

    watch_for = text(pgettext_lazy("case", "Recovered when"), _WHAT, rows=2)
    watch_until = day(pgettext_lazy("case", "Watched until"), _("Choose the day."))
    version = Version()


class CloseForm(forms.Form):
    """How it ended, and what the next team should do sooner."""

    outcome = choice(pgettext_lazy("field", "Outcome"), {}, _("Choose one."), as_buttons=True)
    lower = choice(pgettext_lazy("case", "Stands now at"), {}, _("Choose one."))
    lesson = text(
        pgettext_lazy("field", "Lesson"),
        _("Write the lesson: what the next team should do sooner."),
        rows=3,
    )
    version = Version()

    def __init__(self, *arguments: Any, outcomes: list[CaseOutcome], lower: Words, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["outcome"].choices = [(one.value, OUTCOME_LABELS[one]) for one in outcomes]  # type: ignore[attr-defined]
        self.fields["lower"].required = False
        self.fields["lower"].choices = [("", "—"), *lower.items()]  # type: ignore[attr-defined]
        if CaseOutcome.DOWNGRADED not in outcomes:
            del self.fields["lower"]
