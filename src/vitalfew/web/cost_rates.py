"""What serving customers costs: the rates of the activities, typed and put right (C2)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vitalfew.jobs.actions import enqueue
from vitalfew.ledger.labels_facts import fact_word
from vitalfew.ledger.rules.figures import years_before
from vitalfew.loop.analysis.actions.profit import change_cost_rate, set_cost_rate
from vitalfew.loop.analysis.labels_growth import LEVEL_LABELS
from vitalfew.loop.analysis.queries.profit import RateState, get_rate, get_rates
from vitalfew.loop.analysis.rules.profit import CostLevel
from vitalfew.people.rules import Permission
from vitalfew.web.forms.inputs import typed_amount
from vitalfew.web.forms.profit import ChangeRateForm, RateForm
from vitalfew.web.guards import allowed
from vitalfew.web.visitors import signed_in, typed_in
from vitalfew.web.whys import told_beside


@require_http_methods(["GET", "POST"])
@allowed(Permission.IMPORT_BOOKS)
def cost_rates(request: HttpRequest) -> HttpResponse:
    """List the rates; add one."""
    user = signed_in(request)
    initial = {"valid_from": years_before(timezone.localdate(), 1), "level": CostLevel.BATCH.value}
    form = RateForm(typed_in(request), initial=initial)
    if form.is_bound and form.is_valid():
        with told_beside(form):
            set_cost_rate(by=user, **form.told())
            return _saved(request)
    rows = [(one, fact_word("activity", one.activity), LEVEL_LABELS[CostLevel(one.level)]) for one in get_rates()]
    return render(request, "profit/rates.html", {"stop": "analysis", "rows": rows, "form": form})


@require_http_methods(["GET", "POST"])
@allowed(Permission.IMPORT_BOOKS)
def cost_rate(request: HttpRequest, rate_id: int) -> HttpResponse:
    """Put a rate right."""
    stands = get_rate(rate_id)
    if stands is None:
        raise Http404
    form = ChangeRateForm(typed_in(request), initial=_stands(stands))
    if form.is_bound and form.is_valid():
        with told_beside(form):
            change_cost_rate(by=signed_in(request), rate_id=rate_id, **form.cleaned_data)
            return _saved(request)
    word = fact_word("activity", stands.activity)
    return render(request, "profit/rate.html", {"stop": "analysis", "stands": stands, "word": word, "form": form})


def _stands(stands: RateState) -> dict[str, Any]:
    names = ("version", "level", "valid_from", "source")
    amounts = {"rate": typed_amount(stands.rate)}
    if stands.yearly_cost is not None:
        amounts["yearly_cost"] = typed_amount(stands.yearly_cost)
    return {name: getattr(stands, name) for name in names} | amounts


def _saved(request: HttpRequest) -> HttpResponse:
    enqueue(by=signed_in(request), task="analyse")
    messages.success(request, _("Saved. Profits are computed anew."))
    return redirect("cost_rates")


urlpatterns = [
    path("analysis/profit/rates/", cost_rates, name="cost_rates"),
    path("analysis/profit/rates/<int:rate_id>/", cost_rate, name="cost_rate"),
]
