"""The open-book sheet: costs both firms may read, savings and their split; by name, each reading remembered (S22a)."""

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

from vitalfew.accounts.queries import authorise, get_account
from vitalfew.ledger.queries import get_edge
from vitalfew.people.rules import Permission
from vitalfew.relations import actions
from vitalfew.relations.labels_joint import ELEMENT_LABELS
from vitalfew.relations.queries.joint import get_readers
from vitalfew.relations.rules.joint import OpenBook
from vitalfew.web.forms.joint import CostForm, EndCostForm, ReaderForm, SavingForm
from vitalfew.web.visitors import rights_in, signed_in
from vitalfew.web.whys import told_beside


@login_required
@require_POST
def open_book(request: HttpRequest, account_id: int) -> HttpResponse:
    """Read the sheet, which is remembered; open a cost, end one, note a saving."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    sheet = actions.read_open_book(by=user, account_id=account_id)
    do, start = request.POST.get("do"), {"currency": get_edge().currency}
    forms: dict[str, Form] = {
        "open": CostForm(
            request.POST if do == "open" else None, initial=start | {"valid_from": today}, auto_id="cost-%s"
        ),
        "saving": SavingForm(
            request.POST if do == "saving" else None, initial=start | {"agreed_on": today}, auto_id="saving-%s"
        ),
        "end": EndCostForm(request.POST if do == "end" else None),
    }
    form = forms.get(do or "")
    if form and form.is_valid():
        with told_beside(form):
            _write(request, account_id, sheet, do or "", form.cleaned_data)
            messages.success(request, _("Saved."))
            sheet = actions.read_open_book(by=user, account_id=account_id)
            forms[do or ""] = type(form)(initial=form.initial, auto_id=form.auto_id)
    context = {
        "stop": "execution",
        "account": account,
        "rights": rights_in(user, account),
        "items": [
            {"item": one, "element": ELEMENT_LABELS[one.element], "stands": one.stands(today)} for one in sheet.items
        ],
        "savings": sheet.savings,
        "open": forms["open"],
        "saving": forms["saving"],
    }
    return render(request, "joint/open_book.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def joint_readers(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show who may read what is closed; name somebody, or let somebody read no more."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    authorise(user, Permission.READ_CLOSED, account_id)
    do = request.POST.get("do")
    form, readers = ReaderForm(request.POST if do == "name" else None), get_readers(account_id, today)
    if do == "drop":
        _drop(request, {str(one.id) for one in readers})
        return redirect("joint_readers", account_id)
    if form.is_bound and form.is_valid():
        with told_beside(form):
            named = actions.name_reader(by=user, account_id=account_id, user_id=form.cleaned_data["user"])
            messages.success(request, _("%(name)s may read it from today on.") % {"name": named.user_name})
            return redirect("joint_readers", account_id)
    context = {
        "stop": "execution",
        "account": account,
        "rights": rights_in(user, account),
        "form": form,
        "readers": readers,
    }
    return render(request, "joint/readers.html", context)


def _drop(request: HttpRequest, known: set[str]) -> None:
    reader, version = request.POST.get("reader", ""), request.POST.get("version", "")
    if reader not in known:
        raise Http404
    number = int(version) if version.isdecimal() else 0
    actions.drop_reader(by=signed_in(request), reader_id=int(reader), version=number)
    messages.success(request, _("Saved."))


def _write(request: HttpRequest, account_id: int, sheet: OpenBook, do: str, typed: dict[str, Any]) -> None:
    user = signed_in(request)
    match do:
        case "open":
            actions.open_cost(by=user, account_id=account_id, **typed)
        case "saving":
            actions.agree_saving(by=user, account_id=account_id, **typed)
        case _:
            if all(one.id != typed["item"] for one in sheet.items):
                raise Http404
            today = timezone.localdate()
            actions.end_cost(by=user, item_id=typed["item"], version=typed["version"], valid_to=today)


urlpatterns = [
    path("accounts/<int:account_id>/joint/open-book/", open_book, name="open_book"),
    path("accounts/<int:account_id>/joint/readers/", joint_readers, name="joint_readers"),
]
