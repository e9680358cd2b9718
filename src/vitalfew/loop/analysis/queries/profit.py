"""Customer profit, as it was last computed (S6, C2, C6)."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from vitalfew.accounts.queries import get_names
from vitalfew.accounts.queries.codes import get_present_codes
from vitalfew.ledger.queries import get_edge, get_stamp
from vitalfew.ledger.queries.service_volumes import get_facts_stamp, get_told_rates
from vitalfew.ledger.rules.facts_words import Activity
from vitalfew.loop.analysis.models import AccountProfit, CostRate, ProfitState
from vitalfew.loop.analysis.rules.profit import METHOD, Rate
from vitalfew.people.queries import get_names as get_user_names
from vitalfew.people.rules import Actor, Permission, require


@dataclass(frozen=True)
class RateState:
    """A typed rate as its readers know it."""

    id: int
    version: int
    activity: Activity
    rate: Decimal
    level: str
    valid_from: date
    yearly_cost: Decimal | None
    source: str
    by_name: str
    assessed_on: date


@dataclass(frozen=True)
class ProfitRow:
    """One account, or several added up: what it brought and what serving it cost."""

    account_id: int
    name: str
    revenue: Decimal | None
    margin: Decimal | None
    served: Decimal
    profit: Decimal | None
    costs: Mapping[str, tuple[Decimal, Decimal]]  # activity → volume, cost

    @property
    def largest(self) -> str:
        """Return the activity that cost most, "" where none cost anything."""
        return max(self.costs, key=lambda activity: self.costs[activity][1], default="")


@dataclass(frozen=True)
class ProfitFound:
    """The company's profit and who loses most."""

    is_current: bool
    found: Mapping[str, Any]  # as the computation left it: money as text
    losing: tuple[ProfitRow, ...]
    best: tuple[ProfitRow, ...]


def get_profit(user: Actor, limit: int = 20) -> ProfitFound | None:
    """Return the last computation; None while there are no rates, so that only margins are known."""
    require(user, Permission.SEE_COMPANY)
    state = ProfitState.objects.filter(id=1).exclude(run="").first()
    if state is None:
        return None
    rows = AccountProfit.objects.filter(run=state.run, profit__isnull=False)
    losing = list(rows.filter(profit__lt=0).order_by("profit", "account_id")[:limit])
    best = list(rows.filter(profit__gte=0).order_by("-profit", "account_id")[:limit])
    names = get_names(user, [row.pk for row in (*losing, *best)])
    return ProfitFound(
        is_current=state.made_of == made_of(),
        found=state.found,
        losing=tuple(_row(one, names.get(one.pk, "")) for one in losing),
        best=tuple(_row(one, names.get(one.pk, "")) for one in best),
    )


def get_profit_of(account_id: int, on: date) -> tuple[ProfitRow, Mapping[str, Any]] | None:
    """Return what the account, with all who belong to it on the day, brought. Who sees it is the caller's question."""
    state = ProfitState.objects.filter(id=1).exclude(run="").first()
    if state is None:
        return None
    rows = list(AccountProfit.objects.filter(run=state.run, account__code__in=get_present_codes(account_id, on)))
    return (_added(account_id, rows), state.found) if rows else None


def get_rates() -> list[RateState]:
    """Return every typed rate, by activity, the latest first."""
    rows = list(CostRate.objects.order_by("activity", "-valid_from"))
    names = get_user_names({row.assessed_by_id for row in rows})
    return [rate_state(row, names.get(row.assessed_by_id, "")) for row in rows]


def get_rate(rate_id: int) -> RateState | None:
    """Return one typed rate."""
    return next((one for one in get_rates() if one.id == rate_id), None)


def rate_state(row: CostRate, by_name: str = "") -> RateState:
    """Return the row as its readers know it."""
    return RateState(
        row.pk, row.version, Activity(row.activity), row.rate, row.level, row.valid_from, row.yearly_cost,
        row.source, by_name, row.assessed_on,
    )  # fmt: skip


def all_rates(currency: str) -> list[Rate]:
    """Return the rates that people typed and files tell, in the books' currency."""
    typed = [
        Rate(Activity(row.activity), row.rate, row.valid_from, row.level, row.yearly_cost, row.pk)
        for row in CostRate.objects.all()
    ]
    told = [Rate(activity, rate, on) for activity, rate, on, of in get_told_rates() if (of or currency) == currency]
    return typed + told


def made_of() -> str:
    """Return the books and the rates as one word: what was computed knows by it whether it still stands."""
    typed = ";".join(f"{pk}.{version}" for pk, version in CostRate.objects.order_by("pk").values_list("pk", "version"))
    typed += f"|{get_facts_stamp()}"
    return f"{METHOD}:{get_stamp()}:{get_edge().last_day}:{hashlib.sha256(typed.encode()).hexdigest()[:12]}"


def _added(account_id: int, rows: Iterable[AccountProfit]) -> ProfitRow:
    each = [_row(row, "") for row in rows]
    costs: dict[str, tuple[Decimal, Decimal]] = {}
    for one in each:
        for activity, (volume, cost) in one.costs.items():
            before = costs.get(activity, (Decimal(0), Decimal(0)))
            costs[activity] = (before[0] + volume, before[1] + cost)
    return ProfitRow(
        account_id, "", _sum(one.revenue for one in each), _sum(one.margin for one in each),
        sum((one.served for one in each), Decimal(0)), _sum(one.profit for one in each), costs,
    )  # fmt: skip


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    told = list(amounts)
    return None if None in told else sum((one for one in told if one is not None), Decimal(0))


def _row(row: AccountProfit, name: str) -> ProfitRow:
    costs = {activity: (Decimal(volume), Decimal(cost)) for activity, (volume, cost) in row.costs.items()}
    return ProfitRow(row.pk, name, row.revenue, row.margin, row.served, row.profit, costs)
