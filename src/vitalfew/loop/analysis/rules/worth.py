"""Which road leads to an account's value, and the money at its end: decimals, rounded once (C11, C12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from vitalfew.loop.analysis.rules.risk import RETENTION, Band
from vitalfew.measures.lifetime import retention_lifetime_value

FIGURE = Decimal("0.0001")


class Road(StrEnum):
    """How an account is valued."""

    MODEL = "model"  # orders freely: by a model of its orders
    CONTRACT = "contract"  # under contract or a key account: by its chance to stay


class AssumptionWhy(StrEnum):
    """Why an assumption is not taken."""

    UNFIT_RATE = "unfit_rate"
    UNFIT_TABLE = "unfit_table"
    UNFIT_RATIO = "unfit_ratio"


@dataclass(frozen=True)
class Kept:
    """What part of its sales an account leaves: margin where its cost is known, else revenue after returns."""

    share: float | None
    is_margin: bool
    brought: Decimal | None


@dataclass(frozen=True)
class ContractValue:
    """What an account brings as long as it stays: 12 and 36 months, and without an end; None where not known."""

    year: Decimal | None
    value: Decimal | None
    lasting: Decimal | None


def as_plain_table(table: tuple[Band, ...] = RETENTION) -> list[list[float]]:
    """Return the table as the database keeps it."""
    return [[most, rate] for most, rate in table]


def from_plain_table(plain: list[list[float]]) -> tuple[Band, ...]:
    """Return the table as the rules take it."""
    return tuple((int(most), float(rate)) for most, rate in plain)


def usual_share(told: Iterable[tuple[Decimal | None, Decimal | None]]) -> float | None:
    """Return which part of their sales customers of known margin leave; None where no margin is known."""
    known = [(sales, margin) for sales, margin in told if sales is not None and sales > 0 and margin is not None]
    whole = sum((sales for sales, _margin in known), Decimal(0))
    return float(sum((margin for _sales, margin in known), Decimal(0)) / whole) if whole else None


def kept_of(sales: Decimal | None, revenue: Decimal | None, margin: Decimal | None, usual: float | None) -> Kept:
    """Return what part of a customer's sales stays with us, by his last twelve months.

    Who bought nothing in them would leave what is usual; where no margin is known at all, all of his sales.
    """
    if sales is None:
        return Kept(None, False, None)
    if sales <= 0:
        return Kept(1.0 if usual is None else usual, usual is not None, margin if usual is not None else revenue)
    brought = margin if margin is not None else revenue
    return Kept(None if brought is None else float(brought / sales), margin is not None, brought)


def contract_value(brought: Decimal | None, retention: float | None, discount_rate: float) -> ContractValue:
    """Return the value of what an account brings a year, each year's at its end if it stays (C11: m·r/(1+i−r))."""
    if brought is None or retention is None:
        return ContractValue(None, None, None)
    yearly, stays, rate = float(brought), retention, 1 + discount_rate
    ahead = [yearly * (stays / rate) ** year for year in (1, 2, 3)]
    lasting = float(retention_lifetime_value(yearly, stays, discount_rate)[0])
    return ContractValue(money(ahead[0]), money(sum(ahead)), money(lasting))


def money(value: float | None) -> Decimal | None:
    """Return a computed amount as it is kept; None where it is not known."""
    if value is None or value != value:
        return None
    return Decimal(repr(float(value))).quantize(FIGURE, ROUND_HALF_UP)
