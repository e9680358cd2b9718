"""The people of an account on its pages: listed, noted, corrected, gone (S3, S18, S25)."""

from typing import Any

import pytest
from django.utils import timezone

from doors.loop_pages import LANGUAGES, get, send, went_to
from people.story import Story, tell_story
from vitalfew.accounts.queries import get_people, get_person, get_units

pytestmark = pytest.mark.django_db
WORDS = {
    "en": ("Known to", "Nobody of the board or a director was met"),
    "zh-hans": ("我方谁认识", "没有见过董事会或总监级的人"),
}


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_says_who_is_who_who_knows_them_and_what_is_missing(clients: Any, story: Story, language: str) -> None:
    page = get(clients.owner, "people", story.account.id, language=language)
    for word in (*WORDS[language], "王丽", "采购经理", "林晓雯", "郭振邦", "总经办"):
        assert word in page.text, word


def test_a_person_is_noted_with_name_alone_and_the_next_one_at_once(clients: Any, story: Story) -> None:
    account = story.account.id
    missing = send(clients.owner, "person_new", account, name=" ")
    assert "Write the name." in missing.text
    assert went_to(send(clients.owner, "person_new", account, name="何帆", again="1"), "person_new", account)
    told = {"name": "叶舟", "unit": "计划部", "level": "manager", "boss": story.boss.id, "title": "计划经理"}
    assert went_to(send(clients.owner, "person_new", account, **told), "people", account)
    known = {one.name: one for one in get_people(account)}
    assert (known["叶舟"].post.unit, known["叶舟"].post.boss, known["何帆"].post.unit) == ("计划部", "郭振邦", "")
    again = send(clients.owner, "person_new", account, name="叶舟")
    assert "Somebody of this name is known" in again.text


def test_who_has_left_stands_apart_and_can_come_back(clients: Any, story: Story) -> None:
    account, boss = story.account.id, story.boss
    left = {"do": "leave", "version": boss.post.version, "until": timezone.localdate().isoformat()}
    assert went_to(send(clients.owner, "person", account, boss.id, **left), "people", account)
    assert "No longer there" in get(clients.owner, "people", account).text
    assert went_to(send(clients.owner, "person", account, boss.id, do="reopen"), "person", account, boss.id)
    back = get_person(account, boss.id)
    assert back
    assert back.is_there


def test_who_was_met_today_did_not_leave_before(clients: Any, story: Story) -> None:
    left = {"do": "leave", "version": 1, "until": timezone.localdate().isoformat()}
    answer = send(clients.owner, "person", story.account.id, story.contact.id, **left)
    assert answer.status_code == 200
    assert "noted to have met this person after that day" in answer.text


def test_a_move_to_another_account_needs_its_code_or_name(clients: Any, story: Story) -> None:
    move = {"do": "move", "version": 1, "on": timezone.localdate().isoformat(), "title": "副总经理"}
    # To the owner the other account does not exist.
    refused = send(clients.owner, "person", story.account.id, story.boss.id, **move, to_account="XL-0042")
    assert "No account of yours has this code or name." in refused.text
    moved = send(clients.director, "person", story.account.id, story.boss.id, **move, to_account="XL-0042")
    assert moved.status_code == 302
    assert [one.post.title for one in get_people(story.other.id)] == ["副总经理"]
    assert "moved on" in get(clients.owner, "person", story.account.id, story.boss.id).text
    assert "西岭" not in get(clients.owner, "person", story.account.id, story.boss.id).text


def test_two_who_correct_one_field_see_both_values(clients: Any, story: Story) -> None:
    boss = story.boss
    told = {"do": "change", "version": boss.version, "name": "郭振邦"}
    first = send(clients.owner, "person", story.account.id, boss.id, **told, phone="111")
    assert went_to(first, "person", story.account.id, boss.id)
    # Another field of the same person is no conflict; the same field is, and both values are shown.
    second = send(clients.director, "person", story.account.id, boss.id, **told, email="g@x.example")
    assert second.status_code == 302
    third = send(clients.director, "person", story.account.id, boss.id, **told, phone="222")
    assert third.status_code == 409
    assert "111" in third.text
    assert "222" in third.text


def test_a_unit_is_renamed_once_for_all_its_people(clients: Any, story: Story) -> None:
    unit = get_units(story.account.id)[0]
    told = {"name": "公司领导", "function": "board", "version": unit.version}
    assert went_to(send(clients.owner, "unit", story.account.id, unit.id, **told), "people", story.account.id)
    assert [one.post.unit for one in get_people(story.account.id) if one.name == "郭振邦"] == ["公司领导"]
