"""A prospect that turns out to be an account of the books takes over its figures with its code."""

from django.db import transaction

from vitalfew.accounts.actions import join_prospect
from vitalfew.accounts.rules import AccountState
from vitalfew.loop.analysis.models import AccountFigures
from vitalfew.people.rules import Actor, Permission, require


def join_with_figures(*, by: Actor, prospect_id: int, version: int, account_id: int) -> AccountState:
    """Say that the prospect is this account of the books; nothing needs to be computed anew."""
    require(by, Permission.ADD_PROSPECT)
    with transaction.atomic():
        AccountFigures.objects.filter(pk=account_id).update(account_id=prospect_id)
        return join_prospect(by=by, prospect_id=prospect_id, version=version, account_id=account_id)
