"""From a list of purchases to what the models need of each customer."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt

from vitalfew.measures.days import Ints, day_of, days_of, order_days, places_of
from vitalfew.measures.errors import BadInput, reals

Floats = npt.NDArray[np.float64]
Unit = Literal["day", "week", "month", "year"]
DAYS = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}


@dataclass(frozen=True)
class Summary:
    """Each customer's history, arrays of shape (customers,), times in `unit`; made by `summarize`."""

    customer: npt.NDArray[np.generic]  # each once, ascending
    frequency: Floats  # days with a purchase after the first such day
    recency: Floats  # from the first to the last
    age: Floats  # from the first to the end
    monetary_value: Floats  # mean of the days after the first; NaN without one
    unit: Unit


def summarize(
    customer: npt.ArrayLike,
    day: npt.ArrayLike,
    amount: npt.ArrayLike,
    *,
    end: np.datetime64 | date | str,
    unit: Unit = "week",
) -> Summary:
    """Sum purchases up to a history per customer, watched until `end` (included).

    `customer` (any sortable values), `day` (datetime64[D] or dates) and `amount` (in one currency) have one shape (n,),
    a row per line, in any order; lines of one day are one purchase. Raises NotEnoughData when empty, BadInput on shapes
    that differ, a missing customer or day, an amount that is no number, a day after `end`, an unknown unit.

    Source of the definitions: Fader, Hardie & Lee 2005, "RFM and CLV", J. of Marketing Research 42(4) 415–430.
    """
    if unit not in DAYS:
        raise BadInput("unit", None, unit, f"wants one of {', '.join(DAYS)}")
    last_day = day_of("end", end)
    names, places = places_of(customer)
    days, amounts = days_of(day, len(places), last_day), reals("amount", amount)
    if amounts.shape != places.shape:
        raise BadInput("amount", None, f"an array of shape {amounts.shape}", f"customer has shape {places.shape}")
    owner, moment = order_days(places, days)
    starts = np.flatnonzero(np.concatenate(([True], owner[1:] != owner[:-1])))
    count = np.diff(np.append(starts, len(owner)))
    first, last = moment[starts], moment[starts + count - 1]
    step = DAYS[unit]
    return Summary(
        customer=names,
        frequency=(count - 1).astype(np.float64),
        recency=(last - first) / step,
        age=(int(last_day.astype(np.int64)) - first) / step,
        monetary_value=_mean_after_first(places, days, amounts, first, count),
        unit=unit,
    )


def _mean_after_first(places: Ints, days: Ints, amounts: Floats, first: Ints, count: Ints) -> Floats:
    later = np.where(days > first[places], amounts, 0.0)  # adding up, not taking away: nothing cancels
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.bincount(places, later, len(first)) / (count - 1))
