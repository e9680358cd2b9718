"""How reliably each account was served, as far as files of deliveries say (S5)."""

from collections.abc import Collection
from datetime import date

from vitalfew.accounts.queries import get_codes
from vitalfew.ledger.queries.facts_live import get_told
from vitalfew.ledger.queries.facts_service import Otif, get_otif_by_code
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.ledger.rules.figures import years_before
from vitalfew.loop.analysis.queries.growth import once
from vitalfew.loop.analysis.rules.weighing import LINES
from vitalfew.people.rules import CLOCK


def get_reliability(account_ids: Collection[int], as_of: date | None) -> dict[int, float]:
    """Return account id → share of order lines on time and in full over twelve months, where enough are known."""
    told = get_told()
    files = tuple(batch.pk for batch in told.of(FactKind.DELIVERIES))
    if as_of is None or not files:
        return {}
    start = years_before(as_of, 1)
    found: dict[str, Otif] = once(f"otif:{files}:{as_of}", lambda: get_otif_by_code(start, as_of, told))
    known = {number: found[code] for number, code in get_codes(CLOCK, account_ids).items() if code in found}
    return {
        number: float(one.share)
        for number, one in known.items()
        if one.share is not None and one.with_quantity >= LINES
    }
