"""How regularly each account orders, and whether its silence is longer than its own rhythm (W6)."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from vitalfew.measures.days import Days, Ints, day_of, days_of, order_days, places_of
from vitalfew.measures.rhythm.seasons import Clock, run_clock

Floats = npt.NDArray[np.float64]

METHOD = "rhythm-1"
ENOUGH_DAYS = 6  # order days below which no rhythm is judged
ONE_SIDED_95 = 1.645  # the 95 % point of the normal distribution
SHORTEST = 0.25  # operational days: a gap over a holiday is never shorter
SLACK = 1.5  # a limit is never nearer than this many usual gaps


@dataclass(frozen=True)
class Gaps:
    """The rhythm of each customer's order days, arrays of shape (customers,); made by `order_gaps`.

    Gaps are in days; NaN where there are too few of them: `mean`, `median`, `low` and `high` want two order days,
    `deviation` three, `limit` six.
    """

    customer: npt.NDArray[np.generic]  # each once, ascending
    count: Ints  # order days
    mean: Floats
    deviation: Floats  # of the sample (n − 1)
    median: Floats
    low: Floats  # first quartile, interpolated
    high: Floats  # third quartile
    limit: Floats  # silence beyond this is overdue by the customer's own rhythm
    first: Days
    last: Days
    silent: Ints  # days from the last order day to today
    today: np.datetime64
    # Of the logarithms of the gaps in the clock's time: their mean, and the sum of squares about it.
    log_mean: Floats = field(repr=False)
    log_squares: Floats = field(repr=False)
    clock: Clock = field(repr=False)

    @property
    def overdue(self) -> npt.NDArray[np.bool_]:
        """Tell of each customer whether he is silent for longer than his limit; False where there is none."""
        return np.asarray(self.silent > self.limit)

    def elapsed(self, ahead: int) -> Floats:
        """Return the operational days from each customer's last order day to so many days after today."""
        return self.clock.between(self.last.astype(np.int64), int(self.today.astype(np.int64)) + ahead)


def order_gaps(
    customer: npt.ArrayLike,
    day: npt.ArrayLike,
    *,
    today: np.datetime64 | date | str,
    seasonal: bool = True,
    clock: Clock | None = None,
) -> Gaps:
    """Measure the gaps between each customer's order days, up to `today` (the last day of the books).

    `customer` (any sortable values) and `day` (datetime64[D] or dates) have one shape (n,), a row per order, in any
    order; several on one day count once. Sorted rows are taken as they are, which is faster.

    What the alarm takes is measured on a clock that runs with the firm's own trade, where `seasonal` (see `run_clock`),
    or on the `clock` given, which must begin no later; all else is in days of the calendar.

    The limit is rule "rhythm-1": with six order days or more, exp(m + 1.645·s), where m and s are mean and sample
    deviation of the logarithms of the gaps: what 95 of 100 gaps stay under if they are lognormal; at least 1.5 times
    the median. It is a baseline that says when to look, no probability.

    Raises NotEnoughData when empty, BadInput on shapes that differ, a missing customer or day, a day after `today`.

    Source: the quantile exp(μ + z·σ) of the lognormal, Aitchison & Brown 1957, The Lognormal Distribution, Cambridge;
    quartiles by definition 7 of Hyndman & Fan 1996, "Sample quantiles in statistical packages", Am. Stat. 50(4)
    361–365. The floors of six order days and 1.5 medians are our own choice.
    """
    end = day_of("today", today)
    names, places = places_of(customer)
    days = days_of(day, len(places), end)
    owner, moment = order_days(places, days)
    starts = np.flatnonzero(np.concatenate(([True], owner[1:] != owner[:-1])))
    count = np.diff(np.append(starts, len(owner)))
    gap_owner, gaps = _gaps(owner, moment)
    mean, deviation = _moments(gap_owner, gaps, count - 1)
    low, median, high = _quartiles(gap_owner, gaps, count - 1)
    last = moment[starts + count - 1]
    clock = clock or run_clock(owner, moment, int(end.astype(np.int64)), seasonal=seasonal)
    log_mean, log_squares = _logarithms(owner, moment, clock, count - 1)
    return Gaps(
        customer=names,
        count=count,
        mean=mean,
        deviation=deviation,
        median=median,
        low=low,
        high=high,
        limit=_limit(gap_owner, gaps, count, median),
        first=moment[starts].astype("datetime64[D]"),
        last=last.astype("datetime64[D]"),
        silent=end.astype(np.int64) - last,
        today=end,
        log_mean=log_mean,
        log_squares=log_squares,
        clock=clock,
    )


def _gaps(owner: Ints, moment: Ints) -> tuple[Ints, Ints]:
    is_same = owner[1:] == owner[:-1]
    return owner[1:][is_same], np.diff(moment)[is_same]


def _logarithms(owner: Ints, moment: Ints, clock: Clock, size: Ints) -> tuple[Floats, Floats]:
    is_same = owner[1:] == owner[:-1]
    gaps = np.maximum(clock.between(moment[:-1][is_same], moment[1:][is_same]), SHORTEST)
    owners, logs = owner[1:][is_same], np.log(gaps)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(owners, logs, len(size)) / size
    squares = np.bincount(owners, (logs - mean[owners]) ** 2, len(size))
    return mean, squares.astype(np.float64)  # whole numbers where there is no gap at all


def _moments(owner: Ints, values: Ints | Floats, size: Ints) -> tuple[Floats, Floats]:
    """Return mean and sample deviation per owner, in two passes so that long equal gaps give a deviation of 0."""
    customers = len(size)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(owner, values, customers) / size
        squares = np.bincount(owner, (values - mean[owner]) ** 2, customers)
        deviation = np.sqrt(squares / np.where(size > 1, size - 1, np.nan))
    return mean, deviation


def _quartiles(owner: Ints, gaps: Ints, size: Ints) -> tuple[Floats, Floats, Floats]:
    if not len(gaps):
        nothing = np.full(len(size), np.nan)
        return nothing, nothing, nothing
    longest = int(gaps.max()) + 1
    ranked = np.sort(owner * longest + gaps) - owner * longest
    starts = np.cumsum(size) - size
    low, median, high = (_quantile(ranked, starts, size, part) for part in (0.25, 0.5, 0.75))
    return low, median, high


def _quantile(ranked: Ints, starts: Ints, size: Ints, part: float) -> Floats:
    place = part * np.maximum(size - 1, 0)
    below = place.astype(np.int64)
    above = np.minimum(below + 1, np.maximum(size - 1, 0))
    last = len(ranked) - 1  # customers without a gap look past the end; they are NaN in the result
    lower, upper = ranked[np.minimum(starts + below, last)], ranked[np.minimum(starts + above, last)]
    return np.where(size > 0, lower + (upper - lower) * (place - below), np.nan)


def _limit(owner: Ints, gaps: Ints, count: Ints, median: Floats) -> Floats:
    mean, deviation = _moments(owner, np.log(gaps), count - 1)
    limit = np.maximum(np.exp(mean + ONE_SIDED_95 * deviation), SLACK * median)
    return np.where(count >= ENOUGH_DAYS, limit, np.nan)
