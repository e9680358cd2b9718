"""However the tree is arranged, in whatever order: no day has a circle, nobody has two parents on a day, and each
account is covered by at most one key account (INV4).

Placed, moved, taken out, withdrawn, designated and revoked at random; after every step the stored rows are asked.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.making import key_account
from people.story import make_account
from vitalfew.accounts.actions import place_account, revoke_designation, take_out, withdraw_membership
from vitalfew.accounts.models import Coverage, KeyAccount, Membership
from vitalfew.accounts.queries import accounts_visible_to, get_membership
from vitalfew.accounts.rules import UnfitTree
from vitalfew.journal.models import Entry
from vitalfew.journal.queries import verify_chain

pytestmark = pytest.mark.django_db
SIZE = 6
TODAY = date.today()
FIRST = TODAY - timedelta(20)
accounts, days = st.integers(0, SIZE - 1), st.integers(0, 40).map(lambda number: FIRST + timedelta(number))


class Tree(RuleBasedStateMachine):
    """A few accounts that belong to one another in ever other ways."""

    cast: Any

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.ids = [make_account(f"N{number}", f"第{number}家").pk for number in range(SIZE)]

    def teardown(self) -> None:
        assert verify_chain() is None
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def attempt(self, act: Callable[..., Any], **told: Any) -> None:
        """Do it, or be refused without a trace."""
        lines = Entry.objects.count()
        try:
            act(by=self.cast.director, **told)
        except UnfitTree:
            assert Entry.objects.count() == lines, "refused, and yet something was written"

    @rule(child=accounts, parent=accounts, start=days, end=st.none() | days)
    def place(self, child: int, parent: int, start: date, end: date | None) -> None:
        told = {"account_id": self.ids[child], "parent_id": self.ids[parent], "valid_from": start, "valid_to": end}
        self.attempt(place_account, **told)

    @rule(child=accounts, parent=accounts, day=days)
    def move(self, child: int, parent: int, day: date) -> None:
        stands = get_membership(self.cast.director, self.ids[child])
        told = {"account_id": self.ids[child], "parent_id": self.ids[parent], "valid_from": day}
        self.attempt(place_account, version=stands.version if stands else None, **told)

    @rule(child=accounts, day=days)
    def leave(self, child: int, day: date) -> None:
        stands = get_membership(self.cast.director, self.ids[child])
        told = {"account_id": self.ids[child], "version": stands.version if stands else 1, "left_on": day}
        self.attempt(take_out, **told)

    @rule(pick=st.integers(0, 99))
    def withdraw(self, pick: int) -> None:
        rows = list(Membership.objects.order_by("pk"))
        if rows:
            one = rows[pick % len(rows)]
            self.attempt(withdraw_membership, membership_id=one.pk, version=one.version)

    @rule(account=accounts, is_strangers=st.booleans())
    def designate(self, account: int, is_strangers: bool) -> None:
        if not self._key(account):
            manager = self.cast.stranger if is_strangers else self.cast.owner
            key_account(self.cast, self.ids[account], manager_id=manager.pk)

    @rule(account=accounts)
    def revoke(self, account: int) -> None:
        key = self._key(account)
        if key:
            told = {"version": key.version, "reason": "业务已停", "revoked_on": TODAY}
            revoke_designation(by=self.cast.director, account_id=self.ids[account], **told)

    def _key(self, account: int) -> KeyAccount | None:
        return KeyAccount.objects.filter(account_id=self.ids[account], revoked_on=None).first()

    def _parents(self, day: date) -> dict[int, int]:
        held = [
            (row.child_id, row.parent_id)
            for row in Membership.objects.all()
            if row.valid_from <= day and (row.valid_to is None or day < row.valid_to)
        ]
        assert len(held) == len(dict(held)), f"somebody has two parents on {day}"
        return dict(held)

    @invariant()
    def no_day_has_a_circle_and_nobody_two_parents(self) -> None:
        for number in range(-1, 43):
            parents = self._parents(FIRST + timedelta(number))
            for account in self.ids:
                walked = [account]
                while walked[-1] in parents:
                    walked.append(parents[walked[-1]])
                    assert len(walked) <= SIZE, f"a circle {number} days in: {walked}"

    @invariant()
    def the_nearest_key_account_covers_and_its_managers_see(self) -> None:
        parents, keys = (
            self._parents(TODAY),
            dict(KeyAccount.objects.filter(revoked_on=None).values_list("account_id", "pk")),
        )
        expected, nearest = set(), {}
        for account in self.ids:
            one: int | None = account
            while one is not None:
                if one in keys:
                    expected.add((account, keys[one]))
                    nearest.setdefault(account, keys[one])
                one = parents.get(one)
        stored = Coverage.objects.values_list("account_id", "key_account_id", "is_nearest")
        assert {(account, key) for account, key, _nearest in stored} == expected
        assert {account: key for account, key, is_nearest in stored if is_nearest} == nearest
        for user in (self.cast.owner, self.cast.stranger):
            his = set(KeyAccount.objects.filter(revoked_on=None, manager=user).values_list("pk", flat=True))
            seen = set(accounts_visible_to(user).values_list("pk", flat=True))
            assert seen == {account for account, key in expected if key in his}


def _run(cast: Any, examples: int) -> None:
    Tree.cast = cast
    run_state_machine_as_test(
        Tree,
        settings=settings(
            max_examples=examples,
            stateful_step_count=50,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_tree_holds_together_in_whatever_order(cast: Any) -> None:
    _run(cast, 6)


@pytest.mark.soak
def test_the_tree_holds_together_for_ten_thousand_steps(cast: Any) -> None:
    _run(cast, 200)
