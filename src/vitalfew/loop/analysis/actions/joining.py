"""A prospect that turns out to be an account of the books takes over its figures with its code."""

from django.db import transaction

from vitalfew.accounts.actions import join_prospect, write_in_rows
from vitalfew.accounts.models import AccountRow
from vitalfew.accounts.rules import AccountState
from vitalfew.loop.analysis.actions.figures import OF_ROW
from vitalfew.loop.analysis.models import AccountFigures
from vitalfew.people.rules import Actor, Permission, require


def join_with_figures(*, by: Actor, prospect_id: int, version: int, account_id: int) -> AccountState:
    """Say that the prospect is this account of the books; nothing needs to be computed anew."""
    require(by, Permission.ADD_PROSPECT)
    with transaction.atomic():
        shown = AccountRow.objects.filter(pk=account_id).values_list(*OF_ROW).first()
        AccountFigures.objects.filter(pk=account_id).update(account_id=prospect_id)
        state = join_prospect(by=by, prospect_id=prospect_id, version=version, account_id=account_id)
        if shown:
            write_in_rows(by=by, columns=OF_ROW, values=[(prospect_id, *shown)])
    return state
