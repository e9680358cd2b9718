"""The exchange rates as told, by whom and when."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from vitalfew.ledger.models import Rate
from vitalfew.ledger.queries.conversion import the_meaning
from vitalfew.ledger.rules.currency import RateKind


@dataclass(frozen=True)
class RateState:
    """One rate, its source, and who told it."""

    id: int
    version: int
    currency: str
    into: str
    kind: RateKind
    day: date | None
    rate: Decimal
    source: str
    told_by: str
    told_at: datetime


def get_rate_rows(kind: RateKind | None = None, currency: str = "") -> list[RateState]:
    """Return the rates into the reporting currency, by currency and the latest first."""
    told = Rate.objects.filter(into=the_meaning().currency).order_by("currency", "kind", "-day")
    told = told.filter(kind=kind.value) if kind else told
    return [_state(row) for row in (told.filter(currency=currency) if currency else told)]


def get_rate(rate_id: int) -> RateState | None:
    """Return one rate."""
    row = Rate.objects.filter(pk=rate_id).first()
    return _state(row) if row else None


def has_budget_rates() -> bool:
    """Tell whether figures can also be said at budget rates."""
    return Rate.objects.filter(kind=RateKind.BUDGET.value).exists()


def _state(row: Rate) -> RateState:
    values = {field.name: getattr(row, field.name) for field in fields(RateState)}
    return RateState(**values | {"kind": RateKind(row.kind)})
