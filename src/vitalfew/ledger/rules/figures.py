"""What can be asked of the books: which measure, over which kinds of line."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Measure(StrEnum):
    REVENUE = "revenue"
    MARGIN = "margin"  # revenue less the cost of the goods
    PROFIT = "profit"  # margin less the cost to serve, as far as that is known


class Scope(StrEnum):
    SALES = "sales"  # lines of kind sale only
    NET = "net"  # every kind: cancellations, credits, returns and rebates reduce


@dataclass(frozen=True)
class CodeDays:
    """The lines of one code from a day until another, that day not included."""

    code: str
    first: date
    end: date

    @property
    def is_whole(self) -> bool:
        return self.first == date.min and self.end == date.max


def years_before(day: date, years: int) -> date:
    """Return the same day so many years before; of 29 February, the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
