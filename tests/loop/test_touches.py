"""One calendar of everything that reaches an account, and a word where two of us come too close (S14)."""

from datetime import date, time, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import key_account
from people.story import make_account, make_record
from vitalfew.accounts.actions import add_person, change_person
from vitalfew.loop.execution.actions import VisitPlan, cancel_visit, log_visit, plan_visit
from vitalfew.loop.execution.queries import get_touches
from vitalfew.loop.execution.rules import Touch, TouchKind, collisions, in_order
from vitalfew.relations.actions import keep_commitment, note_commitment
from vitalfew.relations.rules import InteractionKind

TODAY = date(2026, 3, 2)
TOUCHES = st.lists(
    st.builds(
        Touch,
        kind=st.sampled_from(TouchKind),
        on=st.integers(0, 8).map(lambda days: TODAY + timedelta(days)),
        account_id=st.integers(1, 2),
        account_name=st.just("北辰"),
        subject_id=st.integers(1, 99),
        words=st.just(""),
        at=st.none() | st.sampled_from([time(9), time(15)]),
        contact=st.none() | st.sampled_from(InteractionKind),
        who_ids=st.lists(st.integers(1, 4), min_size=1, max_size=2).map(tuple),
    ),
    max_size=12,
)


@given(TOUCHES)
def test_two_collide_when_they_come_to_one_customer_within_three_days_and_not_together(touches: list[Touch]) -> None:
    meetings = [one for one in touches if one.contact not in (None, InteractionKind.EMAIL)]
    expected = [
        sorted([one.on, other.on])
        for one, other in combinations(meetings, 2)
        if one.account_id == other.account_id
        and abs((one.on - other.on).days) <= 3
        and not set(one.who_ids) & set(other.who_ids)
    ]
    found = collisions(touches)
    assert sorted([clash.first.on, clash.second.on] for clash in found) == sorted(expected)
    assert all(clash.first.account_id == clash.second.account_id for clash in found)


@given(TOUCHES)
def test_the_calendar_stands_in_order(touches: list[Touch]) -> None:
    days = [one.on for one in in_order(touches)]
    assert days == sorted(days)
    assert len(days) == len(touches)


pytestmark = pytest.mark.django_db


@pytest.fixture
def account_id(cast: Any) -> int:
    found: int = make_account("N", "北辰").pk
    key_account(cast, found)
    return found


def _fill(cast: Any, account_id: int, count: int = 1) -> None:
    """Put one contact, one visit to come and one promise of each side on the calendar, so many times."""
    for n in range(count):
        log_visit(
            by=cast.owner, account_id=account_id, contact_name="王丽", outcome="advance", note="谈过", held_on=TODAY,
            today=TODAY, sent_key=f"{account_id} {n}",
        )  # fmt: skip
        plan = VisitPlan(visit_on=TODAY + timedelta(2), purpose="回访", owner_id=cast.director.pk)
        plan_visit(by=cast.director, account_id=account_id, plan=plan, today=TODAY)
        for side in ("us", "customer"):
            due_on = TODAY + timedelta(1)
            note_commitment(
                by=cast.owner,
                account_id=account_id,
                side=side,
                what="交报告",
                due_on=due_on,
                made_on=TODAY,
                today=TODAY,
            )


def _touches(user: Any, **more: Any) -> list[Touch]:
    return get_touches(user, TODAY, TODAY + timedelta(9), today=TODAY, **more)


def test_everybodys_touches_stand_on_one_calendar(cast: Any, account_id: int) -> None:
    _fill(cast, account_id)
    found = _touches(cast.owner)
    assert [(one.kind, (one.on - TODAY).days, one.who) for one in found] == [
        (TouchKind.HELD, 0, ("林晓雯",)),
        (TouchKind.OURS_DUE, 1, ("林晓雯",)),
        (TouchKind.THEIRS_DUE, 1, ("林晓雯",)),
        (TouchKind.PLANNED, 2, ("陈国栋",)),
    ]
    (clash,) = collisions(found)
    assert (clash.first.who, clash.second.who) == (("林晓雯",), ("陈国栋",))


def test_contracts_prices_and_grounds_stand_on_the_day_they_end(cast: Any, account_id: int) -> None:
    contract = {"name": "框架", "kind": "framework", "state": "signed", "currency": "CNY", "amount": None}
    days = {"notice_by": TODAY + timedelta(5), "ends_on": TODAY + timedelta(9)}
    make_record(cast.owner, account_id, TODAY, "contract", values=contract | days)
    price = {"product": "轴承", "price": Decimal(12), "currency": "CNY", "ends_on": TODAY + timedelta(7)}
    make_record(cast.owner, account_id, TODAY, "price", values=price)
    wang = add_person(by=cast.owner, account_id=account_id, name="王丽")
    reached: dict[str, Any] = {"name": "王丽", "name_en": "", "phone": "", "email": "", "version": wang.version}
    change_person(
        by=cast.owner, account_id=account_id, contact_id=wang.id, expires_on=TODAY + timedelta(6), **reached
    )  # fmt: skip
    found = get_touches(cast.owner, TODAY, TODAY + timedelta(30), today=TODAY)
    assert [(one.kind, (one.on - TODAY).days, one.words, one.who) for one in found] == [
        ("notice_by", 5, "框架", (cast.owner.name,)),
        ("ground_ends", 6, "王丽", ()),
        ("price_ends", 7, "轴承", (cast.owner.name,)),
        ("contract_ends", 9, "框架", (cast.owner.name,)),
    ]
    assert get_touches(cast.stranger, TODAY, TODAY + timedelta(30), today=TODAY) == []


def test_what_has_ended_stands_there_no_more(cast: Any, account_id: int) -> None:
    promise = note_commitment(
        by=cast.owner, account_id=account_id, side="us", what="交报告", due_on=TODAY, made_on=TODAY, today=TODAY
    )
    plan = VisitPlan(visit_on=TODAY, purpose="回访", owner_id=cast.owner.pk)
    visit = plan_visit(by=cast.owner, account_id=account_id, plan=plan, today=TODAY)
    assert len(_touches(cast.owner)) == 2
    keep_commitment(by=cast.owner, commitment_id=promise.id, version=1, kept_on=TODAY, today=TODAY)
    cancel_visit(by=cast.owner, visit_id=visit.id, version=1)
    assert _touches(cast.owner) == []


def test_whose_calendar_is_whose(cast: Any, account_id: int) -> None:
    other = make_account("X", "西岭").pk
    key_account(cast, other)
    _fill(cast, account_id)
    _fill(cast, other)
    assert len(_touches(cast.owner)) == len(_touches(cast.analyst)) == 8
    assert {one.account_id for one in _touches(cast.owner, account_id=other)} == {other}
    assert _touches(cast.stranger) == _touches(cast.stranger, account_id=other) == []


def test_the_calendar_asks_as_often_for_many_as_for_one(cast: Any, account_id: int) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            _touches(cast.owner)
        return len(questions)

    _fill(cast, account_id)
    one = asked()
    for n in range(1, 5):
        _fill(cast, make_more(cast, n), 2)
    assert asked() == one


def make_more(cast: Any, number: int) -> int:
    found: int = make_account(f"M{number}", f"客户{number}").pk
    key_account(cast, found)
    return found
