"""INV3 and INV19 in whatever order: on every day a key account has one manager and one director; who left is not met.

Designated, handed over, revoked, logins closed, people met, moved and gone at random.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from people.story import make_account
from vitalfew.accounts import actions
from vitalfew.accounts.models import KeyAccount, OwnerPeriod, Post
from vitalfew.accounts.queries import get_people
from vitalfew.accounts.rules import (
    AlreadyDesignated,
    NotDesignated,
    RevokedTooEarly,
    StillResponsible,
    UnfitManager,
    UnfitPerson,
)
from vitalfew.journal.models import Entry
from vitalfew.journal.queries import verify_chain
from vitalfew.people.models import User
from vitalfew.people.rules import COMMAND_LINE
from vitalfew.relations.actions import log_interaction, note_leaving, note_move
from vitalfew.relations.models import Interaction
from vitalfew.relations.queries import get_last_touch

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2026, 1, 5)
REFUSALS = (
    AlreadyDesignated, NotDesignated, RevokedTooEarly, StillResponsible, UnfitManager, UnfitPerson,
)  # fmt: skip


where = st.sampled_from([0, 0, 1])
managers = st.sampled_from([0, 1, 2])
people = st.integers(0, 9)
edges = st.sampled_from([0, 0, -1, 1])


class Hands(RuleBasedStateMachine):
    """Two accounts, three managers, a director, and a day that only goes forward."""

    cast: Any

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.today = FIRST_DAY
        self.sent = 0
        self.accounts = [make_account(code, code).pk for code in ("N", "S")]
        for name in ("王丽", "沈建华"):
            actions.add_person(by=self.cast.director, account_id=self.accounts[0], name=name, today=self.today)
        for place, one in enumerate(get_people(self.accounts[0])):
            self.met(0, one, self.today - timedelta(5))
            if place:
                self.gone(0, one, self.today - timedelta(3), None)
        # Who held which duty at the end of each day that is over: the past does not change.
        self.past: dict[tuple[int, str, date], int] = {}
        self.managers = [self.cast.owner.pk, self.cast.stranger.pk, self.make_manager()]

    def make_manager(self) -> int:
        return User.objects.create(username="wu", name="吴敏", role="manager").pk

    def teardown(self) -> None:
        assert verify_chain() is None
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def attempt(self, act: Callable[..., Any], **told: Any) -> Any:
        """Do it, or be refused without a trace."""
        lines = Entry.objects.count()
        try:
            with transaction.atomic():
                return act(**told)
        except REFUSALS:
            assert Entry.objects.count() == lines, "refused, and yet something was written"
            return None

    @rule(days=st.integers(0, 4))
    def days_pass(self, days: int) -> None:
        if days:
            for one in OwnerPeriod.objects.filter(until=None, from_on__lte=self.today):
                self.past[one.key_account_id, one.duty, self.today] = one.user_id
        self.today += timedelta(days)

    @rule(which=where, manager=managers, deputy=st.none() | managers)
    def designate(self, which: int, manager: int, deputy: int | None) -> None:
        self.attempt(
            actions.designate, by=self.cast.director, account_id=self.accounts[which], tier="key",
            manager_id=self.managers[manager], deputy_id=None if deputy is None else self.managers[deputy],
            reason="x", designated_on=self.today,
        )  # fmt: skip

    @rule(which=where, manager=managers, deputy=st.none() | managers)
    def hand_over(self, which: int, manager: int, deputy: int | None) -> None:
        key = KeyAccount.objects.filter(account_id=self.accounts[which], revoked_on=None).first()
        if key is None:
            return self.designate(which, manager, deputy)
        self.attempt(
            actions.change_designation, by=self.cast.director, account_id=self.accounts[which],
            version=key.version, tier="key", manager_id=self.managers[manager],
            deputy_id=None if deputy is None else self.managers[deputy], reason="交接", today=self.today,
        )  # fmt: skip

    @rule(which=where, back=st.integers(-3, 3), is_rare=st.integers(0, 2))
    def revoke(self, which: int, back: int, is_rare: int) -> None:
        key = KeyAccount.objects.filter(account_id=self.accounts[which], revoked_on=None).first()
        if key is None or is_rare:
            return
        self.attempt(
            actions.revoke_designation, by=self.cast.director, account_id=self.accounts[which], version=key.version,
            reason="x", revoked_on=self.today + timedelta(back),
        )  # fmt: skip

    @rule(who=managers)
    def close(self, who: int) -> None:
        for closed in User.objects.filter(is_active=False):
            User.objects.filter(pk=closed.pk).update(is_active=True)  # one at a time is enough
        user = User.objects.get(pk=self.managers[who])
        self.attempt(actions.close_login, by=COMMAND_LINE, user=user, version=user.version)

    @rule(which=where, name=st.sampled_from(["王丽", "沈建华", "唐哲"]))
    def note_person(self, which: int, name: str) -> None:
        self.attempt(
            actions.add_person, by=self.cast.director, account_id=self.accounts[which], name=name, today=self.today
        )

    def at(self, which: int, pick: int, among: Callable[[Any], object] = bool) -> tuple[Any, dict[str, Any]] | None:
        known = [one for one in get_people(self.accounts[which]) if among(one)]
        if not known:
            return None
        one = known[pick % len(known)]
        return one, {"by": self.cast.director, "account_id": self.accounts[which], "contact_id": one.id}

    def met(self, which: int, person: Any, day: date) -> None:
        self.sent += 1
        self.attempt(
            log_interaction, by=self.cast.director, account_id=self.accounts[which], contact_ids=[person.id],
            kind="visit", outcome="advance", note="x", sent_key=f"k{self.sent}", held_on=day,
        )  # fmt: skip

    def gone(self, which: int, person: Any, day: date, to: int | None) -> None:
        told = {"by": self.cast.director, "account_id": self.accounts[which], "contact_id": person.id}
        told |= {"version": person.post.version, "today": self.today}
        if to is None:
            self.attempt(note_leaving, **told, until=day)
        else:
            self.attempt(note_move, **told, on=day, to_account_id=self.accounts[to])

    @rule(which=where, pick=people, back=st.integers(0, 20))
    def meet(self, which: int, pick: int, back: int) -> None:
        if found := self.at(which, pick):
            self.met(which, found[0], self.today - timedelta(back))

    @rule(which=where, to=st.none() | where, pick=people, back=st.integers(-1, 20))
    def leave(self, which: int, to: int | None, pick: int, back: int) -> None:
        if found := self.at(which, pick):
            self.gone(which, found[0], self.today - timedelta(back), to)

    # A rule is broken by a day, and next to the day on which it turns: days drawn at random seldom fall there.
    @rule(which=where, pick=people, edge=edges)
    def meet_whoever_left(self, which: int, pick: int, edge: int) -> None:
        if found := self.at(which, pick, lambda one: one.post.until):
            self.met(which, found[0], found[0].post.until + timedelta(edge))

    @rule(which=where, to=st.none() | where, pick=people, edge=edges)
    def leave_after_a_meeting(self, which: int, to: int | None, pick: int, edge: int) -> None:
        last = {one.id: get_last_touch(self.accounts[which], one.id) for one in get_people(self.accounts[which])}
        if found := self.at(which, pick, lambda one: last[one.id] and one.is_there):
            self.gone(which, found[0], (last[found[0].id] or self.today) + timedelta(edge), to)

    @rule(which=where, pick=people)
    def hold_two_posts(self, which: int, pick: int) -> None:
        if found := self.at(which, pick):
            self.attempt(actions.add_post, **found[1], to_account_id=self.accounts[1 - which], today=self.today)

    @rule(which=where, pick=people)
    def come_back(self, which: int, pick: int) -> None:
        if found := self.at(which, pick):
            self.attempt(actions.reopen_post, **found[1], version=found[0].post.version)

    @invariant()
    def every_day_has_one_manager_and_one_director(self) -> None:
        for key in KeyAccount.objects.all():
            end = key.revoked_on or self.today + timedelta(1)
            periods = list(OwnerPeriod.objects.filter(key_account=key))
            for duty in ("manager", "director"):
                # One that never ends reaches beyond the end of a designation that is revoked.
                still = date.max if key.revoked_on else end
                days = sorted((one.from_on, one.until or still) for one in periods if one.duty == duty)
                edges = [key.designated_on, *(until for _from, until in days)]
                if end <= key.designated_on:
                    assert days == []
                    continue
                assert [first for first, _until in days] == edges[:-1], "a day without one, or with two"
                assert edges[-1] == end
            for one in periods:
                assert key.designated_on <= one.from_on < (one.until or date.max)
                assert one.until is None or one.until <= end

    @invariant()
    def the_past_does_not_change(self) -> None:
        revoked = dict(KeyAccount.objects.values_list("pk", "revoked_on"))
        for (key, duty, day), user in self.past.items():
            if revoked[key] and day >= revoked[key]:
                continue  # a designation may be ended as of a day that has passed
            held = OwnerPeriod.objects.filter(key_account_id=key, duty=duty, from_on__lte=day)
            assert [one.user_id for one in held if one.until is None or one.until > day] == [user]

    @invariant()
    def the_designation_names_who_holds_the_duty_now(self) -> None:
        for key in KeyAccount.objects.filter(revoked_on=None):
            now = dict(OwnerPeriod.objects.filter(key_account=key, until=None).values_list("duty", "user_id"))
            named = {"manager": key.manager_id, "director": key.director_id, "deputy": key.deputy_id}
            assert now == {duty: user for duty, user in named.items() if user}
            assert key.manager.is_active
            assert key.manager.role == "manager"
            assert key.deputy_id != key.manager_id

    @invariant()
    def nobody_is_met_after_he_left(self) -> None:
        for interaction in Interaction.objects.prefetch_related("contacts"):
            for contact in interaction.contacts.all():
                posts = Post.objects.filter(contact=contact, account_id=interaction.account_id)
                assert any(post.until is None or post.until > interaction.held_on for post in posts)


def _run(cast: Any, examples: int, steps: int) -> None:
    Hands.cast = cast
    run_state_machine_as_test(
        Hands,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            # A story of fifty steps is read as it is: making it shorter would take minutes.
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_hands_and_people_hold_together_in_whatever_order(cast: Any) -> None:
    _run(cast, examples=12, steps=50)


@pytest.mark.soak
def test_hands_and_people_hold_together_for_ten_thousand_steps(cast: Any) -> None:
    _run(cast, examples=200, steps=50)
