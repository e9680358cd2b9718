"""The chance that an account places no order in the next 120 days, from all accounts' rhythms (S27, I12)."""

import numpy as np
import numpy.typing as npt

from vitalfew.measures.errors import NotEnoughData
from vitalfew.measures.rhythm import Gaps, gap_alarm, order_gaps

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

HORIZON = 120  # days


def quiet_chances(owner: Ints, day: Ints, gaps: Gaps, peers: tuple[Ints, Ints] | None = None) -> Floats:
    """Return the chance of each customer of the gaps; NaN of all where the books are too thin to tell.

    `owner` and `day` are his order days by owner and day. With `peers`, which are order days too, he is judged beside
    those: groups are few, and what their members do tells what is usual.
    """
    if peers is None:
        return _chances(owner, day, gaps)
    others, their_days = peers
    first = int(others.max(initial=-1)) + 1
    both, days = np.concatenate([others, owner + first]), np.concatenate([their_days, day])
    all_gaps = order_gaps(both, days.astype("datetime64[D]"), today=gaps.today)
    return _chances(both, days, all_gaps)[-len(gaps.customer) :]


def _chances(owner: Ints, day: Ints, gaps: Gaps) -> Floats:
    past = day <= int(gaps.today.astype(np.int64)) - HORIZON
    days = day[past].astype("datetime64[D]")
    try:
        before = order_gaps(owner[past], days, today=gaps.today - HORIZON) if past.any() else None
        return gap_alarm(gaps, horizon=HORIZON, before=before).quiet
    except NotEnoughData:
        return np.full(len(gaps.customer), np.nan)
