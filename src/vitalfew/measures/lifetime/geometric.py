"""Customers who may quit after each purchase: BG/NBD and MBG/NBD, one mathematics but for the first purchase.

While active a customer buys at rate λ ~ Gamma(r, α); after a purchase he quits with chance p ~ Beta(a, b). In BG/NBD
the first purchase gives no chance to quit, in MBG/NBD it does. For customers who order freely, not under a contract.
"""

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from scipy.special import expit, gammaln, hyp2f1, polygamma, psi

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
        (0.5, 0.5, 0.8, 2.5), (2.0, 2.0, 1.0, 10.0), (0.3, 0.3, 0.3, 0.6),
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

    Source: Fader, Hardie & Lee 2005, "Counting your customers the easy way", Marketing Science 24(2) 275–284.
    """

    chances: ClassVar[int] = 0


@dataclass(frozen=True, kw_only=True)
class ModifiedBetaGeometricNBD(_GeometricNBD):
    """MBG/NBD: a customer may quit after his first purchase, too.

    Source: Batislam, Denizel & Filiztekin 2007, "Empirical validation and comparison of models for customer base
    analysis", Int. J. of Research in Marketing 24(3) 201–209.
    """

    chances: ClassVar[int] = 1


class _Likelihood:
    """ln L = Σ w [G(x) + ln(e^A + e^B)], with its derivatives.

    A = −(r+x) ln(α+T): still active; B = ln a − ln(b+x−1+c) − (r+x) ln(α+t_x): quit at the last purchase, where there
    was a chance c to; G(x) = ln Γ(r+x)/Γ(r) + r ln α + ln B(a, b+x+c)/B(a, b) depends on x alone, of which there are
    few, so that no gamma function is taken per customer.
    """

    def __init__(self, histories: Histories, chances: int) -> None:
        self.of, self.chances = histories, chances
        counts = np.bincount(histories.frequency.astype(np.int64), histories.weight)
        self.frequencies = np.flatnonzero(counts).astype(np.float64)
        self.counts = counts[counts > 0]

    def __call__(self, place: Floats) -> Derived:
        parameters = np.exp(place)
        value, slope, bend = self._of_frequency(parameters)
        for start in range(0, len(self.of), BLOCK):
            value += self._of_times(slice(start, start + BLOCK), parameters, slope, bend)
        return in_logarithms(value, slope, np.triu(bend) + np.triu(bend, 1).T, parameters)

    def _of_frequency(self, parameters: Floats) -> tuple[float, Floats, Floats]:
        (r, alpha, a, b), x, w = parameters, self.frequencies, self.counts
        n, stays, customers = r + x, b + x + self.chances, float(self.counts.sum())
        value = w @ (gammaln(n) - gammaln(r) + gammaln(stays) - gammaln(b) + gammaln(a + b) - gammaln(a + stays))
        by_a, bent_a = psi(a + b) - psi(a + stays), polygamma(1, a + b) - polygamma(1, a + stays)
        by_b, bent_b = psi(stays) - psi(b), polygamma(1, stays) - polygamma(1, b)
        slope, bend = np.zeros(4), np.zeros((4, 4))
        slope[0] = w @ (psi(n) - psi(r)) + customers * math.log(alpha)
        slope[1:] = customers * r / alpha, w @ by_a, w @ (by_a + by_b)
        bend[0, 0], bend[0, 1] = w @ (polygamma(1, n) - polygamma(1, r)), customers / alpha
        bend[1, 1] = -customers * r / alpha**2
        bend[2, 2] = bend[2, 3] = w @ bent_a
        bend[3, 3] = w @ (bent_a + bent_b)
        return float(value + customers * r * math.log(alpha)), slope, bend

    def _of_times(self, rows: slice, parameters: Floats, slope: Floats, bend: Floats) -> float:
        """Add ln(e^A + e^B) of these rows and its derivatives; `odds` is B − A, p the share of e^B."""
        (r, alpha, a, b), w, x = parameters, self.of.weight[rows], self.of.frequency[rows]
        watched, bought = alpha + self.of.age[rows], alpha + self.of.recency[rows]
        n, log_watched = r + x, np.log(watched)
        by_r = log_watched - np.log(bought)  # derivatives of the odds
        by_alpha = n * (1 / watched - 1 / bought)
        had_chance = x + self.chances > 0
        stays = np.where(had_chance, b + x + self.chances - 1, 1.0)
        odds = np.where(had_chance, np.log(a / stays) + n * by_r, -np.inf)
        small = np.exp(-np.abs(odds))
        p = np.where(odds > 0, 1.0, small) / (1 + small)
        by_b = 1 / stays  # but for the sign
        wp, wq = w * p, w * p * (1 - p)
        slope[0] += wp @ by_r - w @ log_watched
        slope[1] += wp @ by_alpha - w @ (n / watched)
        slope[2:] += wp.sum() / a, -(wp @ by_b)
        bend[0, 0] += wq @ by_r**2
        bend[0, 1] += wp @ (by_alpha / n) - w @ (1 / watched) + wq @ (by_r * by_alpha)
        bend[0, 2:] += wq @ by_r / a, -(wq @ (by_r * by_b))
        bend[1, 1] += w @ (n / watched**2) + wp @ (n * (1 / bought**2 - 1 / watched**2)) + wq @ by_alpha**2
        bend[1, 2:] += wq @ by_alpha / a, -(wq @ (by_alpha * by_b))
        bend[2, 2:] += (wq.sum() - wp.sum()) / a**2, -(wq @ by_b) / a
        bend[3, 3] += (wp + wq) @ by_b**2
        return float(w @ (np.maximum(odds, 0) + np.log1p(small) - n * log_watched))
