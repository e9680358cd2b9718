"""Forms that claim a stage and answer a claim."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.web.forms.inputs import Version, choice, text


class ClaimForm(forms.Form):
    """Claim one of the stages that may follow, with the reason (S16)."""

    stage = choice(pgettext_lazy("field", "Stage"), {}, _("Choose the stage you claim."), as_buttons=True)
    reason = text(
        pgettext_lazy("field", "Reason"), _("Write what you saw or heard that the books cannot show."), rows=4
    )

    def __init__(self, *arguments: Any, stages: Mapping[Any, Any], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["stage"].choices = [(str(stage), word) for stage, word in stages.items()]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """Confirm a claim, or decline it with the reason."""

    version = Version()
    reason = text(pgettext_lazy("field", "Reason of the answer"), rows=2, help_text=_("Needed to decline."))
    do = forms.ChoiceField(choices=[("confirm", ""), ("decline", "")])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("do") == "decline" and not typed.get("reason"):
            self.add_error("reason", _("Write why you decline, so that the manager knows what is missing."))
        return typed
