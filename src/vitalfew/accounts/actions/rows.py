"""The row behind the list: written here only, each column for the package that owns it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from vitalfew.accounts.models import AccountRow
from vitalfew.accounts.rules import folded
from vitalfew.bulk import chunks, update_many
from vitalfew.people.rules import Actor

ROW = [field.name for field in AccountRow._meta.concrete_fields]
# account, code, name, name_en, search; then what nobody has computed yet.
_SHOWN = ("code", "name", "name_en", "search")
_NOTHING_YET = tuple(field.get_default() for field in AccountRow._meta.concrete_fields[1 + len(_SHOWN) :])


def write_in_rows(*, by: Actor, columns: Sequence[str], values: Iterable[tuple[Any, ...]]) -> None:
    """Write these columns of the rows whose account ids come first in each tuple.

    For the actions of the packages that own the columns: they have asked for the permission and write the journal.
    """
    for chunk in chunks(values):
        with transaction.atomic():
            update_many(AccountRow, columns, chunk)


def shown_row(code: str, name: str, name_en: str = "") -> dict[str, str]:
    """Return what the list knows of who an account is."""
    return dict(zip(_SHOWN, (code, name, name_en, folded(code, name, name_en)), strict=True))


def bare_row(account_id: int, code: str, name: str, name_en: str = "") -> tuple[Any, ...]:
    """Return the whole row of an account of which nothing has been computed yet."""
    return (account_id, code, name, name_en, folded(code, name, name_en), *_NOTHING_YET)
