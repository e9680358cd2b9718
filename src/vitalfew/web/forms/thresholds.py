"""The form of the thresholds of the stages' evidence."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.loop.analysis.queries.thresholds import ThresholdsState
from vitalfew.loop.analysis.rules.thresholds import MOST, SHARES, Thresholds, as_dict
from vitalfew.web.fields_joint import THRESHOLDS
from vitalfew.web.forms.inputs import Amount, Version, text, typed_amount

_COUNT = _("Write a whole number.")
_PART = _("Write a number of per cent from 0 to 100.")


class ThresholdForm(forms.Form):
    """From where on something stands for a stage."""

    version = Version()

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for name in as_dict(Thresholds()):
            self.fields[name] = _field(name)
        self.fields["note"] = text(pgettext_lazy("field", "Why these"))

    @property
    def asked(self) -> Thresholds:
        """Return the thresholds that were typed."""
        typed: dict[str, Any] = {name: self.cleaned_data[name] for name in as_dict(Thresholds())}
        typed |= {name: _share(typed[name]) for name in SHARES}
        return Thresholds(**typed)


def as_typed(state: ThresholdsState) -> Mapping[str, Any]:
    """Return the thresholds as the form shows them."""
    told = as_dict(state.asked)
    shown = {name: f"{float(told[name]) * 100:g}" for name in SHARES}
    return (
        told | shown | {"pre_trade": typed_amount(state.asked.pre_trade), "note": state.note, "version": state.version}
    )


def _share(percent: Decimal) -> Decimal:
    return (percent / 100).quantize(Decimal("0.000001"))


def _field(name: str) -> forms.Field:
    label = THRESHOLDS[name]
    if name == "pre_trade":
        return Amount(label=label, missing=_("Write the amount."))
    if name in SHARES:
        widget = forms.TextInput(attrs={"class": "in", "inputmode": "decimal"})
        said = ("required", "invalid", "min_value", "max_value", "max_decimal_places")
        return forms.DecimalField(
            label=label, min_value=0, max_value=100, decimal_places=4, widget=widget,
            error_messages=dict.fromkeys(said, _PART),
        )  # fmt: skip
    widget = forms.TextInput(attrs={"class": "in", "inputmode": "numeric"})
    said_count = dict.fromkeys(("required", "invalid", "min_value", "max_value"), _COUNT)
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST.get(name, 10_000), widget=widget, error_messages=said_count
    )
