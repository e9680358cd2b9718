"""How regularly each account orders, and whether its silence is longer than its own rhythm (W6)."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from vitalfew.measures.days import Days, Ints, day_of, days_of, order_days, places_of

Floats = npt.NDArray[np.float64]

METHOD = "rhythm-1"
ENOUGH_DAYS = 6  # order days below which no rhythm is judged
ONE_SIDED_95 = 1.645  # the 95 % point of the normal distribution
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

    @property
    def overdue(self) -> npt.NDArray[np.bool_]:
        """Tell of each customer whether he is silent for longer than his limit; False where there is none."""
        return np.asarray(self.silent > self.limit)


def order_gaps(customer: npt.ArrayLike, day: npt.ArrayLike, *, today: np.datetime64 | date | str) -> Gaps:
    """Measure the gaps between each customer's order days, up to `today` (the last day of the books).

    `customer` (any sortable values) and `day` (datetime64[D] or dates) have one shape (n,), a row per order, in any
    order; several on one day count once. Sorted rows are taken as they are, which is faster.

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
    )


def _gaps(owner: Ints, moment: Ints) -> tuple[Ints, Ints]:
    is_same = owner[1:] == owner[:-1]
    return owner[1:][is_same], np.diff(moment)[is_same]


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
