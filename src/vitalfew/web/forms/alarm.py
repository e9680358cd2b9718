"""The form that says when a silence rings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vitalfew.loop.control.rules import CHANCES
from vitalfew.web.forms.inputs import Version, choice

_WORDS = {f"{chance:.2f}": f"{chance:.0%}" for chance in CHANCES}


class AlarmForm(forms.Form):
    """The chance from which it rings, and the day of silence on which it does at the latest."""

    chance = choice(
        _("Ring when the chance of no order in 120 days reaches"), _WORDS, _("Choose a chance."), as_buttons=True
    )
    backstop = forms.IntegerField(
        label=_("At the latest, overdue, on this day of silence"),
        help_text=_("The table beside shows what each day would have brought on your own books."),
        widget=forms.NumberInput(attrs={"class": "in", "min": 14, "max": 120}),
        error_messages={"required": _("Write a day from 14 to 120."), "invalid": _("Write a day from 14 to 120.")},
    )
    version = Version()
