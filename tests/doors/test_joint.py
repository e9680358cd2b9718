"""Both firms together on pages: founded, met, minuted; costs open by name, each reading told (S22, S22a)."""

from typing import Any

import pytest
from django.utils import timezone

from doors.loop_pages import LANGUAGES, get, later, send, went_to
from people.story import Story, tell_story
from vitalfew.relations.queries.joint import get_joint_meetings, get_joint_teams, get_readings

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def test_a_team_is_founded_gets_members_and_meets(clients: Any, story: Story, cast: Any) -> None:
    account, today = story.account.id, timezone.localdate()
    send(clients.owner, "joint_team_new", account, kind="finance", charter="降本", from_on=today.isoformat())
    team = next(one for one in get_joint_teams(account) if one.kind == "finance")
    for who in ({"user": cast.owner.pk}, {"contact": story.contact.id}):
        sent = send(clients.owner, "joint_team", account, team.id, do="join", from_on=today.isoformat(), **who)
        assert went_to(sent, "joint_team", account, team.id)
    guessed = get(clients.owner, "joint_meeting_new", account, team=team.id).text
    assert guessed.count("checked") == 2
    meeting = {"team": team.id, "held_on": later(today), "agenda": "降本清单", "users": cast.owner.pk}
    assert went_to(send(clients.owner, "joint_meeting_new", account, **meeting), "joint", account)
    page = get(clients.owner, "joint", account).text
    for words in ("降本清单", "has not met yet", "Finance team"):
        assert words in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_closed_minutes_are_on_no_page_before_they_are_read(clients: Any, story: Story, language: str) -> None:
    account, meeting = story.account.id, story.joint_meeting.id
    for client in (clients.owner, clients.director):
        for page in (
            get(client, "joint", account, language=language),
            get(client, "joint_meeting", account, meeting, language=language),
            get(client, "joint_team", account, story.joint_team.id, language=language),
        ):
            assert page.status_code == 200
            assert "只给少数人看" not in page.text
    assert 'value="read"' not in get(clients.owner, "joint_meeting", account, meeting, language=language).text
    assert "只给少数人看" in send(clients.director, "joint_meeting", account, meeting, do="read").text
    assert "陈国栋" in get(clients.director, "joint", account, language=language).text
    assert len(get_readings(account)) == 1


def test_costs_are_opened_and_savings_split_on_the_sheet(clients: Any, story: Story) -> None:
    account, today = story.account.id, timezone.localdate().isoformat()
    cost = {"product": "变桨轴承", "element": "energy", "value": "3.2", "currency": "CNY", "valid_from": today}
    assert "变桨轴承" in send(clients.director, "open_book", account, do="open", source="表", **cost).text
    saving = {"what": "周转箱", "amount": "100.01", "our_share": "50%", "currency": "CNY", "agreed_on": today}
    page = send(clients.director, "open_book", account, do="saving", **saving).text
    assert "50.00" in page
    assert "50.01" in page
    refused = send(clients.director, "open_book", account, do="saving", **saving | {"our_share": "120"}).text
    assert "between 0% and 100%" in refused


def test_the_minutes_stay_as_they_are_where_they_are_not_shown(clients: Any, story: Story) -> None:
    account, meeting = story.account.id, story.joint_meeting
    typed = {"held_on": meeting.held_on.isoformat(), "agenda": "改了议题", "is_closed": "on", "version": 1}
    assert went_to(send(clients.owner, "joint_meeting", account, meeting.id, do="change", **typed), "joint", account)
    assert get_joint_meetings(account)[0].has_minutes
    second = send(clients.director, "joint_meeting", account, meeting.id, do="change", **typed | {"agenda": "别的"})
    assert second.status_code == 409
    assert "改了议题" in second.text
    assert "别的" in second.text


def test_a_page_asks_the_same_however_much_stands_there(
    clients: Any, story: Story, cast: Any, django_assert_max_num_queries: Any
) -> None:
    account, today = story.account.id, timezone.localdate()
    for number in range(6):
        typed = {"held_on": today.isoformat(), "agenda": f"{number}", "users": cast.owner.pk}
        send(clients.owner, "joint_meeting_new", account, **typed, contacts=story.contact.id)
    with django_assert_max_num_queries(24):
        get(clients.owner, "joint", account)
