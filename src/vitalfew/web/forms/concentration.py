"""What is asked of the concentration page: measure, scope, period, threshold. All of it stands in the address."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.ledger.labels_meaning import RATE_LABELS
from vitalfew.ledger.rules.currency import RateKind
from vitalfew.ledger.rules.figures import Measure, Scope
from vitalfew.loop.analysis.rules.concentration import LEVELS
from vitalfew.web.forms.inputs import day

MEASURE_WORDS = {
    Measure.REVENUE: pgettext_lazy("measure", "Revenue"),
    Measure.MARGIN: pgettext_lazy("measure", "Gross margin"),
    Measure.PROFIT: pgettext_lazy("measure", "Customer profit"),
}
SCOPE_WORDS = {
    Scope.SALES: pgettext_lazy("scope", "Sales only"),
    Scope.NET: pgettext_lazy("scope", "Net of returns"),
}
THRESHOLD = 80


@dataclass(frozen=True)
class Question:
    """What is asked; what could not be read is left at its usual value."""

    by: Measure = Measure.REVENUE
    scope: Scope = Scope.SALES
    start: date | None = None
    end: date | None = None
    threshold: int = THRESHOLD
    rates: RateKind | None = None  # None: as the books are set


class QuestionForm(forms.Form):
    """Check the address and say what in it cannot be."""

    by = forms.ChoiceField(choices=MEASURE_WORDS.items(), required=False)
    scope = forms.ChoiceField(choices=SCOPE_WORDS.items(), required=False)
    rates = forms.ChoiceField(choices=RATE_LABELS.items(), required=False)
    threshold = forms.IntegerField(
        label=_("Threshold"),
        required=False,
        min_value=LEVELS[0],
        max_value=LEVELS[-1],
        widget=forms.NumberInput(attrs={"type": "range", "step": 1, "data-slider": ""}),
        error_messages={
            "invalid": _("The threshold is a whole number of per cent."),
            "min_value": _("The threshold lies between 50 and 95 per cent."),
            "max_value": _("The threshold lies between 50 and 95 per cent."),
        },
    )

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        # "from" is no name that a class can have.
        self.fields["from"] = day(_("From"))
        self.fields["to"] = day(_("To"))

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        start, end = asked.get("from"), asked.get("to")
        if start and end and start > end:
            self.add_error("from", _("The first day comes after the last. Turn the two round."))
            asked["to"] = None
        return asked

    def question(self) -> Question:
        """Return what is asked, as far as it can be read."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return Question(
            by=Measure(asked.get("by", Measure.REVENUE)),
            scope=Scope(asked.get("scope", Scope.SALES)),
            start=asked.get("from"),
            end=asked.get("to"),
            threshold=asked.get("threshold", THRESHOLD),
            rates=RateKind(asked["rates"]) if asked.get("rates") else None,
        )
