"""Logins closed or given another role, unless key accounts would be left without a manager or director (INV3)."""

from vitalfew.accounts.queries.team import get_managed
from vitalfew.accounts.rules import StillResponsible
from vitalfew.people import actions
from vitalfew.people.models import User
from vitalfew.people.rules import Actor, Role


def close_login(*, by: Actor, user: User, version: int) -> User:
    """Close a login for good, once its key accounts have been handed over."""
    _require_free(user)
    return actions.deactivate(by=by, user=user, version=version)


def change_login_role(*, by: Actor, user: User, role: Role, version: int) -> User:
    """Give another role, once the key accounts have been handed over."""
    _require_free(user)
    return actions.change_role(by=by, user=user, role=role, version=version)


def _require_free(user: User) -> None:
    if held := get_managed(user.pk):
        raise StillResponsible(held)
