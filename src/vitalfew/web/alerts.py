"""Alerts with the evidence that rang them, and what was done about each (S23, W6)."""

from dataclasses import dataclass
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

from vitalfew.accounts.queries import authorise, get_account
from vitalfew.ledger.queries import get_edge
from vitalfew.loop.analysis.queries import get_figures
from vitalfew.loop.control import actions
from vitalfew.loop.control.labels import (
    CLOSING,
    RULE_LABELS,
    STATE_LABELS,
    alarm_sentence,
    chance_sentence,
    silence_sentence,
)
from vitalfew.loop.control.queries import AlertFacts, get_alert, get_alerts
from vitalfew.loop.control.queries.looking_back import get_look_back
from vitalfew.loop.control.rules import AlertState, Rule
from vitalfew.people.rules import Actor, Permission
from vitalfew.relations.queries import get_interactions
from vitalfew.web.forms.alerts import HandleForm
from vitalfew.web.home.rhythm import STATES, health
from vitalfew.web.left_behind import left_behind
from vitalfew.web.looking_back import at_stake, right_before
from vitalfew.web.proofs import Fact, facts_of
from vitalfew.web.visitors import rights_over, signed_in, typed_in
from vitalfew.web.whys import told_beside

OPEN, ALL = "open", "all"
CONTACTS = 60  # that can stand in the strip's half year


@dataclass(frozen=True)
class AlertRow:
    """One alert in words."""

    alert: AlertFacts
    mark: str
    sentence: str
    silence: str  # in full: the usual gap, and what half of the gaps lie between
    chance: str  # what such accounts did afterwards
    state: str
    facts: list[Fact]


@login_required
@require_GET
def control(request: HttpRequest) -> HttpResponse:
    """List the alerts in one state; the open ones unless the address says otherwise."""
    user = signed_in(request)
    state = request.GET.get("state", OPEN)
    if state not in {OPEN, ALL, *AlertState}:
        raise Http404
    currency = get_edge().currency
    # Of equal gravity, who may cost us most comes first: the chance of no order times what he brings a year.
    alerts = sorted(get_alerts(user, state), key=lambda one: (-one.severity, -at_stake(one.evidence)))
    rows = [_row(alert, currency) for alert in alerts]
    return render(request, "alerts/list.html", {"stop": "control", "state": state, "tabs": _tabs(), "rows": rows})


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
        "row": _row(stands, get_edge().currency),
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


def _row(alert: AlertFacts, currency: str) -> AlertRow:
    return AlertRow(
        alert=alert,
        mark=STATES.get(alert.severity, "watch") if alert.is_open else "none",
        sentence=alarm_sentence(alert.evidence),
        silence=silence_sentence(alert.evidence) if alert.rule is Rule.OVERDUE_RHYTHM else "",
        chance=chance_sentence(alert.evidence) if alert.rule is Rule.OVERDUE_RHYTHM else "",
        state=str(STATE_LABELS[alert.state]),
        facts=facts_of(alert.evidence, alert.account_id, currency),
    )


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
