"""What accounts did in spans of days, many at a time: one question to the engine however many are asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.queries.figures import Total
from vitalfew.ledger.queries.live import effective_days, live_batches


@dataclass(frozen=True)
class Span:
    """One account from `start` to `end`, both included."""

    code: str
    start: date
    end: date


def get_totals(spans: Sequence[Span]) -> list[Total]:
    """Return what each account did in its span, in the order asked; as `get_total` says it of one."""
    found: Any = {row["ask"]: row for row in rows(_sums(spans))} if spans and live_batches() else {}
    return [_total(found.get(at)) for at in range(len(spans))]


def _sums(spans: Sequence[Span]) -> "ibis.Table":
    asked = ibis.memtable(
        pa.table(
            {
                "ask": pa.array(range(len(spans)), pa.int64()),
                "code": pa.array([span.code for span in spans], pa.string()),
                "start": pa.array([span.start for span in spans], pa.date32()),
                "end": pa.array([span.end for span in spans], pa.date32()),
            }
        )
    )
    codes = sorted({span.code for span in spans})
    # An account-day never spreads over kinds and products here: summed first, joined after.
    days = effective_days()
    days = days.filter(_.account.isin(codes)) if len(codes) <= 50 else days.semi_join(asked, days.account == asked.code)
    by_day = days.group_by("account", "day").agg(
        sales=_.amount.sum(where=_.kind == "sale").fill_null(0),
        net=_.amount.sum(),
        cost=_.cost.sum().fill_null(0),
        unknown=_.lines_without_cost.sum().fill_null(0),
        sale_lines=_.lines.sum(where=_.kind == "sale").fill_null(0),
        lines=_.lines.sum(),
    )
    within = asked.join(
        by_day, [asked.code == by_day.account, by_day.day >= asked.start, by_day.day <= asked.end], how="inner"
    )
    return within.group_by("ask").agg(
        sales=_money(_.sales.sum()),
        net=_money(_.net.sum()),
        cost=_money(_.cost.sum()),
        unknown=_.unknown.sum(),
        order_days=(_.sale_lines > 0).sum(),
        lines=_.lines.sum(),
    )


def _money(amount: Any) -> Any:
    return amount.fill_null(0).cast("decimal(38, 4)")


def _total(found: Any) -> Total:
    if found is None:
        return Total(Decimal(0), Decimal(0), None, 0, 0)
    margin = found["net"] - found["cost"] if found["lines"] and not found["unknown"] else None
    return Total(found["sales"], found["net"], margin, int(found["order_days"]), int(found["lines"]))
