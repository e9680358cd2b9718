"""Columns of words in which nothing needs a look: taken as they stand, whole, without a copy."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.distinct import as_mask
from vitalfew.ledger.reading.texts import LONGEST_NAME, NOTHING

_SPACE, _DELETE = 32, 127
# Blanks and invisible characters of other scripts, and the mark of a broken one.
_ODD = (b"\xef\xbb\xbf", b"\xef\xbf\xbd", b"\xc2\xa0", b"\xc2\x85", b"\xe1\x9a\x80", b"\xe2\x80", b"\xe2\x81\x9f",
        b"\xe3\x80\x80")  # fmt: skip
_POWERS = (b"E+", b"e+")  # a code that a spreadsheet has made a number with a power
_WORDS_FOR_NOTHING = pa.array([word for word in NOTHING if word])

Bytes = np.ndarray[Any, np.dtype[np.uint8]]


def as_they_stand(column: pa.Array, *, is_code: bool) -> pa.Array | None:
    """Return the words of a column, nothing where a cell is empty; None where a cell needs a look."""
    offsets, data = _parts(column)
    lengths = np.diff(offsets)
    if lengths.max(initial=0) > LONGEST_NAME or _has_edge_blanks(offsets, lengths, data) or has_odd_bytes(data):
        return None
    if is_code and any(power in data.tobytes() for power in _POWERS):
        return None
    if as_mask(pc.is_in(column, _WORDS_FOR_NOTHING)).any():
        return None
    return pc.if_else(pa.array(lengths == 0), pa.scalar(None, pa.string()), column) if not lengths.all() else column


def has_powers(column: pa.Array) -> bool:
    """Tell whether any number may be written with a power: 1.5e-7."""
    data = bytes_of(column).tobytes()
    return b"e" in data or b"E" in data


def has_odd_bytes(data: Bytes) -> bool:
    """Tell whether a character stands anywhere in these bytes that only a closer look can judge."""
    if not len(data):
        return False
    if data.min() < _SPACE or (data == _DELETE).any():
        return True
    return bool(data.max() > _DELETE) and any(odd in data.tobytes() for odd in _ODD)


def bytes_of(column: pa.Array) -> Bytes:
    """Return the bytes of all cells, one after the other."""
    return _parts(column)[1]


def _parts(column: pa.Array) -> tuple["np.ndarray[Any, np.dtype[np.int32]]", Bytes]:
    """Return where each cell starts and ends among the bytes of all, and these bytes."""
    _valid, places, data = column.buffers()
    if places is None or data is None:
        return np.zeros(len(column) + 1, dtype=np.int32), np.empty(0, dtype=np.uint8)
    offsets = np.frombuffer(places, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    found = np.frombuffer(data, dtype=np.uint8)[offsets[0] : offsets[-1]]
    return offsets - offsets[0], found


def _has_edge_blanks(
    offsets: "np.ndarray[Any, np.dtype[np.int32]]", lengths: "np.ndarray[Any, np.dtype[np.int32]]", data: Bytes
) -> bool:
    filled = lengths > 0
    starts, ends = offsets[:-1][filled], offsets[1:][filled] - 1
    return bool((data[starts] == _SPACE).any() or (data[ends] == _SPACE).any())
