"""How well a model does on time it has not seen: fit before a day, compare with what happened after it (I22)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from vitalfew.measures.days import day_of
from vitalfew.measures.errors import BadInput, MeasureError, NotEnoughData
from vitalfew.measures.lifetime.geometric import BetaGeometricNBD, ModifiedBetaGeometricNBD
from vitalfew.measures.lifetime.histories import Floats
from vitalfew.measures.lifetime.model import PurchaseModel
from vitalfew.measures.lifetime.pareto_nbd import ParetoNBD
from vitalfew.measures.lifetime.summary import DAYS, Summary, Unit, summarize

MODELS: tuple[type[PurchaseModel], ...] = (BetaGeometricNBD, ModifiedBetaGeometricNBD, ParetoNBD)
CLASSES = 8  # of customers by repeat purchases before: 0, 1 … 6, 7 and more


@dataclass(frozen=True)
class HeldOut:
    """The customers known by a day, as they stood then and as they stand at the end; made by `hold_out`."""

    before: Summary
    after: Summary
    time: float  # from the day to the end, in the unit of the summaries

    @property
    def purchases(self) -> Floats:
        """How often each customer bought in that time, of shape (customers,)."""
        return self.after.frequency - self.before.frequency


@dataclass(frozen=True)
class Trial:
    """How a model fitted before the day did after it, over all customers and by repeat purchases before."""

    model: PurchaseModel
    log_likelihood: float  # of what happened after, given what happened before, under the parameters from before
    happened: float
    expected: float
    classes: Floats  # repeat purchases before: 0, 1 … 7 (and more)
    customers: Floats
    happened_by_class: Floats  # mean per customer; NaN where the class is empty
    expected_by_class: Floats


@dataclass(frozen=True)
class Choice:
    """The models tried, best first, and why the others could not be."""

    trials: tuple[Trial, ...]
    refused: dict[str, str]

    @property
    def best(self) -> Trial:
        """The trial that made what happened most likely."""
        return self.trials[0]


def hold_out(
    customer: npt.ArrayLike,
    day: npt.ArrayLike,
    amount: npt.ArrayLike,
    *,
    split: np.datetime64 | date | str,
    end: np.datetime64 | date | str,
    unit: Unit = "week",
) -> HeldOut:
    """Return the customers who had bought by `split` (included), as they stood then and at `end`.

    Raises as `summarize` does, BadInput where the split is not before the end, NotEnoughData where nobody had bought.
    """
    first, last = day_of("split", split), day_of("end", end)
    if not first < last:
        raise BadInput("split", None, str(first), f"wants a day before the end, {last}")
    after = summarize(customer, day, amount, end=last, unit=unit)
    names, days, amounts = np.asarray(customer), np.asarray(day).astype("datetime64[D]"), np.asarray(amount)
    is_before = days <= first
    if not is_before.any():
        raise NotEnoughData(f"nobody bought by {first}")
    before = summarize(names[is_before], days[is_before], amounts[is_before], end=first, unit=unit)
    time = float((last - first).astype(np.int64)) / DAYS[unit]
    return HeldOut(before, _of(after, np.isin(after.customer, before.customer)), time)


def try_model(model: type[PurchaseModel], held: HeldOut) -> Trial:
    """Fit before the day and compare with what happened; raises as `fit` does.

    The likelihood of what happened after, given what happened before, is that of the whole history over that of its
    first part, both under the parameters of the first part: so models are compared on purchases none has seen.
    """
    old, new = held.before, held.after
    fitted = model.fit(old.frequency, old.recency, old.age)
    expected = fitted.expected_future_purchases(held.time, old.frequency, old.recency, old.age)
    whole = fitted.log_likelihood_of(new.frequency, new.recency, new.age)
    places = np.minimum(old.frequency, CLASSES - 1).astype(np.int64)
    customers = np.bincount(places, minlength=CLASSES).astype(np.float64)
    with np.errstate(invalid="ignore"):
        means = [np.bincount(places, values, CLASSES) / customers for values in (held.purchases, expected)]
    return Trial(
        model=fitted,
        log_likelihood=whole - fitted.log_likelihood,
        happened=float(held.purchases.sum()),
        expected=float(expected.sum()),
        classes=np.arange(CLASSES, dtype=np.float64),
        customers=customers,
        happened_by_class=means[0],
        expected_by_class=means[1],
    )


def choose_model(held: HeldOut, models: Sequence[type[PurchaseModel]] = MODELS) -> Choice:
    """Try each model and rank them by the likelihood of what they had not seen.

    Raises NotEnoughData where every model refuses; `Choice.refused` says why some did.
    """
    trials, refused = [], {}
    for model in models:
        try:
            trials.append(try_model(model, held))
        except MeasureError as error:
            refused[model.__name__] = str(error)
    if not trials:
        raise NotEnoughData("; ".join(f"{name}: {why}" for name, why in refused.items()))
    return Choice(tuple(sorted(trials, key=lambda trial: -trial.log_likelihood)), refused)


def _of(summary: Summary, which: npt.NDArray[np.bool_]) -> Summary:
    return Summary(
        summary.customer[which],
        summary.frequency[which],
        summary.recency[which],
        summary.age[which],
        summary.monetary_value[which],
        summary.unit,
    )
