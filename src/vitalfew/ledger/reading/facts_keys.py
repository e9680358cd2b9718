"""What tells a row of other facts apart from another: its number, or else what it says and how often."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.distinct import as_mask
from vitalfew.ledger.reading.tables import Mask
from vitalfew.ledger.rules.facts import Shape

_BETWEEN = "\x1f"
Places = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Keys:
    """For each row its key without the customer, whether the customer belongs to it, and whether it came before."""

    key: pa.Array
    is_of_customer: pa.Array
    again: Mask


def keyed(shape: Shape, values: Mapping[str, pa.Array], kept: Mask) -> Keys:
    """Return the keys of all rows; of the rows kept, those are told again whose number an earlier one has.

    A row without a number of its own may say what another says: two equal payments on one day are two.
    The customer is left to the reader of the facts, who knows which name is whose.
    """
    which = _which(shape, values, len(kept))
    keys, again = [""] * len(kept), np.zeros(len(kept), dtype=bool)
    told: Counter[tuple[str, str]] = Counter()
    for row, (said, whose) in enumerate(_said(shape, values, which)):
        times = told[said, whose] if kept[row] else 0
        told[said, whose] += int(kept[row])
        is_numbered = which[row] == 0
        keys[row] = said if is_numbered else f"{said}{_BETWEEN}{times}"
        again[row] = is_numbered and times > 0
    of_customer = np.isin(which, [place for place, key in enumerate(shape.keys) if "customer" in key])
    return Keys(pa.array(keys, pa.string()), pa.array(of_customer), again)


def _which(shape: Shape, values: Mapping[str, pa.Array], size: int) -> Places:
    """Return for each row which of the kind's keys it has."""
    which = np.full(size, len(shape.keys) - 1)
    for place in reversed(range(len(shape.keys) - 1)):
        which[_stands(values, shape.keys[place], size)] = place
    return which


def _said(shape: Shape, values: Mapping[str, pa.Array], which: Places) -> Iterator[tuple[str, str]]:
    """Yield what the key of each row says, and the customer where he belongs to it."""
    fields = {field for key in shape.keys for field in key} - {"customer"}
    texts = {field: _texts(values, field, len(which)).to_pylist() for field in fields}
    who = _texts(values, "customer", len(which))
    who = pc.if_else(pc.equal(who, ""), _texts(values, "customer_name", len(which)), who).to_pylist()
    for row, place in enumerate(which.tolist()):
        key = shape.keys[place]
        said = _BETWEEN.join((str(place), *(texts[field][row] for field in key if field != "customer")))
        yield said, who[row] if "customer" in key else ""


def _stands(values: Mapping[str, pa.Array], key: tuple[str, ...], size: int) -> Mask:
    """Tell in which rows every part of the key stands."""
    found = np.ones(size, dtype=bool)
    for field in key:
        found &= as_mask(pc.is_valid(values[field])) if field in values else np.zeros(size, dtype=bool)
    return found


def _texts(values: Mapping[str, pa.Array], field: str, size: int) -> pa.Array:
    column = values.get(field)
    return pa.repeat(pa.scalar(""), size) if column is None else pc.fill_null(pc.cast(column, pa.string()), "")
