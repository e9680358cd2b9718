"""What counts: the lines and account-day sums of the batches that have not been taken back.

A line may have been told by several batches; the telling of the highest live one counts. Each batch keeps which lines
of earlier batches it takes the place of, and what it adds to the account-day sums given the live batches before it: so
sums over all live batches are right without looking at lines.
"""

from collections.abc import Sequence
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from vitalfew.ledger.engine import scan
from vitalfew.ledger.models import Batch, SameCustomer

_DAY = len("2025-12-31")
_MONEY = pa.decimal128(18, 4)
_DAYS = pa.schema(
    {
        "account": pa.string(),
        "day": pa.date32(),
        "kind": pa.string(),
        "currency": pa.string(),
        "amount": _MONEY,
        "quantity": _MONEY,
        "cost": _MONEY,
        "lines": pa.int64(),
        "lines_without_cost": pa.int64(),
    }
)
_ACCOUNTS = pa.schema(
    {"account": pa.string(), "account_name": pa.string(), "country": pa.string(), "last_day": pa.date32()}
)


def live_batches() -> list[Batch]:
    """Return the batches that count, earliest first."""
    return list(Batch.objects.filter(status=Batch.Status.COMMITTED).order_by("id"))


def lines_of(batches: Sequence[Batch]) -> "ibis.Table":
    """Return every line of these batches."""
    return scan(name for batch in batches for name in batch.lines_files)


def effective_lines(batches: Sequence[Batch]) -> "ibis.Table":
    """Return the lines of these batches in whose place no later one stands."""
    lines = lines_of(batches)
    overrides = [batch.overrides_file for batch in batches if batch.overrides_file]
    return lines.anti_join(scan(overrides), ["batch", "place"]) if overrides else lines


def effective_days(batches: Sequence[Batch] | None = None) -> "ibis.Table":
    """Return what the live batches add to the sums by account, day, kind of line and currency.

    Rows are to be summed: a restated line stands in it as what it was, taken away, and what it is, added.
    """
    live = live_batches() if batches is None else batches
    return scan(batch.days_file for batch in live) if live else ibis.memtable(_DAYS.empty_table())


def as_one(days: "ibis.Table") -> "ibis.Table":
    """Return the sums with those of several codes of one customer under one of them."""
    same = list(SameCustomer.objects.values_list("code", "same_as"))
    if not same:
        return days
    told = ibis.memtable(
        pa.table({name: pa.array([pair[at] for pair in same]) for at, name in enumerate(("told_code", "same_as"))})
    )
    joined = days.left_join(told, days.account == told.told_code)
    return joined.mutate(account=ibis.coalesce(joined.same_as, joined.account)).drop("told_code", "same_as")


def account_names(batches: Sequence[Batch] | None = None) -> "ibis.Table":
    """Return for each account the name and country that its latest lines give."""
    live = live_batches() if batches is None else batches
    found = scan(batch.accounts_file for batch in live) if live else ibis.memtable(_ACCOUNTS.empty_table())
    return found.group_by("account").agg(
        name=latest(_.account_name, _.last_day),
        country=latest(_.country, _.last_day),
    )


def latest(word: Any, day: Any) -> Any:
    """Return the word that was told last; of several on that day the last by its bytes, so that all engines agree."""
    return (day.cast("string") + word).max(where=word.notnull()).substr(_DAY)
