"""From order days to what customers without a contract will bring: a model chosen, proved and applied (C13–C15, I12).

The model is the one that made most likely what it had not seen: each is fitted before a day and judged on what came
after it; the chosen one is then fitted on all the books.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from vitalfew.measures.errors import MeasureError
from vitalfew.measures.lifetime import (
    BetaGeometricNBD,
    Choice,
    GammaGamma,
    PurchaseModel,
    Summary,
    choose_model,
    customer_lifetime_value,
    hold_out,
    lifetime_value_interval,
    summarize,
)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

METHOD = "lifetime-1"
UNIT: Any = "month"
YEAR, HORIZON = 12, 36  # months told of
LEVEL = 0.9  # chance that the interval holds
FUTURES = 400
SHOWN = 2_000  # accounts at most of which an interval is told
FEWEST, FEWEST_AGAIN, SHORTEST = 50, 20, 180  # customers, of them bought again, days of books


class ValueWhy(StrEnum):
    """Why no value is told."""

    NO_BOOKS = "no_books"
    SHORT_BOOKS = "short_books"
    FEW_CUSTOMERS = "few_customers"
    FEW_AGAIN = "few_again"
    NO_MODEL = "no_model"


class ThinData(Exception):
    """The books say too little for a model; `why` says in what, `count` how much there is."""

    def __init__(self, why: ValueWhy, count: int) -> None:
        super().__init__(why.value)
        self.why = why
        self.count = count


@dataclass(frozen=True)
class Orders:
    """Order days in any order: whose (a number), when, for how much (NaN where it is not known), to the books' end."""

    customer: Ints
    day: npt.NDArray[np.datetime64]
    amount: Floats
    begin: date
    end: date


@dataclass(frozen=True)
class ClassProof:
    """Customers by how often they had bought again before the day: orders a customer, as they came and as expected."""

    bought: int
    customers: int
    happened: float
    expected: float


@dataclass(frozen=True)
class Proof:
    """What the model, fitted up to `split`, expected of the time after it, and what came."""

    split: date
    end: date
    customers: int
    happened: float  # orders of all
    expected: float
    by_class: tuple[ClassProof, ...]
    others: tuple[tuple[str, float], ...]  # the other models by the likelihood of what came, less the best one's


@dataclass(frozen=True)
class Fitted:
    """A model's parameters with their standard errors."""

    model: str
    parameters: dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Lifetimes:
    """What each customer will bring, arrays of shape (customers,); NaN where it is not known. Values are sales."""

    customer: Ints
    bought_again: Ints
    alive: Floats
    orders: Floats  # in the next twelve months
    spend: Floats  # an order
    year: Floats  # value of the next 12 months, discounted
    value: Floats  # of the next 36
    purchases: Fitted
    money: Fitted | None  # None where spend cannot be modelled
    proof: Proof
    models: tuple[PurchaseModel, GammaGamma | None]
    summary: Summary
    monthly: float  # discount rate


def estimate(orders: Orders, discount_rate: float) -> Lifetimes:
    """Choose, prove and apply a model; `discount_rate` is a year's. Raises ThinData, saying in what the books lack."""
    _refuse_thin(orders)
    split = split_day(orders.begin, orders.end)
    known = np.nan_to_num(orders.amount)
    try:
        held = hold_out(orders.customer, orders.day, known, split=split, end=orders.end, unit=UNIT)
        choice = choose_model(held)
        whole = summarize(orders.customer, orders.day, known, end=orders.end, unit=UNIT)
        model = type(choice.best.model).fit(whole.frequency, whole.recency, whole.age)
    except MeasureError as error:
        raise ThinData(ValueWhy.NO_MODEL, len(np.unique(orders.customer))) from error
    return _applied(orders, whole, model, _proof(choice, split, orders.end), (1 + discount_rate) ** (1 / YEAR) - 1)


