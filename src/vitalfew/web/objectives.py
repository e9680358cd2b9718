"""Objectives: set against what the books say already, watched as the books grow (S2)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew.accounts.queries import AccountState, authorise, get_account
from vitalfew.ledger.queries import BooksEdge, get_edge
from vitalfew.ledger.rules.fiscal import year_of
from vitalfew.loop.objectives import actions
from vitalfew.loop.objectives.queries import ObjectiveState, get_baselines, get_objective, get_objectives_of
from vitalfew.loop.objectives.rules import ForWhom, Metric
from vitalfew.people.rules import Permission
from vitalfew.web.aims import aim_row, aim_rows, tally, worst_first
from vitalfew.web.forms.inputs import typed_amount
from vitalfew.web.forms.objectives import ChangeObjectiveForm, DropForm, ObjectiveForm, PeriodForm
from vitalfew.web.visitors import rights_over, signed_in, typed_in
from vitalfew.web.whys import told_beside


@login_required
@require_GET
def objectives(request: HttpRequest) -> HttpResponse:
    """List the objectives of every account the user sees."""
    rows = worst_first(aim_rows(get_objectives_of(signed_in(request))))
    context = {"stop": "objectives", "rows": rows, "tally": tally(rows), "edge": get_edge()}
    return render(request, "objectives/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def objective_new(request: HttpRequest, account_id: int) -> HttpResponse:
    """Set an objective, what the books say about the same days a year before beside it."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.EDIT_PLAN, account_id)
    # The button that asks what the books say of another period sends the form too, and sets nothing.
    typed = None if request.POST.get("do") == "look" else typed_in(request)
    edge = get_edge()
    form = ObjectiveForm(typed, currency=edge.currency, initial=_guesses(request, account, edge))
    if form.is_bound and form.is_valid():
        with told_beside(form):
            actions.set_objective(by=user, account_id=account_id, **_written(form))
            messages.success(request, _("Set. Its actual figure follows the books."))
            return redirect("plan", account_id)
    return render(request, "objectives/new.html", _context(account, form))


@login_required
@require_http_methods(["GET", "POST"])
def objective(request: HttpRequest, objective_id: int) -> HttpResponse:
    """Show an objective; change it or drop it."""
    user = signed_in(request)
    stands = get_objective(user, objective_id)
    if stands is None:
        raise Http404
    account = get_account(user, stands.account_id)
    if request.method == "POST":
        authorise(user, Permission.EDIT_PLAN, account.id)
    do = request.POST.get("do")
    typed = request.POST if do == "change" else None
    form = ChangeObjectiveForm(typed, currency=get_edge().currency, initial=_stands(stands))
    if do == "change" and form.is_valid():
        with told_beside(form):
            version = form.cleaned_data["version"]
            actions.change_objective(by=user, objective_id=objective_id, version=version, **_written(form))
            messages.success(request, _("Saved."))
            return redirect("plan", account.id)
    drop = DropForm(request.POST if do == "drop" else None)
    if do == "drop" and drop.is_valid():
        with told_beside(drop):
            actions.drop_objective(by=user, objective_id=objective_id, **drop.cleaned_data)
            messages.success(request, _("Dropped. The journal keeps it."))
            return redirect("plan", account.id)
    context = _context(account, form) | {"row": aim_row(stands), "drop": drop, "rights": rights_over(user, account.id)}
    return render(request, "objectives/objective.html", context)


def _context(account: AccountState, form: ObjectiveForm) -> dict[str, Any]:
    # The period may have been typed, or asked for in the address: without script a button does that.
    period = PeriodForm({name: form[name].value() for name in ("starts_on", "due_on")})
    baselines = get_baselines(account.id, account.code, **period.cleaned_data) if period.is_valid() else None
    return {"stop": "objectives", "account": account, "form": form, "baselines": baselines}


def _guesses(request: HttpRequest, account: AccountState, edge: BooksEdge) -> dict[str, Any]:
    year = year_of(timezone.localdate(), edge.fiscal_month)
    sent = request.GET.dict() | request.POST.dict()
    asked = {name: value for name, value in sent.items() if name in ObjectiveForm.base_fields}
    guesses = {
        "metric": Metric.NET_REVENUE.value,
        "starts_on": year.start,
        "due_on": year.end,
        "for_whom": ForWhom.US.value,
        "owner": account.key.manager_id if account.key else None,
    }
    return guesses | asked


def _stands(stands: ObjectiveState) -> dict[str, Any]:
    names = ("metric", "starts_on", "due_on", "for_whom", "why", "version")
    asked = {"owner": stands.owner_id, "target": typed_amount(stands.target)}
    return {name: getattr(stands, name) for name in names} | asked


def _written(form: ObjectiveForm) -> dict[str, Any]:
    typed = {name: value for name, value in form.cleaned_data.items() if name not in {"owner", "version"}}
    return typed | {"owner_id": form.cleaned_data["owner"]}


urlpatterns = [
    path("objectives/", objectives, name="objectives"),
    path("accounts/<int:account_id>/objectives/new/", objective_new, name="objective_new"),
    path("objectives/<int:objective_id>/", objective, name="objective"),
]
