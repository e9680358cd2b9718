"""What files of owners and targets propose: looked over by a director, taken with one click."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods

from vitalfew import words
from vitalfew.accounts.actions import take_owners
from vitalfew.accounts.labels import TIER_LABELS
from vitalfew.accounts.queries.proposals import Hindrance, get_owner_proposals
from vitalfew.loop.objectives.actions import take_targets
from vitalfew.loop.objectives.labels import METRIC_LABELS
from vitalfew.loop.objectives.queries import TargetProposal, get_target_proposals
from vitalfew.people.rules import Permission
from vitalfew.web.guards import allowed
from vitalfew.web.visitors import signed_in

HINDRANCES: dict[Hindrance, Any] = {
    Hindrance.NONE: "",
    Hindrance.NO_ACCOUNT: pgettext_lazy("fact", "the books know no customer of this code"),
    Hindrance.NO_MANAGER: pgettext_lazy("fact", "no key account manager goes by this name"),
    Hindrance.STANDS: pgettext_lazy("fact", "is a key account already"),
}


@require_http_methods(["GET", "POST"])
@allowed(Permission.DESIGNATE)
def proposals(request: HttpRequest) -> HttpResponse:
    """Show what files propose, and take it where the director says so."""
    if request.method == "POST":
        return _taken(request, request.POST.get("do", ""))
    user = signed_in(request)
    owners, targets = get_owner_proposals(user), get_target_proposals(user)
    context = {
        "stop": "accounts",
        "owners": [(one, TIER_LABELS[one.tier], HINDRANCES[one.hindrance]) for one in owners],
        "owners_free": sum(one.hindrance is Hindrance.NONE for one in owners),
        "targets": [(one, METRIC_LABELS[one.metric], _hindrance(one)) for one in targets],
        "targets_free": sum(one.can_be_taken for one in targets),
    }
    return render(request, "facts/proposals.html", context)


def _taken(request: HttpRequest, do: str) -> HttpResponse:
    user = signed_in(request)
    if do == "owners":
        reason = pgettext("fact", "As a file of owners says")
        count = take_owners(by=user, designated_on=timezone.localdate(), reason=reason)
        said = pgettext("fact", "%(count)s accounts are key accounts now.")
    else:
        count = take_targets(by=user, why=pgettext("fact", "As a file of targets says"))
        said = pgettext("fact", "%(count)s objectives are set.")
    messages.success(request, said % {"count": words.number(count)})
    return redirect("proposals")


def _hindrance(one: TargetProposal) -> str:
    if one.is_set:
        return pgettext("fact", "is set already")
    if one.account_id is None:
        return str(HINDRANCES[Hindrance.NO_ACCOUNT])
    if one.owner_id is None:
        return pgettext("fact", "is no key account: nobody would answer for it")
    return "" if one.target > 0 else gettext("Write a target above zero.")


urlpatterns = [path("accounts/proposed/", proposals, name="proposals")]
