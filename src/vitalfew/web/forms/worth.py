"""Forms for what nobody can compute: assumptions, and what was spent on customers."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.loop.analysis.labels_value import SPEND_LABELS
from vitalfew.loop.analysis.queries.assumptions import AssumptionsState
from vitalfew.loop.analysis.rules.risk import RETENTION
from vitalfew.web.forms.inputs import Amount, Version, choice, day, line, text

_HUNDRED = Decimal(100)


def _percent(label: Any, help_text: Any = "") -> forms.DecimalField:
    """Return a field for a part of a hundred."""
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        min_value=0,
        max_value=100,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "in", "step": "any", "inputmode": "decimal"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_decimal_places"),
            _("Write a number of per cent from 0 to 100."),
        ),
    )


class AssumptionsForm(forms.Form):
    """Discount rate, chances to stay by band of risk, and the ratio of winning to keeping."""

    discount_rate = _percent(
        _("Discount rate, per cent a year"),
        _("What money a year from now is worth less; finance knows the firm's own."),
    )
    cost_ratio = forms.DecimalField(
        label=_("Winning a customer costs so many times keeping one"),
        help_text=_("Five is often said; nobody has shown it for your trade."),
        decimal_places=2,
        max_digits=6,
        widget=forms.NumberInput(attrs={"class": "in", "step": "any", "inputmode": "decimal"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "max_digits", "max_decimal_places", "max_whole_digits"),
            _("Write a number above 0."),
        ),
    )
    ratio_source = line(_("Where the ratio is from"))
    note = text(_("Why these"), rows=3)
    version = Version()

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        least = 0
        for place, (most, _rate) in enumerate(RETENTION):
            words = {"low": least, "high": most}
            self.fields[f"stay_{place}"] = _percent(_("Stays a year, risk %(low)s to %(high)s, per cent") % words)
            least = most + 1

    @property
    def stays(self) -> list[float]:
        """Return the chances to stay, the lowest risk first."""
        return [float(self.cleaned_data[f"stay_{place}"] / _HUNDRED) for place in range(len(RETENTION))]


def as_typed(state: AssumptionsState) -> Mapping[str, Any]:
    """Return the assumptions as the form shows them."""
    stays = {f"stay_{place}": _neat(rate * 100) for place, (_most, rate) in enumerate(state.retention)}
    return stays | {
        "discount_rate": _neat(float(state.discount_rate) * 100),
        "cost_ratio": _neat(float(state.cost_ratio)),
        "ratio_source": state.ratio_source,
        "note": state.note,
        "version": state.version,
    }


class SpendForm(forms.Form):
    """Money spent on winning or keeping customers."""

    kind = choice(pgettext_lazy("spend", "Spent on"), SPEND_LABELS, _("Choose what it was spent on."), as_buttons=True)
    starts_on = day(_("From"), _("Choose the first day."))
    ends_on = day(_("To"), _("Choose the last day."))
    amount = Amount(label=pgettext_lazy("field", "Amount"), missing=_("Write the amount."))
    what = line(pgettext_lazy("field", "What"), _("Say what the money was spent on."))
    source = line(pgettext_lazy("field", "Source"))


def _neat(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
