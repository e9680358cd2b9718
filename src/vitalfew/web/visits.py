"""Visits logged in three fields, and what is due (S26)."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew.accounts.queries import ContactState, PersonState, authorise, get_account, get_contacts, get_people
from vitalfew.loop.execution import actions
from vitalfew.loop.execution.queries import (
    PlannedVisitState,
    get_planned_visit,
    get_planned_visits,
    get_visits_of,
)
from vitalfew.loop.plan.queries import ActionFacts, get_actions_due
from vitalfew.people.rules import Permission
from vitalfew.relations.queries import (
    CommitmentState,
    InteractionState,
    get_commitments,
    get_commitments_due,
    get_interactions,
)
from vitalfew.relations.queries.leavers import LEFT_DAYS
from vitalfew.web.forms.visits import VisitForm, guesses
from vitalfew.web.meetings import meetings
from vitalfew.web.plannings import planned_rows
from vitalfew.web.promised import promise_rows
from vitalfew.web.visitors import may_work, signed_in, typed_in
from vitalfew.web.whys import told_beside

SHOWN = 50


@login_required
@require_GET
def execution(request: HttpRequest) -> HttpResponse:
    """List what is due and what has been done, over every account the user sees."""
    user = signed_in(request)
    today = timezone.localdate()
    context = {
        "stop": "execution",
        "due": (due := get_actions_due(user, limit=SHOWN, today=today)),
        "due_answer": _due(due),
        "may_work": may_work(user),
        "planned": planned_rows(get_planned_visits(user, limit=SHOWN, today=today), today),
        "tomorrow": today + timedelta(1),
        "promises": promise_rows(promised := get_commitments_due(user, limit=SHOWN, today=today), today),
        "promised_answer": _promised(promised),
        "visits": meetings(get_visits_of(user, limit=SHOWN)),
    }
    return render(request, "visits/execution.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def visit_new(request: HttpRequest, account_id: int) -> HttpResponse:
    """Log a visit in less than a minute, on a phone first."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.LOG_VISIT, account_id)
    today, known, before = timezone.localdate(), get_contacts(account_id), get_interactions(account_id)
    form = VisitForm(
        typed_in(request),
        today=today,
        people=_lately_met(known, before, request.POST.getlist("met")),
        gone=_left_lately(account_id, today),
        initial=guesses(today, planned := _planned(request, account_id)),
    )
    # A note kept on the device is sent by outbox.js, which asks what became of it and not for a page.
    is_kept = request.headers.get("Accept") == "application/json"
    if request.method == "POST" and form.is_valid():
        with told_beside(form):
            actions.log_visit(by=user, account_id=account_id, **form.written())
            messages.success(request, _logged(account.name, form.cleaned_data["next_step"]))
            page = reverse("account", args=[account_id])
            return JsonResponse({"to": page}) if is_kept else redirect(page)
    if is_kept and form.is_bound:
        return JsonResponse({}, status=422)
    context = {
        "stop": "execution",
        "account": account,
        "form": form,
        "contacts": known,
        "planned": planned,
        "last": meetings(before[:3]),
        "promises": promise_rows([one for one in get_commitments(account_id) if one.is_open], today),
    }
    return render(request, "visits/new.html", context)


def _planned(request: HttpRequest, account_id: int) -> PlannedVisitState | None:
    """Return the planned visit that this one was, where the page was opened from it."""
    number = request.GET.get("planned", "")
    found = get_planned_visit(signed_in(request), int(number)) if number.isdecimal() else None
    return found if found and found.is_planned and found.account_id == account_id else None


def _due(due: list[ActionFacts]) -> str:
    late = sum(action.is_late for action in due)
    said = ngettext("%(count)s action", "%(count)s actions", len(due)) % {"count": len(due)}
    return _("%(actions)s, %(late)s overdue") % {"actions": said, "late": late} if late else said


def _promised(promised: list[CommitmentState]) -> str:
    late = sum(promise.is_overdue for promise in promised)
    said = ngettext("%(count)s promise", "%(count)s promises", len(promised)) % {"count": len(promised)}
    return _("%(promises)s, %(late)s overdue") % {"promises": said, "late": late} if late else said


def _lately_met(
    known: Sequence[ContactState], before: Sequence[InteractionState], chosen: Sequence[str]
) -> list[ContactState]:
    """Return whom the visitor most likely met: those chosen already, the people met last, then those never met."""
    order: dict[str, int] = {}
    for place, meeting in enumerate(before):
        for name in meeting.contacts:
            order.setdefault(name, place)
    return sorted(known, key=lambda one: (str(one.id) not in chosen, order.get(one.name, len(before))))


def _left_lately(account_id: int, today: date) -> list[PersonState]:
    """Return who has left in the last months: a meeting held before that may still be written down."""
    gone = [one for one in get_people(account_id) if one.post.until and (today - one.post.until).days <= LEFT_DAYS]
    return sorted(gone, key=lambda one: one.name)


def _logged(name: str, next_step: str) -> str:
    if next_step:
        return _("Logged. %(name)s: contact today, and the next step stands in the plan.") % {"name": name}
    return _("Logged. %(name)s: contact up to date.") % {"name": name}


urlpatterns = [
    path("execution/", execution, name="execution"),
    path("accounts/<int:account_id>/visits/new/", visit_new, name="visit_new"),
]
