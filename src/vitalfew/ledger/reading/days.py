"""Days as people write them: 2026-01-05 · 20260105 · 2026年1月5日 · 二〇二六年一月五日 · 5/1/2026 · 5-Jan-26."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.distinct import Parsed, as_mask, by_value
from vitalfew.ledger.reading.tables import Mask

_WEEKDAY = r"\(?(?:(?:星期|周|礼拜)[一二三四五六日天]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*)\)?"
_ZONE = r"(?:(?:Z|[A-Z]{2,4})? ?(?:[-+][0-9]{2}:?(?:[0-9]{2})?)?(?: [A-Z]{3,4})?(?: ?\([^)]*\))?)"
_CLOCK = (
    r"(?:(?:上午|下午|凌晨|早上|中午|晚上) ?)?[0-9]{1,2}(?::[0-9]{1,2}|[时点](?:[0-9]{1,2}分)?)"
    rf"(?::[0-9]{{1,2}}(?:[.,][0-9]+)?|[0-9]{{1,2}}秒)? ?(?:[AaPp]\.?[Mm]\.?|上午|下午)? ?{_ZONE}"
)
_TIME = rf"(?:[ ,]*{_WEEKDAY})?(?:[ ,T]+{_CLOCK})?$"
_MONTH_NAME = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DIGIT, _COUNTED = "[零〇○一二三四五六七八九]", "[一二三四五六七八九十廿卅]"
_QUICK = (
    r"^(?:19|20)[0-9]{2}[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12][0-9]|3[01])"
    r"(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?Z?)?$"
)
_YEAR_FIRST = (
    r"^(?P<y>[0-9]{4})[-/.年](?P<m>[0-9]{1,2})[-/.月](?P<d>[0-9]{1,2})"
    rf"(?:[日号] ?{_CLOCK}$|[日号]?{_TIME})"
)
_PACKED = rf"^(?P<y>[0-9]{{4}})(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}})(?:\.0|[0-9]{{6}})?{_TIME}"
_YEAR_LAST = rf"^(?P<a>[0-9]{{1,2}})(?P<s>[-/.])(?P<b>[0-9]{{1,2}})[-/.](?P<y>[0-9]{{4}}|[0-9]{{2}}){_TIME}"
_DAY_NAMED = (
    rf"^(?:{_WEEKDAY},? )?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[- ./]*(?P<n>{_MONTH_NAME})[- .,/]*"
    rf"(?P<y>[0-9]{{4}}|[0-9]{{2}}){_TIME}"
)
_NAMED_DAY = (
    rf"^(?:{_WEEKDAY},? )?(?P<n>{_MONTH_NAME})[- .]*(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[- ,]+(?P<y>[0-9]{{4}}){_TIME}"
)
_YEAR_NAMED = rf"^(?P<y>[0-9]{{4}})[- ./]*(?P<n>{_MONTH_NAME})[- ./]*(?P<d>[0-9]{{1,2}}){_TIME}"
_IN_CHARACTERS = rf"^(?P<y>{_DIGIT}{{4}}|[0-9]{{4}})年(?P<m>{_COUNTED}{{1,2}})月(?P<d>{_COUNTED}{{1,3}})[日号]?{_TIME}"
_SHORT_YEAR = rf"^[0-9]{{2}}[-/.][0-9]{{1,2}}[-/.][0-9]{{2}}{_TIME}"
_SERIAL = r"^(?P<n>[2-7][0-9]{4})(?:\.[0-9]+)?$"
_PATTERNS = (_YEAR_FIRST, _PACKED, _YEAR_LAST, _DAY_NAMED, _NAMED_DAY, _YEAR_NAMED, _IN_CHARACTERS, _SERIAL)
_MONTH_ONLY = (
    r"^(?:(?:19|20)[0-9]{2}(?:[-/.年](?:0?[1-9]|1[0-2])月?|0[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[-/.][0-9]{4}"
    rf"|{_MONTH_NAME}[-– ./,']*(?:[0-9]{{4}}|[0-9]{{2}})|{_DIGIT}{{4}}年{_COUNTED}{{1,2}}月)$"
)
_MONTHS = pa.array(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
_ONES = ("", *"一二三四五六七八九")
_NUMBERED = {
    word: tens * 10 + ones
    for tens, starts in enumerate((("",), ("十",), ("二十", "廿"), ("三十", "卅")))
    for start in starts
    for ones, end in enumerate(_ONES)
    if (word := start + end)
}
_COUNTS = pa.array(_NUMBERED)
# Where serials begin; of the days the books can hold none lies near the 29 February 1900 that Excel counts in error.
_EPOCHS = {1900: np.datetime64("1899-12-30", "D"), 1904: np.datetime64("1904-01-01", "D")}
_FIRST, _LAST = np.datetime64("1970-01-01", "D"), np.datetime64("2100-01-01", "D")

Ints = np.ndarray[Any, np.dtype[np.int64]]
Days = np.ndarray[Any, np.dtype[np.datetime64]]


@dataclass(frozen=True)
class DayOrder:
    """Whether the day or the month comes first in a column; unknown where both readings fit every row."""

    day_first: bool | None
    is_open: bool = False
    year_first: bool = False  # 26-01-05


@dataclass(frozen=True)
class _How:
    """What the cells do not say: the order of their parts, and where serials begin."""

    day_first: bool | None
    year_first: bool
    epoch: int


def parse_days(column: pa.Array, day_first: bool | None, *, epoch: int = 1900) -> Parsed:
    """Return the column as days, and which rows are none. A moment is taken for the day that is written there."""
    return by_value(column, lambda values: _parse(pc.utf8_trim_whitespace(values), day_first, epoch))


def month_only(column: pa.Array) -> Mask:
    """Tell which rows name a month and no day.

    Such a row is refused: a month's lines all on its first day would bend every interval and every last purchase.
    """

    def look(values: pa.Array) -> Parsed:
        plain = _plain(pc.utf8_trim_whitespace(values))
        return plain, as_mask(pc.match_substring_regex(plain, _MONTH_ONLY))

    return by_value(column, look)[1]


def order_of(column: pa.Array) -> DayOrder:
    """Decide on all rows of the column whether the day comes first; a dot between them says so too."""
    values = pc.utf8_trim_whitespace(pc.unique(column).drop_null())
    found = pc.extract_regex(values.filter(pc.match_substring_regex(values, _YEAR_LAST)), _YEAR_LAST)
    if not len(found):
        return DayOrder(None)
    a, b = _ints(found, "a"), _ints(found, "b")
    if (year := _year_first(found, a, b)).year_first or year.is_open:
        return year
    days, months = int(((a > 12) & (b <= 12)).sum()), int(((b > 12) & (a <= 12)).sum())
    if days or months:
        # A stray row of the other order is a mistake; many of them are two exports in one column.
        unsure = (a <= 12) & (b <= 12) & (a != b)
        return DayOrder(days >= months, is_open=bool(unsure.any()) and min(days, months) * 20 > max(days, months))
    if pc.all(pc.equal(pc.struct_field(found, "s"), ".")).as_py() or (a == b).all():
        return DayOrder(True)
    return DayOrder(None, is_open=True)


def _year_first(found: pa.Array, a: Ints, b: Ints) -> DayOrder:
    """Tell whether the first of three pairs is the year: a year takes few values where a day takes many."""
    last = _ints(found, "y")
    pairs = (pc.equal(pc.utf8_length(pc.struct_field(found, name)), 2) for name in ("a", "y"))
    if not pc.all(pc.and_(*pairs)).as_py() or (b > 12).any() or ((last < 1) | (last > 31)).any():
        return DayOrder(None)
    firsts, lasts = len(np.unique(a)), len(np.unique(last))
    if (a > 31).any() or (a < 1).any() or lasts > 2 * firsts:
        return DayOrder(None, year_first=True)
    return DayOrder(None, is_open=firsts <= 2 * lasts)


def _parse(values: pa.Array, day_first: bool | None, epoch: int) -> Parsed:
    is_short = day_first is None and pc.any(pc.match_substring_regex(values, _SHORT_YEAR)).as_py()
    how = _How(day_first, bool(is_short and order_of(values).year_first), epoch)
    days = _quick(values)
    left = np.isnat(days) & as_mask(pc.not_equal(values, ""))
    if left.any():
        days[left] = _read(values.filter(pa.array(left)), how)
        left &= np.isnat(days)
    if left.any():
        plain = _plain(values)
        odd = left & as_mask(pc.not_equal(plain, values))
        days[odd] = _read(plain.filter(pa.array(odd)), how)
    return pa.array(days, pa.date32(), mask=np.isnat(days)), left & np.isnat(days)


def _quick(values: pa.Array) -> Days:
    """Read the days that stand in their full width, as most do."""
    days = _nothing(len(values))
    fits = as_mask(pc.match_substring_regex(values, _QUICK))
    if fits.any():
        taken = values.filter(pa.array(fits))
        parts = (pc.utf8_slice_codeunits(taken, start, stop) for start, stop in ((0, 4), (5, 7), (8, 10)))
        days[fits] = _civil(*(np.asarray(pc.cast(part, pa.int64())) for part in parts))
    return _held(days)


def _plain(values: pa.Array) -> pa.Array:
    """Return the odd ones in plain digits, without blanks between digits and signs."""
    tight = pc.utf8_trim_whitespace(pc.utf8_normalize(values, "NFKC"))
    tight = pc.replace_substring_regex(tight, r"\s*([-/.年月])\s*", r"\1")
    return pc.replace_substring_regex(pc.replace_substring_regex(tight, r"\s+([日号])", r"\1"), r"\s+", " ")


def _read(values: pa.Array, how: _How) -> Days:
    days = _nothing(len(values))
    for pattern in _PATTERNS:
        # Looking is several times cheaper than taking apart.
        hit = np.isnat(days) & as_mask(pc.match_substring_regex(values, pattern))
        if hit.any():
            days[hit] = _days(pc.extract_regex(values.filter(pa.array(hit)), pattern), pattern, how)
    return _held(days)


def _nothing(size: int) -> Days:
    return np.full(size, np.datetime64("NaT"), dtype="datetime64[D]")


def _held(days: Days) -> Days:
    days[(days < _FIRST) | (days >= _LAST)] = np.datetime64("NaT")
    return days


def _days(found: pa.Array, pattern: str, how: _How) -> Days:
    if pattern == _SERIAL:
        return _EPOCHS[how.epoch] + _ints(found, "n").astype("timedelta64[D]")
    if pattern == _IN_CHARACTERS:
        return _civil(_year_in_characters(found), _counted(found, "m"), _counted(found, "d"))
    years = _full(_ints(found, "y"))
    if pattern in (_DAY_NAMED, _NAMED_DAY, _YEAR_NAMED):
        names = pc.utf8_slice_codeunits(pc.ascii_lower(pc.struct_field(found, "n")), 0, 3)
        months = np.asarray(pc.fill_null(pc.index_in(names, _MONTHS), -1)) + 1
        return _civil(years, months, _ints(found, "d"))
    if pattern != _YEAR_LAST:
        return _civil(years, _ints(found, "m"), _ints(found, "d"))
    a, b = _ints(found, "a"), _ints(found, "b")
    if how.year_first:
        return _civil(_full(a), b, _ints(found, "y"))
    return _civil(years, b, a) if how.day_first is not False else _civil(years, a, b)


def _full(years: Ints) -> Ints:
    return np.where(years < 100, np.where(years < 70, years + 2000, years + 1900), years)


def _year_in_characters(found: pa.Array) -> Ints:
    years = pc.struct_field(found, "y")
    for character, digit in zip("零〇○一二三四五六七八九", "000123456789", strict=True):
        years = pc.replace_substring(years, character, digit)
    return np.asarray(pc.cast(years, pa.int64()))


def _counted(found: pa.Array, name: str) -> Ints:
    places = np.asarray(pc.fill_null(pc.index_in(pc.struct_field(found, name), _COUNTS), -1))
    counts: Ints = np.array([*_NUMBERED.values(), 0])[places]
    return counts


def _ints(found: pa.Array, name: str) -> Ints:
    return np.asarray(pc.cast(pc.struct_field(found, name), pa.int64()))


def _civil(years: Ints, months: Ints, days: Ints) -> Days:
    """Return the days, NaT where the calendar has none."""
    fits: Mask = (months >= 1) & (months <= 12) & (days >= 1) & (days <= 31) & (years >= 1)
    month = (np.where(fits, years, 1970) - 1970) * 12 + np.where(fits, months, 1) - 1
    starts = month.astype("datetime64[M]")
    found: Days = starts.astype("datetime64[D]") + (days - 1).astype("timedelta64[D]")
    found[~fits | (found.astype("datetime64[M]") != starts)] = np.datetime64("NaT")
    return found