def split_day(begin: date, end: date) -> date:
    """Return up to which day the model is fitted for its proof: the last third is held out, a year at most."""
    return end - timedelta(min((end - begin).days // 3, 365))


def intervals(lifetimes: Lifetimes, places: Ints, months: int) -> tuple[Floats, Floats]:
    """Return between what the value of these customers over so many months will fall, nine times in ten."""
    model, money = lifetimes.models
    if money is None or not len(places):
        nothing = np.full(len(places), np.nan)
        return nothing, nothing
    told, spent = lifetimes.summary, _spent(lifetimes.summary)
    found = lifetime_value_interval(
        model,
        money,
        told.frequency[places],
        told.recency[places],
        told.age[places],
        spent[places],
        periods=months,
        discount_rate=lifetimes.monthly,
        level=LEVEL,
        futures=FUTURES,
    )
    unknown = np.isnan(lifetimes.value[places])
    return np.where(unknown, np.nan, found.low), np.where(unknown, np.nan, found.high)


def _refuse_thin(orders: Orders) -> None:
    days = (orders.end - orders.begin).days + 1
    pairs = np.unique(np.stack([orders.customer, orders.day.astype(np.int64)]), axis=1)[0]
    _, counts = np.unique(pairs, return_counts=True)
    for why, count, fewest in (
        (ValueWhy.SHORT_BOOKS, days, SHORTEST),
        (ValueWhy.FEW_CUSTOMERS, len(counts), FEWEST),
        (ValueWhy.FEW_AGAIN, int((counts > 1).sum()), FEWEST_AGAIN),
    ):
        if count < fewest:
            raise ThinData(why, count)


def _applied(orders: Orders, whole: Summary, model: PurchaseModel, proof: Proof, monthly: float) -> Lifetimes:
    history = whole.frequency, whole.recency, whole.age
    spent, money = _spent(whole), _money(whole)
    alive = model.probability_alive(*history)
    if isinstance(model, BetaGeometricNBD):
        alive = np.where(whole.frequency > 0, alive, np.nan)  # it takes everybody who bought once for active
    is_known = _known(orders, whole) & ((whole.frequency == 0) | (whole.monetary_value > 0))
    nothing = np.full(len(whole.customer), np.nan)

    def worth(months: int) -> Floats:
        if money is None:
            return nothing
        value = customer_lifetime_value(model, money, *history, spent, periods=months, discount_rate=monthly)
        return np.where(is_known, value, np.nan)

    return Lifetimes(
        customer=whole.customer.astype(np.int64),
        bought_again=whole.frequency.astype(np.int64),
        alive=alive,
        orders=model.expected_future_purchases(YEAR, *history),
        spend=np.where(is_known, money.expected_spend(whole.frequency, spent), np.nan) if money else nothing,
        year=worth(YEAR),
        value=worth(HORIZON),
        purchases=_fitted(model),
        money=_fitted(money) if money else None,
        proof=proof,
        models=(model, money),
        summary=whole,
        monthly=monthly,
    )


def _known(orders: Orders, whole: Summary) -> npt.NDArray[np.bool_]:
    """Tell of each customer whether every amount of his is known."""
    return ~np.isin(whole.customer, orders.customer[np.isnan(orders.amount)])


def _spent(whole: Summary) -> Floats:
    """Return the mean spend of who bought again; of others any number above 0 stands in, which the model ignores."""
    return np.where((whole.frequency > 0) & (whole.monetary_value > 0), whole.monetary_value, 1.0)


def _money(whole: Summary) -> GammaGamma | None:
    again = (whole.frequency > 0) & (whole.monetary_value > 0)
    try:
        return GammaGamma.fit(whole.frequency[again], whole.monetary_value[again])
    except MeasureError:
        return None


def _fitted(model: PurchaseModel | GammaGamma) -> Fitted:
    parameters = {name: (float(getattr(model, name)), model.standard_errors[name]) for name in model.names}
    return Fitted(type(model).__name__, parameters)


def _proof(choice: Choice, split: date, end: date) -> Proof:
    best = choice.best
    classes = zip(
        best.classes.tolist(),
        best.customers.tolist(),
        best.happened_by_class.tolist(),
        best.expected_by_class.tolist(),
        strict=True,
    )
    return Proof(
        split=split,
        end=end,
        customers=int(best.customers.sum()),
        happened=best.happened,
        expected=best.expected,
        by_class=tuple(ClassProof(int(number), int(n), came, told) for number, n, came, told in classes if n),
        others=tuple((type(one.model).__name__, one.log_likelihood - best.log_likelihood) for one in choice.trials[1:]),
    )
