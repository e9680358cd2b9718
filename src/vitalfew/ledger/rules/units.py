"""Quantities: what may be added and what may not. Tonnes and pieces never come to one number."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

# Spellings of one unit. Only the same unit in other letters: turning kilograms into tonnes is nobody's order.
_SPELLINGS = {
    "kg": "kg|kgs|kilogram|kilograms|千克|公斤",
    "t": "t|ton|tons|tonne|tonnes|mt|吨|公吨",
    "pcs": "pcs|pc|piece|pieces|ea|each|件|个|只",
    "m": "m|metre|metres|meter|meters|米",
    "set": "set|sets|套",
    "box": "box|boxes|ctn|carton|cartons|箱",
}
_UNITS = {word: unit for unit, words in _SPELLINGS.items() for word in words.split("|")}


@dataclass(frozen=True)
class Quantity:
    """How much of one unit, as the lines write it; "" where they do not say."""

    unit: str
    amount: Decimal


def unit_key(unit: str | None) -> str:
    """Return what tells units apart: the same word for every spelling of one unit."""
    plain = unicodedata.normalize("NFKC", unit or "").strip().casefold().rstrip(".")
    return _UNITS.get(plain, plain)


def by_unit(told: Iterable[tuple[str | None, Decimal | None]]) -> tuple[Quantity, ...]:
    """Return one quantity for each unit, the largest first; a unit is written as it was first told."""
    sums: dict[str, Decimal] = {}
    written: dict[str, str] = {}
    for unit, amount in told:
        if amount is not None:
            key = unit_key(unit)
            written.setdefault(key, (unit or "").strip())
            sums[key] = sums.get(key, Decimal(0)) + amount
    found = [Quantity(written[key], amount) for key, amount in sums.items()]
    return tuple(sorted(found, key=lambda one: (-abs(one.amount), one.unit)))
