"""Customers who may quit at any moment: Pareto/NBD.

While active a customer buys at rate λ ~ Gamma(r, α); he stays active for a time that is exponential with rate
μ ~ Gamma(s, β). For customers who order freely, not under a contract.
"""

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from scipy.special import gammaln, polygamma, psi

from vitalfew.measures.lifetime.fitting import Derived, in_logarithms
from vitalfew.measures.lifetime.histories import Floats, Histories
from vitalfew.measures.lifetime.model import BLOCK, PurchaseModel

NODES, SHARES = np.polynomial.legendre.leggauss(32)
NODES, SHARES = ((NODES + 1) / 2)[:, None], (SHARES / 2)[:, None]  # on 0..1
IS_QUIT = np.concatenate(([0.0], np.ones(len(NODES))))[:, None]
NEGLIGIBLE = 40.0  # e^-40 of the integrand is nothing beside the rest


@dataclass(frozen=True, kw_only=True)
class ParetoNBD(PurchaseModel):
    """Pareto/NBD.

    Source: Schmittlein, Morrison & Colombo 1987, "Counting your customers: who are they and what will they do next?",
    Management Science 33(1) 1–24; Fader & Hardie 2005, "A note on deriving the Pareto/NBD model and related
    expressions".
    """

    s: float
    beta: float

    names: ClassVar[tuple[str, ...]] = ("r", "alpha", "s", "beta")
    times: ClassVar[tuple[bool, ...]] = (False, True, False, True)
    starts: ClassVar[tuple[tuple[float, ...], ...]] = (
        (0.5, 0.5, 0.6, 1.0),
        (2.0, 2.0, 1.0, 10.0),
        (0.3, 0.3, 0.3, 0.3),
    )
    some: ClassVar[int] = 500

    def _alive(self, x: Floats, last: Floats, end: Floats) -> Floats:
        alive = np.empty(len(x))
        for rows in _blocks(len(x)):
            logs, *_ = _paths(self.parameters, x[rows], last[rows], end[rows])
            alive[rows] = np.exp(logs[0] - _log_sum(logs))
        return alive

    def _purchases(self, x: Floats, end: Floats, until: float) -> Floats:
        rate = (self.r + x) / (self.alpha + end)
        return rate * self._time_active(self.beta + end, np.float64(until))

    def _new_purchases(self, until: Floats) -> Floats:
        return self.r / self.alpha * self._time_active(np.float64(self.beta), until)

    def _time_active(self, beta: Floats | np.float64, until: Floats | np.float64) -> Floats:
        """Return β/(s−1)·[1 − (β/(β+t))^(s−1)]: the time a customer who is active now stays so within t."""
        length, s = np.log1p(until / beta), self.s - 1
        return np.asarray(beta * (-np.expm1(-s * length) / s if s else length))

    def _draw(self, chance: np.random.Generator, x: Floats, end: Floats, rate: Floats, periods: int) -> Floats:
        quits = chance.standard_gamma(self.s, rate.shape) / (self.beta + end)[:, None]
        stays = chance.standard_exponential(rate.shape) / np.maximum(quits, 1e-300)
        active = np.clip(stays - np.arange(periods)[:, None, None], 0, 1)  # of each period
        return chance.poisson(rate * active).astype(np.float64)

    @classmethod
    def _likelihood(cls, histories: Histories) -> "_Likelihood":
        return _Likelihood(histories)


