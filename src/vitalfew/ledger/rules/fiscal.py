"""The fiscal year: which days make a year and a quarter where the year does not begin in January."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class FiscalPeriod:
    """A fiscal year, or one quarter of it. A year is called by the calendar year in which it ends."""

    year: int
    quarter: int | None  # 1..4; None for the whole year
    start: date
    end: date


def year_of(day: date, month: int) -> FiscalPeriod:
    """Return the fiscal year that holds this day; `month` is the one with which it begins."""
    first = day.year if day.month >= month else day.year - 1
    start, after = date(first, month, 1), date(first + 1, month, 1)
    end = after - timedelta(1)
    return FiscalPeriod(end.year, None, start, end)


def quarters_of(year: FiscalPeriod) -> list[FiscalPeriod]:
    """Return the four quarters of a fiscal year, in order."""
    starts = [_months_on(year.start, 3 * number) for number in range(5)]
    return [
        FiscalPeriod(year.year, number + 1, starts[number], starts[number + 1] - timedelta(1)) for number in range(4)
    ]


def years_between(first: date, last: date, month: int) -> list[FiscalPeriod]:
    """Return the fiscal years that share a day with this period, the latest first."""
    found = [year_of(last, month)]
    while found[-1].start > first:
        found.append(year_of(found[-1].start - timedelta(1), month))
    return found


def _months_on(day: date, months: int) -> date:
    place = day.year * 12 + day.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)
