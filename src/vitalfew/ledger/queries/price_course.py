"""What products cost one customer over time: net of everything, by the piece, quarter by quarter (S20)."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.queries.conversion import in_one_currency
from vitalfew.ledger.queries.facts_products import get_product_words
from vitalfew.ledger.queries.lines import within
from vitalfew.ledger.queries.live import effective_lines, live_batches
from vitalfew.ledger.queries.stamp import get_stamp
from vitalfew.ledger.rules.figures import CodeDays

KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class PriceCourse:
    """One product in one unit: its price in each quarter, oldest first; None where none was bought."""

    product: str
    name: str
    unit: str
    amount: Decimal
    prices: tuple[Decimal | None, ...]

    @property
    def known(self) -> list[Decimal]:
        return [price for price in self.prices if price is not None]


def get_price_courses(asked: Sequence[CodeDays], starts: Sequence[date], end: date, most: int = 5) -> list[PriceCourse]:
    """Return the products these customers bought most of, with the price in each quarter that starts on these days.

    Sale lines with product, quantity and amount only. Kept until the books change.
    """
    stamp = get_stamp()
    of = hashlib.sha256(repr((asked, starts, end, most)).encode()).hexdigest()[:24]
    key = f"price_course:{stamp}:{of}"
    kept: list[PriceCourse] | None = cache.get(key)
    if kept is None:
        kept = _courses(asked, starts, end, most)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _courses(asked: Sequence[CodeDays], starts: Sequence[date], end: date, most: int) -> list[PriceCourse]:
    live = live_batches()
    if not live or not asked or not starts:
        return []
    lines = effective_lines(live)
    if not {"product", "quantity"} <= set(lines.columns):
        return []
    sold = within(lines, asked).filter(_.kind == "sale", _.day.between(starts[0], end), _.quantity > 0)
    plain = sold.filter(_.product.notnull()).select(
        "account", "day", "product", "product_name", "unit", "quantity", "amount", "cost", "currency"
    )
    told = in_one_currency(plain, live).mutate(month=_.day.truncate("M"))
    sums = told.group_by("product", "unit", "month").agg(
        name=_.product_name.max(), amount=_.amount.sum(), quantity=_.quantity.sum(), unrated=_.lines_without_rate.sum()
    )
    found: Any = rows(sums.filter(_.unrated == 0, _.amount > 0, _.quantity > 0))
    return _largest(found, starts, most)


def _largest(sums: Sequence[Mapping[str, Any]], starts: Sequence[date], most: int) -> list[PriceCourse]:
    by_product = defaultdict[tuple[str, str], list[Mapping[str, Any]]](list)
    for one in sums:
        by_product[one["product"], one["unit"] or ""].append(one)
    said = get_product_words({product for product, _unit in by_product})
    courses = [_course(key, of_it, starts, said) for key, of_it in by_product.items()]
    several = [one for one in courses if len(one.known) > 1]
    return sorted(several, key=lambda one: (-one.amount, one.product))[:most]


def _course(
    key: tuple[str, str],
    sums: Sequence[Mapping[str, Any]],
    starts: Sequence[date],
    said: Mapping[str, Mapping[str, str | None]],
) -> PriceCourse:
    product, unit = key
    amounts, quantities = [Decimal(0)] * len(starts), [Decimal(0)] * len(starts)
    for one in sums:
        place = max(at for at, start in enumerate(starts) if start <= _day(one["month"]))
        amounts[place] += one["amount"]
        quantities[place] += one["quantity"]
    prices = tuple(a / q if q else None for a, q in zip(amounts, quantities, strict=True))
    name = max(one["name"] or "" for one in sums) or said.get(product, {}).get("product_name") or product
    return PriceCourse(product, name, unit, sum(amounts, Decimal(0)), prices)


def _day(month: Any) -> date:
    return month.date() if isinstance(month, datetime) else date.fromisoformat(str(month)[:10])
