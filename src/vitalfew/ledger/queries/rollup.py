"""Sums of accounts within days of their own, for many at a time: what a tree of customers adds up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from vitalfew.ledger.engine import arrow
from vitalfew.ledger.queries.conversion import converted_days
from vitalfew.ledger.queries.live import live_batches

SCALE = 10_000  # amounts are whole numbers of this part: exact, and quick to add up
SUMMED = ("revenue", "revenue_before", "cost", "unknown", "unrated", "unrated_before", "lines")


@dataclass(frozen=True)
class Period:
    """Twelve months, and the twelve before; all days included."""

    before: date
    start: date
    end: date


def get_span_sums(
    keys: Sequence[int], codes: Sequence[str], first: pa.Array, end: pa.Array, period: Period
) -> pa.Table:
    """Return what each account brought within its days, `end` not included, by key: the columns of `SUMMED`.

    Amounts are rounded where they become the figure of an account, and then whole ten-thousandths.
    """
    if not len(keys) or not live_batches():
        return pa.table({name: pa.array([], pa.int64()) for name in ("key", *SUMMED)})
    spans = ibis.memtable(
        pa.table(
            {
                "key": pa.array(keys, pa.int64()),
                "code": pa.array(codes, pa.string()),
                "first": pa.array(first, pa.date32()),
                "end": pa.array(end, pa.date32()),
            }
        )
    )
    days = converted_days().filter(_.day.between(period.before, period.end))
    within = days.join(spans, [days.account == spans.code, days.day >= spans.first, days.day < spans.end])
    now, then = _.day >= period.start, _.day < period.start
    sums = within.group_by("key").agg(
        revenue=_whole(_.amount.sum(where=now)),
        revenue_before=_whole(_.amount.sum(where=then)),
        cost=_whole(_.cost.sum(where=now)),
        unknown=_count(_.lines_without_cost.sum(where=now)),
        unrated=_count(_.lines_without_rate.sum(where=now)),
        unrated_before=_count(_.lines_without_rate.sum(where=then)),
        lines=_count(_.lines.sum(where=now)),
    )
    return arrow(sums)


def _whole(amount: Any) -> Any:
    return (amount.fill_null(0).cast("decimal(30, 4)") * SCALE).cast("int64")


def _count(number: Any) -> Any:
    return number.fill_null(0).cast("int64")
