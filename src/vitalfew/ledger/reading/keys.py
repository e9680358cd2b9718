"""What tells a line apart: its key and the digest of what it says, for all lines at once.

Keys are compared with those of batches imported years ago. Whoever changes how they are made makes every old line new.
"""

import binascii
import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.distinct import as_mask
from vitalfew.ledger.reading.tables import Mask, one

_SAID = ("day", "account", "product", "quantity", "amount", "kind", "cost")
_DIGITS = 32
_SEEDS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)
_FACTORS = np.array([0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53], dtype=np.uint64)
_SHIFT = np.uint64(32)

Digests = np.ndarray[Any, np.dtype[np.uint64]]  # two halves for each row


def with_keys(lines: pa.Table) -> pa.Table:
    """Return the lines with their key and the digest of their content.

    A line is known by its number in the invoice; without one by what it says, in its invoice or on its account's day,
    and how often it was said there before.
    """
    said = _mixed([_of_values(one(lines.column(name))) for name in _SAID], lines.num_rows)
    place = _of_values(_places(lines))
    line = one(lines.column("line"))
    by_content = _mixed([place, said], lines.num_rows)
    unnumbered = _mixed([by_content, _of_numbers(said_before(by_content))], lines.num_rows)
    numbered = _mixed([place, _of_values(line)], lines.num_rows)
    key = np.where(as_mask(pc.is_valid(line))[:, None], numbered, unnumbered)
    keys = {"key": _hex(key), "weak_key": pa.repeat("", lines.num_rows), "content": _hex(said)}
    for name, values in keys.items():
        lines = lines.append_column(name, values)
    return lines


def repeated(cells: pa.Table) -> int:
    """Return how many rows say in every cell what an earlier one says. They are lines of their own all the same."""
    codes = [_of_numbers(np.asarray(pc.fill_null(_encoded(column).indices, -1))) for column in cells.columns]
    return int((said_before(_mixed(codes, cells.num_rows)) > 0).sum())


def said_before(digests: Digests) -> "np.ndarray[Any, np.dtype[np.int64]]":
    """Return for each row how many rows before it have the same digest."""
    size = len(digests)
    order = np.argsort(digests[:, 0], kind="stable")
    ranked = digests[order]
    starts: Mask = np.ones(size, dtype=bool)
    starts[1:] = (ranked[1:] != ranked[:-1]).any(axis=1)
    places = np.arange(size)
    times = np.empty(size, dtype=np.int64)
    times[order] = places - np.maximum.accumulate(np.where(starts, places, 0))
    return times


def _places(lines: pa.Table) -> pa.Array:
    account = pc.fill_null(one(lines.column("account")), "")
    account_day = pc.binary_join_element_wise(account, pc.cast(one(lines.column("day")), pa.string()), "|")
    return pc.coalesce(one(lines.column("invoice")), account_day)


def _encoded(column: Any) -> pa.DictionaryArray:
    return one(pc.dictionary_encode(one(column)))


def _of_values(column: pa.Array) -> Digests:
    """Return the digest of each value, taken once for each distinct one; nothing has a digest of its own."""
    encoded = _encoded(column)
    texts = pc.cast(encoded.dictionary, pa.string()).to_pylist()
    found = b"".join(hashlib.md5(b"=" + text.encode(), usedforsecurity=False).digest() for text in texts)
    nothing = hashlib.md5(b"", usedforsecurity=False).digest()
    digests = np.frombuffer(nothing + found, dtype="<u8").reshape(-1, 2)
    of_rows: Digests = digests[np.asarray(pc.fill_null(encoded.indices, -1)) + 1]
    return of_rows


def _of_numbers(numbers: "np.ndarray[Any, Any]") -> Digests:
    return _stirred(numbers.astype(np.uint64)[:, None] + _SEEDS)


def _mixed(parts: Sequence[Digests], size: int) -> Digests:
    """Return one digest of several, in their order."""
    state = np.broadcast_to(_SEEDS, (size, 2))
    for part in parts:
        state = _stirred((state * _FACTORS) ^ part)
    return state


def _stirred(digests: Digests) -> Digests:
    digests = (digests ^ (digests >> _SHIFT)) * _FACTORS
    return digests ^ (digests >> _SHIFT)


def _hex(digests: Digests) -> pa.Array:
    data = binascii.hexlify(np.ascontiguousarray(digests, dtype=">u8").tobytes())
    offsets = np.arange(0, (len(digests) + 1) * _DIGITS, _DIGITS, dtype=np.int32)
    return pa.StringArray.from_buffers(len(digests), pa.py_buffer(offsets), pa.py_buffer(data))
