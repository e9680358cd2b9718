"""The form that closes a cycle: why each objective came out as it did, and what is carried on."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.web.forms.inputs import day, text


class ReviewForm(forms.Form):
    """Why, lesson, decision (S43). Target and actual are not asked: the books say them."""

    cycle = forms.IntegerField(required=False, widget=forms.HiddenInput)
    held_on = day(pgettext_lazy("field", "Held on"), _("Choose the day."))
    lesson = text(pgettext_lazy("field", "Lesson"), _("Write the lesson: the next cycle begins with it."), rows=3)
    decision = text(pgettext_lazy("field", "Decision"), rows=2)

    def __init__(self, *arguments: Any, objective_ids: Iterable[int], today: date, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.today = today
        self.ids = list(objective_ids)
        for objective_id in self.ids:
            self.fields[f"why_{objective_id}"] = text(pgettext_lazy("field", "Why"), rows=2)

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        if held_on > self.today:
            raise forms.ValidationError(_("This day is still to come. Close the cycle once the review has been held."))
        return held_on

    @property
    def written(self) -> dict[str, Any]:
        """Return what was typed, under the names the review knows it by."""
        typed = self.cleaned_data
        names = ("held_on", "lesson", "decision")
        return {name: typed[name] for name in names} | {"cycle_id": typed["cycle"]}

    @property
    def whys(self) -> dict[int, str]:
        """Return the reason given for each objective."""
        return {objective_id: self.cleaned_data[f"why_{objective_id}"] for objective_id in self.ids}

    def why_of(self, objective_id: int) -> forms.BoundField:
        """Return the field in which an objective's result is explained."""
        return self[f"why_{objective_id}"]
