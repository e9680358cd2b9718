"""Promises of both sides: noted with the visit, shown where somebody must act, ended with one click (S26)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from doors.loop_pages import LANGUAGES, get, later, send, went_to
from people.story import Story, tell_story
from vitalfew.relations.actions import note_commitment
from vitalfew.relations.queries import get_commitments

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def _late(cast: Any, story: Story, side: str) -> Any:
    made_on = timezone.localdate() - timedelta(9)
    told = {"side": side, "what": "给装机预测", "made_on": made_on, "due_on": made_on + timedelta(5)}
    return note_commitment(by=cast.owner, account_id=story.account.id, **told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_promise_typed_with_a_visit_stands_on_the_home(clients: Any, story: Story, language: str) -> None:
    due = later(timezone.localdate())
    visit = {
        "met": [story.contact.id], "outcome": "advance", "note": "谈过", "kind": "visit", "sent_key": "k",
        "held_on": timezone.localdate().isoformat(), "customer_promise": "引见采购负责人", "customer_due_on": due,
    }  # fmt: skip
    answer = send(clients.owner, "visit_new", story.account.id, language=language, **visit)
    assert went_to(answer, "account", story.account.id)
    page = get(clients.owner, "account", story.account.id, language=language).text
    assert "引见采购负责人" in page
    assert {"en": "2 promises", "zh-hans": "2 项承诺"}[language] in page


def test_half_a_promise_is_asked_about_and_nothing_typed_is_lost(clients: Any, story: Story) -> None:
    visit = {
        "met": [story.contact.id], "outcome": "advance", "note": "谈过", "kind": "visit", "sent_key": "k",
        "held_on": timezone.localdate().isoformat(), "us_promise": "送样圈",
    }  # fmt: skip
    answer = send(clients.owner, "visit_new", story.account.id, **visit)
    assert "without a day nobody can keep it" in answer.text
    assert 'value="送样圈"' in answer.text
    assert f'value="{story.contact.id}" id="id_met_0" checked' in answer.text


@pytest.mark.parametrize(
    ("side", "words"),
    [
        ("us", {"en": "We promised: 给装机预测, 4 days late", "zh-hans": "我方承诺“给装机预测”，逾期 4 天"}),
        ("customer", {"en": "They promised: 给装机预测, 4 days late", "zh-hans": "对方承诺“给装机预测”，逾期 4 天"}),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_overdue_asks_for_somebody_today(
    cast: Any, clients: Any, story: Story, side: str, words: dict[str, str], language: str
) -> None:
    late = _late(cast, story, side)
    page = get(clients.owner, "today", language=language).text
    assert words[language] in page
    assert {"en": "4 days late", "zh-hans": "逾期 4 天"}[language] in get(
        clients.owner, "account", story.account.id, language=language
    ).text
    assert late.what in get(clients.owner, "execution", language=language).text
    assert late.what not in get(clients.stranger, "execution", language=language).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_click_keeps_it_and_the_share_is_told(clients: Any, story: Story, language: str) -> None:
    assert {"en": "unknown", "zh-hans": "未知"}[language] in get(
        clients.owner, "promises", story.account.id, language=language
    ).text
    answer = send(clients.owner, "promise_kept", story.promise.id, version=1)
    assert went_to(answer, "promises", story.account.id)
    page = get(clients.owner, "promises", story.account.id, language=language).text
    assert "100%" in page
    assert {"en": "Kept on time", "zh-hans": "按时兑现"}[language] in page


def test_two_people_who_change_one_promise_see_both_values(cast: Any, clients: Any, story: Story) -> None:
    changed = {"what": "交 8D 报告第二版", "due_on": later(timezone.localdate()), "owner": cast.owner.pk, "version": 1}
    changed["do"] = "change"
    assert went_to(send(clients.owner, "promise", story.promise.id, **changed), "promises", story.account.id)
    late = changed | {"what": "交根因分析", "contact": story.contact.id}
    answer = send(clients.director, "promise", story.promise.id, **late)
    assert answer.status_code == 409
    for word in ["交 8D 报告第二版", "交根因分析"]:
        assert word in answer.text
    # What only one of them changed stands beside it.
    meant = changed | {"what": "交 8D 报告", "contact": story.contact.id}
    assert went_to(send(clients.director, "promise", story.promise.id, **meant), "promises", story.account.id)
    stands = get_commitments(story.account.id)[0]
    assert (stands.what, stands.contact_name) == ("交 8D 报告第二版", "王丽")


def test_it_is_broken_only_for_a_reason_and_that_is_taken_back(clients: Any, story: Story) -> None:
    answer = send(clients.owner, "promise", story.promise.id, do="broken", version=1, reason="")
    assert "Trust is mended by knowing that" in answer.text
    send(clients.owner, "promise", story.promise.id, do="broken", version=1, reason="台架坏了")
    assert get_commitments(story.account.id)[0].reason == "台架坏了"
    assert "台架坏了" in get(clients.owner, "promise", story.promise.id).text
    send(clients.owner, "promise", story.promise.id, do="reopen", version=2)
    assert get_commitments(story.account.id)[0].is_open


def test_who_only_reads_gets_no_button(clients: Any, story: Story) -> None:
    for route, at in [("promises", story.account.id), ("promise", story.promise.id)]:
        assert 'name="version"' not in get(clients.analyst, route, at).text
