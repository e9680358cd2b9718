"""The form of a prospect: who it is, and where it was heard of."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.web.forms.inputs import Version, line


class ProspectForm(forms.Form):
    """Note an account that the books do not name yet."""

    name = line(pgettext_lazy("field", "Name"), _("Write the name of the company."))
    code = line(
        pgettext_lazy("field", "Code"), help_text=_("As your books will call it. Its lines find it by themselves then.")
    )
    tax_id = line(_("Tax number"), longest=30, help_text=_("18 characters, as on the business licence."))
    country = line(pgettext_lazy("field", "Country"), longest=100)
    source = line(_("Heard of from"), longest=200)


class JoinForm(forms.Form):
    """Say which account of the books the prospect is."""

    account = forms.IntegerField(min_value=1)
    version = Version()
