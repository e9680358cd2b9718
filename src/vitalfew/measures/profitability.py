"""What each account really brings once its service is paid for, and how much the losing ones eat (S6, C2, C6)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vitalfew.measures.errors import BadInput, NotEnoughData, reals

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class WhaleCurve:
    """Cumulative profit from the best account to the worst; made by `whale_curve`.

    Shares are of the total profit, 1 = all of it; `total` is in the unit of the profits. Where the total is not
    positive, `cumulative_share`, `peak` and `loss` are NaN.
    """

    order: npt.NDArray[np.int64]  # (n,): places of the accounts, most profitable first
    cumulative_share: Floats  # (n,): of the total, after each account of `order`; ends at 1
    total: float
    peak: float  # what the profitable accounts make, ≥ 1
    loss: float  # peak − 1: what the others eat
    peak_count: int  # accounts with a profit above 0
    unprofitable: int  # accounts with a profit below 0


def whale_curve(profits: npt.ArrayLike) -> WhaleCurve:
    """Rank the accounts by profit and cumulate, in shares of the total.

    `profits` has shape (n,), n ≥ 1, in one currency; of equal profits the earlier account comes first. Peak is
    Σ positive profits / total. Raises NotEnoughData when empty, BadInput on NaN, infinity or what is no number.

    Source: Kaplan & Narayanan 2001, "Measuring and managing customer profitability", Journal of Cost Management 15(5)
    5–15; Cooper & Kaplan 1991, "Profit priorities from activity-based costing", Harvard Business Review 69(3) 130–135.
    """
    checked = reals("profits", profits)
    order = np.argsort(-checked, kind="stable")
    total = _sum(checked)
    peak = _sum(checked[checked > 0]) / total if total > 0 else math.nan
    return WhaleCurve(
        order=order,
        cumulative_share=_shares(checked[order], total),
        total=total,
        peak=peak,
        loss=peak - 1,
        peak_count=int(np.count_nonzero(checked > 0)),
        unprofitable=int(np.count_nonzero(checked < 0)),
    )


def cost_to_serve(volumes: Mapping[str, npt.ArrayLike], rates: Mapping[str, float]) -> Floats:
    """Return what serving each account cost: Σ over activities of volume · rate.

    `volumes` maps each activity (orders, visits, kilometres …) to its volume per account, all of one shape (n,);
    `rates` maps the activity to money per unit of that volume. A rate without a volume is left aside. The result has
    shape (n,), in the money of the rates. Raises NotEnoughData without volumes, BadInput on a volume without a rate,
    on shapes that differ, on NaN and infinity.

    Source: Kaplan & Cooper 1998, Cost & Effect, Harvard Business School Press, ch. 10 (customer-related activity cost).
    """
    if not volumes:
        raise NotEnoughData("volumes is empty: wants at least one activity")
    checked = {activity: reals(f"volumes[{activity!r}]", volume) for activity, volume in volumes.items()}
    size = len(next(iter(checked.values())))
    cost = np.zeros(size)
    for activity, volume in checked.items():
        if len(volume) != size:
            raise BadInput(f"volumes[{activity!r}]", None, f"of {len(volume)} accounts", f"the first is of {size}")
        cost += volume * _rate(activity, rates)
    return cost


def _rate(activity: str, rates: Mapping[str, float]) -> float:
    if activity not in rates:
        raise BadInput(f"rates[{activity!r}]", None, None, "every activity with a volume wants its rate")
    return float(reals(f"rates[{activity!r}]", [rates[activity]])[0])


def _sum(values: Floats) -> float:
    try:
        return math.fsum(values)
    except OverflowError:
        raise BadInput("profits", None, "a sum beyond the largest float64", "wants a smaller unit") from None


def _shares(descending: Floats, total: float) -> Floats:
    if not total > 0:
        return np.full(len(descending), math.nan)
    shares = np.cumsum(descending) / total
    shares[-1] = 1.0  # cumsum's last digits are not fsum's
    return shares
