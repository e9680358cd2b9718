"""What nobody can compute and somebody has said, and what was spent on winning and keeping customers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vitalfew.loop.analysis.models import Assumptions, Spend
from vitalfew.loop.analysis.rules.retention import SpendKind
from vitalfew.loop.analysis.rules.risk import Band
from vitalfew.loop.analysis.rules.worth import from_plain_table


@dataclass(frozen=True)
class AssumptionsState:
    """The assumptions with their version; 0 while nobody has changed what they come with."""

    version: int
    discount_rate: Decimal  # a year
    retention: tuple[Band, ...]
    cost_ratio: Decimal
    ratio_source: str
    note: str


@dataclass(frozen=True)
class SpendState:
    """Money spent on winning or keeping customers."""

    id: int
    version: int
    kind: SpendKind
    starts_on: date
    ends_on: date
    amount: Decimal
    what: str
    source: str


def get_assumptions() -> AssumptionsState:
    """Return the assumptions as they stand."""
    return assumptions_state(Assumptions.objects.filter(id=1).first() or Assumptions(version=0))


def assumptions_state(row: Assumptions) -> AssumptionsState:
    """Return the row as its readers know it."""
    return AssumptionsState(
        version=row.version,
        discount_rate=Decimal(row.discount_rate),
        retention=from_plain_table(row.retention),
        cost_ratio=Decimal(row.cost_ratio),
        ratio_source=row.ratio_source,
        note=row.note,
    )


def get_spend() -> list[SpendState]:
    """Return what was spent, the latest first; what was taken away is not told."""
    return [spend_state(row) for row in Spend.objects.filter(removed_on=None).order_by("-ends_on", "kind", "-pk")]


def spend_state(row: Spend) -> SpendState:
    """Return the row as its readers know it."""
    kept = ("version", "starts_on", "ends_on", "amount", "what", "source")
    return SpendState(id=row.pk, kind=SpendKind(row.kind), **{name: getattr(row, name) for name in kept})
