"""How well customers are served, and what serving them costs: deliveries, quality events, activities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import ibis
from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.queries.facts import Fact, get_facts
from vitalfew.ledger.queries.facts_live import Told, get_told, standing_facts
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.ledger.rules.facts_periods import days_of

_COUNTS = {
    "lines": _.count(),
    "on_time": _.is_on_time.sum().fill_null(0),
    "with_quantity": _.is_known.sum().fill_null(0),
    "in_full": (_.is_known & _.is_in_full).sum().fill_null(0),
    "both": (_.is_known & _.is_in_full & _.is_on_time).sum().fill_null(0),
}


@dataclass(frozen=True)
class Otif:
    """Order lines promised in a period: how many came on time, and in full, and both (C22).

    A line not delivered is late from the day after it was promised. Where the file does not say how much was asked
    for or came, nobody knows whether it came in full: such lines are in no share but that of time.
    """

    lines: int
    on_time: int
    with_quantity: int
    in_full: int
    both: int

    @property
    def on_time_share(self) -> Decimal | None:
        return Decimal(self.on_time) / self.lines if self.lines else None

    @property
    def share(self) -> Decimal | None:
        """Return the share of lines on time and in full, of those of which both is known."""
        return Decimal(self.both) / self.with_quantity if self.with_quantity else None


@dataclass(frozen=True)
class Served:
    """What one activity for a customer cost in a period; None where no rate is known."""

    activity: str
    period: str
    volume: Decimal
    rate: Decimal | None
    currency: str

    @property
    def cost(self) -> Decimal | None:
        return None if self.rate is None else self.volume * self.rate


def get_otif(codes: Sequence[str], start: date, end: date, told: Told | None = None) -> Otif:
    """Return how the lines promised in this period were delivered; what is not due yet is not counted."""
    found = _promised(start, end, told or get_told())
    if found is None:
        return Otif(0, 0, 0, 0, 0)
    counts: Any = rows(found.filter(_.code.isin(list(codes))).agg(**_COUNTS))[0]
    return Otif(**{name: int(count) for name, count in counts.items()})


def get_otif_by_code(start: date, end: date, told: Told | None = None) -> dict[str, Otif]:
    """Return the same of every customer with a line promised in this period, by code."""
    found = _promised(start, end, told or get_told())
    if found is None:
        return {}
    counts: Any = rows(found.filter(_.code.notnull()).group_by("code").agg(**_COUNTS))
    return {one.pop("code"): Otif(**{name: int(count) for name, count in one.items()}) for one in counts}


def _promised(start: date, end: date, told: Told) -> "ibis.Table | None":
    """Return the order lines promised in this period and due, with what is known of their delivery."""
    found = standing_facts(FactKind.DELIVERIES, told)
    if found is None:
        return None
    found = found.filter((_.promised >= start) & (_.promised <= end) & (_.delivered.notnull() | (_.promised < end)))
    return found.mutate(
        is_on_time=(_.delivered <= _.promised).fill_null(False),
        is_known=_.quantity.notnull() & (_.delivered_quantity.notnull() | _.delivered.isnull()),
        is_in_full=(_.delivered.notnull() & (_.delivered_quantity >= _.quantity)).fill_null(False),
    )


def get_quality_events(codes: Sequence[str], told: Told | None = None) -> list[Fact]:
    """Return the quality events of these customers, the latest first."""
    found = get_facts(FactKind.QUALITY_EVENTS, codes, told=told)
    return sorted(found, key=lambda fact: fact["day"] or date.min, reverse=True)


def get_contracts(codes: Sequence[str], told: Told | None = None) -> list[Fact]:
    """Return the contracts of these customers, the one that ends first first."""
    found = get_facts(FactKind.CONTRACTS, codes, told=told)
    return sorted(found, key=lambda fact: fact["ends"] or date.max)


def get_cost_to_serve(codes: Sequence[str], told: Told | None = None) -> list[Served]:
    """Return what was done for these customers, priced by the rate that held at the end of each period."""
    told = told or get_told()
    rates = get_facts(FactKind.COST_RATES, told=told)
    found = get_facts(FactKind.COST_DRIVERS, codes, told=told)
    served = [_served(fact, rates, told.currency) for fact in found]
    return sorted(served, key=lambda one: (one.period, one.activity), reverse=True)


def _served(fact: Fact, rates: Sequence[Fact], books: str) -> Served:
    last = days_of(fact["period"])[1]
    fitting = [one for one in rates if one["activity"] == fact["activity"] and (one["valid_from"] or date.min) <= last]
    rate = max(fitting, key=lambda one: one["valid_from"] or date.min, default=None)
    return Served(
        activity=fact["activity"],
        period=fact["period"],
        volume=fact["volume"],
        rate=rate["rate"] if rate else None,
        currency=(rate["currency"] if rate else None) or books,
    )
