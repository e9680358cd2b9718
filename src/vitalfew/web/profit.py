"""Profit: what customers bring once their service is paid for, who loses and by what (S6, C2, C6)."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from vitalfew.accounts.queries import get_account
from vitalfew.ledger.queries import BooksEdge
from vitalfew.ledger.rules.figures import Measure, Scope, years_before
from vitalfew.loop.analysis.queries import get_concentration, get_figures
from vitalfew.loop.analysis.queries.profit import get_profit, get_profit_of
from vitalfew.people.rules import Actor, Permission, Role, may
from vitalfew.web.analysis_empty import nothing_yet
from vitalfew.web.few.whale import whale as margin_whale
from vitalfew.web.forms.concentration import Question
from vitalfew.web.guards import allowed
from vitalfew.web.profit_shown import account_sums, activity_rows, answer, losing_rows, sums, whale
from vitalfew.web.shell import edge_of
from vitalfew.web.visitors import signed_in


@require_GET
@allowed(Permission.SEE_COMPANY)
def profit(request: HttpRequest) -> HttpResponse:
    """Say how many customers lose money, and why; where no cost is told, show the margins and say so."""
    user, edge = signed_in(request), edge_of(request)
    context: dict[str, Any] = {"stop": "analysis", "may_set": may(Role(user.role), Permission.IMPORT_BOOKS)}
    if edge.is_empty:
        return nothing_yet(request, "profit")
    found = get_profit(user)
    if found is None:
        return render(request, "profit/margins.html", context | _margins(user, edge))
    currency = found.found["currency"]
    context |= {
        "is_current": found.is_current,
        "found": found.found,
        "currency": currency,
        "answer": answer(found.found),
        "sums": sums(found.found),
        "activities": activity_rows(found.found),
        "losing": losing_rows(found.losing, currency),
        "best": losing_rows(found.best, currency),
        "whale": whale(found.found),
    }
    return render(request, "profit/page.html", context)


@login_required
@require_GET
def account_profit(request: HttpRequest, account_id: int) -> HttpResponse:
    """Say what one account brings once its service is paid for."""
    user, edge = signed_in(request), edge_of(request)
    account = get_account(user, account_id)
    found = get_profit_of(account_id, timezone.localdate())
    context = {"stop": "accounts", "account": account, "currency": edge.currency}
    if found is not None:
        context |= {"one": found[0], "sums": account_sums(found[0]), "found": found[1]}
    else:
        context["figures"] = get_figures(account_id, edge.generation)
    return render(request, "profit/account.html", context)


def _margins(user: Actor, edge: BooksEdge) -> dict[str, Any]:
    start = years_before(edge.last_day, 1) + timedelta(1) if edge.last_day else None
    question = Question(by=Measure.PROFIT, scope=Scope.NET, start=start, end=edge.last_day)
    found = get_concentration(user, by=question.by, scope=question.scope, start=start, end=edge.last_day)
    return {"margins": found, "whale": margin_whale(found, question), "losers": found.unprofitable}


urlpatterns = [
    path("analysis/profit/", profit, name="profit"),
    path("accounts/<int:account_id>/profit/", account_profit, name="account_profit"),
]
