"""A review compares target and actual, says why, closes the cycle once and opens the next with the lesson (S43)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from doors.loop_pages import LANGUAGES, get, send, went_to
from people.story import Story, tell_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def _typed(story: Story, **more: Any) -> dict[str, Any]:
    typed = {"held_on": timezone.localdate().isoformat(), "lesson": "先锁定产能", "decision": "签产能协议"}
    return {**typed, f"why_{story.objective.id}": "定型推迟", "cycle": story.cycle.id, **more}


def _cycle(story: Story) -> Any:
    from vitalfew.loop.analysis.queries import get_cycle

    return get_cycle(story.account.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_closes_the_cycle_and_the_next_begins_with_the_lesson(clients: Any, story: Story, language: str) -> None:
    page = get(clients.owner, "review", story.account.id, language=language).text
    assert {"en": "Why did it come out like this?", "zh-hans": "为什么是这个结果"}[language] in page
    assert went_to(send(clients.owner, "review", story.account.id, **_typed(story)), "plan", story.account.id)
    assert (_cycle(story).number, _cycle(story).lesson) == (2, "先锁定产能")
    plan = get(clients.owner, "plan", story.account.id, language=language).text
    assert "先锁定产能" in plan
    assert story.action.what in plan  # what is still to do goes with it
    listed = get(clients.owner, "reviews", language=language).text
    for words in ["先锁定产能", "签产能协议", "定型推迟", story.account.name]:
        assert words in listed
    assert "先锁定产能" not in get(clients.stranger, "reviews", language=language).text


def test_sent_twice_it_closes_one_cycle(clients: Any, story: Story) -> None:
    typed = _typed(story)
    assert went_to(send(clients.owner, "review", story.account.id, **typed), "plan", story.account.id)
    again = send(clients.owner, "review", story.account.id, **typed)
    assert again.status_code == 200
    assert "There is no open cycle to review" in again.text
    assert _cycle(story).number == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_lesson_nothing_closes(clients: Any, story: Story, language: str) -> None:
    answer = send(clients.owner, "review", story.account.id, language=language, **_typed(story, lesson=""))
    assert {"en": "Write the lesson", "zh-hans": "请写下教训"}[language] in answer.text
    assert "定型推迟" in answer.text
    assert _cycle(story).number == 1


def test_a_review_to_come_closes_nothing(clients: Any, story: Story) -> None:
    tomorrow = (timezone.localdate() + timedelta(1)).isoformat()
    answer = send(clients.owner, "review", story.account.id, **_typed(story, held_on=tomorrow))
    assert "still to come" in answer.text
    assert _cycle(story).number == 1


def test_a_reader_finds_no_form(clients: Any, story: Story) -> None:
    assert 'name="lesson"' not in get(clients.analyst, "review", story.account.id).text
