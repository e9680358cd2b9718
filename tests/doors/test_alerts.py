"""An alert shows its evidence in words and is acknowledged, taken in hand, closed or dismissed with a reason (W6)."""

from typing import Any

import pytest

from doors.account_rows import TODAY, make_row, name_key_account
from doors.loop_pages import LANGUAGES, get, send, went_to
from people.story import Story, make_alert, tell_story
from vitalfew.loop.control.queries import get_alerts

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


FIRST_DAY = {
    "en": ["12 accounts with an alert, none of them a key account", "The first 10 hold 86% of what is at stake"],
    "zh-hans": ["12 家客户有预警，没有一家是大客户", "前 10 家占风险金额的 86%"],
}
YEARLY = {0: 9, 1: 9, 4: 18}  # the others bring 10: 108 of 126 stand first
FOLDED = {"en": "and 2 more accounts", "zh-hans": "还有 2 家"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_books_ring_for_many_and_the_inbox_says_with_whom_to_begin(clients: Any, language: str) -> None:
    from vitalfew.loop.control.models import Alert

    for number in range(12):
        account = make_row(f"A{number}", f"新客户{number:02d}", 100 + number, alarm=2)
        rung = make_alert(account.pk, None, TODAY)
        evidence = rung.evidence | {"quiet": 0.5, "revenue": str(YEARLY.get(number, 10))}
        Alert.objects.filter(pk=rung.id).update(evidence=evidence)
    page = get(clients.director, "control", language=language).text
    for words in FIRST_DAY[language]:
        assert words in page
    shown, _fold, folded = page.partition(f"<summary>{FOLDED[language]}</summary>")
    # Whose loss would cost most stands first; nobody is left out.
    assert shown.index("新客户04") < shown.index("新客户02")
    assert [name for name in ("新客户00", "新客户01") if name in shown] == []
    assert all(f"新客户{number:02d}" in page for number in range(12))
    assert "新客户00" in folded
    assert page.count("btn primary") == 1


def test_the_few_stand_before_the_many(cast: Any, clients: Any) -> None:
    many, few = make_row("B", "没有认定的客户", 900, alarm=2), make_row("A", "认定了的客户", 1, alarm=2)
    name_key_account(few, cast, cast.owner)
    for account in (many, few):
        make_alert(account.pk, cast.owner.pk, TODAY)
    page = get(clients.director, "control").text
    assert "1 key account with an alert, and 1 other account" in page
    assert page.index("认定了的客户") < page.index("没有认定的客户")
    assert [alert.account_id for alert in get_alerts(cast.director, limit=1)] == [few.pk]  # on the first screen too
    first = get(clients.director, "portfolio").context["who_calls"]
    assert first == "1 key account with an alert, and 1 other account"
    assert "Name the few that matter" in page
    assert "Name the few that matter" not in get(clients.analyst, "control").text


@pytest.mark.parametrize(("language", "words"), [("en", "and 2 more for this account"), ("zh-hans", "还有 2 条")])
def test_an_account_is_one_line_whatever_has_rung_for_it(
    cast: Any, clients: Any, story: Story, language: str, words: str
) -> None:
    others = [make_alert(story.account.id, cast.owner.pk, TODAY, silent_days=days) for days in (40, 50)]
    page = get(clients.owner, "control", language=language).text
    assert words in page
    assert page.count('class="name"') == 1
    assert all(f"/control/{alert.id}/" in page for alert in (story.alert, *others))
