"""Forms that set an objective and change it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.loop.objectives.labels import FOR_WHOM_LABELS, METRIC_LABELS
from vitalfew.people.rules import Role
from vitalfew.web.forms.inputs import Amount, Version, choice, day, line, offer, people_of, person


class ObjectiveForm(forms.Form):
    """One aim: what is measured, from when to when, how much, for whom, whose (S2)."""

    metric = choice(pgettext_lazy("field", "Metric"), METRIC_LABELS, _("Choose what is measured."))
    starts_on = day(pgettext_lazy("field", "Starts on"), _("Choose the first day that counts."))
    due_on = day(pgettext_lazy("field", "Due on"), _("Choose the day by which it must be reached."))
    target = Amount(label=pgettext_lazy("field", "Target"), missing=_("Write the figure to be reached."))
    for_whom = choice(pgettext_lazy("field", "For whom"), FOR_WHOM_LABELS, _("Choose for whom."), as_buttons=True)
    owner = person(pgettext_lazy("field", "Owner"), _("Choose who answers for it."))
    why = line(pgettext_lazy("field", "Why"))

    def __init__(self, *arguments: Any, currency: str = "", **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["target"].help_text = _target_help(currency)
        offer(self, "owner", people_of([Role.MANAGER, Role.DIRECTOR]))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        starts_on, due_on = typed.get("starts_on"), typed.get("due_on")
        if starts_on and due_on and due_on <= starts_on:
            self.add_error("due_on", _("The due day must come after the first day."))
        return typed


def _target_help(currency: str) -> Any:
    if not currency:
        return _(
            "Revenue and margin in the currency of the books, order days in days. 1320万 and 13.2M are understood."
        )
    said = _("Revenue and margin in %(currency)s, order days in days. 1320万 and 13.2M are understood.")
    return said % {"currency": currency}


class ChangeObjectiveForm(ObjectiveForm):
    """Change an objective that may have been changed meanwhile."""

    version = Version()


class PeriodForm(forms.Form):
    """The days for which the books are asked what they say already."""

    starts_on = day("", "-")
    due_on = day("", "-")


class DropForm(forms.Form):
    """Take an objective out of the cycle."""

    version = Version()
    reason = line(pgettext_lazy("field", "Reason"))
