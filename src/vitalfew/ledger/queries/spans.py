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
from vitalfew.ledger.queries.conversion import converted_days
from vitalfew.ledger.queries.figures import Total, by_account_day, sums_of, total_of
from vitalfew.ledger.queries.live import live_batches


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
    # An account-day never spreads over kinds and currencies here: summed first, joined after.
    days = converted_days()
    days = days.filter(_.account.isin(codes)) if len(codes) <= 50 else days.semi_join(asked, days.account == asked.code)
    by_day = by_account_day(days)
    within = asked.join(
        by_day, [asked.code == by_day.account, by_day.day >= asked.start, by_day.day <= asked.end], how="inner"
    )
    return sums_of(within, by="ask")


def _total(found: Any) -> Total:
    return total_of(found) if found else Total(Decimal(0), Decimal(0), None, 0, 0)
