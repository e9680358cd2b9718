"""What one product costs in one country and in another (S9): the same goods, one customer, several prices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.queries.conversion import in_one_currency
from vitalfew.ledger.queries.facts_products import get_product_words
from vitalfew.ledger.queries.lines import within
from vitalfew.ledger.queries.live import effective_lines, live_batches
from vitalfew.ledger.rules.figures import CodeDays

MOST = 200  # products of one question


@dataclass(frozen=True)
class CountryPrice:
    """What a product cost in one country: net of everything, by the piece, in the reporting currency."""

    country: str
    price: Decimal
    amount: Decimal
    quantity: Decimal


@dataclass(frozen=True)
class ProductPrices:
    """One product in one unit, country by country, the cheapest first."""

    product: str
    name: str
    unit: str
    countries: tuple[CountryPrice, ...]

    @property
    def difference(self) -> Decimal:
        """Return by how much the dearest is above the cheapest, as a share of the cheapest."""
        return (self.countries[-1].price - self.countries[0].price) / self.countries[0].price

    @property
    def amount(self) -> Decimal:
        return sum((one.amount for one in self.countries), Decimal(0))


def get_prices(
    asked: Sequence[CodeDays], country_of: Mapping[str, str], start: date, end: date
) -> list[ProductPrices]:  # fmt: skip
    """Return the products that were sold to these customers in two countries or more, the most different first.

    Sale lines with product, quantity and amount only; where an amount has no rate, its country is left out.
    """
    live = live_batches()
    if not live or not asked:
        return []
    lines = within(effective_lines(live), asked).filter(_.kind == "sale", _.day.between(start, end), _.quantity > 0)
    told = {"member": list(country_of), "country": list(country_of.values())}
    countries = ibis.memtable(pa.table({name: pa.array(column, pa.string()) for name, column in told.items()}))
    plain = lines.filter(_.product.notnull()).select(
        "account", "day", "product", "product_name", "unit", "quantity", "amount", "cost", "currency"
    )
    found = in_one_currency(plain, live).join(countries, plain.account == countries.member)
    sums = found.group_by("product", "unit", "country").agg(
        name=_.product_name.max(), amount=_.amount.sum(), quantity=_.quantity.sum(), unrated=_.lines_without_rate.sum()
    )
    told_rows: Any = rows(sums.filter(_.unrated == 0, _.amount > 0, _.quantity > 0))
    return _compared(told_rows)


def _compared(sums: Sequence[Mapping[str, Any]]) -> list[ProductPrices]:
    by_product: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for one in sums:
        by_product.setdefault((one["product"], one["unit"] or ""), []).append(one)
    several = {key: of_it for key, of_it in by_product.items() if len(of_it) > 1}
    said = get_product_words({product for product, _unit in several})
    found = [
        ProductPrices(
            product=product,
            name=max(one["name"] or "" for one in of_it) or _name(said, product),
            unit=unit,
            countries=tuple(sorted(map(_price, of_it), key=lambda one: (one.price, one.country))),
        )
        for (product, unit), of_it in several.items()
    ]
    return sorted(found, key=lambda one: (-one.difference, one.product))[:MOST]


def _name(said: Mapping[str, Mapping[str, str | None]], product: str) -> str:
    return said.get(product, {}).get("product_name") or ""


def _price(one: Mapping[str, Any]) -> CountryPrice:
    return CountryPrice(one["country"], one["amount"] / one["quantity"], one["amount"], one["quantity"])
