"""Which customers have a tax number, as far as files of customers say it."""

from vitalfew.ledger.engine import rows
from vitalfew.ledger.queries.facts_live import get_told, standing_facts
from vitalfew.ledger.rules.facts import FactKind


def get_codes_of_tax_id(tax_id: str) -> list[str]:
    """Return the codes of the customers with this tax number."""
    found = standing_facts(FactKind.CUSTOMERS, get_told()) if tax_id else None
    if found is None:
        return []
    same = found.filter(found.tax_id == tax_id).select("code").order_by("code")
    return [str(row["code"]) for row in rows(same) if row["code"]]
