"""What each customer brings once its service is paid for (S6, C2): margin less activities less credit.

A cost is rate times volume. What all customers and nobody come to is the company's profit, to the cent (INV14).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from vitalfew.ledger.rules.facts_words import Activity
from vitalfew.ledger.rules.parts import parts_of, to_cents

METHOD = "profit-1"
NOTHING = Decimal(0)
NOBODY = ""  # the code of lines that name no customer
PER_CENT, YEAR = Decimal(100), Decimal(365)
COUNTED = (Activity.ORDER_PROCESSING, Activity.ORDER_LINE, Activity.RETURN)  # volumes that the lines themselves tell
Volumes = Mapping[Activity, Mapping[str, Decimal]]  # activity → code → volume; of credit, money times days


class CostLevel(StrEnum):
    """What causes the cost (Cooper & Kaplan 1991)."""

    UNIT = "unit"  # 单位级
    BATCH = "batch"  # 批次级
    CUSTOMER = "customer_sustaining"  # 客户维持级


class VolumeFrom(StrEnum):
    """Where the volume of an activity is known from."""

    LINES = "lines"  # counted in the books
    FILES = "files"  # files of cost drivers
    VISITS = "visits"  # our own log
    RECEIVABLES = "receivables"  # how long invoices were open
    NOWHERE = "nowhere"


class RateWhy(StrEnum):
    """Why a rate is not kept."""

    RATE_BELOW_ZERO = "rate_below_zero"
    RATE_NO_SOURCE = "rate_no_source"
    RATE_TWICE = "rate_twice"


@dataclass(frozen=True)
class Rate:
    """What one unit of an activity costs; `yearly_cost` is None where nobody says what all of it costs."""

    activity: Activity
    rate: Decimal
    valid_from: date | None
    level: str = ""
    yearly_cost: Decimal | None = None
    id: int = 0  # 0: told by a file


@dataclass(frozen=True)
class Served:
    """One activity over the whole company."""

    activity: str
    rate: Decimal
    volume: Decimal
    cost: Decimal
    known_from: str
    idle: Decimal  # paid for and done for nobody


@dataclass(frozen=True)
class CustomerProfit:
    """One customer; the profit is None where the margin is not known."""

    code: str
    revenue: Decimal | None
    margin: Decimal | None
    costs: Mapping[str, tuple[Decimal, Decimal]]  # activity → volume, cost

    @property
    def served(self) -> Decimal:
        return sum((cost for _volume, cost in self.costs.values()), NOTHING)

    @property
    def profit(self) -> Decimal | None:
        return None if self.margin is None else self.margin - self.served


@dataclass(frozen=True)
class CompanyProfit:
    """The company: what its customers whose margin is known bring, and what belongs to no customer."""

    margin: Decimal
    activities: tuple[Served, ...]
    customers: tuple[CustomerProfit, ...]
    nobody: CustomerProfit
    profit: Decimal  # margin less every cost, reckoned over the whole

    @property
    def unallocated(self) -> Decimal:
        """Return what no customer brings or causes: sales to nobody less idle activities."""
        return (self.nobody.profit or NOTHING) - sum((one.idle for one in self.activities), NOTHING)


def standing_rates(rates: Sequence[Rate], on: date) -> list[Rate]:
    """Return the rate of each activity that holds on the day: the latest begun; of two of a day, the typed one."""
    found: dict[Activity, Rate] = {}
    for one in sorted(rates, key=lambda rate: (rate.valid_from or date.min, bool(rate.id))):
        if (one.valid_from or date.min) <= on:
            found[one.activity] = one
    return [found[activity] for activity in Activity if activity in found]


def company_profit(
    revenues: Mapping[str, Decimal],
    margins: Mapping[str, Decimal],
    rates: Sequence[Rate],
    volumes: Volumes,
    known_from: Mapping[str, VolumeFrom],
) -> CompanyProfit:
    """Return the profit of every customer and of the company. Keys are codes; NOBODY stands for lines without one.

    A customer without a margin has no profit and is in no sum. Parts are written to the cent so that they come to
    their totals, of which the company's profit is reckoned.
    """
    known = [code for code in margins if code != NOBODY]
    counted = [*known, NOBODY]
    total = to_cents(sum((margins.get(code, NOTHING) for code in counted), NOTHING))
    margin_of = dict(zip(counted, parts_of(total, [margins.get(code, NOTHING) for code in counted]), strict=True))
    costs: dict[str, dict[str, tuple[Decimal, Decimal]]] = {}
    activities = []
    for rate in rates:
        of = volumes.get(rate.activity, {})
        whole = sum((of.get(code, NOTHING) for code in counted), NOTHING)
        cost = to_cents(_cost(rate, whole))
        parts = parts_of(cost, [_cost(rate, of.get(code, NOTHING)) for code in counted])
        for code, part in zip(counted, parts, strict=True):
            if of.get(code):
                costs.setdefault(code, {})[rate.activity] = (of[code], part)
        for code in of.keys() - margin_of.keys():
            costs.setdefault(code, {})[rate.activity] = (of[code], to_cents(_cost(rate, of[code])))
        idle = NOTHING if rate.yearly_cost is None else to_cents(rate.yearly_cost) - cost
        came = known_from.get(rate.activity, VolumeFrom.NOWHERE)
        activities.append(Served(rate.activity, rate.rate, whole, cost, came, idle))
    everybody = sorted(code for code in {*revenues, *margin_of, *costs} if code != NOBODY)
    return CompanyProfit(
        margin=total,
        activities=tuple(activities),
        customers=tuple(
            CustomerProfit(code, revenues.get(code), margin_of.get(code), costs.get(code, {})) for code in everybody
        ),
        nobody=CustomerProfit(NOBODY, revenues.get(NOBODY), margin_of[NOBODY], costs.get(NOBODY, {})),
        profit=total - sum((one.cost + one.idle for one in activities), NOTHING),
    )


def _cost(rate: Rate, volume: Decimal) -> Decimal:
    # Of credit the rate is per cent a year, and the volume money times the days it was outstanding.
    return rate.rate * volume / PER_CENT / YEAR if rate.activity is Activity.CREDIT else rate.rate * volume


def rate_refused(rate: Decimal, source: str) -> RateWhy | None:
    """Return why the rate is not kept, or None where it may be."""
    if rate < 0:
        return RateWhy.RATE_BELOW_ZERO
    return None if source.strip() else RateWhy.RATE_NO_SOURCE
