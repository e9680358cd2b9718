"""Purchases as (customer, day): checked, each customer once, each day of a customer once."""

from datetime import date

import numpy as np
import numpy.typing as npt

from vitalfew.measures.errors import BadInput, NotEnoughData

Days = npt.NDArray[np.datetime64]
Ints = npt.NDArray[np.int64]

ROOM = 10  # cells of a table of customers for each row given


def day_of(argument: str, value: np.datetime64 | date | str) -> np.datetime64:
    """Return the value as a day, or refuse it under the name of its argument."""
    try:
        end = np.datetime64(str(value), "D")
    except ValueError:
        raise BadInput(argument, None, value, "wants a day") from None
    if np.isnat(end):
        raise BadInput(argument, None, value, "is missing")
    return end


def places_of(customer: npt.ArrayLike) -> tuple[npt.NDArray[np.generic], Ints]:
    """Return the customers, each once and ascending, and for each row the place of its customer among them."""
    given = np.asarray(customer)
    if given.ndim != 1:
        raise BadInput("customer", None, f"an array of shape {given.shape}", "wants one dimension")
    if given.size == 0:
        raise NotEnoughData("customer is empty: wants at least one order")
    _no_gaps_in("customer", given)
    if np.all(given[1:] >= given[:-1]):
        is_new = np.concatenate(([True], given[1:] != given[:-1]))
        return given[is_new], np.cumsum(is_new) - 1
    if given.dtype.kind in "iu" and (numbered := _numbered(given)):
        return numbered
    if given.dtype.kind != "O":
        names, places = np.unique(given, return_inverse=True)
        return names, places
    # Python's own dictionary finds a name ten times as fast as a sort of objects does.
    names = np.array(sorted(set(given)), object)
    place_of = {name: place for place, name in enumerate(names)}
    return names, np.fromiter((place_of[name] for name in given), np.int64, len(given))


def _numbered(given: npt.NDArray[np.generic]) -> tuple[npt.NDArray[np.generic], Ints] | None:
    """Return what `places_of` does for whole numbers that lie close together, by a table instead of a sort."""
    least, most = int(given.min()), int(given.max())
    if most - least > ROOM * len(given):
        return None
    cells = given.astype(np.int64) - least
    is_there = np.zeros(most - least + 1, bool)
    is_there[cells] = True
    place = np.cumsum(is_there) - 1
    return (np.flatnonzero(is_there) + least).astype(given.dtype), place[cells]


def _no_gaps_in(argument: str, given: npt.NDArray[np.generic]) -> None:
    # What is missing differs from itself (NaN, NaT) or is None.
    missing = given == None if given.dtype.kind == "O" else given != given  # noqa: E711
    if missing.any():
        index = int(np.argmax(missing))
        raise BadInput(argument, index, given[index], "is missing")


def days_of(day: npt.ArrayLike, size: int, end: np.datetime64) -> Ints:
    """Return the days as whole numbers, one per customer given, none after the end; or refuse."""
    try:
        days = np.asarray(day).astype("datetime64[D]")
    except (TypeError, ValueError):
        raise BadInput("day", None, np.asarray(day).dtype, "wants days") from None
    if days.shape != (size,):
        raise BadInput("day", None, f"an array of shape {days.shape}", f"customer has shape ({size},)")
    for wrong, wanted in ((np.isnat(days), "is missing"), (days > end, f"is after {end}")):
        if wrong.any():
            index = int(np.argmax(wrong))
            raise BadInput("day", index, str(days[index]), wanted)
    return days.astype(np.int64)


def order_days(places: Ints, days: Ints) -> tuple[Ints, Ints]:
    """Return (owner, day) of each distinct order day, by owner and day."""
    origin = days.min()
    span = int(days.max() - origin) + 1
    keys = places * span + (days - origin)  # one number per (customer, day), so that one sort does
    if not np.all(keys[1:] > keys[:-1]):
        keys = np.sort(keys)  # np.unique hashes, which takes thirty times as long
        keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))]
    owner = keys // span
    return owner, keys - owner * span + origin
