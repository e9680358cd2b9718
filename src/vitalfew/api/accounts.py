"""Accounts: walked through by cursor, and one."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Query

from vitalfew.accounts.queries import get_account, get_accounts_after
from vitalfew.accounts.rules import AccountFilter, View
from vitalfew.api.shapes import AccountsPage, AccountWhole, account_out, row_out
from vitalfew.api.tokens import caller
from vitalfew.api.versions import tag
from vitalfew.ledger.queries import get_edge
from vitalfew.loop.analysis.queries import get_figures
from vitalfew.loop.analysis.queries.figures import get_figures_of

router = Router(tags=["accounts"])


@router.get("", response=AccountsPage, url_name="accounts")
def list_accounts(
    request: HttpRequest,
    view: View = View.ALL,
    text: str = "",
    cursor: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """Walk through the accounts that the user of the token sees, by number."""
    wanted = AccountFilter(view=view, text=text, size=limit)
    rows, has_more = get_accounts_after(caller(request), wanted, cursor)
    figures, edge = get_figures_of(row.account_id for row in rows), get_edge()
    return {
        "items": [row_out(row, figures.get(row.account_id), edge) for row in rows],
        "next": str(rows[-1].account_id) if has_more else None,
    }


@router.get("/{int:account_id}", response=AccountWhole, url_name="account")
def one_account(request: HttpRequest, response: HttpResponse, account_id: int) -> dict[str, Any]:
    """Tell one account and its figures."""
    account = get_account(caller(request), account_id)
    tag(response, account.version)
    return account_out(account, get_figures(account_id), get_edge())
