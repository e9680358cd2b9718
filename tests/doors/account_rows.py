"""Accounts for the tests of lists, made as the books and the loop would leave them."""

from datetime import date
from decimal import Decimal
from typing import Any

from people.story import make_account
from vitalfew.accounts.actions import designate
from vitalfew.accounts.models import AccountRow
from vitalfew.accounts.rules import folded

TODAY = date(2026, 11, 23)


def make_row(code: str, name: str, revenue: int | None = None, **columns: Any) -> Any:
    """Make an account and what its row says."""
    account = make_account(code, name)
    columns = {"revenue": None if revenue is None else Decimal(revenue), "code": code, **columns}
    rank = {} if revenue is None else {"revenue_rank": 1_000_000_000 - revenue}
    english = columns.get("name_en", "")
    AccountRow.objects.filter(pk=account.pk).update(search=folded(name, english, code), **rank, **columns)
    return account


def name_key_account(account: Any, cast: Any, manager: Any, tier: str = "key") -> Any:
    """Let the director name it."""
    return designate(
        by=cast.director, account_id=account.pk, tier=tier, manager_id=manager.pk, reason="grows", designated_on=TODAY
    )
