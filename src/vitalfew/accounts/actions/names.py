"""English names, where a source tells them beside the books."""

from collections.abc import Mapping

from django.db import transaction

from vitalfew.accounts.actions.rows import write_in_rows
from vitalfew.accounts.models import Account
from vitalfew.accounts.rules import folded
from vitalfew.journal.actions import write_entry
from vitalfew.people.rules import Actor, Permission, require


def name_in_english(*, by: Actor, names: Mapping[str, str]) -> int:
    """Give these accounts, by code, an English name where nobody has given one; return how many got it."""
    require(by, Permission.IMPORT_BOOKS)
    found = list(Account.objects.filter(code__in=names, name_en=""))
    for account in found:
        account.name_en = names[account.code or ""][:300]
    with transaction.atomic():
        if found:
            write_entry(by=by, verb="accounts.named_in_english", row=Account(pk=0), after={"accounts": len(found)})
        Account.objects.bulk_update(found, ["name_en"], batch_size=500)
        shown = [(one.pk, one.name_en, folded(one.code or "", one.name, one.name_en)) for one in found]
        write_in_rows(by=by, columns=["name_en", "search"], values=shown)
    return len(found)
