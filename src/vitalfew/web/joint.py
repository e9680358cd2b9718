"""What both firms do together: joint teams, their meetings, the joint board calendar (S22)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew.accounts.queries import AccountState, PersonState, authorise, get_account, get_people
from vitalfew.people.rules import Permission
from vitalfew.relations import actions
from vitalfew.relations.labels_joint import BOARD_LABEL, TEAM_LABELS
from vitalfew.relations.queries.joint import (
    count_open_costs,
    get_joint_meeting,
    get_joint_meetings,
    get_joint_teams,
    get_readers,
    get_readings,
    may_read,
)
from vitalfew.relations.rules.joint import JointMeetingState, JointTeamState
from vitalfew.web.forms.joint import (
    ChangeMeetingForm,
    JoinForm,
    JointMeetingForm,
    JointTeamForm,
    LeaveForm,
    NewTeamForm,
)
from vitalfew.web.visitors import rights_in, signed_in, typed_in
from vitalfew.web.whys import told_beside


@login_required
@require_GET
def joint(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the joint teams, the meetings to come and held, and who may read what is closed."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    teams = get_joint_teams(account_id)
    meetings = [_shown(one) for one in get_joint_meetings(account_id)]
    reads = may_read(user, account_id)
    context = _context(request, account) | {
        "teams": [_team(one) for one in teams if not one.is_over(today)],
        "former": [_team(one) for one in teams if one.is_over(today)],
        "coming": [one for one in reversed(meetings) if one["meeting"].held_on > today],
        "held": [one for one in meetings if one["meeting"].held_on <= today],
        "costs": count_open_costs(account_id),
        "reads": reads,
        "readers": get_readers(account_id, today),
        "readings": get_readings(account_id) if reads else [],
    }
    return render(request, "joint/joint.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def joint_team_new(request: HttpRequest, account_id: int) -> HttpResponse:
    """Found a joint team."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.EDIT_PEOPLE, account_id)
    form = NewTeamForm(typed_in(request), initial={"from_on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        with told_beside(form):
            made = actions.found_team(by=user, account_id=account_id, **form.cleaned_data)
            messages.success(request, _("Founded. Add who belongs to it."))
            return redirect("joint_team", account_id, made.id)
    return render(request, "joint/team_new.html", _context(request, account) | {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def joint_team(request: HttpRequest, account_id: int, team_id: int) -> HttpResponse:
    """Show a joint team; change it, take somebody in, let somebody go."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    team = _found(get_joint_teams(account_id), team_id)
    if request.method == "POST":
        authorise(user, Permission.EDIT_PEOPLE, account_id)
    do, stands = request.POST.get("do"), ("charter", "goals", "from_on", "until", "version")
    change = JointTeamForm(
        request.POST if do == "change" else None,
        initial={name: getattr(team, name) for name in stands},
        auto_id="change-%s",
    )
    join = JoinForm(request.POST if do == "join" else None, people=_there(account_id), initial={"from_on": today})
    leave = LeaveForm(request.POST if do == "leave" else None)
    done = {
        "change": (change, lambda typed: actions.change_team(by=user, team_id=team_id, **typed)),
        "join": (join, lambda typed: actions.join_team(by=user, team_id=team_id, **_numbered(typed))),
        "leave": (leave, lambda typed: _let_go(request, team, typed)),
    }
    if do in done and _is_done(*done[do]):
        messages.success(request, _("Saved."))
        return redirect("joint_team", account_id, team_id)
    meetings = [one for one in get_joint_meetings(account_id) if one.team_id == team_id]
    context = _context(request, account) | {
        "team": team,
        "label": TEAM_LABELS[team.kind],
        "members": [one for one in team.members if not one.is_over(today)],
        "former": [one for one in team.members if one.is_over(today)],
        "meetings": [_shown(one) for one in meetings],
        "change": change,
        "join": join,
    }
    return render(request, "joint/team.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def joint_meeting_new(request: HttpRequest, account_id: int) -> HttpResponse:
    """Plan a meeting of a joint team or of both boards, or keep one that was held."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    authorise(user, Permission.LOG_VISIT, account_id)
    teams = [one for one in get_joint_teams(account_id) if not one.is_over(today)]
    asked = next((one for one in teams if str(one.id) == request.GET.get("team")), None)
    form = JointMeetingForm(
        typed_in(request), teams=teams, people=_there(account_id), initial=_guessed(asked) | {"held_on": today}
    )
    if form.is_bound and form.is_valid():
        with told_beside(form):
            team = form.cleaned_data["team"]
            actions.note_joint_meeting(by=user, account_id=account_id, team_id=team, **form.told())
            messages.success(request, _("Noted. It stands in the calendar of the account."))
            return redirect("joint", account_id)
    return render(request, "joint/meeting_new.html", _context(request, account) | {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def joint_meeting(request: HttpRequest, account_id: int, meeting_id: int) -> HttpResponse:
    """Show a meeting; change it, write its minutes, or read closed ones, which is remembered."""
    user = signed_in(request)
    account = get_account(user, account_id)
    meeting = get_joint_meeting(account_id, meeting_id)
    if meeting is None:
        raise Http404
    do = request.POST.get("do")
    if do == "read":
        meeting = actions.read_minutes(by=user, meeting_id=meeting_id)
    elif request.method == "POST":
        authorise(user, Permission.LOG_VISIT, account_id)
    form = ChangeMeetingForm(
        request.POST if do == "change" else None,
        with_minutes=not meeting.is_closed or bool(meeting.minutes) or "minutes" in request.POST,
        teams=[],
        people=get_people(account_id),
        initial=_stands(meeting),
    )
    if form.is_bound and form.is_valid():
        with told_beside(form):
            version = form.cleaned_data["version"]
            actions.change_joint_meeting(by=user, meeting_id=meeting_id, version=version, **form.told())
            messages.success(request, _("Saved."))
            return redirect("joint", account_id)
    reads = may_read(user, account_id)
    context = _context(request, account) | {"form": form, "shown": _shown(meeting), "meeting": meeting, "reads": reads}
    return render(request, "joint/meeting.html", context)


def _is_done(form: Any, write: Callable[[dict[str, Any]], Any]) -> bool:
    if form.is_valid():
        with told_beside(form):
            write(form.cleaned_data)
            return True
    return False


def _let_go(request: HttpRequest, team: JointTeamState, typed: dict[str, Any]) -> None:
    if all(one.id != typed["member"] for one in team.members):
        raise Http404
    actions.leave_team(
        by=signed_in(request), member_id=typed["member"], version=typed["version"], until=timezone.localdate()
    )


def _found(teams: list[JointTeamState], team_id: int) -> JointTeamState:
    found = next((one for one in teams if one.id == team_id), None)
    if found is None:
        raise Http404
    return found


def _numbered(typed: dict[str, Any]) -> dict[str, Any]:
    named = {"user": "user_id", "contact": "contact_id"}
    return {named.get(name, name): value for name, value in typed.items()}


def _there(account_id: int) -> list[PersonState]:
    return [one for one in get_people(account_id) if one.is_there]


def _guessed(team: JointTeamState | None) -> dict[str, Any]:
    today = timezone.localdate()
    members = [one for one in team.members if not one.is_over(today)] if team else []
    return {
        "team": team.id if team else None,
        "users": [one.user_id for one in members if one.user_id],
        "contacts": [one.contact_id for one in members if one.contact_id],
    }


def _stands(meeting: JointMeetingState) -> dict[str, Any]:
    told = {name: getattr(meeting, name) for name in ("held_on", "agenda", "minutes", "is_closed", "version")}
    return told | {"users": list(meeting.user_ids), "contacts": list(meeting.contact_ids)}


def _team(team: JointTeamState) -> dict[str, Any]:
    today = timezone.localdate()
    members = [one for one in team.members if not one.is_over(today)]
    return {
        "team": team,
        "label": TEAM_LABELS[team.kind],
        "ours": [one for one in members if one.is_ours],
        "theirs": [one for one in members if not one.is_ours],
    }


def _shown(meeting: JointMeetingState) -> dict[str, Any]:
    label = TEAM_LABELS[meeting.kind] if meeting.kind else BOARD_LABEL
    return {"meeting": meeting, "label": label, "is_board": meeting.kind is None}


def _context(request: HttpRequest, account: AccountState) -> dict[str, Any]:
    return {
        "stop": "execution",
        "account": account,
        "rights": rights_in(signed_in(request), account),
        "today": timezone.localdate(),
    }


urlpatterns = [
    path("accounts/<int:account_id>/joint/", joint, name="joint"),
    path("accounts/<int:account_id>/joint/teams/new/", joint_team_new, name="joint_team_new"),
    path("accounts/<int:account_id>/joint/teams/<int:team_id>/", joint_team, name="joint_team"),
    path("accounts/<int:account_id>/joint/meetings/new/", joint_meeting_new, name="joint_meeting_new"),
    path("accounts/<int:account_id>/joint/meetings/<int:meeting_id>/", joint_meeting, name="joint_meeting"),
]
