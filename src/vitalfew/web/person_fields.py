"""One field of a person changed in place: on the list, or in the head of the person's page."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from vitalfew.accounts.actions import edit_person
from vitalfew.accounts.queries import AccountState, PersonState, authorise, get_account, get_person, get_units
from vitalfew.accounts.rules import Seen
from vitalfew.accounts.rules.editing import against, stands
from vitalfew.journal.rules import StaleVersion
from vitalfew.people.rules import Permission
from vitalfew.web.forms.people import IN_PLACE, PersonFieldForm
from vitalfew.web.people_shown import field_word, told_word
from vitalfew.web.visitors import signed_in, typed_in
from vitalfew.web.whys import told_beside


@login_required
@require_http_methods(["GET", "POST"])
def person_field(request: HttpRequest, account_id: int, contact_id: int, field: str) -> HttpResponse:
    """Give the form of one field, or write it; with both values in its place where another has written it."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.EDIT_PEOPLE, account_id)
    person = get_person(account_id, contact_id)
    if person is None or field not in IN_PLACE:
        raise Http404
    if "shown" in request.GET:
        return _value(request, account, person, field)
    initial = {field: stands(person, field), "seen": Seen.of(person)}
    form = PersonFieldForm(typed_in(request), initial=initial, field=field)
    if form.is_bound and form.is_valid():
        told = {field: form.cleaned_data[field]}
        try:
            with told_beside(form):
                seen = Seen.read(form.cleaned_data["seen"])
                changed = edit_person(by=user, account_id=account_id, contact_id=contact_id, seen=seen, told=told)
                return _value(request, account, changed, field)
        except StaleVersion as stale:
            return _clash(request, account, told, stale, (contact_id, field))
    return _page(request, account, person, field, form)


def _value(request: HttpRequest, account: AccountState, person: PersonState, field: str) -> HttpResponse:
    """Show the value where the form stood."""
    if not request.headers.get("HX-Request"):
        return redirect("person", account.id, person.id)
    context = {"account": account, "person": person, "field": field, "value": field_word(person, field), "focus": True}
    return render(request, "people/in_place.html", context)


def _clash(
    request: HttpRequest, account: AccountState, told: dict[str, Any], stale: StaleVersion, what: tuple[int, str]
) -> HttpResponse:
    contact_id, field = what
    person = get_person(account.id, contact_id)
    if person is None:
        raise Http404
    typed = request.POST.copy()
    typed["seen"] = str(Seen.of(person))
    form = PersonFieldForm(typed, field=field)
    _yours, standing = against(person, told, stale)[field]
    more = {"clash": field_word(person, field) if standing else "—", "wanted": told_word(field, told[field])}
    return _page(request, account, person, field, form, 409, **more)


def _page(
    request: HttpRequest,
    account: AccountState,
    person: PersonState,
    field: str,
    form: PersonFieldForm,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    part = request.headers.get("HX-Request")
    context = {
        "stop": "accounts", "account": account, "person": person, "field": field, "form": form, "part": part,
        "units": get_units(account.id) if field == "unit" else [], **more,
    }  # fmt: skip
    return render(request, "people/in_place_form.html" if part else "people/field.html", context, status=status)


urlpatterns = [
    path("accounts/<int:account_id>/people/<int:contact_id>/fields/<slug:field>/", person_field, name="person_field"),
]
