"""What each account bought of each product in two periods, and what each product sold year by year (S7, S11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from vitalfew.ledger.engine import arrow
from vitalfew.ledger.queries.conversion import in_one_currency
from vitalfew.ledger.queries.facts_products import get_product_words
from vitalfew.ledger.queries.lines import within
from vitalfew.ledger.queries.live import as_one, effective_lines, live_batches
from vitalfew.ledger.rules.families import Family, family_of
from vitalfew.ledger.rules.figures import CodeDays

_PRODUCT_DAYS = {"account": pa.string(), "product": pa.string(), "family": pa.string(), "day": pa.date32()}
_TEXT = ("account", "product", "product_name", "family", "unit")
_TOLD = ("quantity_before", "quantity_after", "own_before", "own_after", "before", "after")

# What `get_bought` tells.
BOUGHT: dict[str, pa.DataType] = (
    {name: pa.string() for name in ("account", "product", "unit", "currency", "name", "family")}
    | {name: pa.int64() for name in ("lines_before", "lines_after", "unrated")}
    | {name: pa.decimal128(38, 4) for name in _TOLD}
    | {name: pa.date32() for name in ("first_on", "last_on")}
)


@dataclass(frozen=True)
class Days:
    """From a day to a day, both included."""

    first: date
    last: date


def get_bought(before: Days, after: Days, asked: Sequence[CodeDays] | None = None) -> pa.Table:
    """Return what was bought in both periods, a row for each account, product, unit and currency that has lines.

    Columns: account, product, unit, currency ("" where a line does not say); name, family (null where no line says);
    of either period lines_…, quantity_…, own_… (net of everything, in the currency) and before, after (the same in the
    books' currency, exact: round once); first_on, last_on; unrated (lines without a rate, which are in no amount).
    `asked`: the lines of these codes on their days only.
    """
    lines = _lines(asked, before.first, after.last)
    if lines is None:
        return pa.table({name: pa.nulls(0, kind) for name, kind in BOUGHT.items()})
    then, now = _.day.between(before.first, before.last), _.day.between(after.first, after.last)
    sums = lines.filter(then | now).group_by("account", "product", "unit", "currency").agg(
        name=_.product_name.max(),
        family=_.family.max(),
        lines_before=then.sum(),
        lines_after=now.sum(),
        quantity_before=_.quantity.sum(where=then),
        quantity_after=_.quantity.sum(where=now),
        own_before=_.own.sum(where=then),
        own_after=_.own.sum(where=now),
        before=_.amount.sum(where=then),
        after=_.amount.sum(where=now),
        first_on=_.day.min(),
        last_on=_.day.max(),
        unrated=_.lines_without_rate.sum(),
    )  # fmt: skip
    return arrow(sums.mutate(**{name: sums[name].fill_null(0) for name in _TOLD}))


def get_product_days(asked: Sequence[CodeDays], first: date, last: date) -> pa.Table:
    """Return on which days sales of each product stand: account, product, family (as lines say), day, in no order."""
    live = live_batches()
    if not live or not asked:
        return pa.table({name: pa.nulls(0, kind) for name, kind in _PRODUCT_DAYS.items()})
    sales = within(effective_lines(live), asked).filter(_.kind == "sale", _.day.between(first, last))
    days = as_one(_plain(sales)).filter(_.product != "").group_by("account", "product", "day")
    return arrow(days.agg(family=_.family.max()).select(*_PRODUCT_DAYS))


def get_product_years(years: Sequence[Days]) -> pa.Table:
    """Return what each product sold in each of these years: product, name, family, year_0 … in the books' currency."""
    lines = _lines(None, years[0].first, years[-1].last) if years else None
    if lines is None:
        return pa.table({name: pa.nulls(0, pa.string()) for name in ("product", "name", "family")})
    sums = lines.filter(_.product != "").group_by("product").agg(
        name=_.product_name.max(),
        family=_.family.max(),
        **{
            f"year_{at}": _.amount.sum(where=_.day.between(one.first, one.last)).fill_null(0)
            for at, one in enumerate(years)
        },
    )  # fmt: skip
    return arrow(sums.order_by("product"))


def get_families(table: pa.Table) -> Mapping[str, Family]:
    """Return the family of every product of the table: as its lines say, as files of products say, or guessed."""
    told: dict[str, str] = {}
    for product, family in zip(table["product"].to_pylist(), table["family"].to_pylist(), strict=True):
        if family and family > told.get(product, ""):
            told[product] = family
    products = {product for product in table["product"].unique().to_pylist() if product}
    said = get_product_words(products - told.keys())
    return {product: family_of(product, told.get(product), said.get(product, {}).get("family")) for product in products}


def _lines(asked: Sequence[CodeDays] | None, first: date, last: date) -> "ibis.Table | None":
    """Return the lines of these days, of every kind, in the books' currency beside their own; None without books."""
    live = live_batches()
    if not live or (asked is not None and not asked):
        return None
    lines = effective_lines(live)
    lines = lines if asked is None else within(lines, asked)
    return in_one_currency(as_one(_plain(lines.filter(_.day.between(first, last)))), live)


def _plain(lines: "ibis.Table") -> "ibis.Table":
    # Imports of earlier days know fewer columns.
    told: dict[str, Any] = {name: lines[name] if name in lines.columns else ibis.null("string") for name in _TEXT}
    told |= {name: told[name].fill_null("") for name in ("account", "product", "unit")}
    quantity = lines["quantity"] if "quantity" in lines.columns else ibis.null("decimal(18, 4)")
    return lines.select(
        "day", "amount", "cost", **told, quantity=quantity, own=_.amount, currency=_.currency.fill_null("")
    )
