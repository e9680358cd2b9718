"""What a customer buys of us: its products of a period, by what they came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.queries.conversion import in_one_currency
from vitalfew.ledger.queries.facts_products import get_product_words
from vitalfew.ledger.queries.live import effective_lines, latest, live_batches
from vitalfew.ledger.rules.currency import FIGURE


@dataclass(frozen=True)
class ProductBought:
    """One product: its net amount in the reporting currency (None where a day has no rate), and its last day."""

    product: str
    name: str
    amount: Decimal | None
    last_on: date


def get_products_bought(codes: Sequence[str], start: date, end: date, limit: int = 8) -> list[ProductBought]:
    """Return what these customers bought most of between these days, the largest first."""
    live = live_batches()
    if not live or not codes:
        return []
    lines = effective_lines(live)
    if "product" not in lines.columns:
        return []
    asked = lines.filter(_.account.isin(sorted(set(codes))) & _.product.notnull() & _.day.between(start, end))
    plain = asked.select("product", "product_name", "day", "amount", "cost", currency=_.currency.fill_null(""))
    sums = (
        in_one_currency(plain, live)
        .group_by("product")
        .agg(
            name=latest(_.product_name, _.day),
            amount=_.amount.sum(),
            unrated=_.lines_without_rate.sum(),
            last_on=_.day.max(),
        )
    )
    found: list[Any] = rows(sums.order_by(_.amount.desc(), "product").limit(limit))
    said = get_product_words([row["product"] for row in found])
    return [
        ProductBought(
            product=row["product"],
            name=row["name"] or said.get(row["product"], {}).get("product_name") or row["product"],
            amount=None if row["unrated"] else row["amount"].quantize(FIGURE, ROUND_HALF_UP),
            last_on=row["last_on"],
        )
        for row in found
    ]
