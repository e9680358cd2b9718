"""The interruptions of one account: the one that lies over it now, those before, and a new one (S23)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew.accounts.queries import authorise, get_account
from vitalfew.loop.control import actions
from vitalfew.loop.control.actions import Break
from vitalfew.loop.control.labels import alarm_sentence
from vitalfew.loop.control.queries import AlertFacts, get_alert
from vitalfew.loop.control.queries.cases import get_cases_of, get_open_case
from vitalfew.loop.control.queries.causes import get_causes
from vitalfew.loop.control.rules import Rule
from vitalfew.people.rules import Actor, Permission
from vitalfew.web.cases.shown import choosable, shown_case, told
from vitalfew.web.forms.cases import BreakForm
from vitalfew.web.visitors import rights_in, signed_in, typed_in
from vitalfew.web.whys import told_beside

# What each alert hints at; whoever opens the case chooses.
HINTED = {
    Rule.PERSON_LEFT: "personnel_change",
    Rule.PROMISE_OVERDUE: "lack_of_trust",
    Rule.QUALITY: "quality",
    Rule.OFFERING_MOVED: "offering_moved",
    Rule.MARKET_POSITION: "market_position",
}


@login_required
@require_GET
def interruptions(request: HttpRequest, account_id: int) -> HttpResponse:
    """List the account's interruptions, the open one first."""
    user, today = signed_in(request), timezone.localdate()
    account, causes = get_account(user, account_id), get_causes()
    context = {
        "stop": "control",
        "account": account,
        "rights": rights_in(user, account),
        "cases": [shown_case(one, causes, today) for one in get_cases_of(account_id)],
    }
    return render(request, "interruptions/account.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def interruption_new(request: HttpRequest, account_id: int) -> HttpResponse:
    """Open a case, from an alert where one is named."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.HANDLE_ALERT, account_id)
    if request.method == "GET" and (stands := get_open_case(account_id)):
        return redirect("interruption", stands.id)
    alert = _alert(user, account_id, request.GET.get("alert", ""))
    form = BreakForm(
        typed_in(request),
        causes=choosable(get_causes()),
        initial=_initial(account.key.manager_id if account.key else user.actor_id, alert),
    )
    if form.is_bound and form.is_valid():
        with told_beside(form):
            case_id = _open(user, account_id, form.cleaned_data, alert)
            messages.success(request, _("Opened. The interruption lies over the stage until it is closed."))
            return redirect("interruption", case_id)
    context = {
        "stop": "control",
        "account": account,
        "rights": rights_in(user, account),
        "form": form,
        "alert": alert,
        "sentence": alarm_sentence(alert.evidence) if alert else "",
    }
    return render(request, "interruptions/new.html", context)


def _open(user: Actor, account_id: int, typed: dict[str, Any], alert: AlertFacts | None) -> int:
    said: dict[str, Any] = {"by": user, "account_id": account_id, "told": Break(**told(typed))}
    if alert:
        return actions.open_case_from_alert(alert_id=alert.id, opened_on=typed["opened_on"], **said).id
    return actions.open_case(opened_on=typed["opened_on"], **said).id


def _alert(user: Actor, account_id: int, named: str) -> AlertFacts | None:
    found = get_alert(user, int(named)) if named.isdecimal() and len(named) < 19 else None
    return found if found and found.account_id == account_id else None


def _initial(owner_id: int | None, alert: AlertFacts | None) -> dict[str, Any]:
    known = {"owner": owner_id, "severity": "3"}
    if alert is None:
        return known
    grave = {"what": alarm_sentence(alert.evidence), "severity": "4" if alert.severity > 1 else "3"}
    return known | grave | {"primary_cause": HINTED.get(alert.rule, "")}


urlpatterns = [
    path("accounts/<int:account_id>/interruptions/", interruptions, name="interruptions"),
    path("accounts/<int:account_id>/interruptions/new/", interruption_new, name="interruption_new"),
]
