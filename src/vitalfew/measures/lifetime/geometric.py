"""Customers who may quit after each purchase: BG/NBD and MBG/NBD, one mathematics but for the first purchase.

While active a customer buys at rate λ ~ Gamma(r, α); after a purchase he quits with chance p ~ Beta(a, b). In BG/NBD
the first purchase gives no chance to quit, in MBG/NBD it does. For customers who order freely, not under a contract.
"""

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from scipy.special import expit, hyp2f1

from vitalfew.measures.lifetime.fitting import Derived, in_logarithms
from vitalfew.measures.lifetime.histories import Floats, Histories
from vitalfew.measures.lifetime.model import BLOCK, PurchaseModel

NEAR_ONE = 1e-3  # an `a` this near to 1 is taken between its neighbours: the formula divides by a − 1


@dataclass(frozen=True, kw_only=True)
class _GeometricNBD(PurchaseModel):
    a: float
    b: float

    names: ClassVar[tuple[str, ...]] = ("r", "alpha", "a", "b")
    times: ClassVar[tuple[bool, ...]] = (False, True, False, False)
    starts: ClassVar[tuple[tuple[float, ...], ...]] = (
        (0.5, 0.5, 0.8, 2.5), (2.0, 2.0, 1.0, 10.0), (0.3, 0.3, 0.3, 0.6), (1.0, 0.3, 0.3, 0.1),
    )  # fmt: skip
    chances: ClassVar[int]  # to quit, beyond one for each repeat purchase

    def _alive(self, x: Floats, last: Floats, end: Floats) -> Floats:
        stays = self.b + x + self.chances - 1
        with np.errstate(divide="ignore", invalid="ignore"):
            odds = np.log(self.a / stays) + (self.r + x) * (np.log(self.alpha + end) - np.log(self.alpha + last))
        return np.where(x + self.chances > 0, expit(-odds), 1.0)

    def _purchases(self, x: Floats, end: Floats, until: float) -> Floats:
        """Return (a+b′−1)/(a−1)·[1 − (1−z)^k ₂F₁(k, b′; a+b′−1; z)], z = t/(α+T+t), k = r+x, b′ = b+x and chances.

        By Pfaff's transformation (1−z)^k ₂F₁(k, b; c; z) = ₂F₁(k, c−b; c; −t/(α+T)): exactly 1 at a = 1.
        """
        return self._while_active(x, end, np.float64(until))

    def _new_purchases(self, until: Floats) -> Floats:
        still_there = self.b / (self.a + self.b) if self.chances else 1.0
        return still_there * self._while_active(np.zeros(()), np.zeros(()), until)

    def _while_active(self, x: Floats, end: Floats, until: Floats | np.float64) -> Floats:
        b = self.b + x + self.chances
        z = until / (self.alpha + end + until)

        def at(a: float) -> Floats:
            c = a + b - 1
            still = (1 - z) ** (a - 1) * hyp2f1(c - self.r - x, a - 1, c, z)
            return np.asarray(c * (1 - still) / (a - 1))

        if abs(self.a - 1) > NEAR_ONE:
            return at(self.a)
        near, far = ((at(self.a + h) + at(self.a - h)) / 2 for h in (2 * NEAR_ONE, 4 * NEAR_ONE))
        return np.asarray((4 * near - far) / 3)

    def _draw(self, chance: np.random.Generator, x: Floats, end: Floats, rate: Floats, periods: int) -> Floats:
        quits = chance.beta(self.a, (self.b + x + self.chances)[:, None], rate.shape)
        most = chance.geometric(np.maximum(quits, 1e-9))  # he quits after that purchase
        bought = np.minimum(np.cumsum(chance.poisson(rate, (periods, *rate.shape)), axis=0), most)
        return np.diff(bought, axis=0, prepend=0).astype(np.float64)

    @classmethod
    def _likelihood(cls, histories: Histories) -> "_Likelihood":
        return _Likelihood(histories, cls.chances)


@dataclass(frozen=True, kw_only=True)
class BetaGeometricNBD(_GeometricNBD):
    """BG/NBD: who has bought once has had no chance to quit, so his P(alive) is 1: show it as "not known".

    Where the data bound its parameters there is one top only (MBG/NBD may have two: quit at once, or buy seldom).

    Source: Fader, Hardie & Lee 2005, "Counting your customers the easy way", Marketing Science 24(2) 275–284.
    """

    chances: ClassVar[int] = 0
    sure: ClassVar[float] = 0.5


@dataclass(frozen=True, kw_only=True)
class ModifiedBetaGeometricNBD(_GeometricNBD):
    """MBG/NBD: a customer may quit after his first purchase, too.

    Source: Batislam, Denizel & Filiztekin 2007, "Empirical validation and comparison of models for customer base
    analysis", Int. J. of Research in Marketing 24(3) 201–209.
    """

    chances: ClassVar[int] = 1


