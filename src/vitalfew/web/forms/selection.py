"""Forms of the selection: other weights to try, a score, a decision, the next version of the scorecard."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.loop.analysis.labels_selection import ANCHOR_LABELS, CRITERION_LABELS, SOURCE_LABELS, STEP_VERBS
from vitalfew.loop.analysis.rules.selection import (
    COMPUTABLE,
    LINES,
    Card,
    Criterion,
    ScoreSource,
    Step,
    Weighed,
    tried,
)
from vitalfew.web.forms.inputs import Version, choice, line, text

_LINE_LABELS = {
    "attractive_from": pgettext_lazy("field", "Attractive from"),
    "strong_from": pgettext_lazy("field", "Strong from"),
    "cash_below": pgettext_lazy("field", "Manage for cash below"),
    "places": pgettext_lazy("field", "Places on the list"),
    "most_keys": pgettext_lazy("field", "Key accounts, at most"),
    "most_per_manager": pgettext_lazy("field", "Key accounts of one manager, at most"),
}
_ON_SCALE = LINES[:3]


class TryForm(forms.Form):
    """Other weights, in the address: what they would change, changing nothing."""

    def __init__(self, typed: Any) -> None:
        super().__init__(typed)
        for code, label in CRITERION_LABELS.items():
            self.fields[f"w_{code.value}"] = _whole(label, 0, 100, is_needed=False, step=5)

    def card(self, card: Card) -> Card | None:
        """Return the card with the weights that were asked for; None where none was."""
        self.is_valid()
        told = {code: self.cleaned_data.get(f"w_{code.value}") for code in Criterion}
        wanted = {code: weight for code, weight in told.items() if weight is not None}
        return tried(card, wanted) if wanted else None


class ScoreForm(forms.Form):
    """Judge an account by one criterion, on evidence."""

    score = forms.DecimalField(
        label=pgettext_lazy("field", "Score"),
        min_value=0,
        max_value=10,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"class": "in", "step": "0.5", "min": 0, "max": 10}),
        error_messages={
            "required": _("A score lies between 0 and 10."),
            "invalid": _("A score lies between 0 and 10."),
            "min_value": _("A score lies between 0 and 10."),
            "max_value": _("A score lies between 0 and 10."),
            "max_decimal_places": _("One decimal is enough."),
        },
    )
    evidence = text(
        pgettext_lazy("field", "Evidence"), _("Write on what the score rests. Without it nobody can check it."), rows=2
    )
    version = Version()


class StepForm(forms.Form):
    """Decide what becomes of an account, with the reason."""

    reason = text(pgettext_lazy("field", "Reason"), _("Write the reason of the decision."))
    version = Version()

    def __init__(self, *arguments: Any, steps: tuple[Step, ...], **more: Any) -> None:
        super().__init__(*arguments, **more)
        words = {step.value: STEP_VERBS[step] for step in steps}
        self.fields["step"] = choice(
            pgettext_lazy("field", "Decision"), words, _("Choose what is decided."), as_buttons=True
        )
        self.order_fields(["step", "reason", "version"])


class ScorecardForm(forms.Form):
    """The next version of the scorecard, made from the one in use."""

    reason = text(
        pgettext_lazy("field", "Reason"), _("Write why the scorecard changes. Everybody's scores will be read by it.")
    )
    after = Version()

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for code, label in CRITERION_LABELS.items():
            self.fields[f"weight_{code.value}"] = _named(_whole(label, 0, 100))
            if code in COMPUTABLE:
                self.fields[f"source_{code.value}"] = _named(choice(label, SOURCE_LABELS, _("Choose one.")))
            for end, usual in zip(("low", "high"), ANCHOR_LABELS[code], strict=True):
                self.fields[f"{end}_{code.value}"] = _named(line(label, longest=120, placeholder=usual))
        for name, label in _LINE_LABELS.items():
            is_scale = name in _ON_SCALE
            self.fields[name] = _scale(label) if is_scale else _whole(label, 1, 500)

    def card(self) -> Card:
        """Return the card as it was typed."""
        typed = self.cleaned_data
        criteria = tuple(
            Weighed(
                code,
                Decimal(typed[f"weight_{code.value}"]) / 100,
                ScoreSource(typed.get(f"source_{code.value}", ScoreSource.JUDGED)),
                typed[f"low_{code.value}"],
                typed[f"high_{code.value}"],
            )
            for code in Criterion
        )
        return Card(criteria, **{name: typed[name] for name in LINES})


def typed_card(card: Card) -> dict[str, Any]:
    """Return the card as the form shows it."""
    shown: dict[str, Any] = {name: getattr(card, name) for name in LINES}
    shown |= {name: f"{shown[name].normalize():f}" for name in _ON_SCALE}
    for one in card.criteria:
        shown |= {
            f"weight_{one.code.value}": round(100 * one.weight),
            f"source_{one.code.value}": one.source.value,
            f"low_{one.code.value}": one.low,
            f"high_{one.code.value}": one.high,
        }
    return shown


def _named(field: Any) -> Any:
    """Return the field, saying its own name: in a table there is no room for a label beside it."""
    field.widget.attrs["aria-label"] = field.label
    return field


def _whole(label: Any, low: int, high: int, *, is_needed: bool = True, step: int = 1) -> forms.IntegerField:
    wrong = _("A whole number between %(low)s and %(high)s.") % {"low": low, "high": high}
    return forms.IntegerField(
        label=label,
        required=is_needed,
        min_value=low,
        max_value=high,
        widget=forms.NumberInput(attrs={"class": "in", "step": step}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


def _scale(label: Any) -> forms.DecimalField:
    wrong = _("A line lies between 0 and 10.")
    return forms.DecimalField(
        label=label,
        min_value=0,
        max_value=10,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "in", "step": "0.5"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value", "max_decimal_places"), wrong),
    )
