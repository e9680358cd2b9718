"""Selection: which accounts are worth more of us, how firmly that stands, and what was decided (S5, S37, S42)."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from vitalfew import words
from vitalfew.accounts.queries.designations import get_all_designations
from vitalfew.ledger.queries import BooksEdge
from vitalfew.loop.analysis.labels_selection import AXIS_LABELS, BOX_LABELS, BOX_MEANS, CRITERION_LABELS
from vitalfew.loop.analysis.queries.selection import Chosen, Selection, get_selection, get_steps, reviews_due
from vitalfew.loop.analysis.queries.standing_facts import get_standing_facts
from vitalfew.loop.analysis.rules.selection import Axis, Box, Card
from vitalfew.loop.analysis.rules.weighing import weigh
from vitalfew.measures.scoring import ENOUGH
from vitalfew.people.rules import Actor, Permission, Role, may
from vitalfew.web.analysis_empty import nothing_yet
from vitalfew.web.forms.selection import TryForm
from vitalfew.web.selecting.log import log
from vitalfew.web.selecting.picture import picture
from vitalfew.web.selecting.sentences import answer, answer_tried, firm_words, second
from vitalfew.web.shell import edge_of
from vitalfew.web.visitors import signed_in

SHOWN = 30
BEGIN_WITH = 5
LOGGED = 12


@require_GET
@login_required
def selection(request: HttpRequest) -> HttpResponse:
    """Show where the accounts stand and who is chosen; weights asked for in the address are tried, nothing changes."""
    user, today = signed_in(request), timezone.localdate()
    found, edge = get_selection(user), edge_of(request)
    if not found.rows:
        return nothing_yet(request, "selection")
    if all(one.stands.place is None for one in found.rows):
        return render(request, "selection/start.html", _start(user, found, edge))
    sees_company = may(Role(user.role), Permission.SEE_COMPANY)
    form, card = TryForm(request.GET), found.card.card
    # Places are among all that are weighed: who sees his own accounts only cannot try other weights on them.
    other = form.card(card) if sees_company else None
    rows = _tried(found, other) if other else found.rows
    designated, steps = get_all_designations(user), get_steps(user)
    shown = rows if "all" in request.GET else _first(rows, card)
    decisions = log(steps, designated)
    context = {
        "stop": "analysis",
        "edge": edge,
        "card": found.card,
        "answer": answer_tried(found.rows, rows, card.places)
        if other
        else answer(rows, card.places, are_own=not sees_company),
        "second": second(found, edge.last_day),
        "is_tried": other is not None,
        "form": form,
        "weights": _weights(form, other or card) if sees_company else [],
        "picture": picture(rows, card),
        "attractive_from": f"{card.attractive_from.normalize():f}",
        "boxes": _boxes(rows),
        "rows": [(one, firm_words(one.stands.firm)) for one in shown],
        "hidden": len(rows) - len(shown),
        "unjudged": [one for one in rows if one.stands.strength is None and (one.tier or one.step)],
        "places": card.places,
        "unit": words.unit_for(_most(shown), edge.currency),
        "facts": get_standing_facts(designated, card) if sees_company else None,
        "due": reviews_due(designated, steps, today),
        "decisions": decisions if "log" in request.GET else decisions[:LOGGED],
        "more_decisions": 0 if "log" in request.GET else max(0, len(decisions) - LOGGED),
        "may_decide": may(Role(user.role), Permission.DESIGNATE),
    }
    return render(request, "selection/page.html", context)


def _start(user: Actor, found: Selection, edge: BooksEdge) -> dict[str, Any]:
    """Return what is shown until somebody has a place: whom to judge first, and how much of each is known."""
    order = sorted(found.rows, key=lambda one: (not one.tier, -(one.revenue or 0), one.name))[:BEGIN_WITH]
    return {
        "stop": "analysis",
        "answer": answer(found.rows, found.card.card.places),
        "second": second(found, edge.last_day),
        "criteria": [CRITERION_LABELS[one.code] for one in found.card.card.of(Axis.STRENGTH)],
        "enough": words.share(ENOUGH, 0),
        "first": order[0],
        "order": order,
        "unit": words.unit_for(_most(order), edge.currency),
        "decisions": log(get_steps(user), get_all_designations(user))[:LOGGED],
    }


def _tried(found: Selection, card: Card) -> list[Chosen]:
    """Return the accounts as other weights would have them, in their order."""
    by_id = {one.account_id: one for one in found.rows}
    weighed = weigh(list(by_id), [one.stands.scores for one in by_id.values()], card)
    return [replace(by_id[one.account_id], stands=one) for one in weighed]


def _first(rows: list[Chosen], card: Card) -> list[Chosen]:
    most = max(SHOWN, card.places)
    return [one for place, one in enumerate(rows) if place < most or one.tier or one.step]


def _most(rows: list[Chosen]) -> words.Number:
    return max((max(one.revenue or 0, one.potential or 0) for one in rows), default=0)


def _boxes(rows: list[Chosen]) -> list[tuple[Any, int, Any]]:
    return [(BOX_LABELS[box], sum(one.stands.box is box for one in rows), BOX_MEANS[box]) for box in Box]


def _weights(form: TryForm, card: Card) -> list[tuple[Any, list[tuple[Any, int]]]]:
    """Return each axis with its inputs and the weights that they hold."""
    return [
        (AXIS_LABELS[axis], [(form[f"w_{one.code.value}"], round(100 * one.weight)) for one in card.of(axis)])
        for axis in Axis
    ]


urlpatterns = [path("analysis/selection/", selection, name="selection")]