class _Likelihood:
    """ln L = Σ w [G(x) + ln(e^A + e^B)], with its derivatives.

    A = −(r+x) ln(α+T): still active; B = A + odds: quit at the last purchase, where there was a chance c to, with
    odds = ln a − ln(b+x−1+c) + (r+x) ln((α+T)/(α+t_x)); G(x) = ln Γ(r+x)/Γ(r) + r ln α + ln B(a, b+x+c)/B(a, b). As x
    is whole, Γ(z+x)/Γ(z) = z(z+1)…(z+x−1): over all customers G sums logarithms, each as often as it is reached.
    """

    def __init__(self, histories: Histories, chances: int) -> None:
        self.of, self.first_chance = histories, 1 - chances
        self.frequency = histories.frequency.astype(np.int64)
        self.reached = np.bincount(self.frequency, histories.weight)[::-1].cumsum()[::-1]  # customers with x ≥ 0, 1, …

    def __call__(self, place: Floats) -> Derived:
        parameters = np.exp(place)
        value, slope, bend = self._of_frequency(parameters)
        for start in range(0, len(self.of), BLOCK):
            value += self._of_times(slice(start, start + BLOCK), parameters, slope, bend)
        return in_logarithms(value, slope, bend, parameters)

    def _of_frequency(self, parameters: Floats) -> tuple[float, Floats, Floats]:
        r, alpha, a, b = parameters.tolist()
        customers, bought, could_quit = float(self.reached[0]), self.reached[1:], self.reached[self.first_chance :]
        of_r, of_b, of_both = _rising(r, bought), _rising(b, could_quit), _rising(a + b, could_quit)
        value = of_r[0] + of_b[0] - of_both[0] + customers * r * math.log(alpha)
        slope = [of_r[1] + customers * math.log(alpha), customers * r / alpha, -of_both[1], of_b[1] - of_both[1]]
        bend = [
            [of_r[2], customers / alpha, 0.0, 0.0],
            [customers / alpha, -customers * r / alpha**2, 0.0, 0.0],
            [0.0, 0.0, -of_both[2], -of_both[2]],
            [0.0, 0.0, -of_both[2], of_b[2] - of_both[2]],
        ]
        return value, np.array(slope), np.array(bend)

    def _of_times(self, rows: slice, parameters: Floats, slope: Floats, bend: Floats) -> float:
        """Add ln(e^A + e^B) = A + ln(1 + e^odds) of these rows and its derivatives; p is the share of e^B."""
        (r, alpha, a, b), w, x = parameters.tolist(), self.of.weight[rows], self.frequency[rows]
        watched, bought = alpha + self.of.age[rows], alpha + self.of.recency[rows]
        n, log_watched, by_watched, by_bought = r + x, np.log(watched), 1 / watched, 1 / bought
        quits, by_b = self._of_quitting(a, b)
        by = np.empty((4, len(x)))  # the odds' derivatives
        np.subtract(log_watched, np.log(bought), out=by[0])
        np.multiply(n, by_watched - by_bought, out=by[1])
        by[2] = 1 / a
        np.take(by_b, x, out=by[3])
        odds = quits[x] + n * by[0]
        small = np.exp(-np.abs(odds))
        p = np.where(odds > 0, 1.0, small) / (1 + small)
        wp = w * p
        weighted = np.empty((5, len(x)))
        np.multiply(by, wp * (1 - p), out=weighted[:4])
        weighted[4] = wp
        sums = weighted @ by.T
        bend += sums[:4]
        slope += sums[4]
        slope[0] -= w @ log_watched
        slope[1] -= w @ (n * by_watched)
        crossed = wp @ by_watched - wp @ by_bought - w @ by_watched
        bend[0, 1] += crossed
        bend[1, 0] += crossed
        bend[1, 1] += w @ (n * by_watched**2) - (wp * by[1]) @ (by_watched + by_bought)
        bend[2, 2] -= wp.sum() / a**2
        bend[3, 3] += wp @ by[3] ** 2
        return float(w @ (np.maximum(odds, 0) + np.log(1 + small) - n * log_watched))

    def _of_quitting(self, a: float, b: float) -> tuple[Floats, Floats]:
        """Return what of the odds hangs on x = 0, 1, … alone, and its derivative by b: −∞ where nobody could quit."""
        stays = b - self.first_chance + np.arange(len(self.reached))
        stays[: self.first_chance] = np.inf
        return math.log(a) - np.log(stays), -1 / stays


def _rising(z: float, reached: Floats) -> tuple[float, float, float]:
    """Return Σ w ln Γ(z+x)/Γ(z) and its derivatives by z, where `reached` says how many have x > 0, 1, …"""
    factors = z + np.arange(len(reached))
    by_z = reached / factors
    return float(reached @ np.log(factors)), float(by_z.sum()), -float((by_z / factors).sum())
