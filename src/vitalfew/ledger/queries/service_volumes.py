"""How much was done for each customer, as far as lines and files of cost drivers tell (C2)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import ibis
from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.models import FactBatch
from vitalfew.ledger.queries.facts import get_facts
from vitalfew.ledger.queries.live import as_one, effective_lines, live_batches
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.ledger.rules.facts_periods import days_of
from vitalfew.ledger.rules.facts_words import Activity

_OF = {"orders": Activity.ORDER_PROCESSING, "order_lines": Activity.ORDER_LINE, "returned": Activity.RETURN}
ByCode = dict[str, Decimal]


def get_counted_volumes(start: date, end: date) -> Mapping[Activity, ByCode]:
    """Return orders, order lines and returned lines of each code between these days; "" where no customer is named.

    An order is an invoice number; where lines bear none, a day.
    """
    live = live_batches()
    if not live:
        return {activity: {} for activity in _OF.values()}
    lines = as_one(effective_lines(live).filter(_.day.between(start, end)).select("account", "day", "kind", "invoice"))
    lines = lines.mutate(
        code=_.account.fill_null(""), order=ibis.coalesce(_.invoice, _.day.cast("string")), is_sale=_.kind == "sale"
    )
    sums = lines.group_by("code").agg(
        orders=_.order.nunique(where=_.is_sale),
        order_lines=_.is_sale.sum(),
        returned=(_.kind == "return").sum(),
    )
    found: dict[Activity, ByCode] = {activity: {} for activity in _OF.values()}
    told: list[Any] = rows(sums)
    for row in told:
        for name, activity in _OF.items():
            if row[name]:
                found[activity][row["code"]] = Decimal(int(row[name]))
    return found


def get_told_volumes(start: date, end: date) -> Mapping[Activity, ByCode]:
    """Return what files of cost drivers tell of periods that lie wholly between these days, by activity and code."""
    found: dict[Activity, ByCode] = {}
    for fact in get_facts(FactKind.COST_DRIVERS):
        first, last = days_of(fact["period"])
        if fact["activity"] in set(Activity) and start <= first and last <= end:
            of = found.setdefault(Activity(fact["activity"]), {})
            of[fact.code or ""] = of.get(fact.code or "", Decimal(0)) + Decimal(fact["volume"])
    return found


def get_money_days(start: date, end: date, currency: str) -> ByCode | None:
    """Return money times the days it was outstanding between these days, by code; None where nobody tells.

    Of invoices with their own day, in the books' currency: others say nothing of what credit cost.
    """
    invoices = get_facts(FactKind.RECEIVABLES)
    found: ByCode = {}
    is_told = False
    for one in invoices:
        if one["day"] is None or (one["currency"] or currency) != currency:
            continue
        is_told = True
        first, last = max(one["day"], start), min(one["paid_on"] or end, end)
        if (days := (last - first).days) > 0:
            found[one.code or ""] = found.get(one.code or "", Decimal(0)) + Decimal(one["amount"]) * days
    return found if is_told else None


def get_facts_stamp() -> str:
    """Return which files of other facts count, as one word."""
    live = FactBatch.objects.filter(status=FactBatch.Status.COMMITTED).order_by("pk")
    return ",".join(str(number) for number in live.values_list("pk", flat=True))


def get_told_rates() -> list[tuple[Activity, Decimal, date | None, str]]:
    """Return the rates that files tell: activity, rate, valid from, currency."""
    return [
        (Activity(fact["activity"]), Decimal(fact["rate"]), fact["valid_from"], fact["currency"] or "")
        for fact in get_facts(FactKind.COST_RATES)
        if fact["activity"] in set(Activity)
    ]
