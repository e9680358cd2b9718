"""The plan of an account: its strategy against its version, actions added, done, overdue, cancelled (S65, INV11)."""

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


def _plan(story: Story) -> Any:
    from vitalfew.loop.plan.queries import get_plan

    return get_plan(story.account.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_shows_what_is_aimed_at_and_who_does_what(clients: Any, story: Story, language: str) -> None:
    page = get(clients.owner, "plan", story.account.id, language=language).text
    for words in [story.plan.strategy, story.action.what, story.objective.owner_name, *{
        "en": ["Net revenue", "PDF in Chinese", "step 5 of 6"],
        "zh-hans": ["净收入", "中文 PDF"],
    }[language]]:  # fmt: skip
        assert words in page
    assert story.account.name in get(clients.owner, "plans", language=language).text
    assert story.account.name not in get(clients.stranger, "plans", language=language).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_writers_of_a_strategy_see_both(clients: Any, story: Story, language: str) -> None:
    version = story.plan.version
    mine = send(clients.owner, "plan", story.account.id, strategy="先保交付", version=version)
    assert went_to(mine, "plan", story.account.id)
    theirs = send(clients.director, "plan", story.account.id, language=language, strategy="先谈份额", version=version)
    assert theirs.status_code == 409
    assert "先保交付" in theirs.text
    assert "先谈份额" in theirs.text
    assert _plan(story).strategy == "先保交付"


def test_the_first_strategy_opens_the_plan(cast: Any, clients: Any, story: Story) -> None:
    from accounts.making import key_account

    key_account(cast, story.other.id)
    typed = {"strategy": "从备件做起", "version": 0}
    assert went_to(send(clients.owner, "plan", story.other.id, **typed), "plan", story.other.id)
    # The same form again, from a page that saw no plan yet.
    again = send(clients.director, "plan", story.other.id, strategy="从主轴做起", version=0)
    assert again.status_code == 409
    assert "从备件做起" in again.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_action_needs_what_who_and_when(clients: Any, story: Story, language: str) -> None:
    answer = send(clients.owner, "action_new", story.account.id, language=language)
    for sentence in {
        "en": ["Write what is to be done.", "Choose who does it.", "Choose by when."],
        "zh-hans": ["请写明要做什么。", "请选择由谁来做。", "请选择期限。"],
    }[language]:
        assert sentence in answer.text
    assert len(_plan(story).actions) == 1


def test_an_action_is_added_changed_and_done(cast: Any, clients: Any, story: Story) -> None:
    typed = {"what": "送样 2 套", "owner": cast.director.pk, "due_on": later(timezone.localdate())}
    added = send(clients.owner, "action_new", story.account.id, **typed, objective=story.objective.id)
    assert went_to(added, "plan", story.account.id)
    action = next(one for one in _plan(story).actions if one.what == "送样 2 套")
    assert (action.owner_name, action.objective_id) == (cast.director.name, story.objective.id)
    change = {**typed, "what": "送样 3 套", "do": "change", "version": action.version}
    assert went_to(send(clients.owner, "action", action.id, **change), "plan", story.account.id)
    assert send(clients.director, "action", action.id, **change | {"what": "送样 4 套"}).status_code == 409
    done = send(clients.owner, "action_done", action.id, version=action.version + 1)
    assert went_to(done, "plan", story.account.id)
    action = next(one for one in _plan(story).actions if one.id == action.id)
    assert (action.state, action.done_on, action.what) == ("done", timezone.localdate(), "送样 3 套")


def test_an_action_changed_by_two_shows_what_each_wanted_it_for(cast: Any, clients: Any, story: Story) -> None:
    typed = {"what": "送样", "owner": cast.owner.pk, "due_on": later(timezone.localdate()), "do": "change"}
    sent = {**typed, "objective": story.objective.id, "version": story.action.version}
    first = send(clients.owner, "action", story.action.id, **sent | {"objective": ""})
    assert went_to(first, "plan", story.account.id)
    second = send(clients.director, "action", story.action.id, language="zh-hans", **sent)
    assert second.status_code == 409
    assert f"净收入 · {story.objective.due_on}" in second.text


def test_plans_with_overdue_actions_stand_first_and_nothing_done_is_nought(
    cast: Any, clients: Any, story: Story
) -> None:
    from accounts.making import key_account
    from vitalfew.loop.plan.actions import add_action

    key_account(cast, story.other.id)
    yesterday = timezone.localdate() - timedelta(1)
    add_action(by=cast.owner, account_id=story.other.id, what="寄样", owner_id=cast.owner.pk, due_on=yesterday)
    page = get(clients.director, "plans", language="zh-hans")
    first, *_others = page.context["rows"]
    assert first.cycle.account_id == story.other.id
    assert "2 份计划，逾期行动 1 项" in page.text
    assert '<td class="num dim">0</td>' in page.text


def test_from_execution_it_goes_back_there(clients: Any, story: Story) -> None:
    typed = {"version": story.action.version, "next": "execution"}
    assert went_to(send(clients.owner, "action_done", story.action.id, **typed), "execution")
    elsewhere = send(clients.owner, "action_done", story.action.id, version=1, next="https://evil.example/")
    assert went_to(elsewhere, "plan", story.account.id)


def test_done_twice_is_said_and_changes_nothing(clients: Any, story: Story) -> None:
    send(clients.owner, "action_done", story.action.id, version=story.action.version)
    again = clients.director.post(f"/actions/{story.action.id}/done/", {"version": story.action.version}, follow=True)
    assert "已完成或已取消" in again.text or "done or cancelled" in again.text


@pytest.mark.parametrize(("language", "word"), [("en", "Overdue"), ("zh-hans", "逾期")])
def test_what_is_late_is_marked(cast: Any, clients: Any, story: Story, language: str, word: str) -> None:
    from vitalfew.loop.plan.actions import add_action

    late = timezone.localdate() - timedelta(3)
    add_action(by=cast.owner, account_id=story.account.id, what="交 8D 报告", owner_id=cast.owner.pk, due_on=late)
    assert word in get(clients.owner, "plan", story.account.id, language=language).text
    due = get(clients.owner, "execution", language=language).text
    assert due.index("交 8D 报告") < due.index(story.action.what)


def test_cancelled_it_stays_with_its_reason(clients: Any, story: Story) -> None:
    typed = {"do": "cancel", "version": story.action.version, "reason": "客户取消招标"}
    assert went_to(send(clients.owner, "action", story.action.id, **typed), "plan", story.account.id)
    assert "客户取消招标" in get(clients.owner, "action", story.action.id).text
    assert _plan(story).actions[0].state == "cancelled"


def test_a_reader_finds_no_form(clients: Any, story: Story) -> None:
    page = get(clients.analyst, "plan", story.account.id).text
    assert story.plan.strategy in page
    assert 'name="strategy"' not in page
    assert f"/actions/{story.action.id}/done/" not in page
    assert 'name="what"' not in get(clients.analyst, "action", story.action.id).text


def test_without_a_cycle_the_page_says_how_one_opens(clients: Any, story: Story) -> None:
    assert "No cycle is open" in get(clients.director, "plan", story.other.id).text
