"""What every model of repeat purchases has: how it is fitted, and what it says of one customer."""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import ClassVar, Self

import numpy as np
import numpy.typing as npt

from vitalfew.measures.errors import BadInput, NotEnoughData
from vitalfew.measures.lifetime.fitting import Derived, Optimum, maximize
from vitalfew.measures.lifetime.histories import (
    Floats,
    Histories,
    checked,
    distinct_pairs,
    grouped,
    refuse_single_purchases,
    weighted,
)

BLOCK = 8_192  # numbers at a time: what the cache holds, and too few for the linear algebra to start threads


@dataclass(frozen=True, kw_only=True)
class PurchaseModel(ABC):
    """A fitted model; times are in the unit that its customers' times had.

    `standard_errors` go by the names of the parameters: square roots of the diagonal of the inverse negative Hessian
    (delta method). They tell how well these customers bound the parameters if the model is right, no more.
    """

    r: float
    alpha: float
    log_likelihood: float
    standard_errors: dict[str, float]
    iterations: int
    # Covariance of the logarithms of the parameters, in the order of `names`.
    covariance: Floats = field(repr=False)

    names: ClassVar[tuple[str, ...]]
    times: ClassVar[tuple[bool, ...]]  # which of the parameters are times
    # Where to start from, the times in units of one over the mean rate of purchases.
    starts: ClassVar[tuple[tuple[float, ...], ...]]
    sure: ClassVar[float] = 0.0  # standard errors of the logarithms below which one climb is enough
    some: ClassVar[int] = 2_000  # histories from which the starts for all are found

    @classmethod
    def fit(
        cls,
        frequency: npt.ArrayLike,
        recency: npt.ArrayLike,
        age: npt.ArrayLike,
        weights: npt.ArrayLike | None = None,
    ) -> Self:
        """Estimate the parameters by maximum likelihood, by Newton's steps over distinct histories.

        `frequency` (repeat purchase days), `recency` (first to last purchase) and `age` (first purchase to the end of
        what was watched) have shape (n,), the times in one unit; `weights` (n,) say how many customers each row stands
        for. Raises NotEnoughData where nobody bought twice, where all weights are 0 or the data do not bound a
        parameter; BadInput on what no customer can have done (see `histories.checked`) and on negative weights.
        """
        x, last, end = checked(frequency, recency, age)
        return cls.of(grouped(x, last, end, weighted(weights, len(x))))

    @classmethod
    def of(cls, histories: Histories) -> Self:
        """Estimate from histories that are grouped already; refuses as `fit` does."""
        refuse_single_purchases(histories)
        unit = float((histories.age * histories.weight).sum()) / histories.customers
        scaled = Histories(histories.frequency, histories.recency / unit, histories.age / unit, histories.weight)
        purchases = float((histories.frequency * histories.weight).sum())
        scale = np.where(cls.times, histories.customers / purchases, 1.0)
        best = cls._highest(scaled, [scale * start for start in cls.starts])
        values = np.exp(best.place) * np.where(cls.times, unit, 1.0)
        errors = np.sqrt(np.diag(best.covariance)) * values
        return cls(
            **dict(zip(cls.names, values.tolist(), strict=True)),
            log_likelihood=best.value - purchases * math.log(unit),
            standard_errors=dict(zip(cls.names, errors.tolist(), strict=True)),
            iterations=best.iterations,
            covariance=best.covariance,
        )

    @classmethod
    def _highest(cls, histories: Histories, starts: list[Floats]) -> Optimum:
        """Return the top of their likelihood; of many the climb begins on the tops of some."""
        likelihood = cls._likelihood(histories)
        if len(histories) > 2 * cls.some:
            with suppress(NotEnoughData):  # what some of them do not tell, all of them may
                tops = maximize(cls._likelihood(histories.thinned(cls.some)), starts, cls.names, sure=cls.sure)
                return maximize(likelihood, [np.exp(top.place) for top in tops], cls.names, sure=cls.sure)[0]
        return maximize(likelihood, starts, cls.names, sure=cls.sure)[0]

    @property
    def parameters(self) -> Floats:
        """The parameters in the order of `names`."""
        return np.array([getattr(self, name) for name in self.names])

    def log_likelihood_of(self, frequency: npt.ArrayLike, recency: npt.ArrayLike, age: npt.ArrayLike) -> float:
        """Return ln of the likelihood of these customers' histories under this model; refuses as `fit` does."""
        return self._likelihood(grouped(*checked(frequency, recency, age), None))(np.log(self.parameters))[0]

    def probability_alive(self, frequency: npt.ArrayLike, recency: npt.ArrayLike, age: npt.ArrayLike) -> Floats:
        """Return the chance, 0..1, of shape (n,), that each customer has not quit by the end of his age.

        Raises BadInput as `fit` does; no customers give no chances.
        """
        x, last, end = checked(frequency, recency, age, is_empty_fine=True)
        return self._alive(x, last, end)

    def expected_purchases(self, t: npt.ArrayLike) -> Floats:
        """Return E[X(t)], of the shape of `t`: how often a new customer buys again within t of his first purchase."""
        return self._new_purchases(_times(t))

    def expected_future_purchases(
        self, t: float, frequency: npt.ArrayLike, recency: npt.ArrayLike, age: npt.ArrayLike
    ) -> Floats:
        """Return E[Y(t)], of shape (n,): how often each customer will buy in the next t after his age.

        Raises BadInput on a negative t and as `fit` does; no customers give no figures.
        """
        until = float(_times(t))
        return self._if_active(frequency, recency, age, lambda x, end: self._purchases(x, end, until))

    def discounted_purchases(
        self, periods: int, discount_rate: float, frequency: npt.ArrayLike, recency: npt.ArrayLike, age: npt.ArrayLike
    ) -> Floats:
        """Return Σ_k E[purchases in period k] / (1 + discount_rate)^k, of shape (n,), k = 1 … `periods` from now.

        A period is one unit of the times, discounted at its end. Raises as `expected_future_purchases` does.
        """

        def discounted(x: Floats, end: Floats) -> Floats:
            before, found = np.zeros(len(x)), np.zeros(len(x))
            for period in range(1, periods + 1):
                until = self._purchases(x, end, period)
                found += (until - before) / (1 + discount_rate) ** period
                before = until
            return found

        return self._if_active(frequency, recency, age, discounted)

    def draw_purchases(
        self, chance: np.random.Generator, x: Floats, last: Floats, end: Floats, periods: int, futures: int
    ) -> Floats:
        """Draw how often each customer buys in each of the next periods, of shape (periods, customers, futures)."""
        shape = (len(x), futures)
        is_active = chance.random(shape) < self._alive(x, last, end)[:, None]
        rate = chance.standard_gamma((self.r + x)[:, None], shape) / (self.alpha + end)[:, None]
        return self._draw(chance, x, end, np.where(is_active, rate, 0.0), periods)

    def _if_active(
        self,
        frequency: npt.ArrayLike,
        recency: npt.ArrayLike,
        age: npt.ArrayLike,
        figure: Callable[[Floats, Floats], Floats],
    ) -> Floats:
        x, last, end = checked(frequency, recency, age, is_empty_fine=True)
        if not len(x):
            return x
        # Whether he is active depends on when he bought last; what he buys if he is, does not.
        frequencies, ages, places = distinct_pairs(x, end)
        return self._alive(x, last, end) * figure(frequencies, ages)[places]

    @classmethod
    @abstractmethod
    def _likelihood(cls, histories: Histories) -> Callable[[Floats], Derived]:
        """Return ln L of the histories as a function of the logarithms of the parameters."""

    @abstractmethod
    def _alive(self, x: Floats, last: Floats, end: Floats) -> Floats: ...

    @abstractmethod
    def _purchases(self, x: Floats, end: Floats, until: float) -> Floats:
        """Return how often a customer with this history who is active will buy until then."""

    @abstractmethod
    def _new_purchases(self, until: Floats) -> Floats: ...

    @abstractmethod
    def _draw(self, chance: np.random.Generator, x: Floats, end: Floats, rate: Floats, periods: int) -> Floats:
        """Draw purchases per period of customers who buy at these rates (customers, futures) until they quit."""


def _times(t: npt.ArrayLike) -> Floats:
    given = np.asarray(t, np.float64)
    wrong = ~((given >= 0) & np.isfinite(given))
    if wrong.any():
        index = int(np.argmax(wrong)) if given.ndim else None
        raise BadInput("t", index, float(given[wrong].flat[0]), "wants a time of 0 or more")
    return given
