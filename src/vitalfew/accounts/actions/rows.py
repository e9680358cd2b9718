"""The row behind the list: written here only, each column for the package that owns it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from vitalfew.accounts.models import AccountRow
from vitalfew.bulk import chunks, update_many
from vitalfew.people.rules import Actor


def write_in_rows(*, by: Actor, columns: Sequence[str], values: Iterable[tuple[Any, ...]]) -> None:
    """Write these columns of the rows whose account ids come first in each tuple.

    For the actions of the packages that own the columns: they have asked for the permission and write the journal.
    """
    for chunk in chunks(values):
        with transaction.atomic():
            update_many(AccountRow, columns, chunk)
