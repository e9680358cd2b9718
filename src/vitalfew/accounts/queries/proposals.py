"""Who would look after which account, as a file of owners says it: proposed, until a director agrees."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from vitalfew.accounts.models import KeyAccount
from vitalfew.accounts.queries.books import get_ids_by_code
from vitalfew.accounts.queries.dossiers import get_names
from vitalfew.accounts.queries.visible import Reader, only_visible
from vitalfew.accounts.rules import Tier
from vitalfew.ledger.queries.facts import Fact, get_facts
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.people.models import User
from vitalfew.people.queries import get_users
from vitalfew.people.rules import Role


class Hindrance(StrEnum):
    """Why a proposal cannot be taken."""

    NONE = ""
    NO_ACCOUNT = "no_account"  # the books know no customer of this code
    NO_MANAGER = "no_manager"  # no key account manager goes by this name
    STANDS = "stands"  # it is a key account already


@dataclass(frozen=True)
class OwnerProposal:
    """One row of a file of owners, and what would become of it."""

    account_id: int | None
    name: str
    said: str  # the owner, as the file names him
    tier: Tier
    manager_id: int | None
    manager_name: str
    deputy_id: int | None
    hindrance: Hindrance


def get_owner_proposals(user: Reader) -> list[OwnerProposal]:
    """Return what files of owners propose for the accounts that the user sees."""
    facts = [fact for fact in get_facts(FactKind.OWNERS) if fact["owner"]]
    ids = get_ids_by_code(user, {fact.code for fact in facts if fact.code})
    names = get_names(user, ids.values())
    standing = set(
        only_visible(KeyAccount.objects.filter(revoked_on=None, account_id__in=ids.values()), user).values_list(
            "account_id", flat=True
        )
    )
    managers = list(get_users(Role.MANAGER))
    return [_proposal(fact, ids.get(fact.code or ""), names, standing, managers) for fact in facts]


def called(users: Sequence[User], said: str | None) -> User | None:
    """Return the one user who goes by this user name or name."""
    wanted = (said or "").strip().casefold()
    found = [user for user in users if wanted in (user.username.casefold(), user.name.casefold())]
    return found[0] if wanted and len(found) == 1 else None


def _proposal(
    fact: Fact, account_id: int | None, names: dict[int, str], standing: set[int], managers: Sequence[User]
) -> OwnerProposal:
    manager, deputy = called(managers, fact["owner"]), called(managers, fact["deputy"])
    hindrance = Hindrance.NONE if manager else Hindrance.NO_MANAGER
    if account_id in standing:
        hindrance = Hindrance.STANDS
    elif account_id is None:
        hindrance = Hindrance.NO_ACCOUNT
    return OwnerProposal(
        account_id=account_id,
        name=names.get(account_id or 0, fact["customer_name"] or fact.code or ""),
        said=fact["owner"],
        tier=Tier(fact["tier"] or Tier.KEY),
        manager_id=manager.pk if manager else None,
        manager_name=manager.actor_name if manager else "",
        deputy_id=deputy.pk if deputy and manager and deputy.pk != manager.pk else None,
        hindrance=hindrance,
    )
