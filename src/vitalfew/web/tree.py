"""The tree of customers: who belongs to whom on a day, and arranging it (S9)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitalfew.accounts import actions
from vitalfew.accounts.queries import (
    AccountState,
    authorise,
    get_account,
    get_membership,
    get_memberships,
    get_merged,
    get_nodes,
    get_path,
)
from vitalfew.accounts.rules import AccountKind, MembershipState
from vitalfew.jobs.actions import enqueue
from vitalfew.people.rules import Actor, Permission
from vitalfew.web.forms.tree import AsOfForm, LeaveForm, NodeForm, PlaceForm, WithdrawForm
from vitalfew.web.guards import allowed
from vitalfew.web.tree_shown import branches
from vitalfew.web.visitors import rights_over, signed_in, typed_in
from vitalfew.web.whys import told_beside


@login_required
@require_GET
def account_tree(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the account with all above it and the two levels below it, as they stood on a day."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    form = AsOfForm({"on": request.GET.get("on") or today.isoformat()})
    on: date = form.cleaned_data["on"] if form.is_valid() else today
    context = {
        "stop": "accounts",
        "account": account,
        "rights": rights_over(user, account_id),
        "form": form,
        "on": on,
        "today": today,
        "path": get_path(user, account_id, on),
        "tree": branches(user, account, on),
        "memberships": get_memberships(user, account_id),
        "merged": get_merged(user, account_id),
        "survivor": get_account(user, account.merged_into_id) if account.merged_into_id else None,
    }
    return render(request, "tree/tree.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def account_place(request: HttpRequest, account_id: int) -> HttpResponse:
    """Place the account under another from a day on, move it, or take it out."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.ARRANGE_ACCOUNTS, account_id)
    stands, do = get_membership(user, account_id), request.POST.get("do")
    form = _place_form(request, account, stands, is_sent=do == "place")
    if form.is_bound and form.is_valid():
        with told_beside(form):
            if _placed(user, account, form, stands):
                return _arranged(request, account_id)
    leave = LeaveForm(request.POST if do == "leave" else None, initial=_leaving(stands), auto_id="leave_%s")
    if leave.is_bound and leave.is_valid():
        with told_beside(leave):
            actions.take_out(by=user, account_id=account_id, **leave.cleaned_data)
            return _arranged(request, account_id)
    context = {"stop": "accounts", "account": account, "stands": stands, "form": form, "leave": leave}
    return render(request, "tree/place.html", context)


@require_http_methods(["GET", "POST"])
@allowed(Permission.ARRANGE_ACCOUNTS)
def node_new(request: HttpRequest) -> HttpResponse:
    """Make a group or a site by hand, and place it at once if its place is known."""
    user = signed_in(request)
    initial = {"kind": AccountKind.GROUP.value, "valid_from": timezone.localdate()}
    form = NodeForm(typed_in(request), user=user, initial=initial | _under(request))
    if form.is_bound and form.is_valid():
        with told_beside(form):
            made = _made(user, form)
            if made is not None:
                messages.success(request, _("Made. Place accounts under it from their own pages."))
                return redirect("account_tree", made)
    return render(request, "tree/new.html", {"stop": "accounts", "form": form})


@require_POST
@login_required
def membership_withdraw(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Take back a membership that never was."""
    form = WithdrawForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    account_id = actions.withdraw_membership(by=signed_in(request), membership_id=membership_id, version=version)
    if account_id is None:
        raise Http404
    return _arranged(request, account_id)


def _place_form(
    request: HttpRequest, account: AccountState, stands: MembershipState | None, *, is_sent: bool
) -> PlaceForm:
    initial = {"valid_from": timezone.localdate(), "version": stands.version if stands else None}
    typed = request.POST if is_sent else None
    return PlaceForm(typed, user=signed_in(request), without=account.id, initial=initial)


def _placed(user: Actor, account: AccountState, form: PlaceForm, stands: MembershipState | None) -> bool:
    said = form.cleaned_data
    parent_id = None if said["group"] and not said["named"] else form.account_id()
    if parent_id is None and form.errors:
        return False
    actions.place_account(
        by=user,
        account_id=account.id,
        parent_id=parent_id,
        group=said["group"],
        valid_from=said["valid_from"],
        valid_to=said["valid_to"],
        version=said["version"] if stands else None,
    )
    return True


def _made(user: Actor, form: NodeForm) -> int | None:
    said = form.cleaned_data
    parent_id = form.account_id() if said["named"] else None
    if form.errors:
        return None
    told = {name: said[name] for name in ("kind", "name", "name_en", "country")}
    return actions.create_node(by=user, **told, parent_id=parent_id, valid_from=said["valid_from"]).id


def _under(request: HttpRequest) -> dict[str, str]:
    """Return the account named in the address, as one would name it in the form."""
    under = request.GET.get("under", "")
    number = int(under) if under.isascii() and under.isdigit() and len(under) < 12 else 0
    node = get_nodes(signed_in(request), [number]).get(number)
    return {"named": node.code or node.name} if node else {}


def _leaving(stands: MembershipState | None) -> dict[str, Any]:
    return {"left_on": timezone.localdate(), "version": stands.version if stands else 0}


def _arranged(request: HttpRequest, account_id: int) -> HttpResponse:
    enqueue(by=signed_in(request), task="refresh")
    messages.success(request, _("Arranged. The figures follow in a moment."))
    return redirect("account_tree", account_id)


urlpatterns = [
    path("accounts/nodes/new/", node_new, name="node_new"),
    path("accounts/<int:account_id>/tree/", account_tree, name="account_tree"),
    path("accounts/<int:account_id>/tree/place/", account_place, name="account_place"),
    path("memberships/<int:membership_id>/withdraw/", membership_withdraw, name="membership_withdraw"),
]
