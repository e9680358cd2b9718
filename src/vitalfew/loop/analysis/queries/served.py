"""How accounts were served: deliveries in time and in full, grave quality events (S5, S19)."""

import hashlib
from collections.abc import Collection
from datetime import date

from django.core.cache import cache

from vitalfew.accounts.queries import get_codes
from vitalfew.accounts.queries.codes import get_present_codes
from vitalfew.ledger.queries.facts_live import get_told, get_told_stamp
from vitalfew.ledger.queries.facts_service import Otif, get_otif, get_otif_by_code, get_quality_events
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.ledger.rules.facts_words import Severity
from vitalfew.ledger.rules.figures import years_before
from vitalfew.loop.analysis.queries.growth import once
from vitalfew.loop.analysis.rules.evidence import Service
from vitalfew.loop.analysis.rules.weighing import LINES
from vitalfew.people.rules import CLOCK

KEPT_SECONDS = 24 * 3600
_ASKED = (FactKind.DELIVERIES, FactKind.QUALITY_EVENTS)


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


def get_service(account_id: int, today: date) -> Service | None:
    """Return how the account was served in twelve months; one question where no such file ever came in."""
    stamp = get_told_stamp(_ASKED)
    if not stamp:
        return None
    codes = get_present_codes(account_id, today)
    of = hashlib.sha256(repr(codes).encode()).hexdigest()[:16]
    key = f"service:{stamp}:{today}:{of}"
    kept: Service | None = cache.get(key)
    if kept is None:
        kept = _service(codes, today)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _service(codes: list[str], today: date) -> Service:
    told, since = get_told(), years_before(today, 1)
    otif = get_otif(codes, since, today, told) if told.of(FactKind.DELIVERIES) else None
    share = otif.share if otif and otif.share is not None else otif.on_time_share if otif else None
    complaints = None
    if told.of(FactKind.QUALITY_EVENTS):
        grave = [one for one in get_quality_events(codes, told) if one["severity"] != Severity.MINOR]
        complaints = sum(bool(one["day"] and one["day"] > since) for one in grave)
    return Service(today, None if share is None else float(share), complaints)
