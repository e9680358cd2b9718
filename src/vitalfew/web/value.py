"""Value: what customers will bring, how sure that is, and how well the model did (C11–C15, C19, I12)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from vitalfew import words
from vitalfew.loop.analysis.queries.assumptions import get_assumptions
from vitalfew.loop.analysis.queries.value import Modelled, ValueState, get_valuation, get_values
from vitalfew.loop.analysis.rules.worth import Road
from vitalfew.people.rules import Permission
from vitalfew.web.analysis_empty import nothing_yet
from vitalfew.web.guards import allowed
from vitalfew.web.shell import edge_of
from vitalfew.web.visitors import signed_in
from vitalfew.web.worth.contract import contract_rows, stays_by
from vitalfew.web.worth.model import ROWS, answer, checked, class_rows, model_rows, name_of, parameters, why_not


@require_GET
@allowed(Permission.SEE_COMPANY)
def value(request: HttpRequest) -> HttpResponse:
    """Say what customers will bring, and show how sure that is."""
    user, state, edge = signed_in(request), get_valuation(), edge_of(request)
    if edge.is_empty:
        return nothing_yet(request, "value")
    contract, free = get_values(user, Road.CONTRACT), get_values(user, Road.MODEL, ROWS)
    context = {
        "stop": "analysis",
        "state": state,
        "is_current": state.generation == edge.generation,
        "answer": answer(state, contract),
        "why_not": why_not(state),
        "assumed": get_assumptions(),
        "contract": contract_rows(contract),
        "stays_by": stays_by(state),
        "unit": _unit((one.value for one in contract), state.currency),
        "model": _model(state.model, free, state.currency) if state.model else None,
    }
    return render(request, "value/page.html", context)


def _model(model: Modelled, free: list[ValueState], currency: str) -> dict[str, Any]:
    unit = _unit([one.high or one.value for one in free], currency)
    return {
        "of": model,
        "name": name_of(model.purchases.model),
        "others": [(name_of(name), words.number(short, 1)) for name, short in model.proof.others],
        "checked": checked(model),
        "classes": class_rows(model),
        "rows": model_rows(free, unit),
        "unit": unit,
        "parameters": parameters(model),
        "margin": words.money(model.margin, currency),
        "revenue": words.money(model.revenue, currency),
    }


def _unit(amounts: Iterable[Decimal | None], currency: str) -> words.Unit:
    return words.unit_for(max((abs(amount) for amount in amounts if amount is not None), default=None), currency)


urlpatterns = [path("analysis/value/", value, name="value")]
