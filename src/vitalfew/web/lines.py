"""The lines behind a figure: where a number comes from, down to batch, sheet and row (conventions B12)."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from vitalfew.accounts.queries import get_account
from vitalfew.ledger.queries import get_edge, get_lines
from vitalfew.people.rules import Permission, Role, may
from vitalfew.web.forms.inputs import day
from vitalfew.web.guards import allowed
from vitalfew.web.visitors import signed_in

ON_A_PAGE = 100


class PeriodForm(forms.Form):
    """From which day to which, both included; open at an end that is left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from"] = day(_("From"))
        self.fields["to"] = day(_("To"))

    def period(self) -> tuple[date | None, date | None]:
        """Return the days asked for, those that can be read."""
        if not self.is_valid():
            return None, None
        return self.cleaned_data["from"], self.cleaned_data["to"]


@require_GET
@login_required
def account_lines(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the account's lines of a period, and what they come to."""
    account = get_account(signed_in(request), account_id)
    return _page(request, account.code, {"stop": "accounts", "account": account})


@require_GET
@allowed(Permission.SEE_COMPANY)
def unattributed_lines(request: HttpRequest) -> HttpResponse:
    """Show the lines that name no customer: kept, so that totals equal finance's."""
    return _page(request, None, {"stop": "books"})


def _page(request: HttpRequest, code: str | None, context: dict[str, Any]) -> HttpResponse:
    form = PeriodForm(request.GET)
    start, end = form.period()
    number = max(1, _whole(request.GET.get("page", "1")))
    lines = get_lines(code, start, end, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE)
    context |= {
        "edge": get_edge(),
        "may_see_batches": may(Role(signed_in(request).role), Permission.IMPORT_BOOKS),
        "form": form,
        "start": start,
        "end": end,
        "lines": lines,
        "page": number,
        "pages": max(1, -(-lines.total_lines // ON_A_PAGE)),
    }
    return render(request, "lines/lines.html", context)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1


urlpatterns = [
    path("accounts/<int:account_id>/lines/", account_lines, name="account_lines"),
    path("books/unattributed/", unattributed_lines, name="unattributed_lines"),
]
