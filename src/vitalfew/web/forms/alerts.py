"""The form that handles an alert."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.web.forms.inputs import Version, line


class HandleForm(forms.Form):
    """Acknowledge an alert, take it in hand, close it, or dismiss it as none; the last two with the reason."""

    version = Version()
    do = forms.ChoiceField(choices=[("acknowledge", ""), ("act", ""), ("close", ""), ("dismiss", "")])
    reason = line(pgettext_lazy("field", "Reason"), help_text=_("Needed to close it or to dismiss it."))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("do") in {"close", "dismiss"} and not typed.get("reason"):
            self.add_error(
                "reason", _("Write the reason. It tells the next reader what you know, and how well we warn.")
            )
        return typed
