"""The visit in three fields: who, what came of it, one sentence. The rest is guessed."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.relations.labels import KIND_LABELS, OUTCOME_LABELS
from vitalfew.relations.rules import InteractionKind
from vitalfew.web.forms.inputs import choice, day, line, text


class VisitForm(forms.Form):
    """Log a contact with the customer, and the next step if there is one."""

    contact_name = line(
        pgettext_lazy("visit", "Whom did you meet?"),
        _("Write whom you met."),
        longest=150,
        list="contacts",
        autocomplete="off",
    )
    outcome = choice(pgettext_lazy("visit", "What came of it?"), OUTCOME_LABELS, _("Choose one."), as_buttons=True)
    note = text(pgettext_lazy("visit", "In one sentence"), _("Write one sentence: what did you learn?"), rows=3)
    next_step = line(pgettext_lazy("visit", "Next step"))
    next_due_on = day(pgettext_lazy("visit", "By when"))
    contact_title = line(pgettext_lazy("visit", "Their position"), longest=150)
    kind = choice(pgettext_lazy("field", "Kind"), KIND_LABELS, _("Choose one."))
    held_on = day(pgettext_lazy("field", "Held on"), _("Choose the day."))
    sent_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, today: date, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.today = today

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        if held_on > self.today:
            raise forms.ValidationError(_("This day is still to come. Log a visit once it has been held."))
        return held_on

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("next_step") and not typed.get("next_due_on") and "next_due_on" not in self.errors:
            self.add_error("next_due_on", _("Choose by when, so that it can be reminded of."))
        if typed.get("next_due_on") and not typed.get("next_step"):
            self.add_error("next_step", _("Write what is to be done by then."))
        return typed


def guesses(today: date) -> dict[str, Any]:
    """Return what need not be asked, and a key of its own for each sending."""
    return {"kind": InteractionKind.VISIT.value, "held_on": today, "sent_key": secrets.token_urlsafe(18)}
