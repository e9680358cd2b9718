"""What is judged again and again, over time: trust of both sides; market position and place in the value chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from vitalfew import words
from vitalfew.accounts.queries import get_account
from vitalfew.relations.labels_records import PARTY_LABELS
from vitalfew.relations.queries.records import get_records
from vitalfew.relations.rules.records import Party, RecordKind, RecordState
from vitalfew.web.charts.trust import TrustChart, trust_chart
from vitalfew.web.dossier_parts.records import ShownRecord, shown_kind, shown_record
from vitalfew.web.trusted import by_side, side
from vitalfew.web.visitors import rights_in, signed_in

EVENTS = (RecordKind.POSITION, RecordKind.CHAIN)


@dataclass(frozen=True)
class Event:
    """One line of the timeline of market and value chain."""

    on: date
    until: date | None
    what: str
    row: ShownRecord


@login_required
@require_GET
def trust(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show how far each side trusts the other, rating by rating (S26)."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    stands = get_records(account_id, [RecordKind.TRUST])[RecordKind.TRUST]
    ended = get_records(account_id, [RecordKind.TRUST], ended=True)[RecordKind.TRUST]
    ratings = sorted(stands, key=lambda one: (one.values["rated_on"], one.id))
    sides = by_side(ratings)
    context = {
        "stop": "accounts",
        "account": account,
        "rights": rights_in(user, account),
        "here": "trust",
        "kind": shown_kind(RecordKind.TRUST, list(reversed(ratings)), ended, today),
        "sides": [side(party, rows) for party, rows in sides.items()],
        "chart": _chart(sides) if ratings else None,
    }
    return render(request, "courses/trust.html", context)


@login_required
@require_GET
def market_timeline(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show what changed for either side in its market and in the value chain, the latest first (S30, S34)."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    stands, ended = get_records(account_id, EVENTS), get_records(account_id, EVENTS, ended=True)
    chain = [*stands[RecordKind.CHAIN], *ended[RecordKind.CHAIN]]
    kind = shown_kind(RecordKind.POSITION, stands[RecordKind.POSITION], ended[RecordKind.POSITION], today)
    rows = [
        *(Event(row.stands.values["happened_on"], None, pgettext("timeline", "Market"), row) for row in kind.rows),
        *(_event(one, one.assessed_on, pgettext("timeline", "Value chain"), today) for one in chain),
    ]
    context = {
        "stop": "accounts",
        "account": account,
        "rights": rights_in(user, account),
        "here": "market_timeline",
        "rows": sorted(rows, key=lambda one: (one.on, one.row.stands.id), reverse=True),
        "now": [_now(party, stands[RecordKind.POSITION], stands[RecordKind.CHAIN], today) for party in Party],
        "kind": kind,
    }
    return render(request, "courses/market.html", context)


def _chart(sides: dict[Party, list[RecordState]]) -> TrustChart:
    told = {
        party: [(one.values["rated_on"], int(one.values["trust"])) for one in rows] for party, rows in sides.items()
    }
    said = [
        _("%(party)s: %(steps)s")
        % {"party": PARTY_LABELS[party], "steps": ", ".join(str(step) for _day, step in rows) or words.UNKNOWN}
        for party, rows in told.items()
    ]
    return trust_chart(
        told[Party.US],
        told[Party.CUSTOMER],
        names=(str(PARTY_LABELS[Party.US]), str(PARTY_LABELS[Party.CUSTOMER])),
        sentence=_("Trust of 5, rating by rating. %(sides)s") % {"sides": "; ".join(said)},
    )


def _event(record: RecordState, on: date, what: str, today: date) -> Event:
    return Event(on, record.ended_on, what, shown_record(record, today))


def _now(party: Party, markets: Sequence[RecordState], chain: Sequence[RecordState], today: date) -> dict[str, Any]:
    mine = sorted(
        (one for one in markets if one.values["party"] == party),
        key=lambda one: one.values["happened_on"],
        reverse=True,
    )
    # Of each market what was said last.
    last = list({one.values["market"]: one for one in reversed(mine)}.values())
    place = next((one for one in chain if one.values["party"] == party), None)
    return {
        "label": PARTY_LABELS[party],
        "markets": [shown_record(one, today) for one in last],
        "place": shown_record(place, today).says if place else words.UNKNOWN,
    }


urlpatterns = [
    path("accounts/<int:account_id>/trust/", trust, name="trust"),
    path("accounts/<int:account_id>/market-position/", market_timeline, name="market_timeline"),
]
