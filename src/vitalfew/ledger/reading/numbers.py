"""Numbers as people write them: 1,234.50 · 1.234,50 · ￥12 · (123) · 3.5 万 · 12% · １２３."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.distinct import Parsed, as_mask, by_value
from vitalfew.ledger.reading.tables import Mask

# Wide enough for any amount times any price; eight decimals, so that rounding happens once, at the end.
NUMBER = pa.decimal128(26, 8)
_WIDE = pa.decimal256(60, 24)
_PLACES = 8
_PLAIN = r"^[-+]?[0-9]{1,16}(\.[0-9]{1,24})?$"
_GROUPED = {".": r"^[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$", ",": r"^[-+]?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?$"}
_UNITS = {"亿": Decimal(10**8), "万": Decimal(10**4), "千": Decimal(1000), "百万": Decimal(10**6), "%": Decimal("0.01")}
_MONEY = re.compile(r"[¥$£€₩₹]|元|圆|RMB|CNY|USD|EUR|GBP|JPY|HKD|US|HK|CN|整", re.I)
_BLANKS = re.compile(r"[\s'’_]")
_SIGNS = str.maketrans({"−": "-", "–": "-", "﹣": "-", "‐": "-"})
_UNIT = re.compile(r"(百万|亿|万|千|%)$")
_DIGITS = re.compile(r"^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,2})?$")


def parse_numbers(column: pa.Array, mark: str = ".") -> Parsed:
    """Return the column as exact decimals, and which rows are no number."""
    return by_value(column, lambda values: _parse(values, mark))


def _parse(values: pa.Array, mark: str) -> Parsed:
    values = pc.utf8_trim_whitespace(values)
    grouped = pc.match_substring_regex(values, _GROUPED[mark])
    if pc.any(grouped).as_py():
        values = pc.if_else(grouped, _ungrouped(values, mark), values)
    quick = as_mask(pc.match_substring_regex(values, _PLAIN))
    if mark == ",":
        # A point that stands elsewhere than between groups is not for us to read.
        quick &= as_mask(grouped)
    numbers = _rounded(pc.if_else(pa.array(quick), values, pa.scalar(None, pa.string())))
    return (numbers, ~quick) if quick.all() else _with_slow(numbers, values, quick, mark)


def _ungrouped(values: pa.Array, mark: str) -> pa.Array:
    bare = pc.replace_substring(values, "." if mark == "," else ",", "")
    return pc.replace_substring(bare, ",", ".") if mark == "," else bare


def _rounded(texts: pa.Array) -> pa.Array:
    try:
        return texts.cast(NUMBER)
    except pa.ArrowInvalid:
        # More than eight decimals: what is left of a float.
        return pc.round(texts.cast(_WIDE), ndigits=_PLACES, round_mode="half_towards_infinity").cast(NUMBER)


def _with_slow(numbers: pa.Array, values: pa.Array, quick: Mask, mark: str) -> Parsed:
    places = np.flatnonzero(~quick)
    found = [read_number(text, mark) if text else None for text in pc.take(values, pa.array(places)).to_pylist()]
    slow = np.full(len(values), None, dtype=object)
    slow[places] = found
    bad = np.zeros(len(values), dtype=bool)
    bad[places] = [number is None for number in found]
    bad &= as_mask(pc.not_equal(values, ""))
    return pc.coalesce(numbers, pa.array(slow.tolist(), NUMBER)), bad


def read_number(text: str, mark: str = ".") -> Decimal | None:
    """Return the number that a person reads in this text, None where there is none."""
    plain = _BLANKS.sub("", unicodedata.normalize("NFKC", text).translate(_SIGNS))
    negative = plain.startswith("(") and plain.endswith(")")
    plain = _MONEY.sub("", plain.strip("()") if negative else plain)
    if plain.endswith("-"):
        negative, plain = True, plain[:-1]
    factor = Decimal(1)
    while unit := _UNIT.search(plain):
        factor, plain = factor * _UNITS[unit[1]], plain[: unit.start()]
    number = _decimal(plain, mark)
    if number is None:
        return None
    number = (-number if negative else number) * factor
    return number.quantize(Decimal(1).scaleb(-_PLACES)) if abs(number) < Decimal(10**17) else None


def _decimal(plain: str, mark: str) -> Decimal | None:
    commas, dots = plain.count(","), plain.count(".")
    if commas and dots:
        mark = "," if plain.rfind(",") > plain.rfind(".") else "."
    elif max(commas, dots) > 1:
        # A mark that stands twice separates groups.
        mark = "." if commas else ","
    other = "." if mark == "," else ","
    if other in plain and not re.search(rf"^[-+]?\d{{1,3}}({re.escape(other)}\d{{2,4}})+(\D|$)", plain):
        return None
    plain = plain.replace(other, "").replace(mark, ".").lower()
    try:
        return Decimal(plain) if _DIGITS.match(plain) else None
    except InvalidOperation:
        return None


_TAIL = r"(?:[^0-9.,]*)$"
_COMMA_DECIMAL = rf"(\.[0-9]{{3}},[0-9]+|^[^.,]*,[0-9]{{1,2}}|^[^.,]*,[0-9]{{4,}}|\.[0-9]{{3}}\.[0-9]{{3}}){_TAIL}"
_DOT_DECIMAL = rf"(,[0-9]{{3}}\.[0-9]+|^[^.,]*\.[0-9]{{1,2}}|^[^.,]*\.[0-9]{{4,}}|,[0-9]{{3}},[0-9]{{3}}){_TAIL}"
_EITHER = r"^[^0-9.,]*[1-9][0-9]{0,2}\.[0-9]{3}(?:[^0-9.,]*)$"


def mark_of(columns: Iterable[pa.Array]) -> str:
    """Return the decimal mark of which these columns give evidence; "?" where thousands and decimals both fit."""
    commas = dots = either = 0
    for column in columns:
        values = pc.unique(column)
        commas += _count(values, _COMMA_DECIMAL)
        dots += _count(values, _DOT_DECIMAL)
        either += _count(values, _EITHER)
    if commas or dots:
        return "," if commas > dots else "."
    return "?" if either else "."


def _count(values: pa.Array, pattern: str) -> int:
    return int(pc.sum(pc.match_substring_regex(values, pattern)).as_py() or 0)
