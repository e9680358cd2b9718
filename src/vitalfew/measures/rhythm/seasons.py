"""A clock that runs with the firm's own trade: a week in which few accounts order is a short one (S27, I12)."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from vitalfew.measures.days import Ints

Floats = npt.NDArray[np.float64]

WEEK, YEAR = 7, 52  # days; weeks
AHEAD = 80  # weeks the clock runs beyond today
SHRUNK = 0.5  # part of a week's length that is the calendar's, whatever the firm's trade does
LEAST = 0.05  # no week is shorter than this part of a usual one
SMOOTH = (0.25, 0.5, 0.25)


@dataclass(frozen=True)
class Clock:
    """Operational days since the first day of the books; made by `run_clock`."""

    start: int  # the first day, as a number
    elapsed: Floats = field(repr=False)  # operational days by the start of each day from the first on

    def between(self, first: Ints, last: Ints | int) -> Floats:
        """Return the operational days from one day to another, of their shape."""
        return np.asarray(self.elapsed[last - self.start] - self.elapsed[first - self.start])


def run_clock(owner: Ints, moment: Ints, today: int, *, seasonal: bool = True) -> Clock:
    """Make the clock from the order days up to today, and nothing later.

    A week is as long as its order days (smoothed over three weeks) are many beside those expected: the accounts known
    by then times their mean rate over the year before. Weeks are counted back from today, so that all are whole; those
    to come are as long as the same weeks a year before. Without `seasonal` it is the calendar.
    """
    start = int(moment.min())
    weeks = (today - start) // WEEK + 1
    length = _lengths(owner, moment, today, weeks) if seasonal else np.ones(weeks)
    coming = np.array([length[week - YEAR] if week >= YEAR else 1.0 for week in range(weeks, weeks + YEAR)])
    coming = np.tile(coming, 2)[:AHEAD]
    days = np.arange(start, today + AHEAD * WEEK - WEEK)
    week = weeks - 1 - (today - days) // WEEK
    return Clock(start, np.concatenate(([0.0], np.cumsum(np.concatenate((length, coming))[np.maximum(week, 0)]))))


def _lengths(owner: Ints, moment: Ints, today: int, weeks: int) -> Floats:
    week = weeks - 1 - (today - moment) // WEEK
    ordered = np.bincount(week, minlength=weeks).astype(np.float64)
    is_first = np.concatenate(([True], owner[1:] != owner[:-1]))
    known = np.cumsum(np.bincount(week[is_first], minlength=weeks))
    rate = ordered / np.maximum(known, 1)
    sums = np.concatenate(([0.0], np.cumsum(rate)))
    place = np.arange(1, weeks + 1)
    since = np.maximum(place - YEAR, 0)
    expected = known * (sums[place] - sums[since]) / (place - since)
    smooth = np.convolve(np.pad(ordered, 1, mode="edge"), SMOOTH, "valid")
    length = np.where(expected > 0, smooth / np.maximum(expected, 1e-12), 1.0)
    return np.maximum((1 - SHRUNK) * length + SHRUNK, LEAST)
