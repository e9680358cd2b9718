"""The forms that bring a file to an account and remove one."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.relations.rules.attachments import KINDS
from vitalfew.web.forms.inputs import Version, line

# Shown by the file dialog; what a file really is, its bytes say.
ACCEPTED = ",".join(KINDS)


class AttachmentForm(forms.Form):
    """One file and what it is."""

    upload = forms.FileField(
        label=pgettext_lazy("attachment", "File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Choose a file first."), "invalid": _("Choose a file first.")},
    )
    note = line(pgettext_lazy("attachment", "What it is"))


class RemoveForm(forms.Form):
    """Say why a file is removed."""

    reason = line(pgettext_lazy("field", "Reason"), _("Write why it is removed."))
    version = Version()
