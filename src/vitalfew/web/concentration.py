"""Concentration: how few make how much (S6)."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from vitalfew.accounts.queries import get_names
from vitalfew.ledger.queries import get_edge, has_budget_rates
from vitalfew.ledger.rules.figures import Measure
from vitalfew.loop.analysis.queries import Concentration, get_concentration, get_figures_of
from vitalfew.people.rules import Actor, Permission
from vitalfew.web.analysis_empty import nothing_yet
from vitalfew.web.few.controls import controls
from vitalfew.web.few.measures import measures
from vitalfew.web.few.picture import levels, picture
from vitalfew.web.few.sentences import answer, second, what
from vitalfew.web.few.table import rows, tail
from vitalfew.web.few.whale import whale
from vitalfew.web.forms.concentration import Question, QuestionForm
from vitalfew.web.guards import allowed
from vitalfew.web.visitors import signed_in


@require_GET
@allowed(Permission.SEE_COMPANY)
def concentration(request: HttpRequest) -> HttpResponse:
    """Say how few customers make how much, and show it."""
    edge, form = get_edge(), QuestionForm(request.GET)
    if edge.is_empty:
        return nothing_yet(request, "concentration")
    question, user = form.question(), signed_in(request)
    found = _named(user, _asked(user, question))
    before = _before(user, question, found)
    profit = _profit(user, question, found)
    losing = replace(question, by=Measure.PROFIT) if profit else question
    context = {
        "stop": "analysis",
        "edge": edge,
        "form": form,
        "question": question,
        "found": found,
        "controls": controls(question, edge, has_budget_rates()),
        "what": what(question),
        "answer": answer(found, question),
        "second": second(found, profit, question),
        "picture": picture(found, before, question),
        "levels": levels(found, before, profit, question),
        "whale": whale(profit or found, losing),
        "whale_of": what(losing),
        "measures": measures(found, before, question, edge),
        "rows": rows(found, get_figures_of([one.account_id for one in found.top if one.account_id])),
        "tail": tail(found, question),
    }
    return render(request, "concentration/page.html", context)


def _asked(user: Actor, question: Question) -> Concentration:
    return get_concentration(
        user,
        by=question.by,
        scope=question.scope,
        start=question.start,
        end=question.end,
        threshold=question.threshold / 100,
        rates=question.rates,
    )


def _named(user: Actor, found: Concentration) -> Concentration:
    """Call the largest what every other page calls them: the books know only their own language."""
    names = get_names(user, [one.account_id for one in found.top if one.account_id])
    return replace(found, top=tuple(replace(one, name=names.get(one.account_id or 0, one.name)) for one in found.top))


def _before(user: Actor, question: Question, found: Concentration) -> Concentration | None:
    """Return the equally long period before, where the books hold it."""
    if found.previous_start is None or found.previous_end is None:
        return None
    return get_concentration(
        user,
        by=question.by,
        scope=question.scope,
        start=found.previous_start,
        end=found.previous_end,
        threshold=question.threshold / 100,
        rates=question.rates,
    )


def _profit(user: Actor, question: Question, found: Concentration) -> Concentration | None:
    """Return the same by profit, where revenue is asked and some cost is known."""
    if question.by is not Measure.REVENUE or not found.is_profit_known:
        return None
    return get_concentration(
        user,
        by=Measure.PROFIT,
        scope=question.scope,
        start=question.start,
        end=question.end,
        threshold=question.threshold / 100,
        rates=question.rates,
    )


urlpatterns = [path("analysis/concentration/", concentration, name="concentration")]
