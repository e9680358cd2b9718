"""How much of the whole the few make: Pareto and Lorenz curve, Gini, Herfindahl–Hirschman, ABC (S6, C3–C5)."""

import math
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from vitalfew.measures.errors import BadInput, NotEnoughData, reals

Share = float | Decimal | Fraction
Floats = npt.NDArray[np.float64]

# Sums of float64 differ from the decimal truth in the last digits: ten times 0.1 falls short of 1. A difference below
# this part of the total is rounding, not a missing account.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Pareto:
    """The concentration of a total over its accounts; made by `pareto`.

    Shares are 0..1 of the total, in no unit; `total` is in the unit of the values, `hhi` on the 0..10000 scale.
    Where the total is not positive no account has a share: every figure but `total` and `count` is NaN,
    `count_for` is None. Where only some values are negative the shares hold (and run above 1 on the way), but Gini and
    HHI are NaN and `is_lorenz` is False: use `profitability.whale_curve`.
    """

    total: float
    count: int
    gini: float
    gini_unbiased: float  # NaN for a single account
    hhi: float
    largest_share: float
    is_lorenz: bool
    # Cumulative share by descending value, of shape (count,), ending at 1.
    cumulative_share: Floats = field(repr=False)

    def share_of_top(self, fraction: Share) -> float:
        """Return the share of the total that the top ⌈fraction · count⌉ accounts make.

        `fraction` is 0..1; a float counts as the decimal it prints as, so 0.07 of 100 accounts is 7 and not 8.
        Raises BadInput outside 0..1. NaN where the total is not positive.
        """
        top = math.ceil(_exact("fraction", fraction) * self.count)
        return float(self.cumulative_share[top - 1]) if top else 0.0 * self.largest_share

    def count_for(self, share: Share) -> int | None:
        """Return the smallest number of accounts that together make at least `share` (0..1) of the total.

        A difference below 1e-12 of the total is taken for rounding. Raises BadInput outside 0..1. None where the total
        is not positive.
        """
        wanted = float(_exact("share", share))
        if not self.total > 0:
            return None
        reached = self.cumulative_share >= wanted - ROUNDING
        return int(np.argmax(reached)) + 1 if wanted > 0 else 0

    def curve(self, points: int | None = None) -> tuple[Floats, Floats]:
        """Return (fraction of accounts, cumulative share), both from 0 to 1, largest account first.

        Shapes (count + 1,) each; with `points` (at least 2) no more than that many, spread evenly over the accounts
        and always with both ends, each a point of the full curve. Read backwards (1 - both) it is the Lorenz curve.
        Raises BadInput where `points` is below 2.
        """
        if points is not None and points < 2:
            raise BadInput("points", None, points, "wants 2 or more: both ends")
        picked = _spread(self.count, points)
        shares = np.concatenate(([0.0], self.cumulative_share))
        return picked / self.count, shares[picked]


def pareto(values: npt.ArrayLike) -> Pareto:
    """Measure how concentrated the values are, one per account, in any unit and order.

    `values` has shape (n,), n ≥ 1; negatives are allowed (see `Pareto.is_lorenz`). With x ascending and i = 1..n,
    Gini is Σ(2i − n − 1)·x_i / (n²·μ) and the unbiased one n/(n − 1) times that; with shares s, HHI is Σ(100·s_i)².
    Raises NotEnoughData when empty, BadInput on NaN, infinity or anything that is not a number.

    Sources: Lorenz 1905, "Methods of measuring the concentration of wealth", Publ. Am. Stat. Assoc. 9(70) 209–219;
    Gini in the form of Glasser 1962, "Variance formulas for the mean difference and coefficient of concentration",
    J. Am. Stat. Assoc. 57(299) 648–654 (MathWorld, "Gini Coefficient"); Hirschman 1964, "The paternity of an index",
    Am. Econ. Rev. 54(5) 761–762.
    """
    checked = reals("values", values)
    descending, exponent = _scaled(np.sort(checked)[::-1])
    total = math.fsum(descending)
    cumulative = _cumulative(descending, total)
    is_lorenz = bool(total > 0 and descending[-1] >= 0)
    gini = _gini(descending, total) if is_lorenz else math.nan
    count = len(descending)
    return Pareto(
        total=_unscaled(total, exponent),
        count=count,
        gini=gini,
        gini_unbiased=gini * count / (count - 1) if count > 1 else math.nan,
        hhi=math.fsum((100 * descending / total) ** 2) if is_lorenz else math.nan,
        largest_share=float(cumulative[0]),
        is_lorenz=is_lorenz,
        cumulative_share=cumulative,
    )


