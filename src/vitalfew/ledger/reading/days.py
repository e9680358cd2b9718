"""Days as people write them: 2026-01-05 · 20260105 · 2026年1月5日 · 5/1/2026 · 5-Jan-26 · an Excel serial number."""

import unicodedata
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.distinct import Parsed, as_mask, by_value
from vitalfew.ledger.reading.tables import Mask

_TIME = r"(?:[ T].*)?$"
_YEAR_FIRST = r"^(?P<y>[0-9]{4})[-/.年](?P<m>[0-9]{1,2})[-/.月](?P<d>[0-9]{1,2})日?" + _TIME
_PACKED = r"^(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?:\.0|[0-9]{6})?" + _TIME
_YEAR_LAST = r"^(?P<a>[0-9]{1,2})(?P<s>[-/.])(?P<b>[0-9]{1,2})[-/.](?P<y>[0-9]{4}|[0-9]{2})" + _TIME
_DAY_NAMED = r"^(?P<d>[0-9]{1,2})[- ./]*(?P<n>[A-Za-z]{3})[A-Za-z]*[- .,/]*(?P<y>[0-9]{4}|[0-9]{2})" + _TIME
_NAMED_DAY = r"^(?P<n>[A-Za-z]{3})[A-Za-z]*[- .]*(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?[- ,]+(?P<y>[0-9]{4})" + _TIME
_SERIAL = r"^(?P<n>[2-7][0-9]{4})(?:\.[0-9]+)?$"
_MONTHS = pa.array(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
_EXCEL_EPOCH = np.datetime64("1899-12-30", "D")
_FIRST, _LAST = np.datetime64("1970-01-01", "D"), np.datetime64("2100-01-01", "D")

Ints = np.ndarray[Any, np.dtype[np.int64]]
Days = np.ndarray[Any, np.dtype[np.datetime64]]


@dataclass(frozen=True)
class DayOrder:
    """Whether the day or the month comes first in a column; unknown where both readings fit every row."""

    day_first: bool | None
    is_open: bool = False


def parse_days(column: pa.Array, day_first: bool | None) -> Parsed:
    """Return the column as days, and which rows are none."""
    return by_value(column, lambda values: _parse(values, day_first))


def order_of(column: pa.Array) -> DayOrder:
    """Decide on all rows of the column whether the day comes first; a dot between them says so too."""
    found = pc.extract_regex(pc.utf8_trim_whitespace(pc.unique(column).drop_null()), _YEAR_LAST).drop_null()
    if not len(found):
        return DayOrder(None)
    a, b = _ints(found, "a"), _ints(found, "b")
    day_fits, month_fits = bool((b <= 12).all()), bool((a <= 12).all())
    if day_fits != month_fits:
        return DayOrder(day_fits)
    if not day_fits:
        return DayOrder(bool((a > 12).sum() >= (b > 12).sum()))
    if pc.all(pc.equal(pc.struct_field(found, "s"), ".")).as_py() or (a == b).all():
        return DayOrder(True)
    return DayOrder(None, is_open=True)


def _parse(values: pa.Array, day_first: bool | None) -> Parsed:
    values = pc.utf8_trim_whitespace(values)
    days = _read(values, day_first)
    left = np.isnat(days) & as_mask(pc.not_equal(values, ""))
    if left.any():
        places = np.flatnonzero(left)
        days[places] = _read(_plain(pc.take(values, pa.array(places))), day_first)
        left = np.isnat(days) & left
    return pa.array(days, pa.date32(), mask=np.isnat(days)), left


def _plain(values: pa.Array) -> pa.Array:
    """Return the odd ones in plain digits, without blanks between digits and signs."""
    texts = [unicodedata.normalize("NFKC", text or "").strip() for text in values.to_pylist()]
    tight = pc.replace_substring_regex(pa.array(texts, pa.string()), r"\s*([-/.年月])\s*", r"\1")
    return pc.replace_substring_regex(tight, r"\s+日", "日")


def _read(values: pa.Array, day_first: bool | None) -> Days:
    days = np.full(len(values), np.datetime64("NaT"), dtype="datetime64[D]")
    for pattern in (_YEAR_FIRST, _PACKED, _YEAR_LAST, _DAY_NAMED, _NAMED_DAY, _SERIAL):
        left = np.flatnonzero(np.isnat(days))
        if not len(left):
            break
        found = pc.extract_regex(pc.take(values, pa.array(left)), pattern)
        hit = np.asarray(pc.is_valid(found))
        if hit.any():
            days[left[hit]] = _days(found.drop_null(), pattern, day_first)
    days[(days < _FIRST) | (days >= _LAST)] = np.datetime64("NaT")
    return days


def _days(found: pa.Array, pattern: str, day_first: bool | None) -> Days:
    if pattern == _SERIAL:
        return _EXCEL_EPOCH + _ints(found, "n").astype("timedelta64[D]")
    years = _ints(found, "y")
    years = np.where(years < 100, np.where(years < 70, years + 2000, years + 1900), years)
    if pattern in (_DAY_NAMED, _NAMED_DAY):
        months = pc.index_in(pc.ascii_lower(pc.struct_field(found, "n")), _MONTHS)
        return _civil(years, np.asarray(pc.fill_null(months, -1)) + 1, _ints(found, "d"))
    if pattern != _YEAR_LAST:
        return _civil(years, _ints(found, "m"), _ints(found, "d"))
    a, b = _ints(found, "a"), _ints(found, "b")
    return _civil(years, b, a) if day_first is not False else _civil(years, a, b)


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
