"""Accounts that are one customer: merged into one another, the merging taken back, likely pairs looked through."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitalfew.accounts import actions
from vitalfew.accounts.labels_tree import REASON_LABELS
from vitalfew.accounts.queries import authorise, get_account
from vitalfew.accounts.queries.matches import get_matches
from vitalfew.jobs.actions import enqueue
from vitalfew.people.rules import Actor, Permission
from vitalfew.web.forms.merging import MergeForm, PairForm
from vitalfew.web.forms.tree import WithdrawForm
from vitalfew.web.guards import allowed
from vitalfew.web.visitors import signed_in, typed_in
from vitalfew.web.whys import told_beside, told_on_top


@login_required
@require_http_methods(["GET", "POST"])
def account_merge(request: HttpRequest, account_id: int) -> HttpResponse:
    """Say which account this one really is."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.ARRANGE_ACCOUNTS, account_id)
    initial = {"version": account.version}
    form = MergeForm(typed_in(request), user=user, without=account_id, initial=initial)
    if form.is_bound and form.is_valid():
        into = form.account_id()
        if into is not None:
            with told_beside(form):
                version = form.cleaned_data["version"]
                actions.merge_account(by=user, account_id=account_id, into_id=into, version=version)
                enqueue(by=user, task="refresh")
                messages.success(request, _("They are one account now. This can be taken back here."))
                return redirect("account_tree", into)
    return render(request, "tree/merge.html", {"stop": "accounts", "account": account, "form": form})


@require_POST
@login_required
def account_unmerge(request: HttpRequest, account_id: int) -> HttpResponse:
    """Take back that the account is another one."""
    user = signed_in(request)
    get_account(user, account_id)
    form = WithdrawForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    with told_on_top(request):
        actions.unmerge_account(by=user, account_id=account_id, version=version)
        enqueue(by=user, task="refresh")
        messages.success(request, _("Two accounts again, each with its own lines."))
    return redirect("account_tree", account_id)


@require_http_methods(["GET", "POST"])
@allowed(Permission.ARRANGE_ACCOUNTS)
def matches(request: HttpRequest) -> HttpResponse:
    """List the pairs that may be one customer; say of one of them that it is, or that it is not."""
    user = signed_in(request)
    form = PairForm(typed_in(request))
    if form.is_bound and form.is_valid():
        with told_on_top(request):
            _decide(user, request.POST.get("do", ""), form.cleaned_data)
            enqueue(by=user, task="refresh")
            messages.success(request, _("Noted."))
        return redirect("matches")
    found = get_matches(user)
    return render(request, "tree/matches.html", {"stop": "accounts", "matches": found, "reasons": REASON_LABELS})


def _decide(user: Actor, do: str, said: dict[str, int]) -> None:
    first, second = get_account(user, said["first"]), get_account(user, said["second"])
    if do == "not_same":
        actions.note_not_same(by=user, account_id=first.id, other_id=second.id)
    elif do in ("first", "second"):
        stands, goes = (first, second) if do == "first" else (second, first)
        actions.merge_account(by=user, account_id=goes.id, into_id=stands.id, version=goes.version)


urlpatterns = [
    path("accounts/matches/", matches, name="matches"),
    path("accounts/<int:account_id>/merge/", account_merge, name="account_merge"),
    path("accounts/<int:account_id>/unmerge/", account_unmerge, name="account_unmerge"),
]
