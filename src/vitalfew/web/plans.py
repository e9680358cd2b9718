"""The plan of an account and its actions (S65)."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitalfew.accounts.queries import authorise, get_account, get_names
from vitalfew.loop.analysis.labels import PHASE_LABELS
from vitalfew.loop.analysis.queries import CycleState, get_cycle, get_open_cycles
from vitalfew.loop.analysis.rules.cycles import ORDER
from vitalfew.loop.objectives.queries import get_objectives
from vitalfew.loop.plan import actions
from vitalfew.loop.plan.labels import STATE_LABELS, WARNING_LABELS
from vitalfew.loop.plan.queries import ActionFacts, PlanState, get_action, get_plan, get_plans_of
from vitalfew.people.rules import Permission
from vitalfew.web.aims import name_of
from vitalfew.web.forms.plans import ActionForm, CancelForm, ChangeActionForm, StrategyForm, VersionForm
from vitalfew.web.home.plan import plan_on_page
from vitalfew.web.visitors import rights_over, signed_in, typed_in
from vitalfew.web.whys import told_beside, told_on_top


@dataclass(frozen=True)
class PlanRow:
    """One line of the list: a cycle, and its plan where there is one."""

    name: str
    cycle: CycleState
    phase: str
    plan: PlanState | None


@login_required
@require_GET
def plans(request: HttpRequest) -> HttpResponse:
    """List the open cycles of every account the user sees, with their plans."""
    user = signed_in(request)
    cycles, by_account = get_open_cycles(user), {plan.account_id: plan for plan in get_plans_of(user)}
    names = get_names(user, [cycle.account_id for cycle in cycles])
    rows = [
        PlanRow(names[cycle.account_id], cycle, str(PHASE_LABELS[cycle.phase]), by_account.get(cycle.account_id))
        for cycle in cycles
    ]
    rows.sort(key=lambda row: (-_late(row), row.name))
    return render(request, "plans/list.html", {"stop": "plan", "rows": rows, "tally": _tally(rows)})


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show an account's plan; write its strategy."""
    user = signed_in(request)
    account = get_account(user, account_id)
    if request.method == "POST":
        authorise(user, Permission.EDIT_PLAN, account_id)
    stands = get_plan(account_id)
    initial = {"version": stands.version if stands else 0, "strategy": stands.strategy if stands else ""}
    form = StrategyForm(typed_in(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with told_beside(form):
            actions.write_strategy(by=user, account_id=account_id, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("plan", account_id)
    cycle = get_cycle(account_id)
    context = {
        "stop": "plan",
        "account": account,
        "cycle": cycle,
        "page": plan_on_page(cycle, get_objectives(cycle.id) if cycle else []),
        "steps": cycle and _steps(cycle),
        "plan": stands,
        "warnings": [WARNING_LABELS[warning] for warning in stands.warnings] if stands else [],
        "form": form,
        "rights": rights_over(user, account_id),
    }
    return render(request, "plans/plan.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def action_new(request: HttpRequest, account_id: int) -> HttpResponse:
    """Add an action: what, who, by when."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.EDIT_PLAN, account_id)
    initial = {"owner": account.key.manager_id if account.key else None, "objective": request.GET.get("objective")}
    initial["what"] = request.GET.get("what")
    form = ActionForm(typed_in(request), objectives=_aims(account_id), initial=initial)
    if request.method == "POST" and form.is_valid():
        with told_beside(form):
            actions.add_action(by=user, account_id=account_id, **_written(form))
            messages.success(request, _("Added."))
            return redirect("plan", account_id)
    return render(request, "plans/action_new.html", {"stop": "plan", "account": account, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def action(request: HttpRequest, action_id: int) -> HttpResponse:
    """Show an action; change it or cancel it."""
    user = signed_in(request)
    stands = get_action(user, action_id)
    if stands is None:
        raise Http404
    account = get_account(user, stands.account_id)
    if request.method == "POST":
        authorise(user, Permission.EDIT_PLAN, account.id)
    do = request.POST.get("do")
    typed = request.POST if do == "change" else None
    form = ChangeActionForm(typed, objectives=_aims(account.id), initial=_stands(stands))
    if form.is_bound and form.is_valid():
        with told_beside(form):
            version = form.cleaned_data["version"]
            actions.change_action(by=user, action_id=action_id, version=version, **_written(form))
            messages.success(request, _("Saved."))
            return redirect("plan", account.id)
    cancel = CancelForm(request.POST if do == "cancel" else None)
    if cancel.is_bound and cancel.is_valid():
        with told_beside(cancel):
            actions.cancel_action(by=user, action_id=action_id, **cancel.cleaned_data)
            messages.success(request, _("Cancelled. The journal keeps it."))
            return redirect("plan", account.id)
    context = {
        "stop": "plan",
        "account": account,
        "form": form,
        "cancel": cancel,
        "action": stands,
        "state": STATE_LABELS[stands.state],
        "rights": rights_over(user, account.id),
    }
    return render(request, "plans/action.html", context)


@login_required
@require_POST
def action_done(request: HttpRequest, action_id: int) -> HttpResponse:
    """Note that an action is done, today."""
    user = signed_in(request)
    stands = get_action(user, action_id)
    if stands is None:
        raise Http404
    authorise(user, Permission.EDIT_PLAN, stands.account_id)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    with told_on_top(request):
        actions.complete_action(by=user, action_id=action_id, version=version, done_on=timezone.localdate())
        messages.success(request, _("Done: %(what)s") % {"what": stands.what})
    if request.POST.get("next") == "execution":
        return redirect("execution")
    return redirect("account" if request.POST.get("next") == "account" else "plan", stands.account_id)


def _late(row: PlanRow) -> int:
    return row.plan.late if row.plan else 0


def _tally(rows: list[PlanRow]) -> str:
    late = sum(_late(row) for row in rows)
    said = ngettext("%(count)s plan", "%(count)s plans", len(rows)) % {"count": len(rows)}
    return _("%(plans)s, %(late)s actions overdue") % {"plans": said, "late": late} if late else said


def _aims(account_id: int) -> list[tuple[int, str]]:
    cycle = get_cycle(account_id)
    found = get_objectives(cycle.id) if cycle else []
    return [(aim.id, name_of(aim)) for aim in found if not aim.dropped_on]


def _stands(stands: ActionFacts) -> dict[str, Any]:
    return {
        "what": stands.what,
        "due_on": stands.due_on,
        "version": stands.version,
        "owner": stands.owner_id,
        "objective": stands.objective_id,
    }


def _written(form: ActionForm) -> dict[str, Any]:
    typed = form.cleaned_data
    return {
        "what": typed["what"],
        "owner_id": typed["owner"],
        "due_on": typed["due_on"],
        "objective_id": typed["objective"],
    }


def _steps(cycle: CycleState) -> list[dict[str, Any]]:
    return [
        {
            "label": PHASE_LABELS[phase],
            "is_here": phase is cycle.phase,
            "is_done": phase in cycle.done,
            "on": cycle.reached.get(phase),
        }
        for phase in ORDER
    ]


urlpatterns = [
    path("plans/", plans, name="plans"),
    path("accounts/<int:account_id>/plan/", plan, name="plan"),
    path("accounts/<int:account_id>/actions/new/", action_new, name="action_new"),
    path("actions/<int:action_id>/", action, name="action"),
    path("actions/<int:action_id>/done/", action_done, name="action_done"),
]
