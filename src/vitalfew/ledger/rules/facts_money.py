"""What is owed and how late: the arithmetic of open invoices on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Age(StrEnum):
    """How long an open invoice has been due."""

    NOT_DUE = "not_due"
    TO_30 = "to_30"
    TO_60 = "to_60"
    TO_90 = "to_90"
    OVER_90 = "over_90"
    UNKNOWN = "unknown"  # the file does not say when it is due


_STEPS = ((0, Age.NOT_DUE), (30, Age.TO_30), (60, Age.TO_60), (90, Age.TO_90))
OVERDUE = frozenset({Age.TO_30, Age.TO_60, Age.TO_90, Age.OVER_90})


@dataclass(frozen=True)
class OpenInvoice:
    """An invoice that is not paid in full, as it stands on a day."""

    code: str | None
    customer_name: str | None
    invoice: str
    day: date | None
    due: date | None
    amount: Decimal
    paid: Decimal
    currency: str
    age: Age
    days_late: int | None  # None where nobody has said when it is due; 0 while it is not
    batch: int
    row: int

    @property
    def open(self) -> Decimal:
        return self.amount - self.paid


@dataclass(frozen=True)
class Aging:
    """What is open in one currency, by how long it has been due."""

    currency: str
    open: Decimal
    by_age: dict[Age, Decimal]
    invoices: int
    oldest_due: date | None

    @property
    def overdue(self) -> Decimal:
        return sum((self.by_age[age] for age in OVERDUE), Decimal(0))


def age_of(due: date | None, today: date) -> Age:
    """Return how long something due on this day has been due."""
    if due is None:
        return Age.UNKNOWN
    late = (today - due).days
    return next((age for most, age in _STEPS if late <= most), Age.OVER_90)


def days_late(due: date | None, today: date) -> int | None:
    """Return for how many days it has been due; None where nobody knows."""
    return None if due is None else max(0, (today - due).days)


def aging(items: list[OpenInvoice]) -> tuple[Aging, ...]:
    """Return what these invoices come to, for each currency."""
    return tuple(
        _aging(currency, [one for one in items if one.currency == currency]) for currency in _currencies(items)
    )


def _currencies(items: list[OpenInvoice]) -> list[str]:
    return sorted({one.currency for one in items})


def _aging(currency: str, items: list[OpenInvoice]) -> Aging:
    by_age = {age: sum((one.open for one in items if one.age is age), Decimal(0)) for age in Age}
    due = [one.due for one in items if one.due and one.age in OVERDUE]
    return Aging(currency, sum(by_age.values(), Decimal(0)), by_age, len(items), min(due, default=None))
