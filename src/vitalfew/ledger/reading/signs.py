"""The kind of every line at once: each distinct combination of signs is judged once, by the rule."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.distinct import Parsed, as_mask, by_value
from vitalfew.ledger.reading.tables import Mask
from vitalfew.ledger.rules.columns import normalise
from vitalfew.ledger.rules.kinds import KIND_WORDS, LETTERS, Kind, Signs, kind_of

_KINDS = [None, *Kind]
_LETTERS = ["", *LETTERS]


def said_kinds(column: pa.Array) -> Parsed:
    """Return the place in the list of kinds that each cell names, 0 where it is empty, and which name none."""

    def read(values: pa.Array) -> Parsed:
        found = [KIND_WORDS.get(normalise(word)) for word in values.to_pylist()]
        bad = np.array([kind is None for kind in found], dtype=bool)
        return pa.array([_KINDS.index(kind) for kind in found], pa.int8()), bad

    return by_value(column, read)


def kinds(said: pa.Array | None, invoice: pa.Array | None, takes: tuple[Mask, Mask], zero_price: Mask) -> pa.Array:
    """Return the kind of each line. `takes` says where quantity and money are negative."""
    takes_quantity, takes_money = takes
    size = len(zero_price)
    spoken = np.zeros(size, dtype=np.int64) if said is None else np.asarray(pc.fill_null(said, 0)).astype(np.int64)
    letters = np.zeros(size, dtype=np.int64) if invoice is None else _letters(invoice, takes_quantity | takes_money)
    signs = ((spoken * 3 + letters) * 2 + takes_quantity) * 4 + takes_money * 2 + zero_price
    distinct, place = np.unique(signs, return_inverse=True)
    judged = [kind_of(_signs(int(one))).value for one in distinct]
    return pc.take(pa.array(judged, pa.string()), pa.array(place))


def _signs(code: int) -> Signs:
    code, zero_price = divmod(code, 2)
    code, takes_money = divmod(code, 2)
    code, takes_quantity = divmod(code, 2)
    spoken, letter = divmod(code, 3)
    return Signs(_KINDS[spoken], _LETTERS[letter], bool(takes_quantity), bool(takes_money), bool(zero_price))


def _letters(invoice: pa.Array, takes_away: Mask) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return which letter stands before an invoice number, where it tells a kind.

    The file's other numbers are bare, and lines under the letter take something away: in a file whose numbers all
    start with "CN-" a C says nothing.
    """
    numbers = pc.unique(invoice).drop_null()
    bare = pc.sum(pc.match_substring_regex(numbers, r"^[0-9]+$")).as_py() or 0
    fitting = pc.all(pc.match_substring_regex(numbers, r"^[A-Za-z]?[0-9]+$")).as_py()
    found = np.zeros(len(invoice), dtype=np.int64)
    if fitting and bare * 2 > len(numbers):
        for place, (letter, share) in enumerate(LETTERS.items(), 1):
            under = as_mask(pc.starts_with(invoice, letter, ignore_case=True))
            if takes_away[under].sum() >= share * max(under.sum(), 1):
                found[under] = place
    return found
