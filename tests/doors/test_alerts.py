"""An alert shows its evidence in words and is acknowledged, taken in hand, closed or dismissed with a reason (W6)."""

from typing import Any

import pytest

from doors.loop_pages import LANGUAGES, get, send, went_to
from people.story import Story, tell_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def _state(cast: Any, story: Story) -> Any:
    from vitalfew.loop.control.queries import get_alert

    return get_alert(cast.director, story.alert.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_inbox_says_why(clients: Any, story: Story, language: str) -> None:
    sentence = {"en": "No order for 33 days, usually 21", "zh-hans": "33 天没有订单，通常 21 天"}[language]
    inbox = get(clients.owner, "control", language=language).text
    assert sentence in inbox
    assert story.account.name in inbox
    assert sentence not in get(clients.stranger, "control", language=language).text
    page = get(clients.owner, "alert", story.alert.id, language=language).text
    for words in {"en": ["18 to 24 days", "30 days"], "zh-hans": ["18 至 24 天", "预警线"]}[language]:
        assert words in page


def test_it_goes_through_its_life_and_the_address_filters(cast: Any, clients: Any, story: Story) -> None:
    alert, name = story.alert.id, story.account.name
    for do, state, version in [("acknowledge", "acknowledged", 1), ("act", "acting", 2)]:
        assert went_to(send(clients.owner, "alert", alert, do=do, version=version), "alert", alert)
        assert _state(cast, story).state == state
        assert name in get(clients.owner, "control", state=state).text
    assert name not in get(clients.owner, "control", state="new").text
    closed = send(clients.owner, "alert", alert, do="close", version=3, reason="在等新机型定型")
    assert went_to(closed, "alert", alert)
    assert name not in get(clients.owner, "control").text
    assert "在等新机型定型" in get(clients.owner, "control", state="closed").text
    page = get(clients.owner, "alert", alert).text
    assert "在等新机型定型" in page
    assert 'name="do"' not in page
    assert get(clients.owner, "control", state="nonsense").status_code == 404


@pytest.mark.parametrize("do", ["close", "dismiss"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_end_needs_its_reason(cast: Any, clients: Any, story: Story, do: str, language: str) -> None:
    answer = send(clients.owner, "alert", story.alert.id, language=language, do=do, version=1)
    assert {"en": "Write the reason.", "zh-hans": "请写明原因"}[language] in answer.text
    assert _state(cast, story).state == "new"
    assert went_to(
        send(clients.owner, "alert", story.alert.id, do=do, version=1, reason="停产检修"), "alert", story.alert.id
    )
    assert _state(cast, story).reason == "停产检修"


def test_two_who_handle_it_see_both_values(clients: Any, story: Story) -> None:
    send(clients.owner, "alert", story.alert.id, do="acknowledge", version=1)
    answer = send(clients.director, "alert", story.alert.id, do="dismiss", version=1, reason="停产检修")
    assert answer.status_code == 409
    assert "停产检修" in answer.text
    assert "State" in answer.text


def test_what_has_ended_stays_ended(cast: Any, clients: Any, story: Story) -> None:
    send(clients.owner, "alert", story.alert.id, do="dismiss", version=1, reason="停产检修")
    answer = send(clients.director, "alert", story.alert.id, do="close", version=2, reason="x")
    assert "This alert has ended." in answer.text
    assert _state(cast, story).state == "dismissed"


def test_a_reader_finds_no_button(clients: Any, story: Story) -> None:
    page = get(clients.analyst, "alert", story.alert.id).text
    assert "18 to 24 days" in page
    assert 'name="do"' not in page
