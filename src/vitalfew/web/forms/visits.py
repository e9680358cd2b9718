"""The visit in three fields: who, what came of it, one sentence. The rest is guessed."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.queries import ContactState, PersonState
from vitalfew.documents.phrases import has_left
from vitalfew.loop.execution.queries import PlannedVisitState
from vitalfew.relations.labels import KIND_LABELS, OUTCOME_LABELS
from vitalfew.relations.rules import InteractionKind, Promise, Side
from vitalfew.web.forms.inputs import choice, day, line, text


class VisitForm(forms.Form):
    """Log a contact with the customer: whom, with what result, what was promised, and the next step if there is one."""

    met = forms.TypedMultipleChoiceField(
        label=pgettext_lazy("visit", "Whom did you meet?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"invalid_choice": _("Somebody chosen is not of this account. Open the form again.")},
    )
    contact_name = line(
        pgettext_lazy("visit", "Somebody else"),
        longest=150,
        help_text=_("A new name is remembered; several are set apart by commas"),
        list="contacts",
        autocomplete="off",
    )
    outcome = choice(pgettext_lazy("visit", "What came of it?"), OUTCOME_LABELS, _("Choose one."), as_buttons=True)
    note = text(pgettext_lazy("visit", "In one sentence"), _("Write one sentence: what did you learn?"), rows=3)
    next_step = line(pgettext_lazy("visit", "Next step"))
    next_due_on = day(pgettext_lazy("visit", "By when"))
    us_promise = line(pgettext_lazy("visit", "We promised"))
    us_due_on = day(pgettext_lazy("visit", "We promised by when"))
    customer_promise = line(pgettext_lazy("visit", "They promised"))
    customer_due_on = day(pgettext_lazy("visit", "They promised by when"))
    contact_title = line(pgettext_lazy("visit", "Their position"), longest=150)
    kind = choice(pgettext_lazy("field", "Kind"), KIND_LABELS, _("Choose one."))
    held_on = day(pgettext_lazy("field", "Held on"), _("Choose the day."))
    sent_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    planned = forms.IntegerField(required=False, widget=forms.HiddenInput)  # the visit to come that this one was

    def __init__(
        self,
        *arguments: Any,
        today: date,
        people: Sequence[ContactState],
        gone: Sequence[PersonState] = (),
        **more: Any,
    ) -> None:
        super().__init__(*arguments, **more)
        self.today = today
        left = [(one.id, has_left([one.name])) for one in gone]
        self.fields["met"].choices = [(one.id, one.name) for one in people] + left  # type: ignore[attr-defined]

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        if held_on > self.today:
            raise forms.ValidationError(_("This day is still to come. Log a visit once it has been held."))
        return held_on

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not typed.get("met") and not typed.get("contact_name") and "met" not in self.errors:
            self.add_error("contact_name", _("Write whom you met."))
        self._ask_both(typed, "next_step", "next_due_on", _("Choose by when, so that it can be reminded of."))
        for side in Side:
            missing = _("Choose by when it was promised; without a day nobody can keep it.")
            self._ask_both(typed, f"{side.value}_promise", f"{side.value}_due_on", missing)
        return typed

    def _ask_both(self, typed: dict[str, Any], what: str, due_on: str, missing: Any) -> None:
        if typed.get(what) and not typed.get(due_on) and due_on not in self.errors:
            self.add_error(due_on, missing)
        if typed.get(due_on) and not typed.get(what):
            self.add_error(what, _("Write what is to be done by then."))

    @property
    def has_promise_errors(self) -> bool:
        return any(name.startswith(("us_", "customer_")) for name in self.errors)

    def written(self) -> dict[str, Any]:
        """Return what the form says in the words of the action."""
        names = ("contact_name", "contact_title", "outcome", "note", "next_step", "next_due_on", "kind", "held_on")
        said = {name: self.cleaned_data[name] for name in (*names, "sent_key")}
        people = {"contact_ids": self.cleaned_data["met"], "planned_id": self.cleaned_data["planned"]}
        return said | people | {"promises": self._promises()}

    def _promises(self) -> list[Promise]:
        given = [(side, self.cleaned_data[f"{side}_promise"], self.cleaned_data[f"{side}_due_on"]) for side in Side]
        return [Promise(*one) for one in given if one[1]]


def guesses(today: date, planned: PlannedVisitState | None = None) -> dict[str, Any]:
    """Return what need not be asked, and a key of its own for each sending; what was planned says more."""
    said = {"kind": InteractionKind.VISIT.value, "held_on": today, "sent_key": secrets.token_urlsafe(18)}
    if planned is None:
        return said
    held_on = min(planned.visit_on, today)
    return said | {"kind": planned.kind.value, "held_on": held_on, "met": planned.contact_ids, "planned": planned.id}
