"""The lines behind a figure: where a number comes from, down to batch, sheet and row (conventions B12)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from vitalfew.accounts.queries import get_account, get_ids_by_code, get_names
from vitalfew.accounts.queries.codes import get_days_of
from vitalfew.accounts.queries.lists import get_outermost_keys
from vitalfew.ledger.labels import KIND_LABELS
from vitalfew.ledger.queries import BooksEdge, LinePage, Whose, get_edge, get_lines, get_order_day_count
from vitalfew.ledger.rules.figures import CodeDays
from vitalfew.ledger.rules.kinds import Kind
from vitalfew.people.rules import Actor, Permission, Role, may, require
from vitalfew.web.forms.lines import MEASURE_WORDS, LinesAsked, LinesForm, with_days
from vitalfew.web.guards import allowed
from vitalfew.web.traces import MARGIN, ORDER_DAYS
from vitalfew.web.visitors import signed_in

ON_A_PAGE = 100
Codes = Sequence[CodeDays] | Whose


@require_GET
@login_required
def account_lines(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the account's lines of a period, and what they come to."""
    account = get_account(signed_in(request), account_id)
    return _page(request, get_days_of(account.id), {"stop": "accounts", "account": account})


@require_GET
@login_required
def lines(request: HttpRequest) -> HttpResponse:
    """Show the lines of many accounts: the reader's key accounts, or all that name a customer."""
    user, of = signed_in(request), request.GET.get("of", "key")
    return _page(request, _codes(user, of), {"stop": "accounts", "of": of, "is_many": True})


@require_GET
@allowed(Permission.SEE_COMPANY)
def unattributed_lines(request: HttpRequest) -> HttpResponse:
    """Show the lines that name no customer: kept, so that totals equal finance's."""
    return _page(request, Whose.NOBODY, {"stop": "books"})


def _codes(user: Actor, of: str) -> Codes:
    if of == "all":
        require(user, Permission.SEE_COMPANY)
        return Whose.EVERYBODY
    return [days for number in get_outermost_keys(user) for days in get_days_of(number)]


def _page(request: HttpRequest, codes: Codes, context: dict[str, Any]) -> HttpResponse:
    edge = get_edge()
    form = LinesForm(with_days(request.GET, edge))
    asked = form.asked()
    number = max(1, _whole(request.GET.get("page", "1")))
    found = get_lines(
        codes,
        asked.start,
        asked.end,
        kinds=asked.kinds,
        currency=asked.currency,
        limit=ON_A_PAGE,
        offset=(number - 1) * ON_A_PAGE,
    )
    context |= {
        "edge": edge,
        "may_see_batches": may(Role(signed_in(request).role), Permission.IMPORT_BOOKS),
        "form": form,
        "asked": asked,
        "kinds": [KIND_LABELS[Kind(kind)] for kind in asked.kinds],
        "measure": MEASURE_WORDS[asked.measure],
        "sum": _sum(codes, asked, found, is_one="account" in context),
        "lines": found,
        "is_in_several": _is_in_several(found, edge),
        "page": number,
        "pages": max(1, -(-found.total_lines // ON_A_PAGE)),
    }
    if context.get("is_many"):
        context |= _named(signed_in(request), found)
    return render(request, "lines/lines.html", context)


def _named(user: Actor, found: LinePage) -> dict[str, Any]:
    ids = get_ids_by_code(user, {one.account for one in found.rows if one.account})
    return {"ids": ids, "names": get_names(user, ids.values())}


def _sum(codes: Codes, asked: LinesAsked, found: LinePage, *, is_one: bool) -> Decimal | int | None:
    """Return the figure that these lines make."""
    if asked.measure == ORDER_DAYS:
        return get_order_day_count(codes, asked.start, asked.end, currency=asked.currency, is_one=is_one)
    return found.margin if asked.measure == MARGIN else found.total_amount


def _is_in_several(found: LinePage, edge: BooksEdge) -> bool:
    return any(one.currency not in {"", edge.currency} for one in found.sums)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1


urlpatterns = [
    path("lines/", lines, name="lines"),
    path("accounts/<int:account_id>/lines/", account_lines, name="account_lines"),
    path("books/unattributed/", unattributed_lines, name="unattributed_lines"),
]
