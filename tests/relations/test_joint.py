"""Both firms work together: teams, meetings, costs open by name only, savings split to the cent (S22, S22a)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from people.story import Story, tell_story
from vitalfew.accounts.actions import forget_person
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.documents.person import gather_person
from vitalfew.journal.models import Entry
from vitalfew.journal.queries import verify_chain
from vitalfew.journal.rules import StaleVersion
from vitalfew.loop.execution.queries import get_touches
from vitalfew.loop.execution.rules import TouchKind
from vitalfew.people.rules import NotAllowed
from vitalfew.relations import actions
from vitalfew.relations.models import JointMeeting, JointSaving, OpenBookItem
from vitalfew.relations.queries.joint import (
    get_joint_meeting,
    get_joint_meetings,
    get_joint_teams,
    get_readings,
    get_together,
    may_read,
)
from vitalfew.relations.rules.joint import JointWhy, UnfitJoint, days_refused, split

amounts = st.decimals("0.01", 10**9, places=2)
shares = st.decimals(0, 1, places=4)


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


@given(amounts, shares)
def test_the_two_parts_of_a_saving_come_to_it_to_the_cent(amount: Decimal, share: Decimal) -> None:
    parts = split(amount, share)
    assert parts.ours + parts.theirs == amount
    assert parts.ours >= 0
    assert parts.theirs >= 0
    assert parts.ours == parts.ours.quantize(Decimal("0.01"))
    assert abs(parts.ours - amount * share) <= Decimal("0.005")


def _saved(cast: Any, story: Story, **changes: Any) -> Any:
    told = {"what": "回收包装", "amount": Decimal("100.01"), "our_share": Decimal("0.5"), "currency": "cny"}
    day = {"agreed_on": timezone.localdate()}
    return actions.agree_saving(by=cast.director, account_id=story.account.id, **told | day | changes)


@pytest.mark.django_db
def test_what_is_stored_of_a_saving_is_what_was_agreed(cast: Any, story: Story) -> None:
    saved = _saved(cast, story)
    kept = JointSaving.objects.get(pk=saved.id)
    assert (kept.amount, kept.ours, saved.theirs, kept.currency) == (
        Decimal("100.01"), Decimal("50.00"), Decimal("50.01"), "CNY",
    )  # fmt: skip
    for change, why in [
        ({"our_share": Decimal("1.01")}, JointWhy.PART_TOO_LARGE),
        ({"amount": Decimal(0)}, JointWhy.NO_SAVING),
        ({"currency": "元"}, JointWhy.NO_SUCH_CURRENCY),
    ]:
        with pytest.raises(UnfitJoint) as refused:
            _saved(cast, story, **change)
        assert refused.value.why is why
    with pytest.raises(IntegrityError), transaction.atomic():
        JointSaving.objects.filter(pk=kept.pk).update(ours=Decimal("100.02"))


@pytest.mark.django_db
def test_one_team_of_a_kind_stands_at_a_time(cast: Any, story: Story) -> None:
    told = {"by": cast.owner, "account_id": story.account.id, "kind": "operations", "charter": "再来一个"}
    today = timezone.localdate()
    with pytest.raises(UnfitJoint) as refused:
        actions.found_team(**told, from_on=today)
    assert refused.value.why is JointWhy.TEAM_STANDS
    team = story.joint_team
    days = {"from_on": team.from_on, "until": today}
    actions.change_team(by=cast.owner, team_id=team.id, version=1, charter=team.charter, goals="", **days)
    assert actions.found_team(**told, from_on=today).kind == "operations"
    assert [one.until for one in get_joint_teams(story.account.id)] == [None, today]


@pytest.mark.django_db
def test_of_two_who_change_a_team_both_keep_what_only_one_changed(cast: Any, story: Story) -> None:
    team, same = story.joint_team, {"from_on": story.joint_team.from_on, "until": None}
    actions.change_team(by=cast.owner, team_id=team.id, version=1, charter=team.charter, goals="交期 98%", **same)
    actions.change_team(by=cast.director, team_id=team.id, version=1, charter="稳定交期与库存", goals="", **same)
    stands = get_joint_teams(story.account.id)[0]
    assert (stands.charter, stands.goals) == ("稳定交期与库存", "交期 98%")
    with pytest.raises(StaleVersion):
        actions.change_team(by=cast.owner, team_id=team.id, version=1, charter="别的", goals="", **same)


@pytest.mark.django_db
def test_a_member_is_one_person_who_is_there(cast: Any, story: Story) -> None:
    team, today = story.joint_team.id, timezone.localdate()
    for who, why in [
        ({}, JointWhy.NOBODY_JOINS),
        ({"user_id": cast.owner.pk, "contact_id": story.contact.id}, JointWhy.TWO_JOIN),
        ({"user_id": cast.owner.pk}, JointWhy.JOINED_ALREADY),
        ({"contact_id": 10**6}, JointWhy.NOT_OF_THEM),
    ]:
        with pytest.raises(UnfitJoint) as refused:
            actions.join_team(by=cast.owner, team_id=team, from_on=today, **who)
        assert refused.value.why is why
    actions.join_team(by=cast.owner, team_id=team, from_on=today, contact_id=story.contact.id, part="协调交期")
    assert [one.name for one in get_joint_teams(story.account.id)[0].members] == ["林晓雯", "王丽"]


@pytest.mark.django_db
def test_closed_minutes_and_open_costs_are_read_by_name_and_each_reading_is_remembered(cast: Any, story: Story) -> None:
    account, meeting = story.account.id, story.joint_meeting.id
    stands = get_joint_meeting(account, meeting)
    assert stands
    assert (stands.has_minutes, stands.minutes) == (True, "")
    for somebody in (cast.owner, cast.analyst):
        assert not may_read(somebody, account)
        with pytest.raises(NotAllowed):
            actions.read_minutes(by=somebody, meeting_id=meeting)
        with pytest.raises(NotAllowed):
            actions.read_open_book(by=somebody, account_id=account)
    with pytest.raises(NoSuchAccount):
        actions.read_open_book(by=cast.stranger, account_id=account)
    assert get_readings(account) == []
    actions.name_reader(by=cast.director, account_id=account, user_id=cast.owner.pk)
    assert actions.read_minutes(by=cast.owner, meeting_id=meeting).minutes == "只给少数人看"
    assert [one.value for one in actions.read_open_book(by=cast.director, account_id=account).items] == [
        Decimal("41.5000")
    ]
    assert [one.actor_name for one in get_readings(account)] == ["陈国栋", "林晓雯"]


@pytest.mark.django_db
def test_who_is_dropped_reads_no_more_and_who_does_not_see_the_account_never_does(cast: Any, story: Story) -> None:
    account = story.account.id
    named = actions.name_reader(by=cast.director, account_id=account, user_id=cast.stranger.pk)
    with pytest.raises(NoSuchAccount):
        actions.read_open_book(by=cast.stranger, account_id=account)
    with pytest.raises(UnfitJoint):
        actions.name_reader(by=cast.director, account_id=account, user_id=cast.stranger.pk)
    reader = story.reader
    assert may_read(cast.administrator, account)
    actions.drop_reader(by=cast.director, reader_id=reader.id, version=reader.version)
    assert not may_read(cast.administrator, account)
    with pytest.raises(NotAllowed):
        actions.drop_reader(by=cast.owner, reader_id=named.id, version=named.version)


@pytest.mark.django_db
def test_the_journal_keeps_no_closed_words_and_no_open_costs(cast: Any, story: Story) -> None:
    _saved(cast, story, amount=Decimal("987.65"))
    said = str(list(Entry.objects.filter(account_id=story.account.id).values_list("before", "after")))
    for secret in ("只给少数人看", "41.5", "987.65"):
        assert secret not in said


@pytest.mark.django_db
def test_who_may_not_read_closed_minutes_neither_changes_nor_opens_them(cast: Any, story: Story) -> None:
    meeting = story.joint_meeting
    told = {"meeting_id": meeting.id, "version": meeting.version, "held_on": meeting.held_on, "agenda": meeting.agenda}
    for change in ({"is_closed": False}, {"is_closed": True, "minutes": "别的"}):
        with pytest.raises(NotAllowed):
            actions.change_joint_meeting(by=cast.owner, **told, **change)
    moved = told | {"agenda": "交期与库存"}
    assert actions.change_joint_meeting(by=cast.owner, is_closed=True, **moved).agenda == "交期与库存"
    assert JointMeeting.objects.get(pk=meeting.id).minutes == "只给少数人看"


@pytest.mark.django_db
def test_minutes_are_written_once_the_meeting_was_held(cast: Any, story: Story) -> None:
    later = timezone.localdate() + timedelta(9)
    told = {"by": cast.owner, "account_id": story.account.id, "held_on": later, "agenda": "年度联席"}
    with pytest.raises(UnfitJoint) as refused:
        actions.note_joint_meeting(**told, minutes="已经说好")
    assert refused.value.why is JointWhy.MINUTES_TOO_EARLY
    actions.note_joint_meeting(**told, user_ids=[cast.owner.pk], contact_ids=[story.contact.id])
    touch = next(one for one in get_touches(cast.owner, later, later) if one.kind is TouchKind.JOINT_MEETING)
    assert (touch.words, touch.who, touch.guests) == ("年度联席", ("林晓雯",), ("王丽",))
    assert [one.kind for one in get_touches(cast.stranger, later, later)] == []


@pytest.mark.django_db
def test_what_counts_for_a_stage_is_what_has_met_and_what_stands(cast: Any, story: Story) -> None:
    account, today = story.account.id, timezone.localdate()
    together = get_together(account, today)
    assert (together.teams, together.board_meetings, together.open_costs) == (1, 0, 1)
    told = {"by": cast.owner, "account_id": account, "agenda": "联席"}
    actions.note_joint_meeting(**told, held_on=today + timedelta(1))
    assert get_together(account, today).board_meetings == 0
    actions.note_joint_meeting(**told, held_on=today - timedelta(364))
    actions.note_joint_meeting(**told, held_on=today - timedelta(365))
    assert get_together(account, today).board_meetings == 1
    cost = story.open_cost
    actions.end_cost(by=cast.director, item_id=cost.id, version=1, valid_to=today)
    assert get_together(account, today + timedelta(1)).open_costs == 0
    assert OpenBookItem.objects.count() == 1
    team, days = story.joint_team, {"from_on": story.joint_team.from_on, "until": today}
    actions.change_team(by=cast.owner, team_id=team.id, version=1, charter=team.charter, goals="", **days)
    assert get_together(account, today).teams == 0


@pytest.mark.django_db
def test_a_person_takes_joint_work_along_and_is_forgotten_in_it(cast: Any, story: Story) -> None:
    account, today, person = story.account.id, timezone.localdate(), story.contact.id
    actions.join_team(by=cast.owner, team_id=story.joint_team.id, from_on=today, contact_id=person)
    told = {"account_id": account, "held_on": today, "agenda": "王丽讲交期"}
    met = actions.note_joint_meeting(by=cast.owner, minutes="王丽答应给预测", contact_ids=[person], **told)
    tables = gather_person(cast.owner, account, person).tables
    assert [row["team"] for row in tables["joint_teams"]] == ["operations"]
    assert [row["agenda"] for row in tables["joint_meetings"]] == ["王丽讲交期"]
    forget_person(by=cast.director, account_id=account, contact_id=person, reason="本人要求")
    kept = next(one for one in get_joint_meetings(account) if one.id == met.id)
    assert "王丽" not in kept.agenda + kept.minutes
    assert kept.theirs == ()
    assert all(one.name != "王丽" for one in get_joint_teams(account)[0].members)
    assert "王丽" not in str(list(Entry.objects.values_list("before", "after")))
    assert verify_chain() is None


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_nothing_ends_before_it_begins(begins: date, ends: date) -> None:
    assert (days_refused(begins, ends) is not None) == (ends < begins)
