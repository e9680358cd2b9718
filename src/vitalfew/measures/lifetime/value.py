"""What a customer is worth from today on: without a contract by model, under contract by retention (C11, C12)."""

from dataclasses import dataclass, replace
from typing import Literal, TypeVar

import numpy as np
import numpy.typing as npt

from vitalfew.measures.errors import BadInput, reals
from vitalfew.measures.lifetime.histories import Floats, checked
from vitalfew.measures.lifetime.model import PurchaseModel
from vitalfew.measures.lifetime.spend import GammaGamma

SETS = 40  # sets of parameters drawn for an interval
Model = TypeVar("Model", PurchaseModel, GammaGamma)
ROWS = 1_000  # customers at a time, whose futures are in memory


@dataclass(frozen=True)
class ValueInterval:
    """Within which each customer's value falls with chance `level`, arrays of shape (n,)."""

    low: Floats
    median: Floats
    high: Floats
    level: float
    futures: int


def customer_lifetime_value(
    purchases: PurchaseModel,
    spend: GammaGamma,
    frequency: npt.ArrayLike,
    recency: npt.ArrayLike,
    age: npt.ArrayLike,
    monetary_value: npt.ArrayLike,
    *,
    periods: int,
    discount_rate: float,
    margin: float = 1.0,
) -> Floats:
    """Return margin · E[spend] · Σ_k E[purchases in period k] / (1 + discount_rate)^k, of shape (n,), k = 1 … periods.

    A period is one unit of the model's times, discounted at its end; `discount_rate` is per period (a yearly 15 % is
    1.15^(1/52) − 1 a week), `margin` the part of the spend that is kept. In the unit of the spend. NaN where the
    expected spend is. Raises BadInput as the models do, on `periods` below 1 and a rate of −1 or less.

    Source: Fader, Hardie & Lee 2005, "RFM and CLV", J. of Marketing Research 42(4) 415–430.
    """
    _check_periods(periods, discount_rate)
    bought = purchases.discounted_purchases(periods, discount_rate, frequency, recency, age)
    if not len(bought):
        return bought
    return np.asarray(float(reals("margin", [margin])[0]) * spend.expected_spend(frequency, monetary_value) * bought)


def lifetime_value_interval(
    purchases: PurchaseModel,
    spend: GammaGamma,
    frequency: npt.ArrayLike,
    recency: npt.ArrayLike,
    age: npt.ArrayLike,
    monetary_value: npt.ArrayLike,
    *,
    periods: int,
    discount_rate: float,
    margin: float = 1.0,
    level: float = 0.9,
    futures: int = 1000,
    seed: int = 0,
) -> ValueInterval:
    """Return where each customer's value will fall with chance `level`, by drawing futures of him.

    40 sets of parameters are drawn around the estimates (normal in their logarithms, by their covariance), with each
    an equal part of the futures: whether he is active, his own rate, chance to quit and spend given his history, then
    purchase by purchase. So the interval holds what is not known of the parameters and chance itself, but not that the
    model may be wrong: see `hold_out`. The same seed gives the same interval. Raises as `customer_lifetime_value`
    does, and BadInput on a level outside 0..1 or fewer than 40 futures.
    """
    _check_periods(periods, discount_rate)
    if not 0 < level < 1:
        raise BadInput("level", None, level, "wants a chance between 0 and 1")
    if futures < SETS:
        raise BadInput("futures", None, futures, f"wants {SETS} or more")
    x, last, end = checked(frequency, recency, age)
    spend.expected_spend(x, monetary_value)
    m = np.array(monetary_value, np.float64)
    chance = np.random.default_rng(seed)
    sets = [(_drawn(purchases, chance), _drawn(spend, chance)) for _ in range(SETS)]
    factors = margin / (1 + discount_rate) ** np.arange(1, periods + 1)
    parts = (1 - level) / 2, 0.5, (1 + level) / 2
    found = np.empty((3, len(x)))
    for start in range(0, len(x), ROWS):
        rows = slice(start, start + ROWS)
        values = [
            np.tensordot(factors, _spent(money, bought, x[rows], m[rows], chance), 1)
            for model, money in sets
            for bought in [model.draw_purchases(chance, x[rows], last[rows], end[rows], periods, futures // SETS)]
        ]
        found[:, rows] = np.quantile(np.concatenate(values, axis=1), parts, axis=1)
    return ValueInterval(found[0], found[1], found[2], level, futures // SETS * SETS)


def retention_lifetime_value(
    margin: npt.ArrayLike,
    retention: npt.ArrayLike,
    discount_rate: float,
    *,
    first_margin: Literal["after one period", "at once"] = "after one period",
) -> Floats:
    """Return the value of a customer under contract who brings `margin` a period and stays with chance `retention`.

    margin · r / (1 + i − r) where the first margin comes after one period, if he stays; margin · (1 + i) / (1 + i − r)
    where it comes at once. `margin` and `retention` (0..1) have one shape or are single numbers; the periods are those
    of the discount rate. Raises BadInput on a retention outside 0..1, and where nothing is discounted and all stay.

    Source: Gupta & Lehmann 2003, "Customers as assets", J. of Interactive Marketing 17(1) 9–24.
    """
    money = np.atleast_1d(np.asarray(margin, np.float64))
    stays = reals("retention", np.atleast_1d(np.asarray(retention)))
    reals("margin", money)
    rate = float(reals("discount_rate", [discount_rate])[0])
    wrong = (stays < 0) | (stays > 1) | (stays >= 1 + rate)
    if wrong.any():
        index = int(np.argmax(wrong))
        raise BadInput("retention", index, float(stays[index]), "wants 0..1, and less than 1 + discount_rate")
    if first_margin not in ("after one period", "at once"):
        raise BadInput("first_margin", None, first_margin, 'wants "after one period" or "at once"')
    earned = stays if first_margin == "after one period" else 1 + rate
    return np.asarray(money * earned / (1 + rate - stays))


def _check_periods(periods: int, discount_rate: float) -> None:
    if periods != int(periods) or periods < 1:
        raise BadInput("periods", None, periods, "wants a whole number, 1 or more")
    if not float(reals("discount_rate", [discount_rate])[0]) > -1:
        raise BadInput("discount_rate", None, discount_rate, "wants more than −1")


def _drawn(model: Model, chance: np.random.Generator) -> Model:
    """Return the model with parameters drawn around its own."""
    own = np.log([getattr(model, name) for name in model.names])
    drawn = np.exp(chance.multivariate_normal(own, model.covariance, method="eigh"))
    return replace(model, **dict(zip(model.names, drawn.tolist(), strict=True)))


def _spent(money: GammaGamma, bought: Floats, x: Floats, m: Floats, chance: np.random.Generator) -> Floats:
    """Return what is spent in each period, of the shape of `bought` (periods, customers, futures)."""
    shape, scale = money.q + money.p * x, money.v + np.where(x > 0, x * m, 0.0)
    own = chance.standard_gamma(shape[:, None], bought.shape[1:]) / scale[:, None]  # the customer's own ν
    return chance.standard_gamma(money.p * bought) / own
