"""How much a customer spends at a purchase: Gamma-Gamma."""

from dataclasses import dataclass, field
from typing import ClassVar, Self

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, polygamma, psi

from vitalfew.measures.errors import BadInput, NotEnoughData, reals, refuse
from vitalfew.measures.lifetime.fitting import Derived, in_logarithms, maximize
from vitalfew.measures.lifetime.histories import Floats, weighted

NAMES = ("p", "q", "v")
STARTS = ((6.0, 4.0, 0.5), (1.0, 2.0, 1.0), (30.0, 3.0, 0.1))  # v in units of the mean spend


@dataclass(frozen=True, kw_only=True)
class GammaGamma:
    """Purchases of a customer are Gamma(p, ν) with ν ~ Gamma(q, v); what he spends does not hang on how often he buys.

    `v` is in the unit of the spend. Source: Fader & Hardie 2013, "The Gamma-Gamma model of monetary value"; Fader,
    Hardie & Lee 2005, "RFM and CLV: using iso-value curves for customer base analysis", J. of Marketing Research 42(4).
    """

    p: float
    q: float
    v: float
    log_likelihood: float
    standard_errors: dict[str, float]
    iterations: int
    covariance: Floats = field(repr=False)  # of the logarithms of p, q, v

    names: ClassVar[tuple[str, ...]] = NAMES

    @classmethod
    def fit(cls, frequency: npt.ArrayLike, monetary_value: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> Self:
        """Estimate from repeat buyers: `frequency` repeat purchases with a mean of `monetary_value`, of shape (n,).

        Raises NotEnoughData for fewer than two customers or where all spend alike; BadInput on a customer without a
        repeat purchase (take them out: they are refused, not skipped) and on a value that is not above 0.
        """
        x, m = reals("frequency", frequency), reals("monetary_value", monetary_value)
        if m.shape != x.shape:
            raise BadInput("monetary_value", None, f"an array of shape {m.shape}", f"frequency has shape {x.shape}")
        refuse("frequency", x, (x < 1) | (x != np.floor(x)), "wants repeat buyers: a whole number, 1 or more")
        refuse("monetary_value", m, m <= 0, "wants a mean spend above 0")
        w = weighted(weights, len(x))
        w = np.ones(len(x)) if w is None else w
        if np.count_nonzero(w) < 2:
            raise NotEnoughData("one customer only: wants several to tell how customers differ")
        if np.ptp(m[w > 0]) <= 1e-12 * m.max():
            raise NotEnoughData(f"everybody spends {m[w > 0][0]:g}: nothing tells how customers differ")
        unit = float(m @ w / w.sum())
        best = maximize(_Likelihood(x, m / unit, w), STARTS, NAMES)[0]
        values = np.exp(best.place) * (1.0, 1.0, unit)
        errors = np.sqrt(np.diag(best.covariance)) * values
        return cls(
            **dict(zip(NAMES, values.tolist(), strict=True)),
            log_likelihood=best.value - float(w.sum()) * float(np.log(unit)),
            standard_errors=dict(zip(NAMES, errors.tolist(), strict=True)),
            iterations=best.iterations,
            covariance=best.covariance,
        )

    def expected_spend(self, frequency: npt.ArrayLike, monetary_value: npt.ArrayLike) -> Floats:
        """Return E[spend per purchase] of each customer, of shape (n,), in the unit of the values.

        Without a repeat purchase it is the mean of all customers, whatever his value says (it may be NaN). NaN where
        p·x + q ≤ 1: the mean is not finite there. Raises BadInput as `fit` does.
        """
        x, m = reals("frequency", frequency), np.array(monetary_value, np.float64)
        if m.shape != x.shape:
            raise BadInput("monetary_value", None, f"an array of shape {m.shape}", f"frequency has shape {x.shape}")
        refuse("frequency", x, (x < 0) | (x != np.floor(x)), "wants a whole number, 0 or more")
        refuse("monetary_value", m, (x > 0) & ~((m > 0) & np.isfinite(m)), "wants a mean spend above 0")
        shape = self.p * x + self.q - 1
        with np.errstate(divide="ignore", invalid="ignore"):
            spend = self.p * (self.v + np.where(x > 0, x * m, 0.0)) / shape
        return np.where(shape > 0, spend, np.nan)


class _Likelihood:
    """ln L = Σ w [ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q ln v + (px−1) ln m + px ln x − (px+q) ln(v + xm)]."""

    def __init__(self, x: Floats, m: Floats, w: Floats) -> None:
        self.x, self.m, self.w = x, m, w
        self.counts = np.bincount(x.astype(np.int64), w)
        self.frequencies = np.flatnonzero(self.counts).astype(np.float64)
        self.counts = self.counts[self.counts > 0]
        self.constant = float(w @ np.log(m))
        self.mixed = float(w @ (x * np.log(x * m)))

    def __call__(self, place: Floats) -> Derived:
        p, q, v = parameters = np.exp(place)
        x, n, customers = self.frequencies, self.counts, self.counts.sum()
        px, pxq = p * x, p * x + q
        gammas = n @ (gammaln(pxq) - gammaln(px)) - customers * gammaln(q)
        spent = v + self.x * self.m
        log_spent, all_of_it = np.log(spent), p * self.x + q
        value = gammas + customers * q * np.log(v) + p * self.mixed - self.constant - self.w @ (all_of_it * log_spent)
        slope, bend = np.empty(3), np.empty((3, 3))
        slope[0] = n @ (x * (psi(pxq) - psi(px))) + self.mixed - self.w @ (self.x * log_spent)
        slope[1] = n @ psi(pxq) - customers * (psi(q) - np.log(v)) - self.w @ log_spent
        slope[2] = customers * q / v - self.w @ (all_of_it / spent)
        bend[0, 0] = n @ (x**2 * (polygamma(1, pxq) - polygamma(1, px)))
        bend[0, 1] = n @ (x * polygamma(1, pxq))
        bend[0, 2] = -(self.w @ (self.x / spent))
        bend[1, 1] = n @ polygamma(1, pxq) - customers * polygamma(1, q)
        bend[1, 2] = customers / v - self.w @ (1 / spent)
        bend[2, 2] = -customers * q / v**2 + self.w @ (all_of_it / spent**2)
        return in_logarithms(float(value), slope, np.triu(bend) + np.triu(bend, 1).T, parameters)
