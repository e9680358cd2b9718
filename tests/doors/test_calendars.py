"""The month of one account and of all, as a grid and as a list, collisions said in words (S14)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from doors.loop_pages import LANGUAGES, get
from people.story import Story, tell_story
from vitalfew.accounts.actions import add_member
from vitalfew.loop.execution.actions import VisitPlan, plan_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", ["", "list"])
def test_the_month_of_an_account(cast: Any, clients: Any, story: Story, language: str, view: str) -> None:
    month = f"{timezone.localdate():%Y-%m}"
    page = get(clients.owner, "account_calendar", story.account.id, language=language, month=month, view=view).text
    assert "等新机型定型" in page
    assert {"en": "1 contact held", "zh-hans": "已有往来 1 次"}[language] in page
    page = get(clients.director, "calendar", language=language, month=month, view=view).text
    assert "北辰风电装备集团" in page
    assert "北辰" not in get(clients.stranger, "calendar", language=language, month=month, view=view).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_of_us_at_one_customer_are_named(cast: Any, clients: Any, story: Story, language: str) -> None:
    day = timezone.localdate() + timedelta(2)
    plan = VisitPlan(visit_on=day, purpose="高层会晤", owner_id=cast.director.pk)
    plan_visit(by=cast.director, account_id=story.account.id, plan=plan)
    page = get(clients.owner, "account_calendar", story.account.id, language=language, month=f"{day:%Y-%m}").text
    assert {"en": "two of us within three days", "zh-hans": "三天之内我方两拨人"}[language] in page
    assert "陈国栋" in page


def test_a_month_that_is_none_is_this_one(clients: Any, story: Story) -> None:
    this = get(clients.owner, "calendar", month=f"{timezone.localdate():%Y-%m}").text
    for asked in ["2026-13", "soon", "0000-00", "99999-01", ""]:
        assert get(clients.owner, "calendar", month=asked).status_code == 200
    assert "等新机型定型" in this
    # The edges of the calendar are reached, not passed.
    for asked in ["0001-01", "9999-12"]:
        assert get(clients.owner, "calendar", month=asked).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_of_us_stands_there_with_the_function_in_the_team(
    cast: Any, clients: Any, story: Story, language: str
) -> None:
    today, account_id = timezone.localdate(), story.account.id
    add_member(by=cast.owner, account_id=account_id, user_id=cast.owner.pk, function="quality", from_on=today)
    asked = {"language": language, "month": f"{today:%Y-%m}", "view": "list"}
    page = get(clients.owner, "account_calendar", account_id, **asked).text
    assert {"en": "林晓雯 Quality", "zh-hans": "林晓雯 质量"}[language] in page
