"""Work done once for each distinct value of a column: books repeat themselves."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.tables import Mask, one

Parsed = tuple[pa.Array, Mask]


def by_value(column: pa.Array, work: Callable[[pa.Array], Parsed]) -> Parsed:
    """Return what `work` makes of each value, and which rows it could make nothing of; empty stays empty."""
    encoded = one(pc.dictionary_encode(column))
    values, bad = work(encoded.dictionary)
    if not len(values):
        return pa.nulls(len(column), values.type), np.zeros(len(column), dtype=bool)
    places = pc.fill_null(encoded.indices, 0)
    parsed = pc.take(values, encoded.indices)
    if not bad.any():
        return parsed, np.zeros(len(column), dtype=bool)
    return parsed, bad[np.asarray(places)] & np.asarray(pc.is_valid(encoded.indices))


def as_mask(array: Any) -> Mask:
    """Return a boolean Arrow array as NumPy's, null as false."""
    return np.asarray(pc.fill_null(array, False))
