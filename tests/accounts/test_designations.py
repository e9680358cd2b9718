"""Who sees which account, and how an account becomes a key account, changes hands and stops being one."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.making import adopt, key_account
from vitalfew.accounts import queries
from vitalfew.accounts.actions import add_contact, change_designation, designate, revoke_designation
from vitalfew.accounts.rules import (
    AlreadyDesignated,
    NeedsReason,
    NoSuchAccount,
    NotDesignated,
    RevokedTooEarly,
    UnfitManager,
)
from vitalfew.journal.queries import get_timeline
from vitalfew.journal.rules import StaleVersion
from vitalfew.people.models import User
from vitalfew.people.rules import CLOCK, NotAllowed, Permission, Relation

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(cast: Any) -> int:
    return adopt("C1", "C2")["C1"]


def seen_by(user: Any) -> set[str]:
    return set(queries.accounts_visible_to(user).values_list("code", flat=True))


def test_a_manager_sees_the_accounts_he_manages_or_deputises_and_everybody_else_all(cast: Any, account: int) -> None:
    key_account(cast, account, deputy_id=cast.stranger.pk)
    assert seen_by(cast.owner) == seen_by(cast.stranger) == {"C1"}
    assert all(seen_by(user) == {"C1", "C2"} for user in (cast.director, cast.analyst, cast.administrator, CLOCK))
    cast.director.is_active = False
    assert seen_by(cast.director) == seen_by(AnonymousUser()) == set()


def test_an_account_that_is_not_yours_does_not_exist(cast: Any, account: int) -> None:
    key_account(cast, account)
    assert queries.get_account(cast.owner, account).name == "C1"
    for ask in (queries.get_account, queries.get_designations):
        if ask is queries.get_designations:
            assert ask(cast.stranger, account) == []
            continue
        with pytest.raises(NoSuchAccount):
            ask(cast.stranger, account)
    with pytest.raises(NoSuchAccount):
        queries.get_account_by_code(cast.stranger, "C1")
    with pytest.raises(NoSuchAccount):
        add_contact(by=cast.stranger, account_id=account, name="王敏")
    assert queries.get_names(cast.stranger, [account]) == {}


def test_what_a_manager_may_do_he_may_do_to_his_own(cast: Any, account: int) -> None:
    key_account(cast, account)
    queries.authorise(cast.owner, Permission.EDIT_PLAN, account)
    assert queries.get_relation(cast.owner, account) is Relation.OWN
    assert queries.get_relation(CLOCK, account) is Relation.OTHER
    with pytest.raises(NotAllowed):
        queries.authorise(cast.owner, Permission.DESIGNATE, account)
    with pytest.raises(NotAllowed):
        queries.authorise(cast.analyst, Permission.EDIT_PLAN, account)


def test_a_designation_says_who_why_and_since_when(cast: Any, account: int) -> None:
    key_account(cast, account)
    key = queries.get_account(cast.director, account).key
    assert key
    assert (key.tier, key.manager_name, key.director_name, key.reason) == ("key", "林晓雯", "陈国栋", "一年三百万")
    assert get_timeline(account)[0].verb == "accounts.designated"
    row = queries.get_account_page(cast.director, queries.AccountFilter()).rows[0]
    assert (row.account_id, row.tier, row.manager_name) == (account, "key", "林晓雯")


def test_only_a_director_designates_and_only_once_and_with_a_reason(cast: Any, account: int) -> None:
    told: dict[str, Any] = {"account_id": account, "tier": "key", "manager_id": cast.owner.pk, "reason": "x"}
    told["designated_on"] = date(2025, 1, 1)
    with pytest.raises(NotAllowed):
        designate(by=cast.analyst, **told)
    with pytest.raises(NoSuchAccount):
        designate(by=cast.owner, **told)
    with pytest.raises(NeedsReason):
        designate(by=cast.director, **told | {"reason": " "})
    key_account(cast, account)
    with pytest.raises(AlreadyDesignated):
        designate(by=cast.director, **told)


@pytest.mark.parametrize("pair", [("director", None), ("owner", "owner"), ("owner", "analyst")])
def test_manager_and_deputy_are_two_key_account_managers(cast: Any, account: int, pair: tuple[str, str | None]) -> None:
    manager, deputy = (getattr(cast, name).pk if name else None for name in pair)
    with pytest.raises(UnfitManager):
        key_account(cast, account, manager_id=manager, deputy_id=deputy)
    User.objects.filter(pk=cast.stranger.pk).update(is_active=False)
    with pytest.raises(UnfitManager):
        key_account(cast, account, manager_id=cast.stranger.pk)


def test_an_account_changes_hands_at_once_and_unseen_edits_are_refused(cast: Any, account: int) -> None:
    key = key_account(cast, account)
    told = {"account_id": account, "tier": "strategic", "manager_id": cast.stranger.pk, "deputy_id": None}
    changed = change_designation(by=cast.director, version=key.version, reason="交接", **told)
    assert (changed.tier, changed.manager_name, changed.version) == ("strategic", "周启明", key.version + 1)
    assert (seen_by(cast.owner), seen_by(cast.stranger)) == (set(), {"C1"})
    row = queries.get_account_page(cast.director, queries.AccountFilter()).rows[0]
    assert (row.tier, row.manager_name) == ("strategic", "周启明")
    with pytest.raises(StaleVersion):
        change_designation(by=cast.director, version=key.version, reason="again", **told)


def test_a_revoked_account_is_no_key_account_and_may_become_one_again(cast: Any, account: int) -> None:
    key = key_account(cast, account)
    told: dict[str, Any] = {"by": cast.director, "account_id": account, "version": key.version}
    with pytest.raises(NeedsReason):
        revoke_designation(reason="", revoked_on=date(2025, 6, 1), **told)
    with pytest.raises(RevokedTooEarly):
        revoke_designation(reason="x", revoked_on=date(2024, 6, 1), **told)
    revoke_designation(reason="连续两年亏损", revoked_on=date(2025, 6, 1), **told)
    assert queries.get_account(cast.director, account).key is None
    assert seen_by(cast.owner) == set()
    assert queries.get_view_counts(cast.director)["key"] == 0
    with pytest.raises(NotDesignated):
        revoke_designation(reason="x", revoked_on=date(2025, 6, 1), **told)
    key_account(cast, account)
    past = queries.get_designations(cast.director, account)
    assert [one.revoke_reason for one in past] == ["", "连续两年亏损"]


def test_a_designation_does_not_end_before_the_day_a_deputy_went(cast: Any, account: int) -> None:
    """Else the deputy would have held a duty of an account that was none any more."""
    key = key_account(cast, account, deputy_id=cast.stranger.pk)
    told: dict[str, Any] = {"by": cast.director, "account_id": account, "reason": "x"}
    gone = date(2025, 6, 20)
    hands = {"tier": "key", "manager_id": cast.owner.pk, "deputy_id": None, "today": gone}
    alone = change_designation(version=key.version, **hands, **told)
    with pytest.raises(RevokedTooEarly):
        revoke_designation(version=alone.version, revoked_on=date(2025, 6, 17), **told)
    revoke_designation(version=alone.version, revoked_on=gone, **told)


def test_a_contact_is_noted_once(cast: Any, account: int) -> None:
    key_account(cast, account)
    first = add_contact(by=cast.owner, account_id=account, name="王敏", title="采购经理")
    assert add_contact(by=cast.owner, account_id=account, name=" 王敏 ") == first
    assert [(one.name, one.title) for one in queries.get_contacts(account)] == [("王敏", "采购经理")]
