"""Numbers as people write them: 1,234.50 · 1.234,50 · ￥12 · (123) · 123- · 3.5 万 · 12% · １２３ · 壹仟元整."""

from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.distinct import Parsed, as_mask, by_value
from vitalfew.ledger.reading.marks import mark_of as mark_of
from vitalfew.ledger.reading.numerals import read_numeral

# Wide enough for any amount times any price; eight decimals, so that rounding happens once, at the end.
NUMBER = pa.decimal128(26, 8)
_PLACES = 8
_WIDE = pa.decimal256(76, 24)
_TOO_LARGE = pa.scalar(Decimal(10**17), _WIDE)
_NOTHING = pa.scalar(None, pa.string())


def _whole(gap: str) -> str:
    """Return the pattern of whole digits: in groups of three, of two (12,34,567), of four (1,2345,6789) or in none."""
    threes = rf"[1-9][0-9]{{0,2}}(?:{gap}[0-9]{{3}})+"
    twos = rf"[1-9][0-9]?(?:{gap}[0-9]{{2}})+{gap}[0-9]{{3}}"
    return rf"(?:[0-9]+|{threes}|{twos}|[1-9][0-9]{{0,3}}(?:{gap}[0-9]{{4}}){{2,}})"


def _sure(gap: str, mark: str) -> str:
    """Return the pattern of digits that leave no doubt: both signs stand there, or one of them more than once."""
    return rf"^[-+]?[1-9][0-9]{{0,2}}(?:(?:{gap}[0-9]{{3}})+{mark}[0-9]+|(?:{gap}[0-9]{{3}}){{2,}})$"


_POINT, _COMMA = "[.]", ","
_READ = {
    ".": rf"^[-+]?(?:{_whole(_COMMA)}(?:{_POINT}[0-9]*)?|{_POINT}[0-9]+)$",
    ",": rf"^[-+]?(?:{_whole(_POINT)}(?:{_COMMA}[0-9]*)?|{_COMMA}[0-9]+)$",
}
_SURE = {".": _sure(_COMMA, _POINT), ",": _sure(_POINT, _COMMA)}
_COIN = (
    r"(?i:US\$|HK\$|NT\$|CN¥|A\$|C\$|S\$|R\$|[¥$£€₩₹฿₫]|RMB|CNY|USD|EUR|GBP|JPY|HKD|TWD|KRW|SGD|AUD|CAD|CHF|INR|VND|THB"
    r"|MYR|人民币|美元|欧元|港元|港币|英镑|日元|新台币)"
)
# One spelling for signs and blanks; nothing but a currency is no number; and a minus stands in front.
_SPELT = (
    (r"[−–﹣‐‑]", "-"),
    (r"[’‘`´]", "'"),
    (r"[\s\x{2000}-\x{200A}\x{202F}]+", " "),
    (rf"^([-+(]*) ?{_COIN} ?", r"\1"),
    (rf" ?(?:[元圆圓]整?|整|{_COIN})([-)]?)$", r"\1"),
    (r"^$", "?"),
    (r"^\(([^-+()]+)\)$", r"-\1"),
    (r"^([^-+()]+?) ?-$", r"-\1"),
    (r"^([-+]) ", r"\1"),
)
# Digits that stand high, low, in a ring or in a fraction are no digits of the number: 10² is not 102.
_OTHER_DIGITS = r"[²³¹¼-¾\x{2070}-\x{209F}\x{2150}-\x{218F}\x{2460}-\x{24FF}\x{3220}-\x{33FF}]"
_POWER, _UNIT = "[eE][-+]?[0-9]{1,2}", "[十百千万]?[万亿]|[百千%‰]"
_PARTS = rf"^(?P<sign>[-+]?)(?P<body>[0-9.,' ]*[0-9][.,]?)(?P<power>{_POWER})? ?(?P<unit>{_UNIT})?$"
_UNITS = {
    "": "", "百": "e2", "千": "e3", "万": "e4", "十万": "e5", "百万": "e6", "千万": "e7", "亿": "e8", "十亿": "e9",
    "百亿": "e10", "千亿": "e11", "万亿": "e12", "%": "e-2", "‰": "e-3",
}  # fmt: skip
_WORDS, _POWERS = pa.array(_UNITS), pa.array(_UNITS.values())
_GAPS = r"^[1-9][0-9]{0,2}(?:[ '][0-9]{3})+(?:[.,][0-9]*)?$"
_IN_CHARACTERS = r"[零〇○一二两兩三四五六七八九十百千万亿壹贰貳弍叁參肆伍陆陸柒捌玖拾佰仟萬億]"
_SMALL_POWER = r"^[-+]?[0-9]{0,15}(?:[.][0-9]{0,12})?[eE][-+]?0?[0-9]$"
# Longer ones hold more than the books ever will; of the decimals the first twenty are read.
_FITTING = r"^[-+]?(?:[0-9]{1,30}[.]?|[0-9]{0,30}[.][0-9]+)(?:[eE][-+]?[0-9]+)?$"
_LONG = r"([.][0-9]{20})[0-9]+"


