"""How likely a silence is: that a gap is this long though nothing is wrong, and that no order will come (S27, I12)."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr

from vitalfew.measures.errors import BadInput, NotEnoughData
from vitalfew.measures.rhythm.gaps import ENOUGH_DAYS, Gaps
from vitalfew.measures.rhythm.seasons import Clock

Floats = npt.NDArray[np.float64]

METHOD = "rhythm-2"
HORIZON = 120  # days
MONTHS = 365  # days of books below which no chance is told
ACCOUNTS = 100  # accounts with a rhythm below which none is
OWN_MEAN = 30  # accounts of a segment from which it has a mean of its own
PRIOR = 4  # gaps that the spread of all accounts counts beside an account's own
GAPS_TO_POOL = 3
ALPHA = 0.15  # how much customers differ in how often they break; chosen on the books of bench/rhythm.py
BETA = 40.0  # where the firm's own past does not tell how often


@dataclass(frozen=True)
class Pool:
    """What the accounts of a firm have in common: how long their gaps are, how they differ, how often they break.

    Of log gaps: `mean` of all, `means` of each segment with enough accounts, variance between accounts (`tau2`) and
    within them (`s2`); `beta` of breaking. `clock` is the firm's: whoever is judged by the pool is timed by it.
    """

    mean: float
    means: Mapping[Any, float]
    tau2: float
    s2: float
    beta: float
    clock: Clock = field(repr=False)

    def center(self, segment: npt.ArrayLike | None, size: int) -> Floats:
        """Return the mean to which each of so many accounts is drawn."""
        if segment is None:
            return np.full(size, self.mean)
        given = np.asarray(segment)
        if given.shape != (size,):
            raise BadInput("segment", None, f"an array of shape {given.shape}", f"there are {size} customers")
        return np.array([self.means.get(one, self.mean) for one in given.tolist()])


@dataclass(frozen=True)
class GapAlarm:
    """What a silence means, arrays of shape (customers,) in the order of the gaps; made by `gap_alarm`.

    NaN for an account with fewer than six order days: too few to judge a rhythm.
    """

    longer: Floats  # chance that a gap of a customer who goes on is longer than the silence so far
    broken: Floats  # chance that he ordered for the last time when he ordered last, before anything of the silence
    quiet: Floats  # chance that no order comes within the horizon from today on
    overdue: npt.NDArray[np.bool_]  # silent for longer than the own median gap
    horizon: int  # days
    parameters: dict[str, float] = field(repr=False)  # mu, tau2, s2 (of log gaps), alpha, beta (of breaking)

    def alerts(self, chance: float = 0.25) -> npt.NDArray[np.bool_]:
        """Tell of each customer whether to look: overdue, and the chance of no order is as high as that."""
        with np.errstate(invalid="ignore"):
            return np.asarray(self.overdue & (self.quiet >= chance))


def gap_pool(
    gaps: Gaps, *, horizon: int = HORIZON, before: Gaps | None = None, segment: npt.ArrayLike | None = None
) -> Pool:
    """Return what these accounts have in common, to judge others by (see `gap_alarm`, which refuses alike)."""
    _refuse_thin_books(gaps, int((gaps.count >= ENOUGH_DAYS).sum()))
    pool = _pool(gaps, segment)
    return pool if before is None else replace(pool, beta=_chance_to_break(before, gaps, horizon))


def gap_alarm(
    gaps: Gaps,
    *,
    horizon: int = HORIZON,
    before: Gaps | None = None,
    segment: npt.ArrayLike | None = None,
    pool: Pool | None = None,
) -> GapAlarm:
    """Judge each customer's silence by his own gaps, shrunk towards those of all (or of his `segment`, shape (n,)).

    Gaps are lognormal in the clock's time. An account's mean is drawn towards the pool's by κ = s²/τ² gaps, its spread
    by 4; a gap's tail S is Student's with 4 + n degrees of freedom. After each order a customer breaks with a chance
    Beta(α, β) of his own, α = 0.15. With p = α/(α+β+n) the chance that no order comes within `horizon` days is
    [p + (1−p)·S(r+h)] / [p + (1−p)·S(r)], r and h in operational days.

    `before` are the gaps as they were `horizon` days ago: what they foretold and what then came tells how often
    customers of this firm break (β, by maximum likelihood). Without them β is held at 40. With a `pool` of the firm's
    (`gap_pool`) the customers are judged by that, however few they are; their gaps are to be measured on its clock.

    Raises NotEnoughData for books of less than a year or fewer than 100 accounts with a rhythm; BadInput on a horizon
    outside 1..365 days or a segment of another shape.

    Source: partial pooling by moments, DerSimonian & Laird 1986, Controlled Clinical Trials 7(3) 177–188; the posterior
    predictive of a lognormal, Gelman et al. 2013, Bayesian Data Analysis, section 3.3; a chance to quit after each
    purchase, Fader, Hardie & Lee 2005, Marketing Science 24(2) 275–284. Measured in bench/rhythm.py.
    """
    if not 1 <= horizon <= 365:
        raise BadInput("horizon", None, horizon, "wants 1 to 365 days")
    pool = pool or gap_pool(gaps, horizon=horizon, before=before, segment=segment)
    has_rhythm = gaps.count >= ENOUGH_DAYS
    center = pool.center(segment, len(gaps.count))
    tails = _tails(gaps, horizon, pool, center)
    broken = ALPHA / (ALPHA + pool.beta + tails.n)
    return GapAlarm(
        longer=np.where(has_rhythm, tails.now, np.nan),
        broken=np.where(has_rhythm, broken, np.nan),
        quiet=np.where(has_rhythm, _quiet(broken, tails), np.nan),
        overdue=has_rhythm & (gaps.silent > np.nan_to_num(gaps.median, nan=math.inf)),
        horizon=horizon,
        parameters={
            "mu": float(np.mean(center)),
            "tau2": pool.tau2,
            "s2": pool.s2,
            "alpha": ALPHA,
            "beta": pool.beta,
        },
    )


@dataclass(frozen=True)
class _Tails:
    n: Floats  # gaps of each customer
    now: Floats  # chance of a gap longer than the silence so far
    then: Floats  # and longer than that and the horizon


def _tails(gaps: Gaps, horizon: int, pool: Pool, mu: Floats) -> _Tails:
    n, mean, squares = _logarithms(gaps)
    kappa = pool.s2 / pool.tau2
    center = (n * mean + kappa * mu) / (n + kappa)
    spread = np.sqrt((PRIOR * pool.s2 + squares) / (PRIOR + n) * (1 + 1 / (n + kappa)))

    def tail(silence: Floats) -> Floats:
        return np.asarray(stdtr(PRIOR + n, (center - np.log(np.maximum(silence, 1e-9))) / spread))

    return _Tails(n, tail(gaps.elapsed(0)), tail(gaps.elapsed(horizon)))


def _quiet(broken: Floats, tails: _Tails) -> Floats:
    return np.asarray((broken + (1 - broken) * tails.then) / (broken + (1 - broken) * tails.now))


def _refuse_thin_books(gaps: Gaps, accounts: int) -> None:
    days = int((gaps.today - gaps.first.min()).astype(np.int64)) + 1
    if days < MONTHS:
        raise NotEnoughData(f"books of {days} days: a chance wants {MONTHS}")
    if accounts < ACCOUNTS:
        raise NotEnoughData(f"{accounts} accounts with {ENOUGH_DAYS} order days: a chance wants {ACCOUNTS}")


def _logarithms(gaps: Gaps) -> tuple[Floats, Floats, Floats]:
    """Return how many gaps each has, the mean of their logarithms and their squares about it; 0 where there is none."""
    n = (gaps.count - 1).astype(np.float64)
    return n, np.where(n > 0, gaps.log_mean, 0.0), np.where(n > 0, gaps.log_squares, 0.0)


def _pool(gaps: Gaps, segment: npt.ArrayLike | None) -> Pool:
    """Return the means that accounts are drawn to, the variance between accounts and that within them, by moments."""
    n, mean, squares = _logarithms(gaps)
    labels = np.zeros(len(n), np.int64) if segment is None else np.asarray(segment)
    if labels.shape != n.shape:
        raise BadInput("segment", None, f"an array of shape {labels.shape}", f"there are {len(n)} customers")
    names, places = np.unique(labels, return_inverse=True)
    used = n >= GAPS_TO_POOL
    counted = np.bincount(places[used], minlength=len(names))
    with np.errstate(invalid="ignore", divide="ignore"):
        own = np.bincount(places[used], mean[used], len(counted)) / counted
    means = np.where(counted >= OWN_MEAN, own, mean[used].mean())
    s2 = max(float(squares[used].sum() / (n[used] - 1).sum()), 1e-6)
    between = mean[used] - means[places[used]]
    tau2 = float(between @ between / (len(between) - 1) - s2 * np.mean(1 / n[used]))
    of_segments = dict(zip(names.tolist(), means.tolist(), strict=True)) if segment is not None else {}
    return Pool(float(mean[used].mean()), of_segments, max(tau2, 1e-3), s2, BETA, gaps.clock)


def _chance_to_break(before: Gaps, gaps: Gaps, horizon: int) -> float:
    """Return β under which what came since `before` was most likely: who ordered within the horizon and who did not."""
    used = np.flatnonzero((before.count >= ENOUGH_DAYS) & (before.silent < horizon))
    if len(used) < ACCOUNTS:
        return BETA
    pool = _pool(before, None)
    tails = _tails(before, horizon, pool, pool.center(None, len(before.count)))
    n, now, then = tails.n[used], tails.now[used], tails.then[used]
    place = np.searchsorted(gaps.customer, before.customer[used])
    came = gaps.last[place] > before.last[used]

    def likelihood(log_beta: float) -> float:
        broken = ALPHA / (ALPHA + math.exp(log_beta) + n)
        quiet = (broken + (1 - broken) * then) / (broken + (1 - broken) * now)
        return float(np.log(np.where(came, 1 - quiet, quiet)).sum())

    return math.exp(_highest(likelihood, math.log(1.0), math.log(1e4)))


def _highest(figure: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function with one peak between two places is highest, by golden section."""
    golden = (math.sqrt(5) - 1) / 2
    while high - low > 1e-6:
        first, second = high - golden * (high - low), low + golden * (high - low)
        if figure(first) < figure(second):
            low = first
        else:
            high = second
    return (low + high) / 2
