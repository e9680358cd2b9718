"""Cost rates typed by people; customer profit computed from them and the books (S6, C2, C6)."""

import secrets
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from vitalfew.accounts.queries import get_ids_by_code
from vitalfew.bulk import in_turns, upsert_many
from vitalfew.journal.actions import change_row, create_row, forget_values
from vitalfew.ledger.queries import BooksEdge, get_account_amounts, get_edge
from vitalfew.ledger.queries.service_volumes import get_counted_volumes, get_money_days, get_told_volumes
from vitalfew.ledger.rules.facts_words import Activity
from vitalfew.ledger.rules.figures import Measure, Scope, years_before
from vitalfew.loop.analysis.models import AccountProfit, CostRate, ProductStage, ProfitState
from vitalfew.loop.analysis.queries.profit import RateState, all_rates, made_of, rate_state
from vitalfew.loop.analysis.rules.concentration import measure, whale_of
from vitalfew.loop.analysis.rules.profit import (
    METHOD,
    NOBODY,
    CompanyProfit,
    CostLevel,
    CustomerProfit,
    RateWhy,
    VolumeFrom,
    company_profit,
    rate_refused,
    standing_rates,
)
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission, require, signer
from vitalfew.relations.queries.visits_held import get_visit_counts

COLUMNS = ["run", "revenue", "margin", "served", "profit", "costs"]


def set_cost_rate(
    *,
    by: Actor,
    activity: Activity | str,
    rate: Decimal,
    level: CostLevel | str,
    valid_from: date,
    source: str,
    yearly_cost: Decimal | None = None,
    today: date | None = None,
) -> RateState:
    """Say what one unit of an activity costs from a day on, and who says so on what ground."""
    require(by, Permission.IMPORT_BOOKS)
    row = CostRate(**_told(by, rate, level, valid_from, source, yearly_cost, today), activity=Activity(activity).value)
    try:
        with transaction.atomic():
            create_row(row, by=by, verb="analysis.cost_rate_set")
    except IntegrityError as refusal:
        raise Refused(RateWhy.RATE_TWICE) from refusal
    return rate_state(row)


def change_cost_rate(
    *,
    by: Actor,
    rate_id: int,
    version: int,
    rate: Decimal,
    level: CostLevel | str,
    valid_from: date,
    source: str,
    yearly_cost: Decimal | None = None,
    today: date | None = None,
) -> RateState:
    """Put a rate right; one that changes from a day on is a new rate."""
    require(by, Permission.IMPORT_BOOKS)
    row = CostRate.objects.get(pk=rate_id)
    changes = _told(by, rate, level, valid_from, source, yearly_cost, today)
    try:
        with transaction.atomic():
            change_row(row, by=by, verb="analysis.cost_rate_changed", version=version, changes=changes)
    except IntegrityError as refusal:
        raise Refused(RateWhy.RATE_TWICE) from refusal
    return rate_state(row)


def refresh_profit(*, by: Actor, force: bool = False) -> int:
    """Compute the profit of every customer over the last twelve months; return how many there are.

    Nothing is done without rates, nor where books and rates are those of the last computation.
    """
    require(by, Permission.IMPORT_BOOKS)
    edge, stands = get_edge(), ProfitState.objects.filter(id=1).first()
    rates = standing_rates(all_rates(edge.currency), edge.last_day) if edge.last_day else []
    if not rates:
        _forget_profit()
        return 0
    of = made_of()
    if stands and stands.made_of == of and not force:
        return 0
    start, found = _computed(edge, rates)
    run = secrets.token_hex(8)
    ids = get_ids_by_code(by)
    rows = [_row(ids[one.code], run, one) for one in found.customers if one.code in ids]
    for chunk in in_turns(rows):
        with transaction.atomic():
            upsert_many(AccountProfit, COLUMNS, chunk)
    with transaction.atomic():
        told = {"run": run, "made_of": of, "found": _summary(edge, start, found)}
        ProfitState.objects.update_or_create(id=1, defaults=told)
        AccountProfit.objects.exclude(run=run).delete()
    return len(rows)


