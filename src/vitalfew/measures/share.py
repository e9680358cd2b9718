"""How much of an account's spend is ours, and who depends on whom (S20, S21, C8–C10)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vitalfew.measures.errors import BadInput, reals

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Dependence:
    """Two shares, 0..1, and their difference, of shape (n,); NaN where either is not known. Made by `dependence`."""

    ours: Floats  # the account's share of what we sell: how we depend on it
    theirs: Floats  # our share of what it spends: how it depends on us
    asymmetry: Floats  # ours − theirs: above 0 we need the account more than it needs us


def share_of_business(sales: npt.ArrayLike, wallet: npt.ArrayLike) -> Floats:
    """Return sales / wallet, of shape (n,), for one period, currency and category.

    NaN where the wallet is not known (NaN) or nothing, or the sales are not known. More than 1 is returned, never
    clipped: the estimate is then too small. Raises BadInput on a negative wallet, infinity, shapes that differ.
    """
    sold, spent = _amounts("sales", sales), _amounts("wallet", wallet)
    if sold.shape != spent.shape:
        raise BadInput("wallet", None, f"an array of shape {spent.shape}", f"sales has shape {sold.shape}")
    if (spent < 0).any():
        index = int(np.argmax(spent < 0))
        raise BadInput("wallet", index, float(spent[index]), "wants what an account spends, 0 or more")
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(spent > 0, sold / spent, np.nan)


def wallet_allocation(rank: npt.ArrayLike, suppliers: npt.ArrayLike) -> Floats:
    """Return the share of the wallet that a supplier of this rank gets: (1 − rank/(n+1))·(2/n), of shape (m,).

    `rank` is 1 (the first choice) to `suppliers`; equal suppliers share a rank between (1.5). The shares of all ranks
    sum to 1. Raises BadInput outside that range. It holds where many accounts use several suppliers, and says nothing
    of one account's reasons: an estimate beside others.

    Source: Keiningham, Aksoy, Williams & Buoye 2015, The Wallet Allocation Rule, Wiley, appendix B.
    """
    place, count = reals("rank", rank), reals("suppliers", suppliers)
    if count.shape != place.shape:
        raise BadInput("suppliers", None, f"an array of shape {count.shape}", f"rank has shape {place.shape}")
    for name, values, wrong, wanted in (
        ("suppliers", count, (count < 1) | (count != np.floor(count)), "wants a whole number, 1 or more"),
        ("rank", place, (place < 1) | (place > count), "wants 1 to the number of suppliers"),
    ):
        if wrong.any():
            index = int(np.argmax(wrong))
            raise BadInput(name, index, float(values[index]), wanted)
    return np.asarray((1 - place / (count + 1)) * (2 / count))


def dependence(sales: npt.ArrayLike, wallet: npt.ArrayLike, *, total_sales: float) -> Dependence:
    """Return how we depend on each account and it on us; raises as `share_of_business`, and on a total not above 0."""
    total = float(reals("total_sales", [total_sales])[0])
    if not total > 0:
        raise BadInput("total_sales", None, total_sales, "wants all we sell, above 0")
    theirs = share_of_business(sales, wallet)
    ours = _amounts("sales", sales) / total
    return Dependence(ours, theirs, ours - theirs)


def _amounts(argument: str, values: npt.ArrayLike) -> Floats:
    """Return the amounts, NaN where one is not known; refuse infinity and words."""
    given = np.atleast_1d(np.array(values, object))
    is_unknown = np.array([one is None or one != one for one in given.tolist()], bool)
    known = reals(argument, np.where(is_unknown, 0, given))
    return np.where(is_unknown, np.nan, known)
