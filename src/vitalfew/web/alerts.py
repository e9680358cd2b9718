"""Alerts with the evidence that rang them, and what was done about each (S23, W6)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew.accounts.queries import authorise, get_account, get_key_managers
from vitalfew.loop.analysis.queries import get_figures
from vitalfew.loop.control import actions
from vitalfew.loop.control.labels import CLOSING, RULE_LABELS, STATE_LABELS
from vitalfew.loop.control.queries import AlertFacts, get_alert, get_alerts
from vitalfew.loop.control.queries.looking_back import get_look_back
from vitalfew.loop.control.rules import AlertState, Rule
from vitalfew.people.rules import Actor, Permission, Role, may
from vitalfew.relations.queries import get_interactions
from vitalfew.web.alert_list import alert_row, inbox
from vitalfew.web.forms.alerts import HandleForm
from vitalfew.web.home.rhythm import health
from vitalfew.web.left_behind import left_behind
from vitalfew.web.looking_back import right_before
from vitalfew.web.shell import edge_of
from vitalfew.web.visitors import rights_over, signed_in, typed_in
from vitalfew.web.whys import told_beside

OPEN, ALL = "open", "all"
CONTACTS = 60  # that can stand in the strip's half year


@login_required
@require_GET
def control(request: HttpRequest) -> HttpResponse:
    """List the alerts in one state; the open ones unless the address says otherwise."""
    user = signed_in(request)
    state = request.GET.get("state", OPEN)
    if state not in {OPEN, ALL, *AlertState}:
        raise Http404
    alerts = get_alerts(user, state)
    context = {
        "stop": "control",
        "state": state,
        "tabs": _tabs(),
        "inbox": inbox(alerts, get_key_managers(user), edge_of(request).currency),
        "right": right_before(get_look_back()) if any(one.rule is Rule.OVERDUE_RHYTHM for one in alerts) else "",
        "may_designate": may(Role(user.role), Permission.DESIGNATE),
    }
    return render(request, "alerts/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def alert(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Show an alert with its evidence; take it on, close it or dismiss it."""
    user = signed_in(request)
    stands = get_alert(user, alert_id)
    if stands is None:
        raise Http404
    if request.method == "POST":
        authorise(user, Permission.HANDLE_ALERT, stands.account_id)
    form = HandleForm(typed_in(request))
    if request.method == "POST" and form.is_valid():
        with told_beside(form):
            messages.success(request, _handle(user, alert_id, form.cleaned_data))
            return redirect("alert", alert_id)
    context = {
        "stop": "control",
        "row": alert_row(stands, edge_of(request).currency),
        "account": get_account(user, stands.account_id),
        "form": form,
        "rule": RULE_LABELS[stands.rule],
        "closing": CLOSING[stands.rule],
        "right": right_before(get_look_back()) if stands.rule is Rule.OVERDUE_RHYTHM else "",
        "strip": _strip(stands) if stands.rule is Rule.OVERDUE_RHYTHM else None,
        "left": left_behind(stands.account_id, stands.contact_id, timezone.localdate()) if stands.contact_id else None,
        "rights": rights_over(user, stands.account_id),
    }
    return render(request, "alerts/alert.html", context)


def _handle(user: Actor, alert_id: int, typed: dict[str, Any]) -> str:
    version, reason = typed["version"], typed["reason"]
    match typed["do"]:
        case "acknowledge":
            actions.acknowledge_alert(by=user, alert_id=alert_id, version=version)
            return _("Acknowledged: everybody sees that somebody looks after it.")
        case "act":
            actions.act_on_alert(by=user, alert_id=alert_id, version=version)
            return _("Marked as in hand.")
        case "close":
            actions.close_alert(by=user, alert_id=alert_id, version=version, reason=reason)
            return _("Closed, with your reason.")
        case _:
            actions.dismiss_alert(by=user, alert_id=alert_id, version=version, reason=reason)
            return _("Dismissed, with your reason.")


def _tabs() -> list[tuple[str, str]]:
    states = [(state.value, str(STATE_LABELS[state])) for state in AlertState]
    return [(OPEN, pgettext("alerts", "Open")), *states, (ALL, pgettext("alerts", "All"))]


def _strip(alert: AlertFacts) -> Any:
    figures = get_figures(alert.account_id)
    if figures is None:
        return None
    met = [visit.held_on for visit in get_interactions(alert.account_id, CONTACTS)]
    return health(figures, [alert] if alert.is_open else [], met, met[0] if met else None).strip


urlpatterns = [
    path("control/", control, name="control"),
    path("control/<int:alert_id>/", alert, name="alert"),
]
