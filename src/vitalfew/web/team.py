"""Who looks after a customer with us: duties, team, outside partners, who is away (S14, S25, INV3)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vitalfew.accounts import actions
from vitalfew.accounts.labels_team import DUTY_LABELS
from vitalfew.accounts.queries import (
    AccountState,
    authorise,
    get_absences,
    get_account,
    get_owner_periods,
    get_people,
    get_team,
)
from vitalfew.accounts.rules import OwnerPeriodState, Ring
from vitalfew.people.rules import Permission
from vitalfew.web.forms.team import AwayForm, MemberForm, NewMemberForm
from vitalfew.web.people_shown import team_rows
from vitalfew.web.visitors import rights_over, signed_in, typed_in
from vitalfew.web.whys import told_beside


@login_required
@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show who answers for the account, the team round it, and who is away; note that one is away oneself."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    away = AwayForm(typed_in(request), initial={"from_on": today})
    if away.is_bound and away.is_valid():
        with told_beside(away):
            actions.note_absence(by=user, **away.cleaned_data)
            messages.success(request, _("Noted. Your deputies see it on every account you manage."))
            return redirect("team", account_id)
    members = team_rows(get_team(account_id))
    periods = get_owner_periods(account_id)
    context = {
        "stop": "accounts",
        "account": account,
        "rights": rights_over(user, account_id),
        "duties": [_duty(one) for one in sorted(periods, key=_place) if one.until is None],
        "past": [_duty(one) for one in periods if one.until is not None],
        "away": _away(account),
        "members": [row for row in members if not row["member"].is_over(today)],
        "former": [row for row in members if row["member"].is_over(today)],
        "away_form": away,
        "today": today,
    }
    return render(request, "team/team.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def member_new(request: HttpRequest, account_id: int) -> HttpResponse:
    """Take somebody into the team."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    authorise(user, Permission.EDIT_PEOPLE, account_id)
    there = [one for one in get_people(account_id) if one.is_there]
    form = NewMemberForm(typed_in(request), people=there, initial={"from_on": today, "ring": Ring.CORE.value})
    if form.is_bound and form.is_valid():
        with told_beside(form):
            typed = {_NUMBERED.get(name, name): value for name, value in form.cleaned_data.items()}
            added = actions.add_member(by=user, account_id=account_id, **typed)
            messages.success(request, _("%(name)s belongs to the team.") % {"name": added.name})
            return redirect("team", account_id)
    return render(request, "team/member.html", {"stop": "accounts", "account": account, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, account_id: int, member_id: int) -> HttpResponse:
    """Change what a member does, or end the membership."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.EDIT_PEOPLE, account_id)
    stands = next((one for one in get_team(account_id) if one.id == member_id), None)
    if stands is None:
        raise Http404
    names = ("function", "ring", "promise", "from_on", "until", "version")
    form = MemberForm(typed_in(request), initial={name: getattr(stands, name) for name in names})
    if form.is_bound and form.is_valid():
        with told_beside(form):
            actions.change_member(by=user, account_id=account_id, member_id=member_id, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("team", account_id)
    return render(request, "team/member.html", {"stop": "accounts", "account": account, "form": form, "member": stands})


_NUMBERED = {"user": "user_id", "contact": "contact_id"}


def _place(one: OwnerPeriodState) -> int:
    return list(DUTY_LABELS).index(one.duty)


def _duty(one: OwnerPeriodState) -> dict[str, Any]:
    return {"word": DUTY_LABELS[one.duty], "held": one}


def _away(account: AccountState) -> list[dict[str, Any]]:
    """Return who of the manager and the deputy is away or will be, and who stands in for the manager."""
    key, today = account.key, timezone.localdate()
    if key is None:
        return []
    found = get_absences({one for one in (key.manager_id, key.deputy_id) if one}, today)
    return [
        {
            "who": one,
            "is_now": one.from_on <= today,
            "stands_in": key.deputy_name if one.user_id == key.manager_id else "",
            "is_manager": one.user_id == key.manager_id,
        }
        for one in found
    ]


urlpatterns = [
    path("accounts/<int:account_id>/team/", team, name="team"),
    path("accounts/<int:account_id>/team/new/", member_new, name="member_new"),
    path("accounts/<int:account_id>/team/<int:member_id>/", member, name="member"),
]
