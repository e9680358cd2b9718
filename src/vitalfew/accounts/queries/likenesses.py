"""Which accounts of the books a prospect may be: suggested to people, never decided."""

from dataclasses import dataclass

from django.db.models import Q

from vitalfew import words
from vitalfew.accounts.queries.visible import Reader, accounts_visible_to
from vitalfew.accounts.rules import AccountState
from vitalfew.ledger.queries.tax_ids import get_codes_of_tax_id

SHOWN = 5


@dataclass(frozen=True)
class Likeness:
    """An account that the books name, and what it has in common with the prospect."""

    account_id: int
    code: str
    name: str
    has_tax_id: bool  # the same tax number; otherwise only the same name


def get_likenesses(user: Reader, prospect: AccountState) -> list[Likeness]:
    """Return the accounts with the prospect's tax number, then those with its name."""
    if not prospect.is_prospect:
        return []
    codes = get_codes_of_tax_id(prospect.tax_id)
    named = Q(name__iexact=prospect.name) | Q(name_in_books__iexact=prospect.name)
    same = accounts_visible_to(user).filter(Q(code__in=codes) | named, in_books=True).order_by("pk")
    found = [
        Likeness(one.pk, one.code or "", words.name(one.name, one.name_en), one.code in codes) for one in same[:50]
    ]
    return sorted(found, key=lambda one: not one.has_tax_id)[:SHOWN]
