"""What quality files and people's records say of key accounts that ought to ring (W5, W7, W12)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

from vitalfew.accounts.queries.codes import get_codes_of
from vitalfew.ledger.queries.facts import Fact
from vitalfew.ledger.queries.facts_live import get_told_kinds
from vitalfew.ledger.queries.facts_service import get_quality_events
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.ledger.rules.facts_words import QualityKind, Severity
from vitalfew.loop.control.queries.signs import Sign
from vitalfew.loop.control.rules import Rule
from vitalfew.loop.control.rules.business import critical_ring, news_ring, recurring_ring
from vitalfew.relations.queries.records import get_records_of
from vitalfew.relations.rules.participation import courses
from vitalfew.relations.rules.records import MarketEvent, RecordKind


def signs_of_business(keys: Collection[int], today: date) -> list[Sign]:
    """Return the quality troubles, market events and moved offerings of these key accounts."""
    if not keys:
        return []
    return [*_quality(keys, today), *_market(keys, today), *_moved(keys, today)]


def _quality(keys: Collection[int], today: date) -> Iterator[Sign]:
    if FactKind.QUALITY_EVENTS not in get_told_kinds():
        return
    owners = {code: account_id for account_id in keys for code in get_codes_of(account_id)}
    events: dict[int, list[Fact]] = defaultdict(list)
    for one in get_quality_events(list(owners)):
        if one.code in owners and one["day"]:
            events[owners[one.code]].append(one)
    for account_id, found in events.items():
        yield from _of_events(account_id, found, today)


def _of_events(account_id: int, events: Sequence[Fact], today: date) -> Iterator[Sign]:
    for one in events:
        if one["severity"] == Severity.CRITICAL:
            told = {"quality_on": one["day"].isoformat(), "number": str(one["number"] or "")}
            ring = critical_ring(str(one["number"] or one.row), one["day"], today)
            if ring:
                yield Sign(account_id, ring, told)
    complaints = [one["day"] for one in events if one["event"] == QualityKind.COMPLAINT]
    if ring := recurring_ring(complaints, today):
        yield Sign(account_id, ring, {"quality_on": max(complaints).isoformat(), "complaints": int(ring.value)})


def _market(keys: Collection[int], today: date) -> Iterator[Sign]:
    for one in chain.from_iterable(get_records_of(keys, RecordKind.POSITION).values()):
        values = one.values
        ring = news_ring(Rule.MARKET_POSITION, one.id, values["happened_on"], today)
        if ring and values["event"] != MarketEvent.NONE:
            yield Sign(one.account_id, ring, _event(values))


def _event(values: Any) -> dict[str, Any]:
    return {"market_event": values["event"], "party": values["party"], "on": values["happened_on"].isoformat()}


def _moved(keys: Collection[int], today: date) -> Iterator[Sign]:
    for account_id, records in get_records_of(keys, RecordKind.PARTICIPATION).items():
        for course in courses(records):
            for before, after in course.moves[-1:]:
                ring = news_ring(Rule.OFFERING_MOVED, after.record.id, after.since, today)
                if ring:
                    told = {"moved_on": after.since.isoformat(), "offering": course.offering}
                    yield Sign(account_id, ring, told | {"before": before.cell.value, "after": after.cell.value})
