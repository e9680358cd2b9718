"""The tree of causes and the playbook: read by everybody, written by the director (S24)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew.loop.control import actions
from vitalfew.loop.control.labels_cases import CAUSE_LABELS, PLAY_LABELS, STEPS_LABELS, in_both
from vitalfew.loop.control.queries.causes import get_causes, get_plays, get_used_causes
from vitalfew.loop.control.rules.causes import Cause, Causes, Play
from vitalfew.people.rules import Permission, Role, may
from vitalfew.web.forms.causes import CauseForm, PlayForm
from vitalfew.web.guards import allowed
from vitalfew.web.visitors import signed_in, typed_in
from vitalfew.web.whys import told_beside

NEW = "new"  # in place of a code


@login_required
@require_GET
def causes(request: HttpRequest) -> HttpResponse:
    """Show the tree, under each cause what to do about it."""
    user, plays, used = signed_in(request), get_plays(), get_used_causes()
    rows = [
        {"depth": depth, "cause": one, "is_used": one.code in used, "plays": [p for p in plays if p.cause == one.code]}
        for depth, one in get_causes().in_order()
    ]
    may_write = may(Role(user.role), Permission.DESIGNATE)
    return render(request, "causes/tree.html", {"stop": "control", "rows": rows, "may_write": may_write})


@allowed(Permission.DESIGNATE)
@require_http_methods(["GET", "POST"])
def cause(request: HttpRequest, code: str) -> HttpResponse:
    """Name, place or retire a cause; add one of one's own."""
    tree = get_causes()
    one = None if code == NEW else tree.by_code.get(code)
    if one is None and code != NEW:
        raise Http404
    form = CauseForm(typed_in(request), parents=_parents(tree, one), initial=_cause_stands(one))
    if form.is_bound and form.is_valid():
        with told_beside(form):
            actions.write_cause(by=signed_in(request), code=one.code if one else "", **_versioned(form.cleaned_data))
            messages.success(request, _("Saved."))
            return redirect("causes")
    return render(request, "causes/cause.html", {"stop": "control", "cause": one, "form": form})


@allowed(Permission.DESIGNATE)
@require_http_methods(["GET", "POST"])
def play(request: HttpRequest, code: str) -> HttpResponse:
    """Write a play of the playbook; add one of one's own."""
    tree = get_causes()
    one = next((found for found in get_plays() if found.code == code), None)
    if one is None and code != NEW:
        raise Http404
    offered = {found.code: f"{'— ' * depth}{found.word}" for depth, found in tree.in_order()}
    initial = _play_stands(one) if one else {"cause": request.GET.get("cause", "")}
    form = PlayForm(typed_in(request), causes=offered, initial=initial)
    if form.is_bound and form.is_valid():
        with told_beside(form):
            actions.write_play(by=signed_in(request), code=one.code if one else "", **_versioned(form.cleaned_data))
            messages.success(request, _("Saved."))
            return redirect("causes")
    return render(request, "causes/play.html", {"stop": "control", "play": one, "form": form})


def _parents(tree: Causes, one: Cause | None) -> dict[str, str]:
    below = {found.code for found in tree.by_code.values() if one and one in tree.path(found.code)}
    return {found.code: f"{'— ' * depth}{found.word}" for depth, found in tree.in_order() if found.code not in below}


def _cause_stands(one: Cause | None) -> dict[str, Any]:
    if one is None:
        return {}
    name, english = (one.name, one.name_en) if one.version else in_both(CAUSE_LABELS[one.code])
    stands = {"name": name, "name_en": english, "parent": one.parent, "is_retired": one.is_retired}
    return stands | {"version": one.version}


def _play_stands(one: Play) -> dict[str, Any]:
    if one.version:
        said = {"name": one.name, "name_en": one.name_en, "steps": one.steps, "steps_en": one.steps_en}
    else:
        (name, name_en), (steps, steps_en) = in_both(PLAY_LABELS[one.code]), in_both(STEPS_LABELS[one.code])
        said = {"name": name, "name_en": name_en, "steps": steps, "steps_en": steps_en}
    return said | {"cause": one.cause, "is_retired": one.is_retired, "version": one.version}


def _versioned(typed: dict[str, Any]) -> dict[str, Any]:
    return typed | {"version": typed.get("version") or 0}


urlpatterns = [
    path("control/causes/", causes, name="causes"),
    path("control/causes/<slug:code>/", cause, name="cause"),
    path("control/plays/<slug:code>/", play, name="play"),
]
