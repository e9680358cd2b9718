"""What each customer did, checked and grouped: customers with one history are one row with a weight.

A model needs of a customer only how often he bought again (x), when last (t_x) and how long he was watched (T). Where
times lie on a grid, as days do, many customers share one history; a likelihood over the distinct ones is the same sum.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vitalfew.measures.errors import BadInput, NotEnoughData, reals, refuse

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ROOM = 20_000_000  # cells of a table in which histories are counted instead of sorted
TABLE = 8  # cells of a table per customer above which sorting is quicker
SAMPLE = 10_000  # values from which the grid of the times is guessed
NEAR = 1e-6  # a time this near to a whole number of steps, in steps, lies on the grid
STEPS = 2**20  # more steps than this are no grid worth grouping by


@dataclass(frozen=True)
class Histories:
    """Distinct histories: arrays of shape (rows,). Times are in one unit; `weight` is how many customers had it."""

    frequency: Floats
    recency: Floats
    age: Floats
    weight: Floats

    def __len__(self) -> int:
        return len(self.frequency)

    @property
    def customers(self) -> float:
        """How many customers there are: the sum of the weights."""
        return float(self.weight.sum())

    def thinned(self, rows: int) -> "Histories":
        """Return about so many of the rows, spread evenly: enough to start a search from."""
        every = slice(None, None, max(1, len(self) // rows))
        return Histories(self.frequency[every], self.recency[every], self.age[every], self.weight[every])


def checked(
    frequency: npt.ArrayLike, recency: npt.ArrayLike, age: npt.ArrayLike, *, is_empty_fine: bool = False
) -> tuple[Floats, Floats, Floats]:
    """Return the three as float64 vectors, or refuse what no customer can have done.

    Raises NotEnoughData when empty, BadInput on shapes that differ, NaN and infinity, a frequency that is no whole
    number ≥ 0, a recency below 0 or after `age`, a recency of 0 beside a repeat purchase, or one without any.
    """
    if is_empty_fine and not np.size(frequency):
        return np.empty(0), np.empty(0), np.empty(0)
    x, last, end = reals("frequency", frequency), reals("recency", recency), reals("age", age)
    for name, values in (("recency", last), ("age", end)):
        if values.shape != x.shape:
            raise BadInput(name, None, f"an array of shape {values.shape}", f"frequency has shape {x.shape}")
    refuse("frequency", x, (x < 0) | (x != np.floor(x)), "wants a whole number of repeat purchases, 0 or more")
    refuse("recency", last, last < 0, "wants 0 or more")
    refuse("recency", last, last > end, "is after the end of the time watched (age)")
    refuse("recency", last, (last == 0) & (x > 0), "a repeat purchase wants a recency above 0")
    refuse("recency", last, (last > 0) & (x == 0), "without a repeat purchase it wants 0")
    return x, last, end


def weighted(weights: npt.ArrayLike | None, size: int) -> Floats | None:
    """Return the weights as a vector, None where all are one; refuse negatives, and when all are zero."""
    if weights is None:
        return None
    given = reals("weights", weights)
    if given.shape != (size,):
        raise BadInput("weights", None, f"an array of shape {given.shape}", f"frequency has shape ({size},)")
    refuse("weights", given, given < 0, "wants 0 or more")
    if not given.any():
        raise NotEnoughData("weights are all 0: nobody counts")
    return given


def grouped(x: Floats, last: Floats, end: Floats, weights: Floats | None) -> Histories:
    """Return the distinct histories with their weights; as they are where their times lie on no grid."""
    key = _keys(x, last, end)
    if key is None:
        return _counting(x, last, end, np.ones(len(x)) if weights is None else weights)
    numbers, cells, step, largest = key
    if cells <= min(ROOM, TABLE * len(x)):
        counts = np.bincount(numbers, weights, cells)
        found = np.flatnonzero(counts)
        weight = counts[found].astype(np.float64)
    elif weights is None:
        numbers.sort()
        starts = np.flatnonzero(np.concatenate(([True], numbers[1:] != numbers[:-1])))
        found = numbers[starts]
        weight = np.diff(np.append(starts, len(numbers))).astype(np.float64)
    else:
        found, places = np.unique(numbers, return_inverse=True)
        weight = np.bincount(places, weights, len(found)).astype(np.float64)
    rest, age = np.divmod(found, largest + 1)
    frequency, recency = np.divmod(rest, largest + 1)
    return _counting(frequency.astype(np.float64), recency * step, age * step, weight)


def distinct_pairs(x: Floats, end: Floats) -> tuple[Floats, Floats, Ints | slice]:
    """Return the distinct (x, T) and each customer's place among them, for what does not depend on t_x."""
    key = _keys(x, np.zeros(1), end)
    if key is None:
        return x, end, slice(None)
    numbers, _, step, largest = key
    numbers = (numbers // (largest + 1) ** 2) * (largest + 1) + numbers % (largest + 1)
    cells = (int(x.max()) + 1) * (largest + 1)
    if cells <= ROOM:
        is_there = np.zeros(cells, bool)
        is_there[numbers] = True
        found = np.flatnonzero(is_there)
        place = np.zeros(cells, np.int64)
        place[found] = np.arange(len(found))
        places = place[numbers]
    else:
        found, places = np.unique(numbers, return_inverse=True)
    frequency, age = np.divmod(found, largest + 1)
    return frequency.astype(np.float64), age * step, places


def _keys(x: Floats, last: Floats, end: Floats) -> tuple[Ints, int, float, int] | None:
    """Return (a number per history, how many numbers there are, the grid's step, its last step), or None."""
    step = _step(end)
    if step is None:
        return None
    ages, recencies = _on_grid(end, step), _on_grid(last, step)
    if ages is None or recencies is None:
        return None
    largest, most = int(ages.max()), int(x.max())
    cells = (most + 1) * (largest + 1) ** 2
    if largest > STEPS or cells > 2**62:
        return None
    numbers = (x.astype(np.int64) * (largest + 1) + recencies) * (largest + 1) + ages
    return numbers, cells, step, largest


def _step(times: Floats) -> float | None:
    """Guess the step of the grid: the smallest difference between the times, made exact at the longest."""
    some = np.unique(times[:: max(1, len(times) // SAMPLE)])
    longest = float(times.max())
    differences = np.diff(np.append(0.0, some))
    differences = differences[differences > NEAR * longest]
    if not len(differences):
        return None
    return longest / round(longest / float(differences.min()))


def _on_grid(times: Floats, step: float) -> Ints | None:
    steps = times / step
    whole = np.rint(steps)
    steps -= whole
    np.abs(steps, out=steps)
    return whole.astype(np.int64) if steps.max() < NEAR else None


def _counting(x: Floats, last: Floats, end: Floats, weight: Floats) -> Histories:
    counts = weight > 0
    if counts.all():
        return Histories(x, last, end, weight)
    return Histories(x[counts], last[counts], end[counts], weight[counts])


def refuse_single_purchases(histories: Histories) -> None:
    """Raise NotEnoughData where nobody bought twice, or there is one customer only."""
    if histories.customers < 2 or len(histories) < 2:
        raise NotEnoughData("one history only: wants customers who differ")
    if not histories.frequency.any():
        raise NotEnoughData("nobody bought twice: wants repeat purchases")
