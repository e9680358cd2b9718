"""The lines behind a figure: what a person sees who asks where a number comes from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.models import Batch
from vitalfew.ledger.queries.conversion import in_one_currency
from vitalfew.ledger.queries.facts_products import get_product_words
from vitalfew.ledger.queries.live import as_one, effective_lines, live_batches
from vitalfew.ledger.rules.currency import FIGURE, RateKind
from vitalfew.ledger.rules.figures import CodeDays
from vitalfew.ledger.rules.units import Quantity, by_unit


class Whose(StrEnum):
    """Lines that are not asked for by the codes of their accounts."""

    NOBODY = "nobody"  # they name no customer
    EVERYBODY = "everybody"  # they name one


LONG_LIST = 50  # more codes than this are joined as a table
Asked = str | Sequence[str] | Sequence[CodeDays] | Whose


@dataclass(frozen=True)
class LedgerLine:
    """One line that counts, and where it came from: batch, sheet and row."""

    day: date
    account: str | None
    invoice: str | None
    line: str | None
    kind: str
    product: str | None
    product_name: str | None
    family: str | None
    quantity: Decimal | None
    unit: str | None
    unit_price: Decimal | None
    amount: Decimal
    cost: Decimal | None
    currency: str  # "" where the line does not say: the books' own
    channel: str | None
    site: str | None
    sold_through: str | None  # the distributor, where an end customer is credited
    salesperson: str | None
    sheet: str | None
    row: int
    batch: int


@dataclass(frozen=True)
class CurrencySum:
    """What the lines of one currency come to, in it and in the reporting currency."""

    currency: str
    amount: Decimal
    converted: Decimal | None  # None where a day has no rate
    lines: int


@dataclass(frozen=True)
class LinePage:
    """A page of lines, and what all of them come to."""

    rows: list[LedgerLine]
    total_lines: int
    total_amount: Decimal | None  # in the reporting currency; None where a line has no rate
    sums: tuple[CurrencySum, ...] = ()
    quantities: tuple[Quantity, ...] = ()  # one for each unit
    margin: Decimal | None = None  # None where a line has no cost or no rate


def get_lines(
    code: Asked,
    start: date | None = None,
    end: date | None = None,
    *,
    kinds: Collection[str] | None = None,
    currency: str | None = None,
    rates: RateKind | None = None,
    limit: int = 100,
    offset: int = 0,
) -> LinePage:
    """Return the lines of the account, or of several, latest first.

    What they come to is the figure: converted exactly, rounded once at each account.
    """
    live = live_batches()
    if not live:
        return LinePage([], 0, Decimal(0))
    lines = _asked(effective_lines(live), code, start, end, kinds, currency)
    sums = _sums(lines, live, rates)
    units: Any = rows(lines.group_by("unit").agg(amount=_.quantity.sum()).order_by("unit"))
    return LinePage(
        rows=_page(lines, live, limit, offset),
        total_lines=sum(one["lines"] for one in sums),
        total_amount=_figure(sums, "converted"),
        sums=_by_currency(sums),
        quantities=by_unit((one["unit"], one["amount"]) for one in units),
        margin=_margin(sums),
    )


def get_order_day_count(
    code: Asked,
    start: date | None = None,
    end: date | None = None,
    *,
    currency: str | None = None,
    is_one: bool = False,
) -> int:
    """Return on how many days each of these accounts bought, added up: counted on the lines themselves.

    Of one account under several codes, or one with members, a day counts once.
    """
    live = live_batches()
    if not live:
        return 0
    sales = _asked(effective_lines(live), code, start, end, ["sale"], currency)
    found: Any = rows(sales.select(*(["day"] if is_one else ["account", "day"])).distinct().agg(days=_.count()))
    return int(found[0]["days"])


def _asked(
    lines: "ibis.Table",
    code: Asked,
    start: date | None,
    end: date | None,
    kinds: Collection[str] | None,
    currency: str | None,
) -> "ibis.Table":
    if isinstance(code, Whose):
        lines = lines.filter(_.account.isnull() if code is Whose.NOBODY else _.account.notnull())
    else:
        lines = within(lines, [code] if isinstance(code, str) else code)
    lines = lines.filter(_.day >= start) if start else lines
    lines = lines.filter(_.day <= end) if end else lines
    lines = lines.filter(_.kind.isin(sorted(kinds))) if kinds else lines
    return lines if currency is None else lines.filter(_.currency.fill_null("") == currency)


def within(lines: "ibis.Table", asked: Sequence[str] | Sequence[CodeDays]) -> "ibis.Table":
    """Return the lines of these codes, of some perhaps on their days only."""
    if not asked:
        return lines.limit(0)
    days = [one for one in asked if isinstance(one, CodeDays) and not one.is_whole]
    codes = sorted({one.code if isinstance(one, CodeDays) else one for one in asked})
    if not days:
        return lines.filter(_.account.isin(codes))
    told = {
        "member": pa.array([one.code for one in asked if isinstance(one, CodeDays)], pa.string()),
        "first": pa.array([one.first for one in asked if isinstance(one, CodeDays)], pa.date32()),
        "end": pa.array([one.end for one in asked if isinstance(one, CodeDays)], pa.date32()),
    }
    spans = ibis.memtable(pa.table(told))
    # The condition on the code first, so that the engine need not join every line of the books.
    lines = lines.filter(_.account.isin(codes)) if len(codes) <= LONG_LIST else lines
    return lines.semi_join(spans, [lines.account == spans.member, lines.day >= spans.first, lines.day < spans.end])


def _sums(lines: "ibis.Table", live: Sequence[Batch], rates: RateKind | None) -> list[dict[str, Any]]:
    """Return what each account's lines of each currency come to, exact."""
    plain = as_one(lines.select("account", "day", "amount", "cost", currency=_.currency.fill_null(""), own=_.amount))
    sums = (
        in_one_currency(plain, live, rates)
        .group_by("account", "currency")
        .agg(
            amount=_.own.sum(),
            exact=_.amount.sum(),
            cost=_.cost.sum(),
            unknown=_.cost.isnull().sum(),
            unrated=_.lines_without_rate.sum(),
            lines=_.count(),
        )
    )
    found: Any = rows(sums.order_by("account", "currency"))
    return [one | {"converted": None if one["unrated"] else one["exact"]} for one in found]


