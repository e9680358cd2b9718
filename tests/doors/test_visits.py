"""A visit is logged in three fields; the rest is guessed; sent twice it is kept once (S26)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from doors.loop_pages import LANGUAGES, get, later, send, went_to
from people.story import Story, tell_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def _visits(story: Story) -> list[Any]:
    from vitalfew.relations.queries import get_interactions

    return get_interactions(story.account.id)


def _as_guessed(page: str) -> dict[str, str]:
    """Return what the form sends when only the three fields are filled in."""
    key = re.search(r'name="sent_key" value="([^"]+)"', page)
    day = re.search(r'name="held_on" value="([^"]+)"', page)
    kind = re.search(r'<option value="(\w+)" selected>', page)
    assert key
    assert day
    assert kind
    three = {"contact_name": "唐哲", "outcome": "advance", "note": "同意联合设计，先看 8D 报告。"}
    return {**three, "sent_key": key[1], "held_on": day[1], "kind": kind[1]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_fields_are_enough(clients: Any, story: Story, language: str) -> None:
    page = get(clients.owner, "visit_new", story.account.id, language=language).text
    assert '<option value="王丽">' in page
    answer = send(clients.owner, "visit_new", story.account.id, language=language, **_as_guessed(page))
    assert went_to(answer, "account", story.account.id)
    visit = _visits(story)[0]
    assert (visit.contacts, visit.held_on, visit.kind) == (("唐哲",), timezone.localdate(), "visit")
    # A new name is known from then on.
    assert '<option value="唐哲">' in get(clients.owner, "visit_new", story.account.id).text
    assert "同意联合设计" in get(clients.owner, "execution", language=language).text


def test_sent_twice_it_is_kept_once(clients: Any, story: Story) -> None:
    typed = _as_guessed(get(clients.owner, "visit_new", story.account.id).text)
    typed |= {"next_step": "发日程", "next_due_on": later(timezone.localdate())}
    for _ in range(2):
        assert went_to(send(clients.owner, "visit_new", story.account.id, **typed), "account", story.account.id)
    assert len(_visits(story)) == 2
    assert get(clients.owner, "plan", story.account.id).text.count("发日程") == 1


def test_each_form_has_a_key_of_its_own(clients: Any, story: Story) -> None:
    keys = {_as_guessed(get(clients.owner, "visit_new", story.account.id).text)["sent_key"] for _ in range(3)}
    assert len(keys) == 3


def test_an_invalid_form_keeps_its_key_and_what_was_typed(clients: Any, story: Story) -> None:
    typed = _as_guessed(get(clients.owner, "visit_new", story.account.id).text)
    answer = send(clients.owner, "visit_new", story.account.id, **typed | {"outcome": ""})
    assert _as_guessed(answer.text)["sent_key"] == typed["sent_key"]
    assert typed["note"] in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_said(clients: Any, story: Story, language: str) -> None:
    tomorrow = (timezone.localdate() + timedelta(1)).isoformat()
    typed = {"next_step": "发日程", "held_on": tomorrow, "kind": "visit", "sent_key": "k"}
    answer = send(clients.owner, "visit_new", story.account.id, language=language, **typed)
    for sentence in {
        "en": ["Write whom you met.", "Choose one.", "Write one sentence", "Choose by when", "still to come"],
        "zh-hans": ["请写明见了谁。", "请选一项。", "请用一句话", "这一天还没到"],
    }[language]:
        assert sentence in answer.text
    assert len(_visits(story)) == 1


def test_only_ones_own_accounts_are_listed(clients: Any, story: Story) -> None:
    assert story.visit.note in get(clients.director, "execution").text
    assert story.visit.note not in get(clients.stranger, "execution").text
    assert 'name="version"' not in get(clients.analyst, "execution").text
