"""The customers without a contract: what they come to, how well the model did, and each with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew import words
from vitalfew.loop.analysis.labels_value import MODEL_LABELS, THIN_LABELS
from vitalfew.loop.analysis.queries.value import Modelled, ValuationState, ValueState
from vitalfew.loop.analysis.rules.lifetimes import Fitted
from vitalfew.web.charts.bars import ProgressBar, progress_bar
from vitalfew.web.charts.whisker import Whisker, whisker

ROWS = 25


@dataclass(frozen=True)
class ClassRow:
    """Customers by how often they had bought again: what came (the tick) beside what was expected (the bar)."""

    label: str
    customers: int
    happened: str
    expected: str
    bar: ProgressBar


@dataclass(frozen=True)
class ModelRow:
    """One customer with the picture of its interval."""

    of: ValueState
    whisker: Whisker | None
    unit: words.Unit


@dataclass(frozen=True)
class Parameter:
    """A parameter of a model with its standard error."""

    model: str
    name: str
    value: str
    error: str


def answer(state: ValuationState, contract: Sequence[ValueState]) -> str:
    """Say what is ahead, of those without a contract and of those under one."""
    clauses = [_free(state.model, state.currency)] if state.model else []
    known = [one.value for one in contract if one.value is not None]
    if known:
        said = {"n": len(known), "value": words.money(sum(known, Decimal(0)), state.currency)}
        clauses.append(
            ngettext(
                "%(n)d account under contract about %(value)s",
                "%(n)d accounts under contract about %(value)s",
                len(known),
            )
            % said
        )
    if not clauses:
        return _("What customers are worth ahead is not known yet")
    return _("The next three years: %(clauses)s") % {"clauses": _("; ").join(clauses)}


def _free(model: Modelled, currency: str) -> str:
    said = {"n": words.number(model.customers)}
    if model.margins:
        amount = {"value": words.money(model.margin, currency)}
        return _("%(n)s customers without a contract about %(value)s of margin") % (said | amount)
    amount = {"value": words.money(model.revenue, currency)}
    return _("%(n)s customers without a contract about %(value)s of revenue, as their cost is not known") % (
        said | amount
    )


def checked(model: Modelled) -> str:
    """Say how far the model was out on the time it had not seen."""
    proof = model.proof
    off = (proof.expected - proof.happened) / proof.happened if proof.happened else None
    return _("%(expected)s orders expected after %(day)s, %(happened)s came (%(off)s)") % {
        "expected": words.number(proof.expected),
        "happened": words.number(proof.happened),
        "day": words.day(proof.split),
        "off": words.change(off),
    }


def why_not(state: ValuationState) -> str:
    """Say why no model is told."""
    return str(THIN_LABELS[state.why]) % {"count": words.number(state.lacking)} if state.why else ""


def class_rows(model: Modelled) -> list[ClassRow]:
    """Return the classes of customers, those who had bought once first."""
    classes = model.proof.by_class
    most = max((max(one.happened, one.expected) for one in classes), default=0.0) or 1.0
    last = max((one.bought for one in classes), default=0)
    return [
        ClassRow(
            label=_("%(n)s and more") % {"n": one.bought} if one.bought == last and last == 7 else str(one.bought),
            customers=one.customers,
            happened=words.number(one.happened, 1),
            expected=words.number(one.expected, 1),
            bar=progress_bar(one.expected / most, one.happened / most),
        )
        for one in classes
    ]


def model_rows(values: Sequence[ValueState], unit: words.Unit) -> list[ModelRow]:
    """Return the customers with the pictures of their intervals, all on one scale."""
    most = max((float(one.high) for one in values if one.high is not None), default=0.0)
    return [ModelRow(one, whisker(one.low, one.value, one.high, most), unit) for one in values]


def parameters(model: Modelled) -> list[Parameter]:
    """Return the parameters of the models with their standard errors."""
    return [*_parameters(model.purchases), *(_parameters(model.money) if model.money else [])]


def name_of(model: str) -> str:
    """Return what the model is called."""
    return MODEL_LABELS.get(model, model)


def _parameters(fitted: Fitted) -> list[Parameter]:
    return [
        Parameter(name_of(fitted.model), name, _number(value), _number(error))
        for name, (value, error) in fitted.parameters.items()
    ]


def _number(value: float) -> str:
    return words.number(value, 0 if abs(value) >= 1000 else 3)
