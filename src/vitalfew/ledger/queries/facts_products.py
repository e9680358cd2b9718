"""What files of products say of the products in lines."""

from collections.abc import Collection

from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.models import FactBatch
from vitalfew.ledger.queries.facts_live import get_told, standing_facts
from vitalfew.ledger.rules.facts import FactKind

_SAID = ("product_name", "family", "unit")


def get_product_words(codes: Collection[str]) -> dict[str, dict[str, str | None]]:
    """Return name, family and unit of these products, as far as files of products say them."""
    told = FactBatch.objects.filter(kind=FactKind.PRODUCTS.value, status=FactBatch.Status.COMMITTED)
    if not codes or not told.exists():
        return {}
    found = standing_facts(FactKind.PRODUCTS, get_told())
    if found is None:
        return {}
    wanted = found.filter(_.product.isin(sorted(codes))).select("product", *_SAID)
    return {str(row["product"]): {name: _text(row[name]) for name in _SAID} for row in rows(wanted)}


def _text(value: object) -> str | None:
    return None if value is None else str(value)
