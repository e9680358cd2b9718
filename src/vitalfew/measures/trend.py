"""Where a product or account stands in its life, and when its level changed (S11, C25)."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vitalfew.measures.errors import BadInput, NotEnoughData, reals

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

METHOD = "life-cycle-1"
SPAN = 3  # years over which growth is taken, and below which a product is being introduced
UNKNOWN = ""


@dataclass(frozen=True)
class Levels:
    """A series cut where its level changed; made by `change_points`."""

    starts: Ints  # (levels,): place of the first value of each level; the first is 0
    means: Floats  # (levels,): in the unit of the values

    @property
    def changes(self) -> Ints:
        """The places where a new level began, none where the series has one."""
        return self.starts[1:]


def life_cycle(
    years: npt.ArrayLike,
    sales: npt.ArrayLike,
    market: npt.ArrayLike | None = None,
    *,
    steady: float = 0.05,
    span: int = SPAN,
) -> npt.NDArray[np.str_]:
    """Return "introduction", "growth", "maturity" or "decline" of each row of `sales`; "" where it is not known.

    `years` has shape (y,), rising, whole years only; `sales` (n, y) or (y,), in money of one year (take inflation out
    first); `market` (y,) is what they are held against: without it, all rows together. Rule "life-cycle-1": sold for
    the first time less than 3 years before the last: introduction. Otherwise growth a year over the last 3 years less
    the market's: more than `steady` growth, less than −`steady` decline, between them maturity. Sold earlier and not in
    the last year: decline. Never sold, or fewer than 4 years: not known. Books of 3 years may be asked with `span` 2:
    both threes become twos, and a product sold from the first of the years on is taken to be older than them.

    Raises BadInput on years that do not rise by one, on NaN and infinity, on a market that is not above 0.

    Source: after Polli & Cook 1969, "Validity of the product life cycle", J. of Business 42(4) 385–400, who class by
    the change of real sales against all products; the limits are our own, and a person may overrule them.
    """
    times = reals("years", years)
    rows = np.atleast_2d(np.asarray(sales, np.float64))
    if rows.ndim != 2 or rows.shape[1] != len(times):
        raise BadInput("sales", None, f"an array of shape {rows.shape}", f"there are {len(times)} years")
    if not np.isfinite(rows).all():
        place = int(np.argmin(np.isfinite(rows).ravel()))
        raise BadInput("sales", place, float(rows.ravel()[place]), "wants a finite number")
    if (np.diff(times) != 1).any():
        raise BadInput(
            "years", int(np.argmax(np.diff(times) != 1)) + 1, float(times[-1]), "wants years that rise by one"
        )
    whole = rows.sum(0) if market is None else reals("market", market)
    if whole.shape != times.shape:
        raise BadInput("market", None, f"an array of shape {whole.shape}", f"there are {len(times)} years")
    if span < 1:
        raise BadInput("span", None, span, "wants 1 or more")
    if len(times) <= span:
        return np.full(len(rows), UNKNOWN, "<U12")
    if not (whole[[-1 - span, -1]] > 0).all():
        raise BadInput("market", len(times) - 1, float(whole[-1]), "wants a market above 0 to hold against")
    return _stages(rows, _growth(whole[None, :], span)[0], steady, span)


def _growth(rows: Floats, span: int) -> Floats:
    """Return the growth a year from `span` years before the last to the last; NaN where either is not above 0."""
    old, new = rows[:, -1 - span], rows[:, -1]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((old > 0) & (new > 0), (new / old) ** (1 / span) - 1, np.nan)


def _stages(rows: Floats, market: float, steady: float, span: int) -> npt.NDArray[np.str_]:
    is_sold = rows > 0
    first = np.where(is_sold.any(1), is_sold.argmax(1), rows.shape[1])
    growth = _growth(rows, span) - market
    found = np.full(len(rows), "maturity", "<U12")
    found[growth > steady] = "growth"
    found[growth < -steady] = "decline"
    found[np.isnan(growth)] = "growth"  # sold again after a pause
    found[~is_sold[:, -1]] = "decline"
    found[first > rows.shape[1] - 1 - span] = "introduction"
    found[~is_sold.any(1)] = UNKNOWN
    return found


def change_points(values: npt.ArrayLike, *, least: int = 3, penalty: float | None = None) -> Levels:
    """Cut a series where its level changed: least squares with a price on every cut, exactly.

    `values` has shape (n,), at even steps and without season (the same month of the year before taken off, say);
    no level is shorter than `least`. A cut is made where it saves more than `penalty` (default 3·ln n) times the
    variance of the noise, which the steps from one value to the next tell robustly. Raises NotEnoughData for fewer
    than 2·`least` values, BadInput on NaN and infinity.

    Source: Jackson et al. 2005, "An algorithm for optimal partitioning of data on an interval", IEEE Signal Processing
    Letters 12(2) 105–108; the penalty after Zhang & Siegmund 2007, Biometrics 63(1) 22–32, who count the place
    of a cut as well as its level.
    """
    series = reals("values", values)
    size = len(series)
    if least < 1:
        raise BadInput("least", None, least, "wants 1 or more")
    if size < 2 * least:
        raise NotEnoughData(f"{size} values: a change wants {2 * least}")
    steps = np.diff(series)
    noise = (1.4826 * float(np.median(np.abs(steps - np.median(steps)))) / math.sqrt(2)) ** 2
    if noise == 0:
        noise = max(float(np.var(steps)) / 2, 1e-12 * float(np.abs(series).max()) ** 2, 1e-300)
    price = (3 * math.log(size) if penalty is None else penalty) * noise
    starts = _partition(series, least, price)
    ends = np.append(starts[1:], size)
    return Levels(starts, np.array([series[a:b].mean() for a, b in zip(starts, ends, strict=True)]))


def _partition(series: Floats, least: int, price: float) -> Ints:
    """Return where the levels start that cost least: squares about their means, and a price for each cut."""
    centered = series - series.mean()
    sums, squares = (np.concatenate(([0.0], np.cumsum(part))) for part in (centered, centered**2))
    size = len(series)
    best, came_from = np.full(size + 1, np.inf), np.zeros(size + 1, np.int64)
    best[0] = -price
    for end in range(least, size + 1):
        start = np.arange(end - least + 1)
        inside = squares[end] - squares[start] - (sums[end] - sums[start]) ** 2 / (end - start)
        cost = best[start] + inside + price
        came_from[end] = int(np.argmin(cost))
        best[end] = cost[came_from[end]]
    starts, place = [], size
    while place > 0:
        place = int(came_from[place])
        starts.append(place)
    return np.array(starts[::-1], np.int64)