def parse_numbers(column: pa.Array, mark: str = ".") -> Parsed:
    """Return the column as exact decimals, and which rows are no number."""
    return by_value(column, lambda values: _parse(values, mark))


def read_number(text: str, mark: str = ".") -> Decimal | None:
    """Return the number that a person reads in this text, None where there is none."""
    number: Decimal | None = _parse(pa.array([text], pa.string()), mark)[0][0].as_py()
    return number


def _parse(values: pa.Array, mark: str) -> Parsed:
    values = pc.utf8_trim_whitespace(values)
    numbers = _exact(_or_else(_digits(values, mark), values, lambda odd: _odd(odd, mark)))
    return numbers, as_mask(pc.not_equal(values, "")) & np.asarray(pc.is_null(numbers))


def _or_else(texts: pa.Array, values: pa.Array, read: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """Return the texts, and where there is none yet what `read` makes of the value."""
    left = np.asarray(pc.is_null(texts)) & as_mask(pc.not_equal(values, ""))
    if not left.any():
        return texts
    return pc.replace_with_mask(texts, pa.array(left), read(values.filter(pa.array(left))))


def _digits(values: pa.Array, mark: str) -> pa.Array:
    """Return the values that are digits, without groups and with a point before the decimals."""
    other = "," if mark == "." else "."
    own = pc.match_substring_regex(values, _READ[mark])
    others = pc.and_not(pc.match_substring_regex(values, _SURE[other]), own)
    dots, commas = (own, others) if mark == "." else (others, own)
    found = pc.if_else(dots, pc.replace_substring(values, ",", ""), _NOTHING)
    if not pc.any(commas).as_py():
        return found
    pointed = pc.replace_substring(pc.replace_substring(values, ".", ""), ",", ".")
    return pc.if_else(commas, pointed, found)


def _odd(values: pa.Array, mark: str) -> pa.Array:
    """Read numbers with full-width digits, currencies, units, brackets or blanks."""
    bare = pc.utf8_normalize(pc.replace_substring_regex(values, _OTHER_DIGITS, "?"), "NFKC")
    for pattern, spelling in _SPELT:
        # Looking is several times cheaper than replacing.
        if pc.any(pc.match_substring_regex(bare, pattern)).as_py():
            bare = pc.replace_substring_regex(bare, pattern, spelling)
    found = _or_else(_digits(bare, mark), bare, lambda odd: _parts(odd, mark))
    return _or_else(found, values, _in_characters)


def _parts(values: pa.Array, mark: str) -> pa.Array:
    found = pc.extract_regex(values, _PARTS)
    sign, body, power, unit = (pc.struct_field(found, name) for name in ("sign", "body", "power", "unit"))
    units = pc.take(_POWERS, pc.index_in(unit, _WORDS))
    whole = pc.binary_join_element_wise(sign, _ungapped(body, mark), power, units, "")
    simple = pc.or_(pc.equal(power, ""), pc.match_substring_regex(whole, _SMALL_POWER))
    raised = pc.if_else(pc.and_(pc.invert(simple), pc.equal(units, "")), whole, _NOTHING)
    return pc.if_else(simple, whole, _each(raised, _without_power))


def _ungapped(bodies: pa.Array, mark: str) -> pa.Array:
    """Return the digits; where blanks make the groups, the other sign before the decimals leaves no doubt."""
    gapped = pc.match_substring_regex(bodies, _GAPS)
    tight = pc.replace_substring(pc.replace_substring_regex(bodies, "[ ']", ""), ",", ".")
    return pc.if_else(gapped, tight, _digits(bodies, mark))


def _without_power(text: str) -> str | None:
    number = Decimal(text)
    return f"{number:.20f}" if number.adjusted() < 17 else None


def _in_characters(values: pa.Array) -> pa.Array:
    said = pc.match_substring_regex(values, _IN_CHARACTERS)
    return _each(pc.if_else(said, values, _NOTHING), _numeral)


def _numeral(text: str) -> str | None:
    number = read_numeral(text)
    return None if number is None else f"{number:f}"


def _each(texts: pa.Array, read: Callable[[str], str | None]) -> pa.Array:
    return pa.array([text and read(text) for text in texts.to_pylist()], pa.string())


def _exact(texts: pa.Array) -> pa.Array:
    fits = pc.match_substring_regex(texts, _FITTING)
    texts = pc.if_else(fits, texts, _NOTHING)
    try:
        return texts.cast(NUMBER)
    except pa.ArrowInvalid:
        # More than eight decimals, what is left of a float; or more digits than the books can hold.
        wide = pc.replace_substring_regex(texts, _LONG, r"\1").cast(_WIDE)
        small = pc.less(pc.abs(wide), _TOO_LARGE)
        wide = pc.if_else(small, wide, pa.scalar(None, _WIDE))
        return pc.round(wide, ndigits=_PLACES, round_mode="half_towards_infinity").cast(NUMBER)
