"""Who looks after an account with us, and what a successor is handed (S14, S25)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from doors.loop_pages import LANGUAGES, get, send, went_to
from people.story import Story, tell_story
from vitalfew.accounts.queries import get_team
from vitalfew.relations.queries import get_ties

pytestmark = pytest.mark.django_db
PACK = {
    "en": (
        "Handover pack",
        "Open promises of both sides",
        "What is to be done",
        "Whom we know",
        "What passed last",
        "What is wrong",
    ),
    "zh-hans": ("交接清单", "双方未了的承诺", "要做的事", "认识谁", "最近的往来"),
}


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def hand_over(clients: Any, cast: Any, story: Story) -> Any:
    from vitalfew.accounts.models import KeyAccount, OwnerPeriod

    begun = timezone.localdate() - timedelta(400)
    KeyAccount.objects.update(designated_on=begun)
    OwnerPeriod.objects.update(from_on=begun)
    terms = {"do": "change", "version": story.key_account.version, "tier": "strategic", "reason": "交接"}
    return send(clients.director, "designation", story.account.id, **terms, manager=cast.stranger.pk)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pack_holds_people_promises_alerts_plan_and_what_passed(clients: Any, story: Story, language: str) -> None:
    page = get(clients.owner, "handover", story.account.id, language=language)
    told = ("交 8D 报告", "提交主轴轴承年度报价", "王丽", "郭振邦", "马骏", "先保交付，再谈份额", "等新机型定型")
    for word in (*PACK[language], *told):
        assert word in page.text, word


def test_a_change_of_manager_leads_to_the_pack_and_is_told_on_the_account(
    cast: Any, clients: Any, story: Story
) -> None:
    assert went_to(hand_over(clients, cast, story), "handover", story.account.id)
    said = "林晓雯 handed over to 周启明 on"
    assert said in get(clients.director, "handover", story.account.id).text
    home = get(clients.stranger, "account", story.account.id)
    assert said in home.text
    assert "Open the handover pack" in home.text
    # Who handed over has nothing to do there any more.
    assert get(clients.owner, "handover", story.account.id).status_code == 404


def test_the_team_page_says_who_stands_in(cast: Any, clients: Any, story: Story) -> None:
    account, today = story.account.id, timezone.localdate()
    away = {"from_on": today.isoformat(), "until": "2999-01-01", "note": "急事打电话"}
    assert went_to(send(clients.owner, "team", account, **away), "team", account)
    assert "Nobody stands in: name a deputy." in get(clients.director, "team", account).text
    terms = {"do": "change", "version": story.key_account.version, "tier": "key", "reason": "x"}
    send(clients.director, "designation", account, **terms, manager=cast.owner.pk, deputy=cast.stranger.pk)
    page = get(clients.stranger, "team", account)
    assert "周启明 stands in." in page.text
    assert "急事打电话" in page.text


def test_a_member_is_one_person_with_a_promise(cast: Any, clients: Any, story: Story) -> None:
    account = story.account.id
    told = {"ring": "surround", "from_on": "2026-01-05", "promise": "两天到货"}
    nobody = send(clients.owner, "member_new", account, **told)
    assert "Choose one of us, one of the customer" in nobody.text
    both = send(clients.owner, "member_new", account, **told, partner_name="马骏", user=cast.analyst.pk)
    assert "A member is one person" in both.text
    assert went_to(send(clients.owner, "member_new", account, **told, user=cast.analyst.pk), "team", account)
    one = next(member for member in get_team(account) if member.name == "何静")
    ended = told | {"until": "2026-01-10", "version": one.version}
    assert went_to(send(clients.owner, "member", account, one.id, **ended), "team", account)
    assert "何静" in get(clients.owner, "team", account).text.split("Earlier")[1]


def test_who_knows_whom_is_judged_dated_and_compared(cast: Any, clients: Any, story: Story) -> None:
    account, contact = story.account.id, story.contact.id
    judged = {"do": "tie", "user": cast.owner.pk, "strength": "4"}
    assert went_to(send(clients.owner, "person", account, contact, **judged), "person", account, contact)
    page = get(clients.owner, "person", account, contact)
    assert "4 is asked for advice" in page.text
    assert "Judged by 林晓雯" in page.text
    assert "林晓雯 4/5" in get(clients.owner, "people", account).text
    # Whoever has not seen that judgement is shown it before his own counts.
    blind = send(clients.director, "person", account, contact, **judged | {"strength": "1"})
    assert blind.status_code == 409
    seen = judged | {"strength": "1", f"seen_{cast.owner.pk}": 1}
    assert send(clients.director, "person", account, contact, **seen).status_code == 302
    assert [(one.strength, one.judged_by) for one in get_ties([contact])] == [(1, "陈国栋")]
