"""Prospects: noted by hand before the books name them, joined with the account that they turn out to be."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitalfew.accounts.actions import create_prospect
from vitalfew.accounts.labels import WHY_LABELS
from vitalfew.accounts.queries import get_account
from vitalfew.accounts.rules import UnfitProspect
from vitalfew.loop.analysis.actions import join_with_figures
from vitalfew.people.rules import Permission, require
from vitalfew.web.forms.prospects import JoinForm, ProspectForm
from vitalfew.web.guards import allowed
from vitalfew.web.visitors import signed_in, typed_in


@require_http_methods(["GET", "POST"])
@allowed(Permission.ADD_PROSPECT)
def prospect_new(request: HttpRequest) -> HttpResponse:
    """Note a prospect."""
    form = ProspectForm(typed_in(request))
    if form.is_bound and form.is_valid():
        try:
            account = create_prospect(by=signed_in(request), **form.cleaned_data)
        except UnfitProspect as refusal:
            form.add_error(None, str(WHY_LABELS[refusal.why]))
        else:
            messages.success(request, _("Noted. It is in the list of all accounts."))
            return redirect("account", account.id)
    return render(request, "prospects/new.html", {"stop": "accounts", "form": form})


@require_POST
@login_required
def prospect_join(request: HttpRequest, account_id: int) -> HttpResponse:
    """Say that the prospect is an account of the books."""
    user = signed_in(request)
    get_account(user, account_id)
    require(user, Permission.ADD_PROSPECT)
    form = JoinForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        get_account(user, said["account"])
        try:
            join_with_figures(by=user, prospect_id=account_id, version=said["version"], account_id=said["account"])
        except UnfitProspect as refusal:
            messages.error(request, str(WHY_LABELS[refusal.why]))
        else:
            messages.success(request, _("They are one account now, with the lines of the books."))
    return redirect("account", account_id)


urlpatterns = [
    path("accounts/new/", prospect_new, name="prospect_new"),
    path("accounts/<int:account_id>/join/", prospect_join, name="prospect_join"),
]
