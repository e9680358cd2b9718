"""The people at a customer: who is who, who of us knows them, who has left (S3, S18, S25)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew.accounts import actions
from vitalfew.accounts.labels_people import GROUND_LABELS
from vitalfew.accounts.queries import (
    AccountState,
    PersonState,
    authorise,
    find_account,
    get_account,
    get_people,
    get_person,
    get_posts,
    get_units,
)
from vitalfew.accounts.rules import Ground, PersonStatus, guess_level
from vitalfew.loop.control.actions import watch_people_of
from vitalfew.people.rules import Actor, Permission
from vitalfew.relations import actions as relation_actions
from vitalfew.relations.queries import gaps_among, get_interactions_with, get_ties, get_touches
from vitalfew.web.fields import label_of
from vitalfew.web.forms.people import AlsoForm, LeaveForm, MoveForm, NewPersonForm, PersonForm, PostForm, UnitForm
from vitalfew.web.forms.team import TieForm
from vitalfew.web.meetings import meetings
from vitalfew.web.people_shown import answer, field_word, function_word, gap_lines, pairs_of, those_gone, unit_groups
from vitalfew.web.visitors import act_done, rights_over, signed_in, typed_in
from vitalfew.web.whys import told_beside, told_on_top

REACHED = ("name", "name_en", "phone", "email", "ground", "source", "notice_on", "expires_on", "version")
HEAD = ("title", "unit", "level", "phone", "email")  # changed where they stand
Forms = dict[str, forms.Form]


@login_required
@require_GET
def people(request: HttpRequest, account_id: int) -> HttpResponse:
    """List the account's people by unit and level, who of us knows them, and what is missing."""
    user, today = signed_in(request), timezone.localdate()
    account, known, touches = get_account(user, account_id), get_people(account_id), get_touches(account_id)
    ties = get_ties(one.id for one in known)
    context = {
        "stop": "accounts",
        "account": account,
        "rights": rights_over(user, account_id),
        "answer": answer(known, touches, today),
        "groups": unit_groups(known, touches, ties, today),
        "gone": those_gone(known, touches, ties, today),
        "gaps": gap_lines(gaps_among({one.id: one.post.level for one in known if one.is_there}, touches, today)),
        "today": today,
        "done": act_done(request),
    }
    return render(request, "people/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def person_new(request: HttpRequest, account_id: int) -> HttpResponse:
    """Note a person and the post held."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.EDIT_PEOPLE, account_id)
    form = NewPersonForm(typed_in(request), people=_there(account_id))
    if form.is_bound and form.is_valid():
        with told_beside(form):
            added = actions.add_person(by=user, account_id=account_id, **_of_post(form.cleaned_data))
            messages.success(request, _("%(name)s is noted.") % {"name": added.name})
            return redirect("person_new" if "again" in request.POST else "people", account_id)
    context = {"stop": "accounts", "account": account, "form": form, "units": get_units(account_id)}
    return render(request, "people/new.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, account_id: int, contact_id: int) -> HttpResponse:
    """Show a person; correct, move, or note that he has left."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    found = get_person(account_id, contact_id)
    if found is None:
        raise Http404
    shown = _forms(request, found)
    if request.method == "POST":
        authorise(user, Permission.EDIT_PEOPLE, account_id)
        if answered := _do(request, user, account, found, shown):
            return answered
    context = {
        "stop": "accounts",
        "account": account,
        "person": found,
        "facts": [{"field": name, "label": label_of(name), "value": field_word(found, name)} for name in HEAD],
        "ground": GROUND_LABELS[Ground(found.ground)] if found.ground else "",
        "is_expired": found.expires_on is not None and found.expires_on < today,
        "function": function_word(found.post.function),
        "rights": rights_over(user, account_id),
        "posts": get_posts(user, contact_id),
        "pairs": pairs_of(get_ties([contact_id]), get_touches(account_id).with_person(contact_id), today),
        "met": meetings(get_interactions_with(account_id, contact_id)),
        "units": get_units(account_id),
        "today": today,
        **{f"{name}_form": form for name, form in shown.items()},
    }
    return render(request, "people/person.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def unit(request: HttpRequest, account_id: int, unit_id: int) -> HttpResponse:
    """Correct what a unit of the account is called and what it does."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.EDIT_PEOPLE, account_id)
    stands = next((one for one in get_units(account_id) if one.id == unit_id), None)
    if stands is None:
        raise Http404
    initial = {"name": stands.name, "function": stands.function, "version": stands.version}
    form = UnitForm(typed_in(request), initial=initial)
    if form.is_bound and form.is_valid():
        with told_beside(form):
            actions.change_unit(by=user, account_id=account_id, unit_id=unit_id, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("people", account_id)
    return render(request, "people/unit.html", {"stop": "accounts", "account": account, "form": form, "unit": stands})


def _forms(request: HttpRequest, found: PersonState) -> Forms:
    """Return the forms of the page, the one that was sent filled with what was typed."""
    do = request.POST.get("do", "")

    def typed(name: str) -> QueryDict | None:
        return request.POST if do == name else None

    post, today = found.post, timezone.localdate()
    held = {"title": post.title, "unit": post.unit, "level": post.level or guess_level(post.title) or ""}
    reached = {name: getattr(found, name) for name in REACHED}
    of_post = {"boss": post.boss_id, "since": post.since, "version": post.version}
    others = [one for one in _there(post.account_id) if one.id != found.id]
    ends = {"version": post.version}
    return {
        "change": PersonForm(typed("change"), initial=reached, auto_id="change_%s"),
        "post": PostForm(typed("post"), people=others, initial=held | of_post, auto_id="post_%s"),
        "leave": LeaveForm(typed("leave"), initial=ends | {"until": today}, auto_id="leave_%s"),
        "move": MoveForm(typed("move"), initial=ends | {"on": today}, auto_id="move_%s"),
        "also": AlsoForm(typed("also"), auto_id="also_%s"),
        "tie": TieForm(typed("tie"), auto_id="tie_%s"),
    }


def _do(
    request: HttpRequest, user: Actor, account: AccountState, found: PersonState, shown: Forms
) -> HttpResponse | None:
    """Do what the sent form asks and lead on; None where it must be shown again."""
    do = request.POST.get("do", "")
    whose: dict[str, Any] = {"by": user, "account_id": account.id, "contact_id": found.id}
    if do == "reopen":
        with told_on_top(request):
            actions.reopen_post(version=found.post.version, **whose)
            watch_people_of(by=user, account_id=account.id)
            messages.success(request, _("%(name)s is back.") % {"name": found.name})
        return redirect("person", account.id, found.id)
    form = shown.get(do)
    if form is None:
        raise Http404
    if not form.is_valid():
        return None
    with told_beside(form):
        _DOINGS[do](whose, form.cleaned_data | _seen(request, form))
        if do in {"leave", "move"}:
            watch_people_of(by=user, account_id=account.id)
        messages.success(request, _("Saved."))
        gone = do == "leave" and found.status is PersonStatus.ACTIVE
        return redirect("people", account.id) if gone else redirect("person", account.id, found.id)
    return None


def _seen(request: HttpRequest, form: forms.Form) -> dict[str, Any]:
    """Return which judgement of the chosen colleague the reader had before him; 0 where there was none."""
    if not isinstance(form, TieForm):
        return {}
    seen = request.POST.get(f"seen_{form.cleaned_data['user']}", "0")
    return {"version": int(seen) if seen.isdecimal() else 0}


def _tie(whose: dict[str, Any], typed: dict[str, Any]) -> None:
    told = {name: value for name, value in typed.items() if name not in {"user", "strength", "wanted"}}
    wanted = int(typed["wanted"]) if typed["wanted"] else None
    relation_actions.judge_tie(**whose, **told, user_id=typed["user"], strength=int(typed["strength"]), wanted=wanted)


def _change(whose: dict[str, Any], typed: dict[str, Any]) -> None:
    actions.change_person(**whose, **typed)


def _post(whose: dict[str, Any], typed: dict[str, Any]) -> None:
    actions.change_post(**whose, **_of_post(typed))


def _leave(whose: dict[str, Any], typed: dict[str, Any]) -> None:
    relation_actions.note_leaving(**whose, **typed)


def _move(whose: dict[str, Any], typed: dict[str, Any]) -> None:
    told = {name: value for name, value in typed.items() if name != "to_account"}
    to = find_account(whose["by"], typed["to_account"]) if typed["to_account"] else whose["account_id"]
    relation_actions.note_move(**whose, **told, to_account_id=to)


def _also(whose: dict[str, Any], typed: dict[str, Any]) -> None:
    told = {name: value for name, value in typed.items() if name != "to_account"}
    actions.add_post(**whose, **told, to_account_id=find_account(whose["by"], typed["to_account"]))


_DOINGS: dict[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    "change": _change, "post": _post, "leave": _leave, "move": _move, "also": _also, "tie": _tie,
}  # fmt: skip


def _of_post(typed: dict[str, Any]) -> dict[str, Any]:
    return {("boss_id" if name == "boss" else name): value for name, value in typed.items()}


def _there(account_id: int) -> list[PersonState]:
    return sorted((one for one in get_people(account_id) if one.is_there), key=lambda one: one.name)


urlpatterns = [
    path("accounts/<int:account_id>/people/", people, name="people"),
    path("accounts/<int:account_id>/people/new/", person_new, name="person_new"),
    path("accounts/<int:account_id>/people/<int:contact_id>/", person, name="person"),
    path("accounts/<int:account_id>/units/<int:unit_id>/", unit, name="unit"),
]
