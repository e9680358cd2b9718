"""How much the few make (S6): the whole answer, as pages and the command line show it. Sums exact, shares floating."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from vitalfew.ledger.rules.currency import RateKind
from vitalfew.ledger.rules.figures import Measure, Scope
from vitalfew.measures.concentration import Pareto, Share, abc_classes, pareto
from vitalfew.measures.errors import NotEnoughData
from vitalfew.measures.profitability import whale_curve

METHOD = "concentration-1"
POINTS = 200
STEEP = 40  # of them close to the largest accounts, where the curve turns
TOP = 10
LEVELS = range(50, 96)  # per cent of the total: where the threshold may be moved to
Points = list[tuple[float, float]]


@dataclass(frozen=True)
class ClassShare:
    """A, B or C: how many accounts, what they bring, and which part of the total that is."""

    letter: str
    count: int
    amount: Decimal
    share: float


@dataclass(frozen=True)
class Whale:
    """What the profitable accounts make and the others eat, in shares of the total."""

    peak: float
    loss: float
    peak_count: int
    unprofitable: int
    curve: Points  # (fraction of accounts, cumulative share), the best first


@dataclass(frozen=True)
class Level:
    """A share of the total, how few accounts make it, and the share that they make together."""

    percent: int
    count: int
    reached: float


@dataclass(frozen=True)
class TopAccount:
    """One of the largest. `account_id` is None until the account has been made of its code."""

    rank: int
    account_id: int | None
    code: str
    name: str
    amount: Decimal
    share: float | None
    cumulative: float | None
    before: Decimal | None  # in the period before, where the books reach back
    change: float | None
    margin: Decimal | None
    margin_share: float | None  # of its revenue


@dataclass(frozen=True)
class Summary:
    """The figures of one period. Undefined ones are None: those of a total that is not positive."""

    total: Decimal
    count: int
    threshold: float
    for_threshold: int | None  # fewest accounts that make the threshold
    for_threshold_fraction: float | None  # of the accounts
    for_threshold_amount: Decimal | None
    share_of_top_20: float | None  # made by the top fifth of the accounts
    gini: float | None
    gini_unbiased: float | None
    hhi: float | None
    largest_share: float | None
    unprofitable: int  # accounts below zero


@dataclass(frozen=True)
class Concentration(Summary):
    """How concentrated what the accounts bring is, in one period, by one measure."""

    by: Measure
    scope: Scope
    start: date | None
    end: date | None
    currency: str
    method: str
    generation: int
    lines: int
    unattributed: Decimal | None  # belongs to nobody; not in the total. None where a line of it has no cost
    unknown: int  # accounts left out because a line of theirs has no cost
    is_lorenz: bool
    is_profit_known: bool  # of at least one account
    abc: tuple[ClassShare, ...]
    curve: Points
    whale: Whale | None
    top: tuple[TopAccount, ...]
    rest_count: int
    rest_amount: Decimal  # of the accounts behind the top: with them it makes the total
    previous_start: date | None
    previous_end: date | None
    previous: Summary | None
    without_rate: int = 0  # accounts left out because an amount of theirs has no exchange rate
    rates: RateKind = RateKind.DATED  # what other currencies are converted by
    levels: tuple[Level, ...] = ()  # for every whole per cent a threshold may be moved to

    def for_share_of_accounts(self, fraction: float) -> float | None:
        """Return the share that this part of the accounts makes, read from the curve."""
        if not self.curve:
            return None
        return float(np.interp(fraction, [x for x, _y in self.curve], [y for _x, y in self.curve]))


@dataclass(frozen=True)
class Measured:
    """The amounts of one period, largest first, and what was measured of them; None where there is nothing."""

    amounts: tuple[Decimal, ...]
    pareto: Pareto | None

    @property
    def total(self) -> Decimal:
        return sum(self.amounts, Decimal(0))


def measure(amounts: Sequence[Decimal]) -> Measured:
    """Measure the amounts, which come largest first."""
    return Measured(tuple(amounts), pareto([float(amount) for amount in amounts]) if amounts else None)


def summary(measured: Measured, threshold: Share) -> Summary:
    """Return the figures of the period for this threshold."""
    curve, count = measured.pareto, len(measured.amounts)
    needed = curve.count_for(threshold) if curve else None
    return Summary(
        total=measured.total,
        count=count,
        threshold=float(threshold),
        for_threshold=needed,
        for_threshold_fraction=None if needed is None else needed / count,
        for_threshold_amount=None if needed is None else sum(measured.amounts[:needed], Decimal(0)),
        share_of_top_20=known(curve.share_of_top(0.2)) if curve else None,
        gini=known(curve.gini) if curve else None,
        gini_unbiased=known(curve.gini_unbiased) if curve else None,
        hhi=known(curve.hhi) if curve else None,
        largest_share=known(curve.largest_share) if curve else None,
        unprofitable=sum(amount < 0 for amount in measured.amounts),
    )


def at_threshold(found: Concentration, measured: Measured, before: Measured | None, threshold: Share) -> Concentration:
    """Return the same answer asked for another share of the total."""
    now, then = summary(measured, threshold), summary(before, threshold) if before else None
    return replace(found, **vars(now), previous=then)


def classes(measured: Measured) -> tuple[ClassShare, ...]:
    """Return what A, B and C come to; they make the total, to the last digit."""
    try:
        letters = abc_classes([float(amount) for amount in measured.amounts])
    except NotEnoughData:
        return ()
    total = measured.total
    sums = {letter: Decimal(0) for letter in "ABC"}
    for letter, amount in zip(letters.tolist(), measured.amounts, strict=True):
        sums[letter] += amount
    return tuple(
        ClassShare(letter, int((letters == letter).sum()), amount, float(amount / total))
        for letter, amount in sums.items()
    )


def levels_of(measured: Measured) -> tuple[Level, ...]:
    """Return how few accounts make each share of the total; empty where nobody has a share."""
    curve = measured.pareto
    if curve is None or not measured.total > 0:
        return ()
    counts = [(percent, curve.count_for(Decimal(percent) / 100) or 0) for percent in LEVELS]
    return tuple(Level(percent, count, float(curve.cumulative_share[count - 1])) for percent, count in counts)


def curve_of(measured: Measured) -> Points:
    """Return the curve from the largest account down, dense where it is steep; empty where nobody has a share."""
    if measured.pareto is None or not measured.total > 0:
        return []
    return _points(np.concatenate(([0.0], measured.pareto.cumulative_share)))


def whale_of(measured: Measured) -> Whale | None:
    """Return what the profitable accounts make and the others eat; None where the total is not positive."""
    if not measured.total > 0:
        return None
    found = whale_curve([float(amount) for amount in measured.amounts])
    curve = _points(np.concatenate(([0.0], found.cumulative_share)))
    return Whale(found.peak, found.loss, found.peak_count, found.unprofitable, curve)


def period_before(start: date | None, end: date | None, first_day: date | None) -> tuple[date, date] | None:
    """Return the equally long period just before, where the books hold all of it."""
    if start is None or end is None or first_day is None:
        return None
    before = start - (end - start) - timedelta(1)
    return (before, start - timedelta(1)) if first_day <= before else None


def share(part: Decimal | None, whole: Decimal | None) -> float | None:
    """Return the part of the whole; None where either is not known or the whole is not positive."""
    return float(part / whole) if part is not None and whole is not None and whole > 0 else None


def known(value: float) -> float | None:
    """Return the figure, or None where it is undefined."""
    return None if math.isnan(value) else value


def _points(shares: npt.NDArray[np.float64]) -> Points:
    count = len(shares) - 1
    steep = np.geomspace(1, count, STEEP).round() if count > 1 else np.array([count])
    picked = np.unique(np.concatenate(([0], steep, np.linspace(0, count, POINTS - STEEP).round()))).astype(np.int64)
    return [(place / count, float(shares[place])) for place in picked.tolist()]
