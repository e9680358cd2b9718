"""Whose accounts are whose: the only entrance to account rows."""

from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import FilteredRelation, Model, Q, QuerySet

from vitalfew.accounts.models import Account, Coverage
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.people.rules import Actor, Permission, Relation, Role, may, require
from vitalfew.prepared import Prepared

Reader = Actor | AnonymousUser
NAMED = ("manager", "director", "deputy", "sponsor")  # by a designation
Row = TypeVar("Row", bound=Model)


def accounts_visible_to(user: Reader) -> QuerySet[Account]:
    """Return the accounts this user may see: a manager his own, everybody else all, nobody none."""
    if sees_all(user):
        return Account.objects.all()
    owner = _owner(user)
    return Account.objects.none() if owner is None else Account.objects.filter(pk__in=owned_by(owner))


def visible_account(user: Reader, account_id: int) -> Account | None:
    """Return the account, where this user may see it, with its standing designation as `stands`; every page asks."""
    if sees_all(user):
        return next(iter(_ANY(account_id=account_id)), None)
    owner = _owner(user)
    return None if owner is None else next(iter(_OWN(account_id=account_id, owner_id=owner)), None)


def with_designation(found: QuerySet[Account]) -> QuerySet[Account]:
    """Read the standing designation, and who bears it, with each account, as `stands`."""
    stands = FilteredRelation("designations", condition=Q(designations__revoked_on=None))
    return found.annotate(stands=stands).select_related(*(f"stands__{name}" for name in NAMED))


def only_visible(rows: QuerySet[Row], user: Reader, path: str = "account") -> QuerySet[Row]:
    """Keep the rows whose account, at the end of this path, the user may see."""
    # "In every account" would be true of each, and be walked to say so.
    return rows if sees_all(user) else rows.filter(**{f"{path}__in": accounts_visible_to(user)})


# `only_visible` as a condition on account_id, for what every page asks: building a question costs more than answering
# it. It takes the parameters of `seen_by`.
SEEN = """(%(sees_all)s OR account_id IN (
    SELECT c.account_id FROM accounts_coverage c JOIN accounts_keyaccount k ON k.id = c.key_account_id
    WHERE k.revoked_on IS NULL AND %(owner)s IN (k.manager_id, k.deputy_id)))"""


def seen_by(user: Reader) -> dict[str, Any]:
    """Return whose eyes `SEEN` looks through."""
    return {"sees_all": sees_all(user), "owner": _owner(user)}


def sees_all(user: Reader) -> bool:
    """Tell whether every account is visible to this user."""
    return _may_see(user, Relation.OTHER)


def owned_by(user_id: int | None) -> QuerySet[Coverage, int]:
    """Return the ids of the accounts that this user manages or deputises: designated ones, and all below them."""
    own = Q(key_account__manager_id=user_id) | Q(key_account__deputy_id=user_id)
    return Coverage.objects.filter(own, key_account__revoked_on=None).values_list("account_id", flat=True)


def get_relation(by: Actor, account_id: int) -> Relation:
    """Tell whether the account is this user's own: he is manager or deputy of it, or of one above it."""
    is_own = by.actor_id is not None and owned_by(by.actor_id).filter(account_id=account_id).exists()
    return Relation.OWN if is_own else Relation.OTHER


def authorise(by: Actor, permission: Permission, account_id: int) -> None:
    """Raise NoSuchAccount where the account is not visible to the user, NotAllowed where he may not do this to it."""
    if not accounts_visible_to(by).filter(pk=account_id).exists():
        raise NoSuchAccount(account_id)
    require(by, permission, get_relation(by, account_id))


def _may_see(user: Reader, relation: Relation) -> bool:
    if isinstance(user, AnonymousUser) or not user.is_active:
        return False
    return may(Role(user.role), Permission.SEE_ACCOUNT, relation)


def _owner(user: Reader) -> int | None:
    """Return whose own accounts are meant; None where the user may see not even those."""
    return None if isinstance(user, AnonymousUser) or not _may_see(user, Relation.OWN) else user.actor_id


_ANY = Prepared(lambda account_id: with_designation(Account.objects.filter(pk=account_id)))
_OWN = Prepared(
    lambda account_id, owner_id: with_designation(Account.objects.filter(pk=account_id, pk__in=owned_by(owner_id)))
)
