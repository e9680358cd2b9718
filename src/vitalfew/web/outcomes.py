"""What an import brings, laid out for its page: before it is written and after."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from vitalfew.ledger.rules.kinds import Kind
from vitalfew.web.charts.strip import Segment, strip

_WAYS = [
    ("f-us", "lines_new"),
    ("f-mid", "lines_superseding"),
    ("f-g3", "lines_overlapping"),
    ("f-bad", "lines_refused"),
]


def destinations(counts: Mapping[str, Any]) -> tuple[Segment, ...]:
    """Return one bar of where the lines go: new, replacing, unchanged, refused."""
    return strip([(fill, counts[name]) for fill, name in _WAYS])


def sums(totals: Mapping[str, str], currency: str, currencies: Collection[str] = ()) -> dict[str, Any]:
    """Return what the lines of each kind come to, sales first, and together; nothing over several currencies."""
    if len(set(currencies) - {""}) > 1:
        return {"kinds": [(kind.value, None) for kind in Kind if kind in totals], "amount": None, "currency": ""}
    kinds = [(kind.value, Decimal(totals[kind])) for kind in Kind if kind in totals]
    return {"kinds": kinds, "amount": sum((sum_ for _kind, sum_ in kinds), Decimal(0)), "currency": currency}
