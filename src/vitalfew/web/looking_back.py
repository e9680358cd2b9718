"""How often alerts of silence would have been right on the firm's own books, and when they ring (S27, I12)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vitalfew import words
from vitalfew.jobs.actions import enqueue
from vitalfew.loop.control.actions import change_alarm
from vitalfew.loop.control.queries.looking_back import AlarmState, LookBackState, Told, get_alarm, get_look_back
from vitalfew.people.rules import Permission, Role, may, require
from vitalfew.web.forms.alarm import AlarmForm
from vitalfew.web.visitors import signed_in, typed_in
from vitalfew.web.whys import told_beside


@dataclass(frozen=True)
class RuleRow:
    """What one rule would have brought, in words; `day` is the backstop that it stands for, if any."""

    label: str
    is_ours: bool
    right: str
    warned: str
    false_alarms: str
    gained: str


@login_required
@require_http_methods(["GET", "POST"])
def look_back(request: HttpRequest) -> HttpResponse:
    """Show how alerts would have done, and set when they ring."""
    user, stands, told = signed_in(request), get_alarm(), get_look_back()
    if request.method == "POST":
        require(user, Permission.IMPORT_BOOKS)
    form = AlarmForm(typed_in(request), initial=_initial(stands))
    if request.method == "POST" and form.is_valid():
        with told_beside(form):
            typed = form.cleaned_data
            change_alarm(by=user, version=typed["version"], chance=float(typed["chance"]), backstop=typed["backstop"])
            for task in ("watch", "look_back"):
                enqueue(by=user, task=task)
            messages.success(request, _("Saved. Alerts and their record are computed anew."))
            return redirect("look_back")
    context = {
        "stop": "control",
        "told": told,
        "alarm": stands.alarm,
        "answer": right_before(told),
        "rows": _rows(told, stands),
        "base": words.share(told.base_rate, 0),
        "form": form if may(Role(user.role), Permission.IMPORT_BOOKS) else None,
    }
    return render(request, "alerts/look_back.html", context)


def right_before(told: LookBackState) -> str:
    """Say in a sentence how often alerts would have been right."""
    if told.is_thin or told.rule is None:
        return _("The books are too thin to say how often such alerts were right.")
    if told.rule.precision is None:
        return _("No alert would have rung on your own books so far.")
    said = {"right": round(100 * told.rule.precision), "warned": words.share(told.rule.warned, 0)}
    return (
        _("On your own books %(right)d of 100 such alerts were right; %(warned)s of all breaks were warned of.") % said
    )


def at_stake(evidence: Mapping[str, Any]) -> float:
    """Return the chance of no order times what the account brings a year; 0 where one of them is not known."""
    return float(evidence.get("quiet") or 0) * float(evidence.get("revenue") or 0)


def _initial(stands: AlarmState) -> dict[str, Any]:
    return {"chance": f"{stands.alarm.chance:.2f}", "backstop": stands.alarm.backstop, "version": stands.version}


def _rows(told: LookBackState, stands: AlarmState) -> list[RuleRow]:
    if told.rule is None:
        return []
    own = _("Our rule: chance from %(chance)s, at the latest day %(day)s") % {
        "chance": words.share(stands.alarm.chance, 0),
        "day": stands.alarm.backstop,
    }
    fixed = [_row(_("Day %(day)s of silence and overdue") % {"day": day}, one) for day, one in told.fixed]
    return [_row(own, told.rule, is_ours=True), *fixed]


def _row(label: str, told: Told, *, is_ours: bool = False) -> RuleRow:
    return RuleRow(
        label=label,
        is_ours=is_ours,
        right=words.share(told.precision, 0),
        warned=words.share(told.warned, 0),
        false_alarms=words.number(told.false_alarms, 2),
        gained=words.number(told.days_gained),
    )


urlpatterns = [path("control/right/", look_back, name="look_back")]
