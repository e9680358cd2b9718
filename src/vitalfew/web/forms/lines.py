"""What is asked of the lines behind a figure: days, kind, currency, measure. All of it stands in the address."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.ledger.labels import KIND_LABELS
from vitalfew.ledger.queries import BooksEdge
from vitalfew.ledger.rules.figures import years_before
from vitalfew.web.forms.inputs import day
from vitalfew.web.traces import MARGIN, ORDER_DAYS, REVENUE

MEASURE_WORDS = {
    REVENUE: _("Amount"),
    MARGIN: _("Gross margin"),
    ORDER_DAYS: pgettext_lazy("metric", "Order days"),
}


@dataclass(frozen=True)
class LinesAsked:
    """Which lines, and what of them is added up."""

    start: date | None
    end: date | None
    kinds: tuple[str, ...]
    currency: str | None
    measure: str


def with_days(query: QueryDict, edge: BooksEdge) -> QueryDict:
    """Return what is asked with the days that `period=year` means: the twelve months that all figures are of."""
    asked = query.copy()
    if asked.get("period") == "year" and edge.last_day:
        asked["from"] = (years_before(edge.last_day, 1) + timedelta(1)).isoformat()
        asked["to"] = edge.last_day.isoformat()
    return asked


class LinesForm(forms.Form):
    """From which day to which, both included; open at an end that is left out."""

    kind = forms.MultipleChoiceField(choices=KIND_LABELS.items(), required=False, widget=forms.SelectMultiple)
    currency = forms.RegexField(r"[A-Z]{3}|-", required=False)
    measure = forms.ChoiceField(choices=MEASURE_WORDS.items(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from"] = day(_("From"))
        self.fields["to"] = day(_("To"))

    def asked(self) -> LinesAsked:
        """Return what is asked, as far as it can be read."""
        self.is_valid()
        said = getattr(self, "cleaned_data", {})
        currency = said.get("currency") or None
        return LinesAsked(
            start=said.get("from"),
            end=said.get("to"),
            kinds=tuple(said.get("kind") or ()),
            currency="" if currency == "-" else currency,
            measure=said.get("measure") or REVENUE,
        )
