"""What a unit of an activity costs, from when on, and who says so on what ground."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.ledger.labels_facts import FACT_WORDS
from vitalfew.loop.analysis.labels_growth import LEVEL_LABELS
from vitalfew.web.forms.inputs import Amount, Version, choice, day, line


class ChangeRateForm(forms.Form):
    """A rate that may have been changed meanwhile."""

    version = Version(required=False)
    rate = Amount(
        label=pgettext_lazy("cost", "Cost of one"),
        missing=_("Write what one costs."),
        help_text=_("In the currency of the books. Of capital tied up: per cent a year, for example 6."),
    )
    level = choice(pgettext_lazy("cost", "Caused"), LEVEL_LABELS, _("Choose what causes it."), as_buttons=True)
    valid_from = day(pgettext_lazy("field", "Valid from"), _("Choose the first day on which it holds."))
    yearly_cost = Amount(
        label=pgettext_lazy("cost", "All of it in a year"),
        missing="",
        required=False,
        help_text=_("What the activity costs in a year, done or not. What no customer caused stays with the company."),
    )
    source = line(
        pgettext_lazy("field", "Source"),
        _("Say where the rate comes from. A rate without its source cannot be checked."),
    )


class RateForm(ChangeRateForm):
    """A new rate."""

    activity = choice(pgettext_lazy("fact", "Activity"), FACT_WORDS["activity"], _("Choose the activity."))
    field_order = ("activity", "rate", "level", "valid_from", "yearly_cost", "source")

    def told(self) -> dict[str, Any]:
        """Return what was typed."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