class _Likelihood:
    """ln L = Σ w [ln Γ(r+x)/Γ(r) + r ln α + s ln β + ln(A + ∫ B du)], with its derivatives.

    A = (α+T)^−(r+x) (β+T)^−s: still active; B(u) = s (α+u)^−(r+x) (β+u)^−(s+1): quit at u, from t_x to T. The published
    form writes the integral as a difference of two ₂F₁, which have no closed derivatives by their parameters and cancel
    for large x; here it is summed at Gauss's points, and the derivatives are means over the same points.
    """

    def __init__(self, histories: Histories) -> None:
        self.of = histories
        counts = np.bincount(histories.frequency.astype(np.int64), histories.weight)
        self.frequencies = np.flatnonzero(counts).astype(np.float64)
        self.counts = counts[counts > 0]

    def __call__(self, place: Floats) -> Derived:
        parameters = np.exp(place)
        (r, alpha, s, beta), customers = parameters, float(self.counts.sum())
        n, w = r + self.frequencies, self.counts
        value = w @ (gammaln(n) - gammaln(r)) + customers * (r * math.log(alpha) + s * math.log(beta))
        slope = customers * np.array([math.log(alpha), r / alpha, math.log(beta), s / beta])
        slope[0] += w @ (psi(n) - psi(r))
        bend = np.diag(customers * np.array([0, -r / alpha**2, 0, -s / beta**2]))
        bend[0, 0] = w @ (polygamma(1, n) - polygamma(1, r))
        bend[0, 1] = bend[1, 0] = customers / alpha
        bend[2, 3] = bend[3, 2] = customers / beta
        for rows in _blocks(len(self.of)):
            value += self._of_times(rows, parameters, slope, bend)
        return in_logarithms(float(value), slope, bend, parameters)

    def _of_times(self, rows: slice, parameters: Floats, slope: Floats, bend: Floats) -> float:
        """Add ln(A + ∫ B) of these rows: the mean slope over the paths; mean bend plus the slopes' covariance."""
        x, w = self.of.frequency[rows], self.of.weight[rows]
        logs, log_alpha, to_alpha, log_beta, to_beta = _paths(parameters, x, self.of.recency[rows], self.of.age[rows])
        (r, _, s, _), total = parameters, _log_sum(logs)
        p, n, quits = np.exp(logs - total), r + x, s + IS_QUIT
        slopes = -log_alpha, -n / to_alpha, IS_QUIT / s - log_beta, -quits / to_beta
        means = np.array([(p * one).sum(0) for one in slopes])
        slope += (means * w).sum(1)
        p *= w
        for i, one in enumerate(slopes):
            weighted = p * (one - means[i])
            for j in range(i, 4):
                bend[i, j] += (weighted * slopes[j]).sum()
                bend[j, i] = bend[i, j]
        for (i, j), own in {
            (0, 1): -1 / to_alpha, (1, 1): n / to_alpha**2, (2, 2): -IS_QUIT / s**2,
            (2, 3): -1 / to_beta, (3, 3): quits / to_beta**2,
        }.items():  # fmt: skip
            bend[i, j] += (p * own).sum()
            bend[j, i] = bend[i, j]
        return float((w * total).sum())


def _blocks(size: int) -> list[slice]:
    rows = BLOCK // len(IS_QUIT)
    return [slice(start, start + rows) for start in range(0, size, rows)]


def _paths(parameters: Floats, x: Floats, last: Floats, end: Floats) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Return ln of each path's weight, ln(α+u), α+u, ln(β+u), β+u, of shape (paths, rows).

    The first path is that of a customer still active (u = T), each other that of one who quit at a point u. The points
    are spread evenly in ln(m+u), m the smaller of α and β, where the integrand is smooth; the far end, where it is
    nothing beside the rest, is left out: its logarithm falls ever faster than at t_x.
    """
    r, alpha, s, beta = parameters
    m = min(alpha, beta)
    n, start = r + x, m + last
    falls = n * start / (alpha + last) + (s + 1) * start / (beta + last) - 1
    length = np.log((m + end) / start)
    length = np.minimum(length, NEGLIGIBLE / np.maximum(falls, 1e-9))
    moved = start * np.exp(length * NODES)
    u = np.concatenate((end[None, :], moved - m))
    with np.errstate(divide="ignore"):  # nobody can have quit who bought on the last day: a path of weight 0
        weights = np.concatenate((np.zeros((1, len(x))), np.log(SHARES * length * moved)))
    to_alpha, to_beta = alpha + u, beta + u
    log_alpha, log_beta = np.log(to_alpha), np.log(to_beta)
    logs = weights + IS_QUIT * math.log(s) - n * log_alpha - (s + IS_QUIT) * log_beta
    return logs, log_alpha, to_alpha, log_beta, to_beta


def _log_sum(logs: Floats) -> Floats:
    largest = logs.max(0)
    return np.asarray(largest + np.log(np.exp(logs - largest).sum(0)))
