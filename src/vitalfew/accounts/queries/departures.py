"""Which accounts leave the books with an import, and which of them are kept because people have worked on them."""

from dataclasses import dataclass

from vitalfew import words
from vitalfew.accounts.queries.hands import get_touched
from vitalfew.accounts.queries.visible import Reader, accounts_visible_to
from vitalfew.ledger.queries.departures import get_codes_only_in

SHOWN = 50


@dataclass(frozen=True)
class Kept:
    """An account without lines that people have worked on."""

    account_id: int
    code: str
    name: str
    tier: str  # "" where it is no key account
    contacts: int


@dataclass(frozen=True)
class Departures:
    """Who leaves: all of them, the first of those kept by name, and how many are set aside until lines return."""

    accounts: int
    kept: int
    named: tuple[Kept, ...]

    @property
    def aside(self) -> int:
        return self.accounts - self.kept

    @property
    def unnamed(self) -> int:
        return self.kept - len(self.named)


def get_departures(user: Reader, batch_id: int) -> Departures:
    """Return which accounts have no other lines than those of this import."""
    codes = set(get_codes_only_in(batch_id))
    touched = accounts_visible_to(user).filter(pk__in=get_touched()) if codes else accounts_visible_to(user).none()
    kept = [account for account in touched.prefetch_related("designations", "contacts") if account.code in codes]
    named = [
        Kept(
            account_id=account.pk,
            code=account.code or "",
            name=words.name(account.name, account.name_en),
            tier=next((one.tier for one in account.designations.all() if one.revoked_on is None), ""),
            contacts=len(account.contacts.all()),
        )
        for account in kept
    ]
    first = sorted(named, key=lambda one: (not one.tier, one.name))[:SHOWN]
    return Departures(len(codes), len(kept), tuple(first))
