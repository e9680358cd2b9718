"""The page of permissions says what a lawyer would read from it."""

import pytest

from vitalfew.people.rules import (
    CLOCK,
    COMMAND_LINE,
    NotAllowed,
    Permission,
    Relation,
    Role,
    SystemActor,
    may,
    require,
)


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", Role)
def test_what_is_allowed_for_another_s_account_is_allowed_for_one_s_own(role: Role, permission: Permission) -> None:
    assert may(role, permission, Relation.OWN) or not may(role, permission, Relation.OTHER)


@pytest.mark.parametrize("permission", sorted(set(Permission) - {Permission.SEE_COMPANY}))
def test_a_manager_may_do_nothing_to_another_s_account(permission: Permission) -> None:
    assert not may(Role.MANAGER, permission, Relation.OTHER)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ANALYST, Role.ADMINISTRATOR])
@pytest.mark.parametrize("permission", [Permission.DESIGNATE, Permission.CONFIRM_STAGE])
def test_only_the_director_designates_and_confirms(role: Role, permission: Permission) -> None:
    assert not may(role, permission, Relation.OWN)
    assert may(Role.DIRECTOR, permission)


def test_only_the_administrator_manages_users() -> None:
    assert [role for role in Role if may(role, Permission.MANAGE_USERS)] == [Role.ADMINISTRATOR]


def test_a_closed_login_may_do_nothing() -> None:
    closed = SystemActor("x", Role.DIRECTOR, is_active=False)
    for permission in Permission:
        with pytest.raises(NotAllowed):
            require(closed, permission, Relation.OWN)


def test_the_command_line_and_the_clock_may_read_books_but_not_judge() -> None:
    for actor in (COMMAND_LINE, CLOCK):
        require(actor, Permission.IMPORT_BOOKS)
        with pytest.raises(NotAllowed) as refusal:
            require(actor, Permission.CONFIRM_STAGE)
        assert refusal.value.permission is Permission.CONFIRM_STAGE
