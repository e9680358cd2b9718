"""One person of the map: what is said of him and since when, the lines to others, whom he reports to; all by form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from vitalfew import words
from vitalfew.accounts import actions
from vitalfew.accounts.queries import (
    AccountState,
    PersonState,
    authorise,
    get_account,
    get_boss_before,
    get_chart,
    get_person,
    get_units,
)
from vitalfew.accounts.rules import Seated
from vitalfew.people.rules import Actor, Permission
from vitalfew.relations import actions as relation_actions
from vitalfew.relations.labels_map import LINE_LABELS
from vitalfew.relations.queries import get_lines_of, get_past_stances, get_stance
from vitalfew.relations.rules.stances import BOTH_WAYS, SAID, LineState, StanceState
from vitalfew.web.fields import label_of, word_for
from vitalfew.web.forms.people_map import JudgeForm, LineForm, SeatForm, UnderForm
from vitalfew.web.visitors import rights_over, signed_in, typed_in
from vitalfew.web.whys import told_beside, told_on_top

STANCE = "relations.stance"


@dataclass(frozen=True)
class LineRow:
    """A line of the person in words."""

    line: LineState
    kind: str
    other_id: int
    other: str
    arrow: str


@dataclass(frozen=True)
class Saying:
    """What was said from a day on, field by field."""

    stance: StanceState
    said: list[tuple[str, str]]


@login_required
@require_http_methods(["GET", "POST"])
def map_person(request: HttpRequest, account_id: int, contact_id: int) -> HttpResponse:
    """Show what is said of a person; say something new, draw or end a line, move him under another boss."""
    user = signed_in(request)
    account = get_account(user, account_id)
    found = _person(account_id, contact_id)
    seats = get_chart(account_id)
    stance = get_stance(account_id, contact_id)
    shown = _forms(request, found, stance, seats)
    if request.method == "POST":
        authorise(user, Permission.EDIT_PEOPLE, account_id)
        if answered := _do(request, user, account, found, shown):
            return answered
    context = {
        "stop": "accounts",
        "account": account,
        "person": found,
        "rights": rights_over(user, account_id),
        "stance": stance,
        "said": _said(stance),
        "past": [Saying(one, _said(one)) for one in get_past_stances(account_id, contact_id)],
        "lines": _lines(get_lines_of(account_id, contact_id), contact_id, seats),
        "today": timezone.localdate(),
        **{f"{name}_form": form for name, form in shown.items()},
    }
    return render(request, "people_map/person.html", context)


@login_required
@require_POST
def map_move(request: HttpRequest, account_id: int) -> HttpResponse:
    """Move a person under another boss, or under nobody, and go back to where it was asked."""
    user = signed_in(request)
    get_account(user, account_id)
    authorise(user, Permission.EDIT_PEOPLE, account_id)
    contact, boss = _number(request, "contact"), _number(request, "boss")
    if contact is None or get_person(account_id, contact) is None:
        raise Http404
    with told_on_top(request):
        actions.change_post(
            by=user, account_id=account_id, contact_id=contact, version=_number(request, "version") or 0, boss_id=boss
        )
        return redirect(_back(request, account_id, moved=contact))
    return redirect(_back(request, account_id))


@login_required
@require_http_methods(["GET", "POST"])
def map_seat(request: HttpRequest, account_id: int) -> HttpResponse:
    """Note a seat to be filled, or an outsider with a say."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.EDIT_PEOPLE, account_id)
    form = SeatForm(typed_in(request), people=_people(get_chart(account_id)), initial={"kind": "placeholder"})
    if form.is_bound and form.is_valid():
        told = {("boss_id" if name == "boss" else name): value for name, value in form.cleaned_data.items()}
        with told_beside(form):
            added = actions.add_person(by=user, account_id=account_id, **told)
            messages.success(request, _("%(name)s is noted.") % {"name": added.name})
            return redirect("map", account_id)
    context = {"stop": "accounts", "account": account, "form": form, "units": get_units(account_id)}
    return render(request, "people_map/seat.html", context)


def moved_line(account_id: int, contact_id: int | None) -> dict[str, Any] | None:
    """Return who has just been moved, under whom, and from where, so that it can be taken back."""
    if contact_id is None:
        return None
    found = get_person(account_id, contact_id)
    before = get_boss_before(account_id, contact_id)
    if found is None or before is None:
        return None
    return {
        "name": found.name,
        "contact": contact_id,
        "version": found.post.version,
        "boss": found.post.boss or pgettext("boss", "nobody"),
        "before_id": before.id or "",
        "before": before.name or pgettext("boss", "nobody"),
    }


def _person(account_id: int, contact_id: int) -> PersonState:
    found = get_person(account_id, contact_id)
    if found is None:
        raise Http404
    return found