def forget_sample_costs(*, by: Actor) -> None:
    """Take away what the people of the sample have said of costs and products."""
    require(by, Permission.LOAD_SAMPLE)
    with transaction.atomic():
        for model in (CostRate, ProductStage):
            for row in model.objects.filter(assessed_by__is_sample=True):
                forget_values(row._meta.label_lower, row.pk)
                row.delete()
        _forget_profit()


def _forget_profit() -> None:
    AccountProfit.objects.all().delete()
    ProfitState.objects.all().delete()


def _told(
    by: Actor, rate: Decimal, level: str, valid_from: date, source: str, yearly_cost: Decimal | None, today: date | None
) -> dict[str, Any]:
    if why := rate_refused(rate, source):
        raise Refused(why)
    return {
        "rate": rate,
        "level": CostLevel(level).value,
        "valid_from": valid_from,
        "yearly_cost": yearly_cost,
        "source": source.strip(),
        "assessed_by_id": signer(by),
        "assessed_on": today or timezone.localdate(),
    }


def _computed(edge: BooksEdge, rates: Any) -> tuple[date, CompanyProfit]:
    end = edge.last_day or date.min
    start = years_before(end, 1) + timedelta(1)
    revenues, margins = (
        get_account_amounts(by=by, scope=Scope.NET, start=start, end=end) for by in (Measure.REVENUE, Measure.MARGIN)
    )
    told, counted = get_told_volumes(start, end), get_counted_volumes(start, end)
    volumes: dict[Activity, Any] = {**counted}
    came = dict.fromkeys(map(str, counted), VolumeFrom.LINES)
    volumes[Activity.VISIT], came[Activity.VISIT] = get_visit_counts(start, end), VolumeFrom.VISITS
    if (credit := get_money_days(start, end, edge.currency)) is not None:
        volumes[Activity.CREDIT], came[Activity.CREDIT] = credit, VolumeFrom.RECEIVABLES
    # What files tell of an activity is told of all customers: it takes the place of what was counted.
    volumes |= told
    came |= dict.fromkeys(map(str, told), VolumeFrom.FILES)
    of_nobody = {NOBODY: margins.unattributed} if margins.unattributed is not None else {}
    return start, company_profit(
        dict(zip(revenues.codes, revenues.amounts, strict=True)),
        dict(zip(margins.codes, margins.amounts, strict=True)) | of_nobody,
        rates,
        volumes,
        came,
    )


def _row(account_id: int, run: str, one: CustomerProfit) -> tuple[Any, ...]:
    costs = {activity: [str(volume), str(cost)] for activity, (volume, cost) in one.costs.items()}
    return (account_id, run, one.revenue, one.margin, one.served, one.profit, costs)


def _summary(edge: BooksEdge, start: date, found: CompanyProfit) -> dict[str, Any]:
    profits = sorted((one.profit for one in found.customers if one.profit is not None), reverse=True)
    whale = whale_of(measure(profits))
    customers = sum(profits, Decimal(0))
    return {
        "method": METHOD,
        "start": start.isoformat(),
        "end": str(edge.last_day),
        "currency": edge.currency,
        "margin": str(found.margin),
        "customers": str(customers),
        "unallocated": str(found.unallocated),
        "profit": str(found.profit),
        "count": len(profits),
        "unknown": sum(one.profit is None for one in found.customers),
        "losers": sum(one < 0 for one in profits),
        "lost": str(sum((one for one in profits if one < 0), Decimal(0))),
        "activities": [
            {
                "activity": one.activity,
                "rate": str(one.rate),
                "volume": str(one.volume),
                "cost": str(one.cost),
                "known_from": one.known_from,
                "idle": str(one.idle),
            }
            for one in found.activities
        ],
        "whale": None if whale is None else {**vars(whale), "curve": [list(point) for point in whale.curve]},
    }
