"""How likely a customer under contract stays: a weighted scorecard, and a table from its score to a chance (C12, C19).

The weights and the table are our own assumption until the firm's own history is long enough. Source of the road:
Ryals & Knox 2005, "Measuring risk-adjusted customer lifetime value", European J. of Marketing 39(5/6) 456–472.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

METHOD = "risk-1"


class Factor(StrEnum):
    """What a relationship may break on."""

    RHYTHM = "rhythm"  # silent for longer than usual
    TREND = "trend"  # buys less than the year before
    PEOPLE = "people"  # hangs on one person, or who carried it has left
    QUALITY = "quality"  # critical and major quality events
    PAYMENT = "payment"  # invoices overdue
    PROMISES = "promises"  # our word not kept


WEIGHTS: Mapping[Factor, int] = {
    Factor.RHYTHM: 25,
    Factor.TREND: 15,
    Factor.PEOPLE: 20,
    Factor.QUALITY: 15,
    Factor.PAYMENT: 10,
    Factor.PROMISES: 15,
}
WORST_QUIET = 0.5  # chance of no order from which on the rhythm is as bad as it gets
WORST_FALL = 0.5  # of revenue
PER_GAP = 0.3  # each thing missing in whom we know
PER_EVENT = 0.25  # each quality event of the last twelve months
LEAST_KNOWN = 40  # of 100 points of weight, below which no score is told
ENOUGH_YEARS = 100  # contract years of the firm's own from which on they calibrate the table

Band = tuple[int, float]  # up to this score (included), this chance to stay for a year
RETENTION: tuple[Band, ...] = ((20, 0.95), (40, 0.90), (60, 0.80), (80, 0.65), (100, 0.45))


@dataclass(frozen=True)
class RiskSigns:
    """What is known of an account; None where nobody knows."""

    quiet: float | None = None  # chance that no order comes in 120 days
    beyond: float | None = None  # silence over its own limit, where no chance is told
    change: float | None = None  # of revenue on the year before
    gaps: int | None = None  # single thread, nobody senior, only one of us, left without a successor
    events: int | None = None  # of quality, critical or major, in twelve months
    overdue_share: float | None = None  # of what is owed
    kept_share: float | None = None  # of our promises


@dataclass(frozen=True)
class Risk:
    """A score 0 (none) to 100, None where too little is known; each factor's risk 0..1; the weight known, 0..100."""

    score: float | None
    factors: dict[Factor, float]
    known: int


def risk_of(signs: RiskSigns, weights: Mapping[Factor, int] = WEIGHTS) -> Risk:
    """Weigh what is known; what is not known counts neither for nor against."""
    factors = {factor: risk for factor, risk in _risks(signs).items() if risk is not None}
    known = sum(weights[factor] for factor in factors)
    whole = sum(weights.values())
    share = round(100 * known / whole)
    if share < LEAST_KNOWN:
        return Risk(None, factors, share)
    score = 100 * sum(weights[factor] * risk for factor, risk in factors.items()) / known
    return Risk(score, factors, share)


def retention_for(score: float, table: Sequence[Band] = RETENTION) -> float:
    """Return the chance to stay for a year, by the band into which the score falls."""
    return next((rate for most, rate in table if score <= most), table[-1][1])


def calibrated(rates: Sequence[float], years: int, kept: int) -> list[float]:
    """Return the chances moved together so that their mean is what the firm's own contract years show.

    Moved on the scale of the logarithm of the odds, so each stays within 0..1; as they are while there are fewer than
    100 years, or where all or none were kept.
    """
    if years < ENOUGH_YEARS or not rates or not 0 < kept < years:
        return list(rates)
    wanted, low, high = kept / years, -20.0, 20.0
    while high - low > 1e-12 * max(1.0, abs(low)):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if sum(_moved(rate, middle) for rate in rates) / len(rates) < wanted:
            low = middle
        else:
            high = middle
    return [_moved(rate, (low + high) / 2) for rate in rates]


def fit_table(rates: Sequence[float]) -> bool:
    """Tell whether the chances, from the lowest risk to the highest, lie within 0..1 and never rise with the risk."""
    return all(0 <= rate < 1 for rate in rates) and all(one >= other for one, other in pairwise(rates))


def _moved(rate: float, by: float) -> float:
    inside = min(max(rate, 1e-9), 1 - 1e-9)
    return 1 / (1 + math.exp(-(math.log(inside / (1 - inside)) + by)))


def _risks(signs: RiskSigns) -> dict[Factor, float | None]:
    return {
        Factor.RHYTHM: _rhythm(signs),
        Factor.TREND: None if signs.change is None else _within(-signs.change / WORST_FALL),
        Factor.PEOPLE: None if signs.gaps is None else _within(PER_GAP * signs.gaps),
        Factor.QUALITY: None if signs.events is None else _within(PER_EVENT * signs.events),
        Factor.PAYMENT: None if signs.overdue_share is None else _within(signs.overdue_share),
        Factor.PROMISES: None if signs.kept_share is None else _within(1 - signs.kept_share),
    }


def _rhythm(signs: RiskSigns) -> float | None:
    if signs.quiet is not None:
        return _within(signs.quiet / WORST_QUIET)
    return None if signs.beyond is None else _within(signs.beyond / 2)


def _within(part: float) -> float:
    return min(max(float(part), 0.0), 1.0)
