"""A visit is planned for something, asks after what is missing, and is held by being logged (S4)."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import key_account
from people.story import make_account
from vitalfew.accounts.actions import add_contact
from vitalfew.accounts.queries import get_contacts
from vitalfew.accounts.rules import NoSuchAccount, UnfitPerson
from vitalfew.journal.models import Entry
from vitalfew.journal.rules import StaleVersion
from vitalfew.loop.execution.actions import VisitPlan, cancel_visit, change_visit, log_visit, plan_visit
from vitalfew.loop.execution.models import PlannedVisit
from vitalfew.loop.execution.queries import (
    get_planned_visit,
    get_planned_visits,
    get_planned_visits_of,
    get_suggestions,
    get_visits_on,
)
from vitalfew.loop.execution.rules import Ask, Lacks, PlanningWhy, QuestionKind, VisitState, suggestions
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import NotAllowed
from vitalfew.relations.actions import note_commitment
from vitalfew.relations.actions.leaving import note_leaving

TODAY = date(2026, 3, 2)
TOMORROW = TODAY + timedelta(1)


@given(
    st.builds(
        Lacks,
        silent_days=st.none() | st.integers(1, 400),
        fall=st.none() | st.floats(-1, 1),
        share_known=st.booleans(),
        fields=st.lists(st.sampled_from(["stock", "rivals", "volumes"]), unique=True).map(tuple),
        people=st.lists(st.sampled_from(["王丽", "唐哲"]), max_size=2).map(tuple),
        ours_late=st.lists(st.just("报告"), max_size=2).map(tuple),
        theirs_late=st.lists(st.just("预测"), max_size=2).map(tuple),
    )
)
def test_only_what_is_missing_or_changed_is_asked_after(lacks: Lacks) -> None:
    asked = suggestions(lacks)
    asks = [one.ask for one in asked]
    once = [ask for ask in asks if ask is not Ask.DOSSIER]
    assert len(once) == len(set(once))
    assert [one.blanks["field"] for one in asked if one.ask is Ask.DOSSIER] == list(lacks.fields[:2])
    assert asks[-1] is Ask.WAY_FORWARD
    assert [one.kind for one in asked] == sorted((one.kind for one in asked), key=list(QuestionKind).index)
    assert (Ask.SHARE in asks) == (not lacks.share_known)
    assert (Ask.WHO_ELSE in asks) == (len(lacks.people) == 1)
    assert (Ask.SILENCE in asks) == (Ask.SILENCE_COST in asks) == (lacks.silent_days is not None)
    assert (Ask.FALL in asks) == (lacks.fall is not None and lacks.fall <= -0.1)
    assert (Ask.OUR_DELAY in asks, Ask.THEIR_PROMISE in asks) == (bool(lacks.ours_late), bool(lacks.theirs_late))


pytestmark = pytest.mark.django_db


@pytest.fixture
def account_id(cast: Any) -> int:
    found: int = make_account("N", "北辰").pk
    key_account(cast, found)
    return found


def _plan(cast: Any, **more: Any) -> VisitPlan:
    return VisitPlan(**{"visit_on": TOMORROW, "purpose": "问清停单原因", "owner_id": cast.owner.pk} | more)


def _planned(cast: Any, account_id: int, *, new_names: str = "", **more: Any) -> Any:
    return plan_visit(by=cast.owner, account_id=account_id, plan=_plan(cast, **more), new_names=new_names, today=TODAY)


def test_a_plan_knows_its_people_by_number_and_the_journal_no_name(cast: Any, account_id: int) -> None:
    known = add_contact(by=cast.owner, account_id=account_id, name="王丽", title="采购经理")
    along = [cast.director.pk, cast.owner.pk]
    made = _planned(cast, account_id, contact_ids=[known.id], new_names="唐哲", colleague_ids=along, starts_at=time(14))
    assert [(guest.name, guest.title) for guest in made.guests] == [("王丽", "采购经理"), ("唐哲", "")]
    # Who leads does not come along as well.
    assert made.colleagues == ("陈国栋",)
    line = Entry.objects.get(verb="execution.visit_planned")
    assert "王丽" not in str(line.after)
    assert line.after["contact_ids"] == list(made.contact_ids)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"purpose": " "}, PlanningWhy.NO_PURPOSE),
        ({"visit_on": TODAY - timedelta(1)}, PlanningWhy.VISIT_DAY_PAST),
        ({"contact_ids": [-1]}, PlanningWhy.GUEST_ELSEWHERE),
    ],
)
def test_what_is_not_planned(cast: Any, account_id: int, more: dict[str, Any], why: PlanningWhy) -> None:
    with pytest.raises(Refused) as refused:
        _planned(cast, account_id, new_names="莫凡", **more)
    assert (refused.value.why, PlannedVisit.objects.count(), get_contacts(account_id)) == (why, 0, [])


def test_logging_it_holds_it_once_and_a_second_note_still_stands(cast: Any, account_id: int) -> None:
    made = _planned(cast, account_id)
    told = {
        "account_id": account_id, "contact_name": "王丽", "outcome": "advance", "note": "谈过", "held_on": TOMORROW,
        "today": TOMORROW, "planned_id": made.id,
    }  # fmt: skip
    first = log_visit(by=cast.owner, sent_key="k1", **told)
    assert log_visit(by=cast.owner, sent_key="k1", **told) == first
    log_visit(by=cast.director, sent_key="k2", **told)
    held = get_planned_visit(cast.owner, made.id)
    assert held
    assert (held.state, held.interaction_id, held.version) == (VisitState.HELD, first.id, 2)
    assert get_planned_visits_of(account_id) == []


def test_a_plan_of_another_account_is_not_held_by_it(cast: Any, account_id: int) -> None:
    other = make_account("X", "西岭").pk
    key_account(cast, other)
    made = _planned(cast, other)
    log_visit(
        by=cast.owner, account_id=account_id, contact_name="王丽", outcome="advance", note="谈过", held_on=TODAY,
        today=TODAY, sent_key="k", planned_id=made.id,
    )  # fmt: skip
    assert [one.id for one in get_planned_visits_of(other, TODAY)] == [made.id]


def test_what_was_missed_says_so_and_moves_to_a_day_to_come(cast: Any, account_id: int) -> None:
    made, day = _planned(cast, account_id), TODAY + timedelta(5)
    assert not made.is_missed
    (missed,) = get_planned_visits(cast.owner, today=day)
    assert missed.is_missed
    told = {"by": cast.owner, "visit_id": made.id, "today": day}
    # Its words may be mended where it stands, its day only to one that is still to come.
    mended = change_visit(version=1, plan=_plan(cast, advance="评审日期"), **told)
    assert (mended.advance, mended.is_missed) == ("评审日期", True)
    with pytest.raises(Refused):
        change_visit(version=2, plan=_plan(cast, visit_on=TODAY), **told)
    assert not change_visit(version=2, plan=_plan(cast, visit_on=day), **told).is_missed


def test_of_two_who_change_a_visit_only_what_both_changed_is_asked_about(cast: Any, account_id: int) -> None:
    one, other = (add_contact(by=cast.owner, account_id=account_id, name=name).id for name in ("王丽", "唐哲"))
    made = _planned(cast, account_id)
    told = {"visit_id": made.id, "version": 1, "today": TODAY}
    change_visit(by=cast.owner, plan=_plan(cast, contact_ids=[one]), **told)
    both = change_visit(by=cast.director, plan=_plan(cast, advance="评审日期"), **told)
    assert (both.contact_ids, both.advance) == ((one,), "评审日期")
    with pytest.raises(StaleVersion) as stale:
        change_visit(by=cast.director, plan=_plan(cast, contact_ids=[other]), **told)
    assert [(clash.field, clash.stands, clash.wanted) for clash in stale.value.clashes] == [
        ("contact_ids", [one], [other])
    ]


def test_nobody_who_has_left_is_to_be_met(cast: Any, account_id: int) -> None:
    known = add_contact(by=cast.owner, account_id=account_id, name="王丽")
    note_leaving(
        by=cast.owner, account_id=account_id, contact_id=known.id, version=known.version, until=TODAY, today=TODAY
    )
    with pytest.raises(UnfitPerson):
        _planned(cast, account_id, contact_ids=[known.id])
    assert PlannedVisit.objects.count() == 0


def test_cancelled_it_ends(cast: Any, account_id: int) -> None:
    made = _planned(cast, account_id)
    gone = cancel_visit(by=cast.owner, visit_id=made.id, version=1, reason="对方出差")
    assert (gone.state, gone.reason) == (VisitState.CANCELLED, "对方出差")
    with pytest.raises(Refused) as refused:
        change_visit(by=cast.owner, visit_id=made.id, version=2, plan=_plan(cast), today=TODAY)
    assert refused.value.why is PlanningWhy.VISIT_ENDED


def test_the_day_of_a_visitor_is_his_own_visits_and_those_he_comes_along_to(cast: Any, account_id: int) -> None:
    late = _planned(cast, account_id, starts_at=time(16), colleague_ids=[cast.director.pk])
    early = _planned(cast, account_id, starts_at=time(9))
    assert [one.id for one in get_visits_on(cast.owner, TOMORROW)] == [early.id, late.id]
    assert [one.id for one in get_visits_on(cast.director, TOMORROW)] == [late.id]
    assert get_visits_on(cast.analyst, TOMORROW) == get_visits_on(cast.owner, TODAY) == []


def test_the_books_and_the_promises_suggest_what_to_ask(cast: Any, account_id: int) -> None:
    add_contact(by=cast.owner, account_id=account_id, name="王丽")
    made_on = TODAY - timedelta(9)
    note_commitment(
        by=cast.owner, account_id=account_id, side="us", what="交报告", made_on=made_on, due_on=made_on, today=TODAY
    )
    asked = {one.ask: one.blanks for one in get_suggestions(account_id, TODAY)}
    blanks = {Ask.WHO_ELSE: {"who": "王丽"}, Ask.OUR_DELAY: {"what": "交报告"}}
    assert set(asked.pop(Ask.DOSSIER)) == {"field"}
    assert asked == {Ask.SHARE: {}, Ask.WAY_FORWARD: {}} | blanks


def test_whose_visits_are_whose(cast: Any, account_id: int) -> None:
    made = _planned(cast, account_id)
    assert get_planned_visit(cast.stranger, made.id) is None
    assert get_planned_visits(cast.stranger, today=TODAY) == []
    for user, error in [(cast.stranger, NoSuchAccount), (cast.analyst, NotAllowed)]:
        with pytest.raises(error):
            cancel_visit(by=user, visit_id=made.id, version=1)


def test_the_database_holds_that_held_means_logged(cast: Any, account_id: int) -> None:
    made = _planned(cast, account_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedVisit.objects.filter(pk=made.id).update(state="held")
