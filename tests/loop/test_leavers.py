"""Somebody leaves: the manager is warned at once, with what hangs on him, until it is taken up; promises too (S25)."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.making import adopt, key_account
from vitalfew.accounts.actions import add_person, reopen_post
from vitalfew.accounts.models import AccountRow
from vitalfew.accounts.queries import get_person
from vitalfew.accounts.rules import PersonWhy, UnfitPerson
from vitalfew.loop.control.actions import watch, watch_people_of
from vitalfew.loop.control.labels import alarm_sentence
from vitalfew.loop.control.models import Alert
from vitalfew.loop.control.queries import get_alerts
from vitalfew.loop.control.rules import AlertState
from vitalfew.loop.execution.actions import VisitPlan, change_visit, log_visit, plan_visit
from vitalfew.loop.execution.queries import get_planned_visits, get_touches
from vitalfew.people.rules import CLOCK
from vitalfew.relations.actions import keep_commitment, note_commitment, note_leaving
from vitalfew.relations.actions.ties import judge_tie

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
LEFT = date(2026, 2, 20)


@pytest.fixture
def account(cast: Any) -> int:
    ids = adopt("C1", "C2")
    key_account(cast, ids["C1"])
    return ids["C1"]


def person(cast: Any, account: int, name: str, **told: Any) -> Any:
    return add_person(by=cast.owner, account_id=account, name=name, **{"unit": "采购部"} | told)


def leave(cast: Any, account: int, who: Any, until: date = LEFT) -> None:
    version = get_person(account, who.id).post.version  # type: ignore[union-attr]
    note_leaving(
        by=cast.owner, account_id=account, contact_id=who.id, version=version, until=until, today=TODAY
    )  # fmt: skip
    watch_people_of(by=cast.owner, account_id=account, today=TODAY)


def met(cast: Any, account: int, who: Any, day: date) -> None:
    told: dict[str, Any] = {"outcome": "advance", "note": "谈过", "sent_key": f"{who.id} {day}", "today": TODAY}
    log_visit(by=cast.owner, account_id=account, contact_ids=[who.id], held_on=day, **told)


def open_alerts(cast: Any, account: int) -> list[tuple[str, int]]:
    watch_people_of(by=cast.owner, account_id=account, today=TODAY)
    return [(one.rule, one.severity) for one in get_alerts(cast.owner)]


def test_who_leaves_and_was_known_rings_once_and_names_himself_by_his_row_alone(cast: Any, account: int) -> None:
    wang, liu = person(cast, account, "王丽", title="采购经理"), person(cast, account, "刘洋", unit="质量部")
    met(cast, account, wang, date(2026, 1, 10))
    met(cast, account, liu, date(2026, 1, 12))
    leave(cast, account, wang)
    assert open_alerts(cast, account) == [("W1", 1)]
    alert = get_alerts(cast.owner)[0]
    assert (alert.assignee_id, alert.contact_id, alert.evidence["met_on"]) == (cast.owner.pk, wang.id, "2026-01-10")
    assert "王丽 · 采购经理" in alarm_sentence(alert.evidence)
    # What is kept of it has no name in it; the list has its words without one.
    assert "王丽" not in str(Alert.objects.get().evidence)
    assert AccountRow.objects.get(pk=account).alarm == 1
    assert alarm_sentence(AccountRow.objects.get(pk=account).alarm_reason)
    assert watch(by=CLOCK, today=TODAY) == 0


@pytest.mark.parametrize(
    ("told", "severity"),
    [
        ({"level": "director"}, 2),  # who decides
        ({"level": "clerk"}, None),  # a stranger
    ],
)
def test_how_grave_a_leaving_is(cast: Any, account: int, told: dict[str, Any], severity: int | None) -> None:
    stays, goes = person(cast, account, "刘洋"), person(cast, account, "王丽", **told)
    met(cast, account, stays, TODAY - timedelta(30))
    leave(cast, account, goes)
    assert open_alerts(cast, account) == ([("W1", severity)] if severity else [])


def test_a_strong_tie_lost_is_grave_and_so_is_the_only_one_we_met(cast: Any, account: int) -> None:
    stays, friend = person(cast, account, "刘洋"), person(cast, account, "王丽")
    met(cast, account, stays, TODAY - timedelta(30))
    judge_tie(
        by=cast.owner, account_id=account, contact_id=friend.id, user_id=cast.owner.pk, strength=4, version=0
    )  # fmt: skip
    leave(cast, account, friend)
    assert open_alerts(cast, account) == [("W1", 2)]
    leave(cast, account, stays)
    assert open_alerts(cast, account) == [("W1", 2), ("W1", 2)]


def test_it_is_over_once_somebody_of_the_unit_is_met_and_nothing_hangs_on_who_left(cast: Any, account: int) -> None:
    wang, new = person(cast, account, "王丽"), person(cast, account, "周敏")
    met(cast, account, wang, date(2026, 1, 10))
    visit = plan_visit(
        by=cast.owner,
        account_id=account,
        plan=(plan := VisitPlan(TODAY + timedelta(3), "谈交期", cast.owner.pk, contact_ids=[wang.id])),
        today=TODAY,
    )
    leave(cast, account, wang)
    met(cast, account, new, TODAY)
    assert open_alerts(cast, account), "a visit is still planned with him"
    whom = VisitPlan(**{**vars(plan), "contact_ids": [new.id]})
    change_visit(by=cast.owner, visit_id=visit.id, version=visit.version, plan=whom, today=TODAY)
    assert open_alerts(cast, account) == []
    assert Alert.objects.get().state == AlertState.CLOSED


def test_who_is_back_rings_no_more(cast: Any, account: int) -> None:
    wang = person(cast, account, "王丽", level="director")
    leave(cast, account, wang)
    assert open_alerts(cast, account)
    version = get_person(account, wang.id).post.version  # type: ignore[union-attr]
    reopen_post(by=cast.owner, account_id=account, contact_id=wang.id, version=version)
    assert open_alerts(cast, account) == []


def test_a_visit_planned_with_somebody_who_left_says_so(cast: Any, account: int) -> None:
    wang, liu = person(cast, account, "王丽"), person(cast, account, "刘洋")
    day = TODAY + timedelta(3)
    plan = VisitPlan(day, "谈交期", cast.owner.pk, contact_ids=[wang.id, liu.id])
    plan_visit(by=cast.owner, account_id=account, plan=plan, today=TODAY)
    assert get_planned_visits(cast.owner, today=TODAY)[0].gone == ()
    leave(cast, account, wang)
    assert get_planned_visits(cast.owner, today=TODAY)[0].gone == ("王丽",)
    assert [one.gone for one in get_touches(cast.owner, day, day, today=TODAY)] == [("王丽",)]


def test_a_meeting_held_before_he_left_may_be_written_down_later(cast: Any, account: int) -> None:
    wang = person(cast, account, "王丽")
    leave(cast, account, wang)
    met(cast, account, wang, LEFT - timedelta(1))
    with pytest.raises(UnfitPerson) as refusal:
        met(cast, account, wang, LEFT)
    assert refusal.value.why is PersonWhy.HAS_LEFT


def test_a_promise_overdue_rings_ours_at_once_theirs_after_a_week_and_ends_when_kept(cast: Any, account: int) -> None:
    told: dict[str, Any] = {"by": cast.owner, "account_id": account, "made_on": date(2026, 1, 5), "today": TODAY}
    ours = note_commitment(side="us", what="报价", due_on=TODAY - timedelta(1), **told)
    note_commitment(side="customer", what="图纸", due_on=TODAY - timedelta(7), **told)
    note_commitment(side="us", what="样品", due_on=TODAY, **told)
    assert open_alerts(cast, account) == [("W3", 2)]
    assert "报价" in alarm_sentence(get_alerts(cast.owner)[0].evidence)
    note_commitment(side="customer", what="会签", due_on=TODAY - timedelta(8), **told)
    assert open_alerts(cast, account) == [("W3", 2), ("W3", 1)]
    keep_commitment(by=cast.owner, commitment_id=ours.id, version=ours.version, kept_on=TODAY, today=TODAY)
    assert open_alerts(cast, account) == [("W3", 1)]


def test_only_key_accounts_ring(cast: Any) -> None:
    other = adopt("C9")["C9"]
    wang = add_person(by=cast.director, account_id=other, name="王丽", level="board")
    note_leaving(
        by=cast.director, account_id=other, contact_id=wang.id, version=1, until=LEFT, today=TODAY
    )  # fmt: skip
    assert watch(by=CLOCK, today=TODAY) == 0
