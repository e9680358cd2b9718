"""Codes and words: trimmed, the words that mean nothing taken for nothing, 17850.0 read as 17850, yes and no."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.decoding import REPLACEMENT
from vitalfew.ledger.reading.distinct import Parsed, as_mask, by_value
from vitalfew.ledger.reading.tables import Mask
from vitalfew.ledger.rules.problems import RowProblem

# Of a code or name the database keeps so much; of other words a page shows so much.
LONGEST_NAME, LONGEST_TEXT = 300, 2000
NOTHING = ("", "NULL", "null", "Null", "None", "NaN", "nan", "#N/A", "N/A", "\\N", "<NA>", "NaT")
_FLOAT = r"^-?[0-9]+\.0+$"
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f\x{FEFF}]"
# As a spreadsheet shows a number too long for its cell, and programs a large float: 1.38E+10.
_POWER = r"^(?P<first>[0-9])(?:\.(?P<rest>[0-9]+))?[eE]\+(?P<power>[0-9]{1,3})$"
_KEPT_DIGITS = 15
_YES = "是|已作废|作废|对|有|真|√|✓|✔|☑|y|yes|true|t|1|on"
_NO = "否|未作废|正常|不|错|无|没有|假|×|✗|✘|☐|n|no|false|f|0|off"
_ANSWERS = dict.fromkeys(_YES.split("|"), True) | dict.fromkeys(_NO.split("|"), False)
_CROSS = "x"

Words = tuple[pa.Array, dict[RowProblem, Mask]]


def trimmed(column: pa.Array) -> pa.Array:
    """Return the cells without blanks around them, null where nothing stands."""
    return by_value(column, lambda values: (_trim(values), np.zeros(len(values), dtype=bool)))[0]


def words(column: pa.Array, *, is_code: bool, longest: int = LONGEST_TEXT) -> Words:
    """Return the column's words, and which rows hold something that is none."""
    column = trimmed(column)
    problems = {
        RowProblem.TOO_LONG: as_mask(pc.greater(pc.utf8_length(column), longest)),
        RowProblem.BROKEN_TEXT: as_mask(pc.match_substring(column, REPLACEMENT)),
    }
    if is_code:
        column, problems[RowProblem.LOST_DIGITS] = restored_codes(column)
    return column, {problem: mask for problem, mask in problems.items() if mask.any()}


def without_powers(column: pa.Array) -> Parsed:
    """Return the codes with 1.3800000001E+10 written out, and which rows have lost digits: each row by itself."""
    return by_value(column, _without_powers)


def restored_codes(column: pa.Array) -> Parsed:
    """Return the codes as they were before a spreadsheet took them for numbers, and which have lost digits in it."""
    return by_value(column, _restored)


def parse_booleans(column: pa.Array) -> Parsed:
    """Return the column as yes and no, and which rows are neither. A lone x is a mark; beside ticks it crosses out."""
    return by_value(column, _answers)


def _trim(values: pa.Array) -> pa.Array:
    values = pc.utf8_trim_whitespace(pc.replace_substring_regex(values, _CONTROL, ""))
    return pc.if_else(pc.is_in(values, pa.array(NOTHING)), pa.scalar(None, pa.string()), values)


def _restored(values: pa.Array) -> Parsed:
    whole, lost = _without_powers(values)
    was_number = pc.or_(pc.match_substring_regex(whole, _FLOAT), pc.match_substring_regex(values, _POWER))
    # All of them, because "10.0" beside "10.1" is a code.
    if pc.all(was_number).as_py():
        whole = pc.replace_substring_regex(whole, r"\.0+$", "")
    return whole, lost


def _without_powers(values: pa.Array) -> Parsed:
    is_power = as_mask(pc.match_substring_regex(values, _POWER))
    if is_power.any():
        whole = _written_out(values.filter(pa.array(is_power)))
        values = pc.replace_with_mask(values, pa.array(is_power), whole)
    return values, as_mask(pc.match_substring_regex(values, _POWER))


def _written_out(values: pa.Array) -> pa.Array:
    """Return numbers with all their digits; those whose last digits are gone stay as they are."""
    found = pc.extract_regex(values, _POWER)
    first, rest, power = (pc.struct_field(found, name) for name in ("first", "rest", "power"))
    digits = pc.utf8_length(rest)
    is_whole = pc.and_(pc.equal(digits, pc.cast(power, pa.int32())), pc.less(digits, _KEPT_DIGITS))
    return pc.if_else(is_whole, pc.binary_join_element_wise(first, rest, ""), values)


def _answers(values: pa.Array) -> Parsed:
    plain = pc.utf8_lower(pc.utf8_normalize(_trim(values), "NFKC")).to_pylist()
    texts = [text.removesuffix(".0") if text else None for text in plain]
    ticked = any(_ANSWERS.get(text) for text in texts if text)
    meanings = _ANSWERS | {_CROSS: not ticked}
    found = [meanings.get(text) if text else None for text in texts]
    bad = [text is not None and answer is None for text, answer in zip(texts, found, strict=True)]
    return pa.array(found, pa.bool_()), np.array(bad, dtype=bool)
