"""Forms of what is private about a person: a note, and the wish to be forgotten."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.web.forms.inputs import text as words


class NoteForm(forms.Form):
    """Write a private note."""

    text = words(
        pgettext_lazy("person", "Private note"),
        _("Write the note."),
        help_text=_("Professional facts only, in words the person could read."),
    )


class ForgetForm(forms.Form):
    """Forget a person."""

    reason = words(
        pgettext_lazy("field", "Reason"), _("Write why the person is to be forgotten: who asked for it, and when.")
    )
