"""Visits logged in three fields, and what is due (S26)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew.accounts.queries import authorise, get_account, get_contacts
from vitalfew.loop.execution import actions
from vitalfew.loop.execution.queries import get_visits_of
from vitalfew.loop.plan.queries import ActionFacts, get_actions_due
from vitalfew.people.rules import Permission
from vitalfew.relations.queries import get_interactions
from vitalfew.web.forms.visits import VisitForm, guesses
from vitalfew.web.meetings import meetings
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
    today = timezone.localdate()
    form = VisitForm(typed_in(request), today=today, initial=guesses(today))
    if request.method == "POST" and form.is_valid():
        with told_beside(form):
            actions.log_visit(by=user, account_id=account_id, **form.cleaned_data)
            messages.success(request, _logged(account.name, form.cleaned_data["next_step"]))
            return redirect("account", account_id)
    context = {
        "stop": "execution",
        "account": account,
        "form": form,
        "contacts": get_contacts(account_id),
        "last": meetings(get_interactions(account_id, limit=3)),
    }
    return render(request, "visits/new.html", context)


def _due(due: list[ActionFacts]) -> str:
    late = sum(action.is_late for action in due)
    said = ngettext("%(count)s action", "%(count)s actions", len(due)) % {"count": len(due)}
    return _("%(actions)s, %(late)s overdue") % {"actions": said, "late": late} if late else said


def _logged(name: str, next_step: str) -> str:
    if next_step:
        return _("Logged. %(name)s: contact today, and the next step stands in the plan.") % {"name": name}
    return _("Logged. %(name)s: contact up to date.") % {"name": name}


urlpatterns = [
    path("execution/", execution, name="execution"),
    path("accounts/<int:account_id>/visits/new/", visit_new, name="visit_new"),
]
