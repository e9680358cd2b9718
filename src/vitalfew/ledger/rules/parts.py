"""Parts written to the cent that still come to their total."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def to_cents(amount: Decimal | float) -> Decimal:
    """Return the amount to the cent, a half away from zero."""
    return Decimal(amount).quantize(CENT, ROUND_HALF_UP)


def parts_of(total: Decimal, parts: Sequence[Decimal | float]) -> list[Decimal]:
    """Return the parts to the cent; what rounding leaves over goes to the largest of them, so they make the total."""
    rounded = [to_cents(part) for part in parts]
    if left := to_cents(total) - sum(rounded, Decimal(0)):
        largest = max(range(len(rounded)), key=lambda place: abs(rounded[place]))
        rounded[largest] += left
    return rounded
