"""An account becomes a key account, with a reason (S5); who looks after it changes; the designation ends."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vitalfew.accounts import actions
from vitalfew.accounts.labels import TIER_LABELS
from vitalfew.accounts.queries import AccountState, KeyAccountState, authorise, get_account
from vitalfew.accounts.rules import Tier
from vitalfew.loop.analysis.actions import end_stage, end_step, open_cycle
from vitalfew.loop.analysis.queries import get_figures
from vitalfew.loop.control.actions import end_case
from vitalfew.people.rules import Actor, Permission
from vitalfew.web.forms.designations import ChangeForm, DesignateForm, RevokeForm
from vitalfew.web.home.worth import worth
from vitalfew.web.visitors import rights_over, signed_in, typed_in
from vitalfew.web.whys import told_beside


@login_required
@require_http_methods(["GET", "POST"])
def designate(request: HttpRequest, account_id: int) -> HttpResponse:
    """Name the account a key account, its figures beside the form; then lead on to its stage."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.DESIGNATE, account_id)
    if account.key and request.method == "GET":
        return redirect("designation", account_id)
    form = DesignateForm(typed_in(request), initial={"tier": Tier.KEY.value, "designated_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with told_beside(form):
            actions.designate(
                by=user, account_id=account_id, designated_on=form.cleaned_data["designated_on"], **_terms(form)
            )
            open_cycle(by=user, account_id=account_id)
            end_step(by=user, account_id=account_id)
            messages.success(request, _("%(name)s is a key account now. Where does it stand?") % {"name": account.name})
            return redirect("stage", account_id)
    return render(request, "designations/designate.html", _context(account, form=form))


@login_required
@require_http_methods(["GET", "POST"])
def designation(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the designation; change it, or end it with a reason."""
    user = signed_in(request)
    account = get_account(user, account_id)
    if request.method == "POST":
        authorise(user, Permission.DESIGNATE, account_id)
    rights = rights_over(user, account_id)
    if not account.key:
        return redirect("designate" if rights.designate else "account", account_id)
    do = request.POST.get("do")
    change = _change_form(account.key, request.POST if do == "change" else None)
    if change.is_bound and change.is_valid():
        with told_beside(change):
            version = change.cleaned_data["version"]
            actions.change_designation(by=user, account_id=account_id, version=version, **_terms(change))
            if change.cleaned_data["manager"] != account.key.manager_id:
                messages.success(request, _("It is in other hands now. Hand over with this pack."))
                return redirect("handover", account_id)
            messages.success(request, _("Saved."))
            return redirect("designation", account_id)
    revoke = _revoke_form(account.key, request.POST if do == "revoke" else None)
    if revoke.is_bound and revoke.is_valid():
        with told_beside(revoke):
            _revoke(user, account_id, revoke)
            messages.success(request, _("%(name)s is no key account any more.") % {"name": account.name})
            return redirect("account", account_id)
    context = _context(account, change=change, revoke=revoke, rights=rights, tier=TIER_LABELS[Tier(account.key.tier)])
    return render(request, "designations/designation.html", context)


def _change_form(key: KeyAccountState, typed: QueryDict | None) -> ChangeForm:
    stands = {
        "tier": key.tier,
        "manager": key.manager_id,
        "deputy": key.deputy_id,
        "sponsor": key.sponsor_id,
        "reason": key.reason,
    }
    return ChangeForm(typed, initial={**stands, "version": key.version})


def _revoke_form(key: KeyAccountState, typed: QueryDict | None) -> RevokeForm:
    # Ids of its own: both forms stand on one page.
    initial = {"version": key.version, "revoked_on": timezone.localdate()}
    return RevokeForm(typed, initial=initial, auto_id="revoke_%s")


def _revoke(user: Actor, account_id: int, form: RevokeForm) -> None:
    actions.revoke_designation(by=user, account_id=account_id, **form.cleaned_data)
    # Seen from the loop: an account that is no key account stands at no stage.
    end_stage(by=user, account_id=account_id)
    end_step(by=user, account_id=account_id)
    end_case(by=user, account_id=account_id, lesson=form.cleaned_data["reason"])


def _terms(form: DesignateForm | ChangeForm) -> dict[str, Any]:
    typed = form.cleaned_data
    return {
        "tier": typed["tier"],
        "manager_id": typed["manager"],
        "deputy_id": typed["deputy"],
        "sponsor_id": typed["sponsor"],
        "reason": typed["reason"],
    }


def _context(account: AccountState, **more: Any) -> dict[str, Any]:
    figures = get_figures(account.id)
    found = worth(figures, account.id) if figures else None
    return {"stop": "accounts", "account": account, "figures": figures, "worth": found, **more}


urlpatterns = [
    path("accounts/<int:account_id>/designate/", designate, name="designate"),
    path("accounts/<int:account_id>/designation/", designation, name="designation"),
]