def _figure(sums: Sequence[dict[str, Any]], column: str) -> Decimal | None:
    """Return the sum of the accounts' figures, each rounded once; None where a part is not known."""
    if any(one[column] is None for one in sums):
        return None
    accounts: dict[str | None, Decimal] = {}
    for one in sums:
        accounts[one["account"]] = accounts.get(one["account"], Decimal(0)) + one[column]
    return sum((_rounded(exact) for exact in accounts.values()), Decimal(0))


def _margin(sums: Sequence[dict[str, Any]]) -> Decimal | None:
    net = _figure(sums, "converted")
    if net is None or not sums or any(one["unknown"] for one in sums):
        return None
    return net - (_figure(sums, "cost") or Decimal(0))


def _by_currency(sums: Sequence[dict[str, Any]]) -> tuple[CurrencySum, ...]:
    found = []
    for currency in sorted({one["currency"] for one in sums}):
        own = [one for one in sums if one["currency"] == currency]
        amount = sum((one["amount"] for one in own), Decimal(0))
        found.append(CurrencySum(currency, amount, _figure(own, "converted"), sum(one["lines"] for one in own)))
    return tuple(found)


def _rounded(exact: Decimal) -> Decimal:
    return exact.quantize(FIGURE, ROUND_HALF_UP)


def _page(lines: "ibis.Table", live: Sequence[Batch], limit: int, offset: int) -> list[LedgerLine]:
    # Imports of earlier days know fewer columns.
    known = [field.name for field in fields(LedgerLine) if field.name in lines.columns]
    nothing = dict.fromkeys(field.name for field in fields(LedgerLine))
    page: list[Any] = rows(
        lines.order_by(_.day.desc(), "account", "invoice", "row").select(*known).limit(limit, offset=offset)
    )
    ids = {batch.tag: batch.pk for batch in live}
    products = get_product_words({row["product"] for row in page if row.get("product")})
    return [
        LedgerLine(
            **nothing
            | row
            | _of_product(row, products)
            | {"batch": ids[row["batch"]], "currency": row["currency"] or ""}
        )
        for row in page
    ]


def _of_product(row: dict[str, Any], products: dict[str, dict[str, str | None]]) -> dict[str, Any]:
    """Return what the line itself does not say of its product and a file of products does."""
    known = products.get(row.get("product") or "", {})
    return {name: row.get(name) or said for name, said in known.items()}
