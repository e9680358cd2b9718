"""A visit to come: planned with suggested questions, read as one sheet, logged with what was planned (S4)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from doors.loop_pages import LANGUAGES, get, later, send, went_to
from people.story import Story, tell_story
from vitalfew.accounts.actions import add_contact
from vitalfew.loop.execution.models import PlannedVisit
from vitalfew.loop.execution.queries import get_planned_visits_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def _typed(cast: Any, story: Story, **more: Any) -> dict[str, Any]:
    return {
        "purpose": "谈 16 MW 评审", "visit_on": later(timezone.localdate(), 2), "kind": "visit", "owner": cast.owner.pk,
        "guests": [story.contact.id], "starts_at": "14:30", "advance": "定下评审日期", **more,
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_suggested_and_may_be_crossed_out(
    cast: Any, clients: Any, story: Story, language: str
) -> None:
    page = get(clients.owner, "visit_plan", story.account.id, language=language).text
    assert {"en": "How much of this do you buy", "zh-hans": "一年总共采购多少"}[language] in page
    answer = send(clients.owner, "visit_plan", story.account.id, language=language, **_typed(cast, story, situation=""))
    made = get_planned_visits_of(story.account.id)[-1]
    assert went_to(answer, "planned_visit", made.id)
    assert (made.questions, made.advance) == ([], "定下评审日期")
    sheet = get(clients.owner, "planned_visit", made.id, language=language).text
    for word in ["谈 16 MW 评审", "定下评审日期", "王丽", "采购经理", "14:30", "交 8D 报告", "等新机型定型"]:
        assert word in sheet
    assert {"en": "Nothing prepared", "zh-hans": "还没有准备"}[language] in sheet


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_planned_is_said(cast: Any, clients: Any, story: Story, language: str) -> None:
    typed = _typed(cast, story, purpose="", starts_at="noon")
    answer = send(clients.owner, "visit_plan", story.account.id, language=language, **typed)
    for word in {"en": ["what the visit is for", "like 14:30"], "zh-hans": ["为什么去", "14:30 这样"]}[language]:
        assert word in answer.text
    past = _typed(cast, story, visit_on=later(timezone.localdate(), -1))
    answer = send(clients.owner, "visit_plan", story.account.id, language=language, **past)
    assert {"en": "This day is past", "zh-hans": "这一天已经过了"}[language] in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_of_tomorrow_are_a_pdf(clients: Any, story: Story, language: str) -> None:
    for answer in [
        get(clients.owner, "day_sheets", language=language),
        get(clients.owner, "visit_sheet", story.coming.id, language=language),
    ]:
        assert answer["Content-Type"] == "application/pdf"
        assert b"".join(answer).startswith(b"%PDF-")
    none = get(clients.stranger, "day_sheets", language=language).text
    assert {"en": "No visit of yours is planned", "zh-hans": "您没有安排拜访"}[language] in none


def test_a_day_that_is_none_is_tomorrow(clients: Any, story: Story) -> None:
    for typed in ["2026-02-31", "soon", ""]:
        assert get(clients.owner, "day_sheets", day=typed)["Content-Type"] == "application/pdf"
        assert get(clients.owner, "visit_plan", story.account.id, day=typed).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_missed_asks_to_be_logged_with_what_was_planned(clients: Any, story: Story, language: str) -> None:
    day = timezone.localdate() - timedelta(2)
    PlannedVisit.objects.filter(pk=story.coming.id).update(visit_on=day, contact_ids=[story.contact.id])
    page = get(clients.owner, "today", language=language).text
    assert {"en": "is not logged yet: 问清停单原因", "zh-hans": "还没有记录：问清停单原因"}[language] in page
    href = f"/accounts/{story.account.id}/visits/new/?planned={story.coming.id}"
    assert href in get(clients.owner, "execution", language=language).text
    form = clients.owner.get(href).text
    assert f'value="{story.contact.id}" id="id_met_0" checked' in form
    assert f'name="held_on" value="{day:%Y-%m-%d}"' in form
    key = re.search(r'name="sent_key" value="([^"]+)"', form)
    assert key
    typed = {
        "met": [story.contact.id], "outcome": "advance", "note": "谈过", "kind": "visit", "sent_key": key[1],
        "held_on": day.isoformat(), "planned": story.coming.id,
    }  # fmt: skip
    assert went_to(send(clients.owner, "visit_new", story.account.id, **typed), "account", story.account.id)
    assert get_planned_visits_of(story.account.id) == []


def test_two_who_change_one_visit_see_the_people_of_both(cast: Any, clients: Any, story: Story) -> None:
    other = add_contact(by=cast.owner, account_id=story.account.id, name="唐哲")
    changed = _typed(cast, story, do="change", version=1, colleagues=[cast.director.pk])
    assert went_to(send(clients.owner, "visit_change", story.coming.id, **changed), "planned_visit", story.coming.id)
    late = changed | {"guests": [other.id], "colleagues": [cast.analyst.pk]}
    answer = send(clients.director, "visit_change", story.coming.id, **late)
    assert answer.status_code == 409
    for name in ["王丽", "唐哲", "陈国栋", "何静"]:
        assert name in answer.text


def test_called_off_it_says_why_and_changes_no_more(clients: Any, story: Story) -> None:
    send(clients.owner, "visit_change", story.coming.id, do="cancel", version=1, reason="对方出差")
    assert "对方出差" in get(clients.owner, "planned_visit", story.coming.id).text
    assert went_to(get(clients.owner, "visit_change", story.coming.id), "planned_visit", story.coming.id)
