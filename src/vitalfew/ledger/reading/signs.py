"""The kind of every line at once: each distinct combination of signs is judged once, by the rule."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.distinct import Parsed, as_mask, by_value
from vitalfew.ledger.reading.tables import Mask
from vitalfew.ledger.rules.columns import normalise
from vitalfew.ledger.rules.kinds import KIND_WORDS, LETTERS, REDUCING, Kind, Signs, kind_of

_KINDS = [None, *Kind]
_LETTERS = ["", *LETTERS]
_COMBINATIONS = len(_KINDS) * len(_LETTERS) * 8
# Where the kinds that take money away stand among those that may be said.
REDUCING_PLACES = tuple(place for place, kind in enumerate(_KINDS) if kind in REDUCING)


def said_kinds(column: pa.Array) -> Parsed:
    """Return the place in the list of kinds that each cell names, 0 where it is empty, and which name none."""

    def read(values: pa.Array) -> Parsed:
        found = [KIND_WORDS.get(normalise(word)) for word in values.to_pylist()]
        bad = np.array([kind is None for kind in found], dtype=bool)
        return pa.array([_KINDS.index(kind) for kind in found], pa.int8()), bad

    return by_value(column, read)


def kinds(
    said: pa.Array | None, invoice: pa.Array | None, letters: Sequence[str], takes: tuple[Mask, Mask], zero_price: Mask
) -> pa.Array:
    """Return the kind of each line. `takes` says where quantity and money are negative."""
    takes_quantity, takes_money = takes
    size = len(zero_price)
    spoken = np.zeros(size, dtype=np.int64) if said is None else np.asarray(pc.fill_null(said, 0)).astype(np.int64)
    found = np.zeros(size, dtype=np.int64)
    for place, letter in enumerate(LETTERS, 1):
        if invoice is not None and letter in letters:
            found[as_mask(pc.starts_with(invoice, letter, ignore_case=True))] = place
    signs = ((spoken * len(_LETTERS) + found) * 2 + takes_quantity) * 4 + takes_money * 2 + zero_price
    return kinds_of_signs(pa.array(signs))


def kinds_of_signs(signs: pa.Array) -> pa.DictionaryArray:
    """Return the kind of each line, whose signs are told by a number."""
    return pa.DictionaryArray.from_arrays(pc.take(_JUDGED, signs), pa.array([kind.value for kind in Kind]))


def _signs(code: int) -> Signs:
    code, zero_price = divmod(code, 2)
    code, takes_money = divmod(code, 2)
    code, takes_quantity = divmod(code, 2)
    spoken, letter = divmod(code, 3)
    return Signs(_KINDS[spoken], _LETTERS[letter], bool(takes_quantity), bool(takes_money), bool(zero_price))


_JUDGED = pa.array([list(Kind).index(kind_of(_signs(code))) for code in range(_COMBINATIONS)], pa.int32())