def abc_classes(values: npt.ArrayLike, limits: tuple[Share, Share] = (0.8, 0.95)) -> npt.NDArray[np.str_]:
    """Return "A", "B" or "C" for each value, in the order given.

    `values` has shape (n,); `limits` are two rising shares, 0..1. A are the fewest accounts that make the first limit
    (the account that crosses it among them), B the further ones up to the second, C the rest; of equal values the
    earlier one comes first. Raises NotEnoughData when empty or when the total is not positive (nobody has a share of
    it), BadInput on NaN, infinity, or limits that do not rise within 0..1.

    Source: Dickie 1951, "ABC inventory analysis shoots for dollars, not pennies", Factory Management and Maintenance
    109(7) 92–94.
    """
    first, second = (_exact("limits", limit) for limit in limits)
    if first > second:
        raise BadInput("limits", 1, limits[1], f"wants at least limits[0], {limits[0]!r}")
    measured = pareto(values)
    a, b = measured.count_for(first), measured.count_for(second)
    if a is None or b is None:
        raise NotEnoughData(f"values add up to {measured.total!r}: classes want a total above 0")
    classes = np.full(measured.count, "C")
    order = np.argsort(-reals("values", values), kind="stable")
    classes[order[:b]] = "B"
    classes[order[:a]] = "A"
    return classes


def _exact(argument: str, share: Share) -> Fraction:
    # A float means the decimal it prints as: the binary 0.07 is a little more than 7 %.
    if isinstance(share, Fraction | Decimal):
        exact = Fraction(share) if isinstance(share, Fraction) or share.is_finite() else None
    else:
        exact = Fraction(repr(float(share))) if math.isfinite(share) else None
    if exact is None or not 0 <= exact <= 1:
        raise BadInput(argument, None, share, "wants a share from 0 to 1")
    return exact


def _scaled(values: Floats) -> tuple[Floats, int]:
    # By a power of two, which is exact: the sum of the largest floats would run over, that of the smallest lose digits.
    exponent = int(np.frexp(np.max(np.abs(values)))[1])
    return np.ldexp(values, -exponent), exponent


def _unscaled(total: float, exponent: int) -> float:
    try:
        return math.ldexp(total, exponent)
    except OverflowError:
        raise BadInput("values", None, "a sum beyond the largest float64", "wants a smaller unit") from None


def _cumulative(descending: Floats, total: float) -> Floats:
    if not total > 0:
        return np.full(len(descending), math.nan)
    shares = np.cumsum(descending) / total
    shares[-1] = 1.0  # cumsum's last digits are not fsum's
    return np.minimum(shares, 1.0) if descending[-1] >= 0 else shares


def _gini(descending: Floats, total: float) -> float:
    count = len(descending)
    ranks = np.arange(count - 1, -count, -2, dtype=np.float64)  # 2i − n − 1 of x ascending, from i = n down
    return math.fsum(ranks * descending) / (count * total)


def _spread(count: int, points: int | None) -> npt.NDArray[np.int64]:
    if points is None or points > count:
        return np.arange(count + 1)
    return np.unique(np.linspace(0, count, points).round().astype(np.int64))
