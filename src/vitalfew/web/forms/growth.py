"""What is asked of the pages of growth, and what is said of a product's stage of life."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.loop.analysis.labels_growth import LIFE_LABELS
from vitalfew.loop.analysis.rules.life_cycle import LifeStage
from vitalfew.web.forms.inputs import Version, choice, day, text


class PeriodForm(forms.Form):
    """From which day to which; what cannot be read is left at the last twelve months."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        # "from" is no name that a class can have.
        self.fields["from"], self.fields["to"] = day(_("From")), day(_("To"))

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        start, end = asked.get("from"), asked.get("to")
        if start and end and start > end:
            self.add_error("from", _("The first day comes after the last. Turn the two round."))
        return asked

    def days(self) -> tuple[date | None, date | None]:
        """Return what is asked; nothing of what does not fit."""
        asked = self.cleaned_data if self.is_valid() else {}
        return asked.get("from"), asked.get("to")


class StageForm(forms.Form):
    """At which stage a product stands, and why the figures are wrong about it."""

    stage = choice(pgettext_lazy("life cycle", "Stage of life"), LIFE_LABELS, _("Choose the stage."), as_buttons=True)
    reason = text(pgettext_lazy("field", "Reason"), _("Write why: the figures say otherwise, and somebody will ask."))
    version = Version(required=False)


class TakeBackForm(forms.Form):
    """Let the computed stage count again."""

    reason = text(pgettext_lazy("field", "Reason"), _("Write why the computed stage counts again."))
    version = Version(required=False)


STAGES = frozenset({*(stage.value for stage in LifeStage), "none"})
