"""The forms of the tree of causes and of the playbook: both languages, because both are read (S24)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.web.forms.inputs import Version, choice, line, text

_NAME = _("Write the name in Chinese and in English.")
_STEPS = _("Write the steps in Chinese and in English.")


def _retired(label: Any, help_text: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=help_text)


class CauseForm(forms.Form):
    """What a cause is called and under which it stands."""

    name = line(pgettext_lazy("field", "Chinese name"), _NAME, longest=100)
    name_en = line(pgettext_lazy("field", "English name"), _NAME, longest=100)
    parent = choice(pgettext_lazy("cause", "Stands under"), {}, _("Choose one of the list."))
    is_retired = _retired(
        pgettext_lazy("cause", "No longer offered"), _("Cases that name it keep it; new ones cannot choose it.")
    )
    version = Version(required=False)

    def __init__(self, *arguments: Any, parents: Mapping[str, Any], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["parent"].required = False
        self.fields["parent"].choices = [("", _("nothing: it is a root")), *parents.items()]  # type: ignore[attr-defined]


class PlayForm(forms.Form):
    """What a play is called, for which cause it is, and its steps."""

    name = line(pgettext_lazy("field", "Chinese name"), _NAME, longest=150)
    name_en = line(pgettext_lazy("field", "English name"), _NAME, longest=150)
    cause = choice(pgettext_lazy("play", "For the cause"), {}, _("Choose one of the list."))
    steps = text(pgettext_lazy("play", "Steps in Chinese"), _STEPS, rows=4)
    steps_en = text(pgettext_lazy("play", "Steps in English"), _STEPS, rows=4)
    is_retired = _retired(
        pgettext_lazy("cause", "No longer offered"), _("Remedies that came from it stay as they are.")
    )
    version = Version(required=False)

    def __init__(self, *arguments: Any, causes: Mapping[str, Any], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["cause"].choices = list(causes.items())  # type: ignore[attr-defined]
