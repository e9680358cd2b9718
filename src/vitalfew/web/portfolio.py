"""Portfolio: what the director looks at first; how concentrated we are, what breaks, what waits for an answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from vitalfew import words
from vitalfew.accounts.queries import AccountFilter, AccountRowState, get_account_page
from vitalfew.accounts.queries.designations import get_all_designations
from vitalfew.accounts.rules import View
from vitalfew.ledger.rules.figures import Measure, Scope
from vitalfew.loop.analysis.labels import STAGE_LABELS
from vitalfew.loop.analysis.queries import (
    Concentration,
    KeyAccountSums,
    TopAccount,
    get_concentration,
    get_key_account_sums,
)
from vitalfew.loop.analysis.queries.board import get_open_claims, get_stage_counts
from vitalfew.loop.analysis.queries.selection import get_card
from vitalfew.loop.analysis.queries.standing_facts import get_standing_facts
from vitalfew.loop.analysis.rules.stages import Stage
from vitalfew.loop.control.queries import get_alerts
from vitalfew.loop.control.queries.cases import CaseFacts, get_open_cases
from vitalfew.loop.control.queries.causes import get_causes
from vitalfew.loop.plan.queries import ActionFacts, PlanState, get_plans_of
from vitalfew.loop.review.queries import get_reviews_due
from vitalfew.people.rules import Actor, Permission, Role, may
from vitalfew.web.alert_list import who_calls
from vitalfew.web.cases.shown import ShownCase, shown_case
from vitalfew.web.guards import allowed
from vitalfew.web.shell import edge_of, waiting_of
from vitalfew.web.visitors import signed_in

SHOWN = 8
MOVERS = 5


@dataclass(frozen=True)
class Step:
    """One stage of the board: how many key accounts stand there; None are those not rated yet."""

    stage: Stage | None
    word: Any
    count: int


@dataclass(frozen=True)
class Large:
    """One of the largest accounts, with its share."""

    row: AccountRowState
    top: TopAccount


@require_GET
@allowed(Permission.SEE_COMPANY)
def portfolio(request: HttpRequest) -> HttpResponse:
    """Show the whole portfolio on one page."""
    user, today = signed_in(request), timezone.localdate()
    edge, sums = edge_of(request), get_key_account_sums(user)
    falling, growing = _movers(user, View.FALLING, "change"), _movers(user, View.KEY, "-change")
    plans = get_plans_of(user, today)
    concentration = None if edge.is_empty else _concentration(user, sums)
    largest = _largest(user, concentration) if concentration else []
    waiting = waiting_of(request)
    context = {
        "stop": "home",
        "today": today,
        "sums": sums,
        "concentration": concentration,
        "largest": largest,
        "unnamed": sum(not one.row.tier for one in largest),
        "may_designate": may(Role(user.role), Permission.DESIGNATE),
        "claims": get_open_claims(user),
        "alerts": get_alerts(user, limit=SHOWN),
        "waiting": waiting,
        "who_calls": who_calls(waiting.key_alarms, waiting.alarms - waiting.key_alarms),
        "falling": falling,
        "growing": [row for row in growing if (row.change_share or 0) > 0],
        "unit": words.unit_for(_most([*falling, *growing, *(one.row for one in largest)]), edge.currency),
        "has_change": any(one.row.change_share is not None for one in largest),
        "steps": _steps(user),
        "plans": plans,
        "late": _late(plans),
        "reviews": get_reviews_due(user, today),
        "breaks": _breaks(get_open_cases(user), today),
        "facts": get_standing_facts(get_all_designations(user), get_card().card),
    }
    return render(request, "portfolio/portfolio.html", context)


def _concentration(user: Actor, sums: KeyAccountSums) -> Concentration:
    # The same twelve months as every account's figures, so that the page's numbers are of one period.
    return get_concentration(user, by=Measure.REVENUE, scope=Scope.NET, start=sums.period_start, end=sums.as_of)


def _largest(user: Actor, concentration: Concentration) -> list[Large]:
    page = get_account_page(user, AccountFilter(view=View.ALL, size=25))
    rows = {row.account_id: row for row in page.rows}
    return [Large(rows[top.account_id], top) for top in concentration.top if top.account_id in rows]


def _most(rows: list[AccountRowState]) -> words.Number:
    return max((row.revenue or 0 for row in rows), default=0)


def _movers(user: Actor, view: View, order: str) -> list[AccountRowState]:
    return get_account_page(user, AccountFilter(view=view, order=order, size=25)).rows[:MOVERS]


def _steps(user: Actor) -> list[Step]:
    counts = get_stage_counts(user)
    rated = [Step(stage, word, counts[stage]) for stage, word in STAGE_LABELS.items()]
    return [*rated, Step(None, "", counts[None])]


def _breaks(cases: list[CaseFacts], today: date) -> list[ShownCase]:
    causes = get_causes() if cases else None
    return [shown_case(one, causes, today) for one in cases] if causes else []


def _late(plans: list[PlanState]) -> list[ActionFacts]:
    late = [action for plan in plans for action in plan.actions if action.is_late]
    return sorted(late, key=lambda action: action.due_on)


urlpatterns = [path("portfolio/", portfolio, name="portfolio")]
