"""What ought to ring at present, each with the evidence it stands on; people stand in it by number, never by name."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vitalfew.loop.analysis.queries import Figures
from vitalfew.loop.analysis.rules.quiet import HORIZON
from vitalfew.loop.control.rules import Alarm, Ring, Silence, alerts_for, leaving_ring, promise_ring
from vitalfew.loop.execution.queries import get_planned_visits
from vitalfew.people.rules import Actor
from vitalfew.relations.queries import get_commitments_due
from vitalfew.relations.queries.leavers import get_leavers
from vitalfew.relations.rules.leavers import Leaver


@dataclass(frozen=True)
class Sign:
    """An alert that ought to stand at an account, and on what."""

    account_id: int
    ring: Ring
    evidence: dict[str, Any]
    post_id: int | None = None
    commitment_id: int | None = None


def signs_of_silence(overdue: Mapping[int, Figures], keys: Collection[int], alarm: Alarm) -> list[Sign]:
    """Return the accounts that are silent for longer than their own rhythm allows (W6)."""
    return [
        Sign(account_id, ring, evidence_of(figures))
        for account_id, figures in overdue.items()
        for ring in alerts_for(silence_of(figures, account_id in keys), alarm)
    ]


def signs_of_people(by: Actor, keys: Collection[int], today: date) -> list[Sign]:
    """Return who has left these key accounts, and which promises there are overdue (W1, W3)."""
    return [*_leavings(by, keys, today), *_promises(by, keys, today)] if keys else []


def silence_of(figures: Figures, is_key: bool) -> Silence:
    """Return what the books say of the account's rhythm, as the rules take it."""
    return Silence(
        figures.last_order_on,
        figures.silent_days,
        figures.gap_limit,
        figures.revenue_class,
        is_key,
        figures.usual_gap,
        figures.quiet,
    )


def _leavings(by: Actor, keys: Collection[int], today: date) -> Iterator[Sign]:
    leavers = get_leavers(keys, today)
    visits = get_planned_visits(by, today=today) if leavers else []
    planned = Counter((visit.account_id, guest) for visit in visits for guest in visit.contact_ids)
    for one in leavers:
        if ring := leaving_ring(one, planned[one.account_id, one.contact_id]):
            yield Sign(one.account_id, ring, _left(one), post_id=one.post_id)


def _left(one: Leaver) -> dict[str, Any]:
    met = one.met_on.isoformat() if one.met_on else None
    return {"left_on": one.left_on.isoformat(), "strength": one.strength, "met_on": met, "others": one.others}


def _promises(by: Actor, keys: Collection[int], today: date) -> Iterator[Sign]:
    for one in get_commitments_due(by, today - timedelta(1), today=today):
        ring = promise_ring(one.side, one.id, one.due_on, today)
        if ring and one.account_id in keys:
            evidence = {"side": one.side.value, "due_on": one.due_on.isoformat()}
            yield Sign(one.account_id, ring, evidence, commitment_id=one.id)


def evidence_of(figures: Figures) -> dict[str, Any]:
    """Return what an alert of silence stands on, as it is kept with it; its words are made when it is shown."""
    last = figures.last_order_on
    return {
        "silent_days": figures.silent_days,
        "usual_gap": figures.usual_gap,
        "gap_low": figures.gap_low,
        "gap_high": figures.gap_high,
        "limit": figures.gap_limit if figures.quiet is None else None,
        "quiet": figures.quiet,
        "horizon": HORIZON,
        "order_days": figures.order_days,
        "last_order_on": last.isoformat() if last else None,
        "as_of": figures.as_of.isoformat(),
        "revenue": None if figures.revenue is None else str(figures.revenue),
        "currency": figures.currency,
        "method": figures.method,
    }
