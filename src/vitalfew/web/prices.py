"""What one product costs one customer in one country and in another (S9)."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from vitalfew.accounts.queries import get_account
from vitalfew.accounts.queries.codes import get_countries, get_days_of
from vitalfew.ledger.queries import get_edge
from vitalfew.ledger.queries.prices import get_prices
from vitalfew.ledger.rules.figures import years_before
from vitalfew.web.visitors import signed_in


@login_required
@require_GET
def account_prices(request: HttpRequest, account_id: int) -> HttpResponse:
    """Compare what each product cost in the countries of the group, over twelve months."""
    account, edge = get_account(signed_in(request), account_id), get_edge()
    context = {"stop": "accounts", "account": account, "edge": edge, "prices": []}
    if edge.last_day is not None:
        start = years_before(edge.last_day, 1) + timedelta(1)
        prices = get_prices(get_days_of(account_id), get_countries(account_id), start, edge.last_day)
        context |= {"start": start, "prices": prices}
    return render(request, "tree/prices.html", context)


urlpatterns = [path("accounts/<int:account_id>/prices/", account_prices, name="account_prices")]