def _forms(request: HttpRequest, found: PersonState, stance: StanceState, seats: list[Seated]) -> dict[str, forms.Form]:
    do = request.POST.get("do", "")

    def typed(name: str) -> QueryDict | None:
        return request.POST if do == name else None

    others = _people([one for one in seats if one.contact_id != found.id])
    judged = {name: getattr(stance, name) for name in (*SAID, "version")}
    judged |= {name: list(judged[name]) for name in ("roles", "parts")}
    # Empty, or a new judgement would go by the old one's source.
    return {
        "judge": JudgeForm(typed("judge"), initial=judged, auto_id="judge_%s"),
        "line": LineForm(typed("line"), people=others, initial={"strength": 1}, auto_id="line_%s"),
        "under": UnderForm(
            typed("under"),
            people=others,
            initial={"boss": found.post.boss_id, "version": found.post.version},
            auto_id="under_%s",
        ),
    }


def _do(
    request: HttpRequest, user: Actor, account: AccountState, found: PersonState, shown: dict[str, forms.Form]
) -> HttpResponse | None:
    do = request.POST.get("do", "")
    whose: dict[str, Any] = {"by": user, "account_id": account.id}
    if do == "end":
        with told_on_top(request):
            relation_actions.end_line(
                **whose, line_id=_number(request, "line") or 0, version=_number(request, "version") or 0
            )
            messages.success(request, _("The line has ended and stays in the history."))
        return redirect("map_person", account.id, found.id)
    form = shown.get(do)
    if form is None:
        raise Http404
    if not form.is_valid():
        return None
    with told_beside(form):
        _DOINGS[do](whose, found.id, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("map_person", account.id, found.id)
    return None


def _judge(whose: dict[str, Any], who: int, typed: dict[str, Any]) -> None:
    relation_actions.judge_person(**whose, contact_id=who, **typed)


def _draw(whose: dict[str, Any], who: int, typed: dict[str, Any]) -> None:
    told = {name: value for name, value in typed.items() if name != "head"}
    relation_actions.draw_line(**whose, tail_id=who, head_id=typed["head"], **told)


def _under(whose: dict[str, Any], who: int, typed: dict[str, Any]) -> None:
    actions.change_post(**whose, contact_id=who, version=typed["version"], boss_id=typed["boss"])


_DOINGS: dict[str, Callable[[dict[str, Any], int, dict[str, Any]], None]] = {
    "judge": _judge,
    "line": _draw,
    "under": _under,
}


def _said(stance: StanceState) -> list[tuple[str, str]]:
    """Return what is said, field by field; nothing of what nobody has said."""
    if not stance.version:
        return []
    values = [(name, getattr(stance, name)) for name in SAID]
    known = [(name, list(value) if isinstance(value, tuple) else value) for name, value in values]
    return [(label_of(name), word_for(STANCE, name, value)) for name, value in known if value not in (None, "", [])]


def _lines(found: list[LineState], who: int, seats: list[Seated]) -> list[LineRow]:
    names = {one.contact_id: words.name(one.name, one.name_en) for one in seats}
    rows = []
    for line in found:
        other = line.head_id if line.tail_id == who else line.tail_id
        arrow = "↔" if line.kind in BOTH_WAYS else "→" if line.tail_id == who else "←"
        rows.append(LineRow(line, str(LINE_LABELS[line.kind]), other, names.get(other, "—"), arrow))
    return rows


def _people(seats: list[Seated]) -> list[tuple[int, str]]:
    told = [(one.contact_id, _told(one)) for one in seats]
    return sorted(told, key=lambda one: one[1])


def _told(one: Seated) -> str:
    name = words.name(one.name, one.name_en)
    return f"{name} · {one.shown_title}" if one.shown_title else name


def _number(request: HttpRequest, name: str) -> int | None:
    word = request.POST.get(name, "")
    return int(word) if word.isdecimal() and len(word) < 19 else None


def _back(request: HttpRequest, account_id: int, moved: int | None = None) -> str:
    """Return the map as it was looked at."""
    here = reverse("map", args=[account_id])
    query = QueryDict(request.POST.get("query", "").removeprefix("?"), mutable=True)
    query.pop("moved", None)
    if moved is not None:
        query["moved"] = str(moved)
    wanted = f"{here}?{query.urlencode()}" if query else here
    return wanted + (f"#p{moved}" if moved else "")


urlpatterns = [
    path("accounts/<int:account_id>/map/move/", map_move, name="map_move"),
    path("accounts/<int:account_id>/map/seat/", map_seat, name="map_seat"),
    path("accounts/<int:account_id>/map/<int:contact_id>/", map_person, name="map_person"),
]
