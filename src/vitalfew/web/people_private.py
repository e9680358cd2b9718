"""What is private about a person: notes that few read, everything kept as a file, and the wish to be forgotten."""

from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from vitalfew.accounts import actions
from vitalfew.accounts.queries import PersonState, authorise, get_account, get_person
from vitalfew.documents.person import as_json, as_workbook, gather_person
from vitalfew.journal.erasure import wipe_free_space
from vitalfew.people.rules import Permission
from vitalfew.web.forms.people_private import ForgetForm, NoteForm
from vitalfew.web.visitors import signed_in, typed_in
from vitalfew.web.whys import told_beside

KINDS = {
    "json": (as_json, "application/json"),
    "xlsx": (as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@login_required
@require_POST
def person_notes(request: HttpRequest, account_id: int, contact_id: int) -> HttpResponse:
    """Read the private notes, which is remembered, or write one."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.SEE_PRIVATE_NOTE, account_id)
    person = _person(account_id, contact_id)
    form = NoteForm(request.POST if request.POST.get("do") == "write" else None)
    if form.is_bound and form.is_valid():
        with told_beside(form):
            actions.write_note(by=user, account_id=account_id, contact_id=contact_id, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("person", account_id, contact_id)
    notes = actions.read_notes(by=user, account_id=account_id, contact_id=contact_id)
    context = {"stop": "accounts", "account": account, "person": person, "form": form, "notes": notes}
    return render(request, "people/notes.html", context)


@login_required
@require_POST
def person_file(request: HttpRequest, account_id: int, contact_id: int) -> HttpResponse:
    """Answer with everything kept about the person; reading the notes for it is remembered."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.SEE_PRIVATE_NOTE, account_id)
    _person(account_id, contact_id)
    kind = request.POST.get("kind", "")
    kind = kind if kind in KINDS else "json"
    write, content_type = KINDS[kind]
    name = quote(f"{account.name} {contact_id}.{kind}")
    headers = {"Content-Disposition": f"attachment; filename=\"person.{kind}\"; filename*=UTF-8''{name}"}
    content = write(gather_person(user, account_id, contact_id))
    return HttpResponse(content, content_type=content_type, headers=headers)


@login_required
@require_http_methods(["GET", "POST"])
def person_forget(request: HttpRequest, account_id: int, contact_id: int) -> HttpResponse:
    """Forget the person everywhere, for a reason."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.ERASE_PERSON, account_id)
    person = _person(account_id, contact_id)
    form = ForgetForm(typed_in(request))
    if form.is_bound and form.is_valid():
        with told_beside(form):
            texts = actions.forget_person(by=user, account_id=account_id, contact_id=contact_id, **form.cleaned_data)
            wipe_free_space()
            messages.success(request, _forgotten(texts))
            return redirect("people", account_id)
    context = {"stop": "accounts", "account": account, "person": person, "form": form}
    return render(request, "people/forget.html", context)


def _person(account_id: int, contact_id: int) -> PersonState:
    person = get_person(account_id, contact_id)
    if person is None:
        raise Http404
    return person


def _forgotten(texts: int) -> str:
    said = ngettext(
        "Forgotten. The name is struck out of %(count)s text.",
        "Forgotten. The name is struck out of %(count)s texts.",
        texts,
    )
    return said % {"count": texts}


urlpatterns = [
    path("accounts/<int:account_id>/people/<int:contact_id>/notes/", person_notes, name="person_notes"),
    path("accounts/<int:account_id>/people/<int:contact_id>/file/", person_file, name="person_file"),
    path("accounts/<int:account_id>/people/<int:contact_id>/forget/", person_forget, name="person_forget"),
]
