"""Why our total is not finance's: a difference taken apart, and the months that finance has closed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import combinations

CENT = Decimal("0.01")
# What value added tax may be, where the lines do not say it themselves.
TAX_RATES = tuple(Decimal(rate) for rate in ("0.13", "0.09", "0.06", "0.03", "0.01"))


class Cause(StrEnum):
    """What a total may hold or leave out that another does not."""

    REFUSED = "refused"
    UNATTRIBUTED = "unattributed"
    CANCELLATIONS = "cancellation"
    CREDITS = "credit"
    RETURNS = "return"
    REBATES = "rebate"
    ACCRUALS = "accrual"
    TAX = "tax"
    OUTSIDE = "outside"
    SUPERSEDED = "superseded"
    OTHER_CURRENCY = "other_currency"


@dataclass(frozen=True)
class Part:
    """An amount that finance's total may hold and ours does not (`adds`), or ours holds and finance's may not."""

    cause: Cause
    amount: Decimal
    adds: bool  # finance's total would be ours plus this; otherwise ours less this
    detail: str = ""  # which currency, at which rate of tax

    @property
    def effect(self) -> Decimal:
        """Return what finance's total less ours would be, were this the reason."""
        return self.amount if self.adds else -self.amount


@dataclass(frozen=True)
class Explanation:
    """One or two causes which together come to the difference, to the cent."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Difference:
    """Finance's total less ours, what explains it to the cent, and the nearest where nothing does."""

    amount: Decimal
    explanations: tuple[Explanation, ...]
    nearest: Part | None = None
    left_over: Decimal = Decimal(0)  # what the nearest does not explain

    @property
    def is_equal(self) -> bool:
        return abs(self.amount) < CENT

    @property
    def is_explained(self) -> bool:
        return bool(self.explanations)


def explanations(difference: Decimal, parts: Sequence[Part]) -> tuple[Explanation, ...]:
    """Return what comes to the difference, to the cent: single causes first; only where none does, two together."""
    real = [part for part in parts if abs(part.effect) >= CENT]
    for size in (1, 2):
        found = [Explanation(some) for some in combinations(real, size) if _comes_to(some, difference)]
        if found:
            return tuple(found)
    return ()


def take_apart(finance: Decimal, ours: Decimal, parts: Sequence[Part]) -> Difference:
    """Return how far finance's total is from ours and why, as far as the books can tell."""
    difference = finance - ours
    if abs(difference) < CENT:
        return Difference(difference, ())
    found = explanations(difference, parts)
    if found:
        return Difference(difference, found)
    nearest = min(parts, key=lambda part: abs(difference - part.effect), default=None)
    if nearest is None or abs(difference - nearest.effect) >= abs(difference):
        return Difference(difference, (), None, difference)
    return Difference(difference, (), nearest, difference - nearest.effect)


def tax_parts(ours: Decimal, tax: Decimal | None, our_tax: str, their_tax: str) -> tuple[Part, ...]:
    """Return what tax makes of the difference, where one total may hold it and the other not.

    `tax` is what the lines say it is, None where they do not: then every rate that it may have is tried.
    """
    if our_tax == their_tax and our_tax in ("net", "gross"):
        return ()
    adds = our_tax == "net" or their_tax == "gross"
    if tax is not None:
        return (Part(Cause.TAX, tax, adds),)
    found = []
    for rate in TAX_RATES:
        amount = ours * rate if adds else ours - ours / (1 + rate)
        found.append(Part(Cause.TAX, amount.quantize(CENT, ROUND_HALF_UP), adds, f"{rate:.0%}"))
    return tuple(found)


def touched(months: Iterable[date], closed_until: date | None) -> tuple[date, ...]:
    """Return those of the months (their first days) that hold a day which finance has closed."""
    return tuple(sorted({month for month in months if closed_until is not None and month <= closed_until}))


def _comes_to(parts: Sequence[Part], difference: Decimal) -> bool:
    return abs(sum((part.effect for part in parts), Decimal(0)) - difference) < CENT
