"""The account-day sums in one currency: what figures are computed from, and what lacks a rate."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.models import Batch, Books, Rate
from vitalfew.ledger.queries.live import as_one, effective_days, live_batches
from vitalfew.ledger.rules.currency import RATE_DECIMALS, MissingRate, RateKind, RateRow, Rates, by_day, needs_rates

# Wider than a rate needs, so that the engine multiplies in 128 bits: in 64 a large amount would not fit.
_RATE = pa.decimal128(20, RATE_DECIMALS)
_ONE = f"decimal(20, {RATE_DECIMALS})"


# The engine's own name for "*": Ibis knows no type for the product of two decimals, the engine does, to the last digit.
@ibis.udf.scalar.builtin(name="multiply", signature=(("decimal(18, 4)", _ONE), f"decimal(38, {4 + RATE_DECIMALS})"))  # type: ignore[untyped-decorator]
def _times(amount: Any, rate: Any) -> Any: ...


def get_rates(kind: RateKind | None = None) -> Rates:
    """Return the rates that figures are converted by, or those of another kind."""
    books = the_meaning()
    told = Rate.objects.filter(into=books.currency).values_list("currency", "kind", "day", "rate")
    found = tuple(RateRow(currency, RateKind(of), day, rate) for currency, of, day, rate in told)
    return Rates(books.currency, kind or RateKind(books.rates), found)


def the_meaning() -> Books:
    """Return what the books' figures mean, as settled so far."""
    return Books.objects.filter(id=1).first() or Books()


def currencies_of(batches: Iterable[Batch]) -> list[str]:
    """Return the currencies of these imports' lines; "" where a line does not say."""
    return sorted({currency for batch in batches for currency in batch.currencies or [batch.currency]})


def converted_days(live: Sequence[Batch] | None = None, kind: RateKind | None = None) -> "ibis.Table":
    """Return the account-day sums in the reporting currency, exact: they are rounded where they become a figure.

    `lines_without_rate` counts lines in it that cannot be converted: a sum with one of them is not known. Books in one
    currency are asked as they are, without a join.
    """
    batches = live_batches() if live is None else live
    return in_one_currency(as_one(effective_days(batches)), batches, kind, counted="lines")


def in_one_currency(
    rows_of: "ibis.Table", batches: Sequence[Batch], kind: RateKind | None = None, counted: str = ""
) -> "ibis.Table":
    """Return sums or lines with amount and cost in the reporting currency; `counted` names their number of lines."""
    currencies = currencies_of(batches)
    if not needs_rates(currencies, the_meaning().currency):
        return rows_of.mutate(lines_without_rate=ibis.literal(0, "int64"))
    rates = get_rates(kind)
    joined = rows_of.left_join(_table(rates, currencies, batches), ["currency", "day"], rname="{name}_of_rate")
    is_own = joined.currency.fill_null("").isin(["", rates.into] if rates.into else [""])
    rate = ibis.ifelse(is_own, ibis.literal(1).cast(_ONE), joined.rate)
    lines = joined[counted] if counted else ibis.literal(1, "int64")
    return joined.mutate(
        amount=_times(joined.amount, rate),
        cost=_times(joined.cost, rate),
        lines_without_rate=ibis.ifelse(rate.isnull(), lines, 0),
    ).drop("rate", "currency_of_rate", "day_of_rate")


def get_missing_rates(kind: RateKind | None = None) -> tuple[MissingRate, ...]:
    """Return which currencies lack a rate, on which days, so that somebody can bring it."""
    live = live_batches()
    if not needs_rates(currencies_of(live), the_meaning().currency):
        return ()
    without = converted_days(live, kind).filter(_.lines_without_rate != 0)
    sums = without.group_by("currency", "day").agg(lines=_.lines_without_rate.sum()).filter(_.lines > 0)
    found: Any = rows(
        sums.group_by("currency")
        .agg(first_day=_.day.min(), last_day=_.day.max(), lines=_.lines.sum().cast("int64"))
        .order_by("currency")
    )
    return tuple(MissingRate(**row) for row in found)


def _table(rates: Rates, currencies: Iterable[str], batches: Sequence[Batch]) -> "ibis.Table":
    """Return one row for every currency and day that has a rate."""
    first = min((batch.first_day for batch in batches if batch.first_day), default=date.min)
    last = max((batch.last_day for batch in batches if batch.last_day), default=date.min)
    told = [
        (currency, day, rate)
        for currency in currencies
        if currency not in ("", rates.into)
        for day, rate in by_day(rates, currency, first, last)
    ]
    schema = pa.schema([("currency", pa.string()), ("day", pa.date32()), ("rate", _RATE)])
    rows_told = [dict(zip(schema.names, row, strict=True)) for row in told]
    return ibis.memtable(pa.Table.from_pylist(rows_told, schema=schema))
