"""Codes and words: trimmed, the words that mean nothing taken for nothing, 17850.0 read as 17850."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.decoding import REPLACEMENT
from vitalfew.ledger.reading.distinct import as_mask, by_value
from vitalfew.ledger.reading.tables import Mask
from vitalfew.ledger.rules.problems import RowProblem

# Of a code or name the database keeps so much; of other words a page shows so much.
LONGEST_NAME, LONGEST_TEXT = 300, 2000
_NOTHING = pa.array(["", "NULL", "null", "Null", "None", "NaN", "nan", "#N/A", "N/A", "\\N", "<NA>", "NaT"])
_FLOAT = r"^-?[0-9]+\.0+$"
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f\x{FEFF}]"

Words = tuple[pa.Array, dict[RowProblem, Mask]]


def trimmed(column: pa.Array) -> pa.Array:
    """Return the cells without blanks around them, null where nothing stands."""
    return by_value(column, lambda values: (_trim(values), np.zeros(len(values), dtype=bool)))[0]


def words(column: pa.Array, *, is_code: bool, longest: int = LONGEST_TEXT) -> Words:
    """Return the column's words, and which rows hold something that is none."""
    column = trimmed(column)
    if is_code and _are_floats(column):
        column = pc.replace_substring_regex(column, r"\.0+$", "")
    problems = {
        RowProblem.TOO_LONG: as_mask(pc.greater(pc.utf8_length(column), longest)),
        RowProblem.BROKEN_TEXT: as_mask(pc.match_substring(column, REPLACEMENT)),
    }
    return column, {problem: mask for problem, mask in problems.items() if mask.any()}


def _trim(values: pa.Array) -> pa.Array:
    values = pc.utf8_trim_whitespace(pc.replace_substring_regex(values, _CONTROL, ""))
    return pc.if_else(pc.is_in(values, _NOTHING), pa.scalar(None, pa.string()), values)


def _are_floats(column: pa.Array) -> bool:
    # All of them, because "10.0" beside "10.1" is a code.
    found = pc.all(pc.match_substring_regex(pc.unique(column), _FLOAT)).as_py()
    return bool(found)
