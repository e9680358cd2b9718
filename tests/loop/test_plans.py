"""A plan says how; every action has who and by when; the earliest one stands beside the account (S65, INV11)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import key_account
from people.story import make_account
from vitalfew.accounts.models import AccountRow
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.models import Entry
from vitalfew.journal.rules import StaleVersion
from vitalfew.loop.analysis.queries import get_cycle
from vitalfew.loop.objectives.actions import set_objective
from vitalfew.loop.plan.actions import add_action, cancel_action, change_action, complete_action, write_strategy
from vitalfew.loop.plan.models import PlannedAction
from vitalfew.loop.plan.queries import get_action, get_actions_due, get_plan
from vitalfew.loop.plan.rules import ActionState, PlanWarning, PlanWhy, is_late, plan_warnings
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import NotAllowed

TODAY = date(2026, 3, 2)


@given(st.sampled_from(ActionState), st.dates(), st.dates())
def test_only_what_is_to_do_can_be_late(state: ActionState, due_on: date, today: date) -> None:
    assert is_late(state, due_on, today) == (state is ActionState.TODO and today > due_on)


@given(st.lists(st.sampled_from(["us", "customer", "both"])), st.integers(0, 5))
def test_a_plan_says_what_it_lacks(for_whom: list[str], actions: int) -> None:
    found = plan_warnings(for_whom, actions)
    assert (PlanWarning.NO_OBJECTIVE in found) == (not for_whom)
    assert (PlanWarning.NONE_FOR_CUSTOMER in found) == (bool(for_whom) and set(for_whom) == {"us"})
    assert (PlanWarning.NO_ACTION in found) == (actions == 0)


pytestmark = pytest.mark.django_db


@pytest.fixture
def account_id(cast: Any) -> int:
    found: int = make_account("N", "北辰").pk
    key_account(cast, found)
    return found


def _act(cast: Any, account_id: int, what: str = "报价", days: int = 7, **more: Any) -> Any:
    told = {"what": what, "owner_id": cast.owner.pk, "due_on": TODAY + timedelta(days), "today": TODAY}
    return add_action(by=cast.owner, account_id=account_id, **told | more)


def _shown(account_id: int) -> tuple[str, date | None]:
    row = AccountRow.objects.get(pk=account_id)
    return row.next_step, row.next_due_on


def test_writing_the_strategy_opens_the_plan_and_two_writers_do_not_overwrite_each_other(
    cast: Any, account_id: int
) -> None:
    plan = write_strategy(by=cast.owner, account_id=account_id, version=0, strategy="先保交付", today=TODAY)
    assert (plan.version, plan.strategy, plan.year, plan.written_by_name) == (1, "先保交付", 2026, "林晓雯")
    with pytest.raises(StaleVersion) as refusal:
        write_strategy(by=cast.director, account_id=account_id, version=0, strategy="先谈份额")
    assert [(clash.stands, clash.wanted) for clash in refusal.value.clashes] == [("先保交付", "先谈份额")]
    again = write_strategy(by=cast.director, account_id=account_id, version=1, strategy="先谈份额")
    assert (again.version, again.written_by_name) == (2, "陈国栋")
    with pytest.raises(StaleVersion):
        write_strategy(by=cast.owner, account_id=account_id, version=1, strategy="x")


def test_the_plan_stands_after_the_objective(cast: Any, account_id: int) -> None:
    _act(cast, account_id)
    assert get_cycle(account_id).phase == "analysis"  # type: ignore[union-attr]
    told = {"metric": "net_revenue", "target": Decimal(1), "for_whom": "us", "owner_id": cast.owner.pk}
    set_objective(by=cast.owner, account_id=account_id, starts_on=TODAY, due_on=date(2027, 1, 1), **told)
    assert get_cycle(account_id).phase == "plan"  # type: ignore[union-attr]
    assert get_plan(account_id, TODAY).warnings == (PlanWarning.NONE_FOR_CUSTOMER,)  # type: ignore[union-attr]


def test_the_earliest_step_still_to_do_stands_beside_the_account(cast: Any, account_id: int) -> None:
    later, sooner = _act(cast, account_id, "later", 20), _act(cast, account_id, "sooner", 3)
    assert _shown(account_id) == ("sooner", TODAY + timedelta(3))
    moved = {"what": "sooner", "owner_id": cast.owner.pk, "due_on": TODAY + timedelta(30)}
    change_action(by=cast.owner, action_id=sooner.id, version=1, **moved)
    assert _shown(account_id) == ("later", TODAY + timedelta(20))
    complete_action(by=cast.owner, action_id=later.id, version=1, done_on=TODAY, today=TODAY)
    assert _shown(account_id) == ("sooner", TODAY + timedelta(30))
    cancel_action(by=cast.owner, action_id=sooner.id, version=2, reason="客户改期")
    assert _shown(account_id) == ("", None)
    plan = get_plan(account_id, TODAY)
    assert plan
    assert {(one.what, one.state, one.reason) for one in plan.actions} == {
        ("later", "done", ""),
        ("sooner", "cancelled", "客户改期"),
    }


def test_what_is_done_or_cancelled_stays_as_it_was(cast: Any, account_id: int) -> None:
    action = _act(cast, account_id)
    with pytest.raises(Refused) as refusal:
        complete_action(by=cast.owner, action_id=action.id, version=1, done_on=TODAY + timedelta(1), today=TODAY)
    assert refusal.value.why is PlanWhy.DONE_IN_FUTURE
    complete_action(by=cast.owner, action_id=action.id, version=1, done_on=TODAY, today=TODAY)
    for again in (complete_action, cancel_action):
        more = {"done_on": TODAY} if again is complete_action else {}
        with pytest.raises(Refused) as refusal:
            again(by=cast.owner, action_id=action.id, version=2, **more)  # type: ignore[operator]
        assert refusal.value.why is PlanWhy.ACTION_ENDED


def test_an_action_says_what_and_serves_an_objective_of_its_own_cycle(cast: Any, account_id: int) -> None:
    lines = Entry.objects.count()
    for wrong, why in [({"what": " "}, PlanWhy.NOTHING_TO_DO), ({"objective_id": 99}, PlanWhy.OBJECTIVE_ELSEWHERE)]:
        with pytest.raises(Refused) as refusal:
            _act(cast, account_id, **wrong)
        assert refusal.value.why is why
    assert (Entry.objects.count(), get_cycle(account_id), get_plan(account_id)) == (lines, None, None)


def test_two_readers_of_an_action(cast: Any, account_id: int) -> None:
    action = _act(cast, account_id)
    told = {"owner_id": cast.owner.pk, "due_on": TODAY}
    change_action(by=cast.owner, action_id=action.id, version=1, what="mine", **told)
    with pytest.raises(StaleVersion):
        change_action(by=cast.director, action_id=action.id, version=1, what="theirs", **told)
    with pytest.raises(StaleVersion):
        complete_action(by=cast.director, action_id=action.id, version=1, done_on=TODAY, today=TODAY)


def test_what_is_due_is_shown_to_those_who_see_the_account(cast: Any, account_id: int) -> None:
    late, due = _act(cast, account_id, "late", -2), _act(cast, account_id, "due", 5)
    assert [(one.what, one.is_late) for one in get_actions_due(cast.owner, today=TODAY)] == [
        ("late", True),
        ("due", False),
    ]
    assert get_actions_due(cast.owner, until=TODAY, today=TODAY) == [late]
    assert get_actions_due(cast.director, owner_id=cast.stranger.pk) == get_actions_due(cast.stranger) == []
    assert get_action(cast.stranger, due.id) is None


def test_who_may_plan(cast: Any, account_id: int) -> None:
    action = _act(cast, account_id)
    for nobody, error in [(cast.stranger, NoSuchAccount), (cast.analyst, NotAllowed), (cast.administrator, NotAllowed)]:
        with pytest.raises(error):
            write_strategy(by=nobody, account_id=account_id, version=1, strategy="x")
        with pytest.raises(error):
            complete_action(by=nobody, action_id=action.id, version=1, done_on=TODAY)
    with pytest.raises(NoSuchAccount):
        cancel_action(by=cast.owner, action_id=999, version=1)


@pytest.mark.parametrize("wrong", [{"what": ""}, {"state": "done"}, {"done_on": TODAY}])
def test_the_database_refuses_half_an_action(cast: Any, account_id: int, wrong: dict[str, Any]) -> None:
    action = _act(cast, account_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedAction.objects.filter(pk=action.id).update(**wrong)
