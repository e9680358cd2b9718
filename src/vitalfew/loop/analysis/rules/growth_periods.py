"""Which two periods are compared: the one asked for, and the equally long one before it."""

from dataclasses import dataclass
from datetime import date, timedelta

from vitalfew.ledger.rules.figures import years_before
from vitalfew.loop.analysis.rules.life_cycle import LATE_DAYS


@dataclass(frozen=True)
class Compared:
    """The two periods, all days included, and whether the books hold the earlier one whole."""

    before_start: date
    before_end: date
    start: date
    end: date
    is_held: bool


def compared(first: date, last: date, start: date | None, end: date | None) -> Compared:
    """Return the periods: twelve months to the books' last day where nothing is asked.

    A period of up to a year is held against the same days a year before, so that seasons do not stand against each
    other; a longer one against the equally long time before it.
    """
    end = end or last
    start = start or years_before(end, 1) + timedelta(1)
    if (end - start).days < 366:
        before_start, before_end = years_before(start, 1), years_before(end, 1)
    else:
        before_end = start - timedelta(1)
        before_start = before_end - (end - start)
    return Compared(before_start, before_end, start, end, first <= before_start + timedelta(LATE_DAYS))
