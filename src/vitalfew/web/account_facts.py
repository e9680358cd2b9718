"""An account in the light of other facts: who it is on paper, what it owes, how it is served."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from vitalfew.accounts.queries import get_account
from vitalfew.accounts.queries.codes import get_present_codes
from vitalfew.ledger.labels_facts import FACT_KIND_LABELS
from vitalfew.ledger.queries.facts_accounts import AccountKnown, get_account_known, get_account_money
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.people.rules import Permission, Role, may
from vitalfew.web.facts_shown import FactTable, fact_table, steps, tax_doubt, terms
from vitalfew.web.visitors import signed_in

_WHO = ("customer", "customer_name")
SHOWN_PAYMENTS = 20


@require_GET
@login_required
def account_facts(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show what files told of the account besides lines and money."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    known = get_account_known(get_present_codes(account_id, today), today)
    context = {
        "stop": "accounts",
        "account": account,
        "may_import": may(Role(user.role), Permission.IMPORT_BOOKS),
        "known": known,
        "today": today,
        "tax_doubt": tax_doubt(known.customer),
        "terms": terms(known.contracts, today),
        "tables": _tables(known),
    }
    return render(request, "facts/account.html", context)


@require_GET
@login_required
def account_money(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show what the account owes, by how long it has been due, and what it paid last."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    money = get_account_money(get_present_codes(account_id, today), today)
    context = {
        "stop": "accounts",
        "account": account,
        "may_import": may(Role(user.role), Permission.IMPORT_BOOKS),
        "money": money,
        "today": today,
        "agings": [(one, steps(one)) for one in money.aging],
        "payments": fact_table(FactKind.PAYMENTS, money.payments[:SHOWN_PAYMENTS], _WHO),
    }
    return render(request, "facts/money.html", context)


def _tables(known: AccountKnown) -> list[tuple[str, str, FactTable]]:
    """Return what is simply listed: its kind, its word, its rows."""
    listed = (
        (FactKind.QUALITY_EVENTS, known.quality),
        (FactKind.CONTACTS, known.contacts),
        (FactKind.TARGETS, known.targets),
    )
    return [(kind.value, FACT_KIND_LABELS[kind], fact_table(kind, facts, _WHO)) for kind, facts in listed if facts]


urlpatterns = [
    path("accounts/<int:account_id>/facts/", account_facts, name="account_facts"),
    path("accounts/<int:account_id>/money/", account_money, name="account_money"),
]
