"""The form that draws an API token."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.web.forms.inputs import day, line


class TokenForm(forms.Form):
    """Say which program the token is for and how long it lasts."""

    name = line(
        pgettext_lazy("token", "For which program"), _("Say which program it is for."), longest=100, autocomplete="off"
    )
    expires_on = day(pgettext_lazy("token", "Last day"), _("Choose a last day from today on."))
