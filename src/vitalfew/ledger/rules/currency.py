"""Money of several currencies in one: which rate holds on which day, and how a sum is rounded.

A sum is converted exactly: each day's amount in its own currency times the rate of that day, with all its decimals.
It is rounded once, where it becomes the figure of an account, to a hundredth of a cent. A total over accounts is the
sum of their figures, so parts make the total to the last digit. A sum with an amount that has no rate is not known.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from babel.numbers import is_currency

RATE_DECIMALS = 10
# More than this for one unit is a slip of the pen: no currency is worth so much of another.
HIGHEST_RATE = Decimal(10) ** 6
FIGURE = Decimal("0.0001")


class RateKind(StrEnum):
    DATED = "dated"  # of the day
    BUDGET = "budget"  # one for all days: growth without the movement of the currencies


@dataclass(frozen=True)
class RateRow:
    """One rate as it was told: what one unit of `currency` is worth; a budget rate has no day."""

    currency: str
    kind: RateKind
    day: date | None
    rate: Decimal


@dataclass(frozen=True)
class Rates:
    """The rates that turn the books' currencies into the one that figures are said in."""

    into: str  # the reporting currency; "" while nobody has said
    kind: RateKind
    rows: tuple[RateRow, ...] = ()

    def of(self, currency: str) -> list[RateRow]:
        """Return the rates of this currency and kind, the earliest first."""
        found = [row for row in self.rows if row.currency == currency and row.kind is self.kind]
        return sorted(found, key=lambda row: row.day or date.min)

    def on(self, currency: str, day: date) -> Decimal | None:
        """Return the rate of a day: the latest told for it or before it; None where there is none."""
        if currency in ("", self.into):
            return Decimal(1)
        return next((row.rate for row in reversed(self.of(currency)) if row.day is None or row.day <= day), None)


def needs_rates(currencies: Iterable[str], into: str) -> bool:
    """Tell whether books in these currencies hold money that is not in the reporting currency.

    Lines that do not say their currency are in the books' own.
    """
    found = set(currencies) - {""}
    return len(found) > 1 if not into else bool(found - {into})


def by_day(rates: Rates, currency: str, first: date, last: date) -> Iterator[tuple[date, Decimal]]:
    """Yield each day from `first` to `last` that has a rate, with it."""
    told = rates.of(currency)
    for row, after in zip(told, [*told[1:], None], strict=False):
        start = max(first, row.day or first)
        end = min(last, after.day - timedelta(1) if after and after.day else last)
        for ordinal in range(start.toordinal(), end.toordinal() + 1):
            yield date.fromordinal(ordinal), row.rate


def converted(amounts: Iterable[tuple[str, date, Decimal]], rates: Rates) -> Decimal | None:
    """Return what these amounts of a currency and day come to, rounded once; None where one of them has no rate."""
    total = Decimal(0)
    for currency, day, amount in amounts:
        rate = rates.on(currency, day)
        if rate is None:
            return None
        total += amount * rate
    return total.quantize(FIGURE, ROUND_HALF_UP)


@dataclass(frozen=True)
class MissingRate:
    """A currency whose amounts cannot be told in the reporting currency, on which days, in how many lines."""

    currency: str
    first_day: date
    last_day: date
    lines: int


def agreed_tax(taxes: Iterable[str]) -> str:
    """Return what may be said of the tax in a figure over these imports: one word for all of them, or that they mix."""
    found = set(taxes) or {"unknown"}
    if len(found) == 1:
        return found.pop()
    return "mixed" if {"net", "gross"} <= found else "partly"


def agreed_basis(bases: Sequence[str], told: str = "") -> str:
    """Return which event the books record: as somebody has said, or as all imports do."""
    found = {basis for basis in bases if basis}
    return told or (found.pop() if len(found) == 1 else "mixed" if found else "")


class Unfit(StrEnum):
    """What can be wrong with a rate or with what the books are said to mean."""

    CURRENCY = "currency"  # no currency of this name
    SAME = "same"  # the reporting currency needs no rate
    NO_REPORTING = "no_reporting"  # nobody has said into what
    RATE = "rate"
    DAY = "day"
    REASON = "reason"
    PERIOD = "period"


class UnfitMeaning(ValueError):
    """Refused: `why` says what is wrong, `found` is what was told. Nothing was written."""

    def __init__(self, why: Unfit, found: str = "") -> None:
        super().__init__(why.value)
        self.why = why
        self.found = found


def check_rate(row: RateRow, into: str) -> RateRow:
    """Return the rate, or raise UnfitMeaning with what is wrong with it."""
    if not into:
        raise UnfitMeaning(Unfit.NO_REPORTING)
    if not is_currency(row.currency):
        raise UnfitMeaning(Unfit.CURRENCY, row.currency)
    if row.currency == into:
        raise UnfitMeaning(Unfit.SAME, into)
    if not (row.rate.is_finite() and 0 < row.rate < HIGHEST_RATE and round(row.rate, RATE_DECIMALS) > 0):
        raise UnfitMeaning(Unfit.RATE, str(row.rate))
    if (row.day is None) is (row.kind is RateKind.DATED):
        raise UnfitMeaning(Unfit.DAY)
    return row
