"""Several people of an account changed as one act: chosen, previewed, written all or none, taken back as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vitalfew.accounts.actions import edit_people
from vitalfew.accounts.queries import PersonState, authorise, get_account, get_people, get_units
from vitalfew.accounts.rules import SHARED, PersonEdit, Seen, StaleTogether
from vitalfew.accounts.rules.editing import against
from vitalfew.people.rules import Permission
from vitalfew.web.forms.people import SharedForm
from vitalfew.web.people_shown import field_word, told_word
from vitalfew.web.visitors import signed_in
from vitalfew.web.whys import told_beside


@dataclass(frozen=True)
class Change:
    """One field of one person: what it says, and what it will say."""

    label: str
    before: str
    after: str
    is_clash: bool

    @property
    def is_none(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True)
class Row:
    """One of the chosen people and what changes of him."""

    person: PersonState
    seen: Seen
    changes: list[Change]


@login_required
@require_http_methods(["GET", "POST"])
def people_together(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show what would change of the chosen people; write it once it has been seen so."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.EDIT_PEOPLE, account_id)
    people = _chosen(request, account_id)
    if not people:
        messages.info(request, _("Choose somebody first."))
        return redirect("people", account_id)
    form, stale = SharedForm(request.POST or None), None
    told = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if told and request.POST.get("previewed") == _written(told):
        try:
            with told_beside(form):
                edits = [PersonEdit(one.id, Seen.read(request.POST.get(f"seen_{one.id}", ""))) for one in people]
                number = edit_people(by=user, account_id=account_id, edits=edits, told=told)
                return redirect(f"{reverse('people', args=[account_id])}?done={number}")
        except StaleTogether as refusal:
            stale = refusal
            people = _chosen(request, account_id)
    context = {
        "stop": "accounts",
        "account": account,
        "form": form,
        "units": get_units(account_id),
        "rows": [_row(one, told, stale) for one in people],
        "previewed": _written(told) if told and not form.errors else "",
        "stale": len(stale.stale) if stale else 0,
    }
    return render(request, "people/together.html", context, status=409 if stale else 200)


def _chosen(request: HttpRequest, account_id: int) -> Sequence[PersonState]:
    asked: QueryDict = request.POST if request.method == "POST" else request.GET
    numbers = set(asked.getlist("chosen"))
    return sorted((one for one in get_people(account_id) if str(one.id) in numbers), key=lambda one: one.name)


def _row(person: PersonState, told: Mapping[str, Any], stale: StaleTogether | None) -> Row:
    clashes = stale.stale.get(person.id) if stale else None
    clashing = against(person, told, clashes) if clashes else {}
    changes = [
        Change(
            str(SharedForm.base_fields[name].label),
            field_word(person, name),
            told_word(name, told[name]),
            name in clashing,
        )
        for name in SHARED
        if name in told
    ]
    return Row(person, Seen.of(person), changes)


def _written(told: Mapping[str, Any]) -> str:
    """Return what is to change as one text, to know on writing that just this has been previewed."""
    return "|".join(f"{name}={told[name]}" for name in SHARED if name in told)


urlpatterns = [path("accounts/<int:account_id>/people/together/", people_together, name="people_together")]
