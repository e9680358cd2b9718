"""What a manager says of a family that his customer does not buy."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.web.forms.inputs import Amount, Version, text


class SpaceForm(forms.Form):
    """The manager's own figure, or that there is no need; and why."""

    amount = Amount(label=pgettext_lazy("white space", "My own figure, a year"), missing="", required=False)
    no_need = forms.BooleanField(label=pgettext_lazy("white space", "They have no need of it"), required=False)
    reason = text(pgettext_lazy("field", "Reason"), _("Write what it rests on."))
    version = Version(required=False)
