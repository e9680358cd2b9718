"""Promises of both sides: noted, kept or broken, and the share that is kept (S26)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitalfew.accounts.queries import AccountState, authorise, get_account, get_contacts
from vitalfew.people.rules import Actor, Permission
from vitalfew.relations import actions
from vitalfew.relations.queries import CommitmentState, get_commitment, get_commitments
from vitalfew.relations.rules import Side
from vitalfew.web.forms.plans import VersionForm
from vitalfew.web.forms.promises import BrokenForm, ChangePromiseForm, KeptForm, PromiseForm
from vitalfew.web.promised import promise_rows, sides_kept
from vitalfew.web.visitors import rights_over, signed_in, typed_in
from vitalfew.web.whys import told_beside, told_on_top


@login_required
@require_http_methods(["GET", "POST"])
def promises(request: HttpRequest, account_id: int) -> HttpResponse:
    """List what both sides have promised; note another promise."""
    user = signed_in(request)
    account = get_account(user, account_id)
    if request.method == "POST":
        authorise(user, Permission.LOG_VISIT, account_id)
    initial = {"side": Side.US.value, "owner": user.actor_id}
    form = PromiseForm(typed_in(request), contacts=get_contacts(account_id), initial=initial)
    if form.is_bound and form.is_valid():
        with told_beside(form):
            actions.note_commitment(by=user, account_id=account_id, **_written(form.cleaned_data))
            messages.success(request, _("Noted. It stands on Today when it is due."))
            return redirect("promises", account_id)
    today, found = timezone.localdate(), get_commitments(account_id)
    context = {
        "stop": "execution",
        "account": account,
        "form": form,
        "open": promise_rows([one for one in found if one.is_open], today),
        "ended": promise_rows(reversed([one for one in found if not one.is_open]), today),
        "sides": sides_kept(found),
        "rights": rights_over(user, account_id),
    }
    return render(request, "promises/account.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def promise(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """Show a promise; change it, note how it ended, or take that back."""
    user = signed_in(request)
    stands, account = _found(user, commitment_id)
    if request.method == "POST":
        authorise(user, Permission.LOG_VISIT, account.id)
    today = timezone.localdate()
    do, sent = request.POST.get("do", ""), request.POST
    kept_on = {"kept_on": today, "version": stands.version}
    forms: dict[str, Form] = {
        "change": ChangePromiseForm(
            sent if do == "change" else None, contacts=get_contacts(account.id), initial=_stands(stands)
        ),
        "kept": KeptForm(sent if do == "kept" else None, initial=kept_on),
        "broken": BrokenForm(sent if do == "broken" else None, initial={"version": stands.version}),
        "reopen": VersionForm(sent if do == "reopen" else None, initial={"version": stands.version}),
    }
    if (form := forms.get(do)) and form.is_valid():
        with told_beside(form):
            _write(user, stands.id, do, form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("promises", account.id)
    context = {
        "stop": "execution",
        "account": account,
        "row": promise_rows([stands], today)[0],
        "form": forms["change"],
        "kept": forms["kept"],
        "broken": forms["broken"],
        "reopen": forms["reopen"],
        "rights": rights_over(user, account.id),
    }
    return render(request, "promises/promise.html", context)


@login_required
@require_POST
def promise_kept(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """Note that a promise was kept today."""
    user = signed_in(request)
    stands, account = _found(user, commitment_id)
    authorise(user, Permission.LOG_VISIT, account.id)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    with told_on_top(request):
        today = timezone.localdate()
        actions.keep_commitment(by=user, commitment_id=commitment_id, version=version, kept_on=today)
        messages.success(request, _("Kept: %(what)s") % {"what": stands.what})
    match request.POST.get("next"):
        case "execution":
            return redirect("execution")
        case "account":
            return redirect("account", account.id)
    return redirect("promises", account.id)


def _found(user: Actor, commitment_id: int) -> tuple[CommitmentState, AccountState]:
    stands = get_commitment(user, commitment_id)
    if stands is None:
        raise Http404
    return stands, get_account(user, stands.account_id)


def _write(user: Actor, commitment_id: int, do: str, typed: dict[str, Any]) -> None:
    """Do to the promise what its form asked for."""
    said: dict[str, Any] = {"by": user, "commitment_id": commitment_id, "version": typed["version"]}
    match do:
        case "change":
            actions.change_commitment(**said, **_written(typed))
        case "kept":
            actions.keep_commitment(**said, kept_on=typed["kept_on"])
        case "broken":
            actions.break_commitment(**said, reason=typed["reason"])
        case _:
            actions.reopen_commitment(**said)


def _stands(stands: CommitmentState) -> dict[str, Any]:
    names = ("what", "due_on", "version")
    asked = {"owner": stands.owner_id, "contact": stands.contact_id}
    return {name: getattr(stands, name) for name in names} | asked


def _written(typed: dict[str, Any]) -> dict[str, Any]:
    said = {name: value for name, value in typed.items() if name in {"side", "what", "due_on"}}
    return said | {"owner_id": typed["owner"], "contact_id": typed["contact"]}


urlpatterns = [
    path("accounts/<int:account_id>/promises/", promises, name="promises"),
    path("promises/<int:commitment_id>/", promise, name="promise"),
    path("promises/<int:commitment_id>/kept/", promise_kept, name="promise_kept"),
]
