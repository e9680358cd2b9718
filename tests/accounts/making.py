"""Accounts and key accounts for a test, made the way the product makes them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from ledger.telling import Line, tell
from vitalfew.accounts.actions import adopt_codes, designate
from vitalfew.accounts.queries import get_ids_by_code
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.people.rules import COMMAND_LINE

BEGUN = date(2025, 1, 15)


def adopt(*names: str, **changes: Any) -> dict[str, int]:
    """Tell the books one line for each name (its code is the name) and return the accounts' ids by code."""
    return import_lines([Line(invoice=name, account=name, amount=Decimal(1)) for name in names], **changes)


def import_lines(lines: Iterable[Line], **changes: Any) -> dict[str, int]:
    """Put the lines into the books, make their accounts, and return the accounts' ids by code."""
    currency = changes.pop("currency", "")
    commit_checked(tell(lines, currency=currency), by=COMMAND_LINE, **changes)
    adopt_codes(by=COMMAND_LINE)
    return get_ids_by_code(COMMAND_LINE)


def key_account(cast: Any, account_id: int, **changes: Any) -> Any:
    """Let the director make it a key account of the cast's owner."""
    told: dict[str, Any] = {"tier": "key", "manager_id": cast.owner.pk, "reason": "一年三百万", "designated_on": BEGUN}
    return designate(by=cast.director, account_id=account_id, **told | changes)
