"""The call sheet is one A4 in both languages, however much there is to say (S4)."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from people.story import Story, tell_story
from vitalfew.accounts.actions import add_contact
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.documents.call_sheet import CallSheet, gather_day, gather_sheet
from vitalfew.documents.call_sheet_pdf import draw_sheets, write_sheets
from vitalfew.documents.call_sheet_words import SCREEN, call_sheet_words
from vitalfew.loop.execution.actions import VisitPlan, change_visit, log_visit
from vitalfew.relations.actions import judge_person, note_commitment
from vitalfew.relations.actions.records import add_record

pytestmark = pytest.mark.django_db
LANGUAGES = ["zh-hans", "en"]
LONG = "把停下来的主轴轴承问清楚：不是价格，是机型切换，并且约定下一次联合设计评审的时间。"


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def _sheet(cast: Any, story: Story) -> CallSheet:
    return gather_sheet(cast.owner, story.coming.id, today=timezone.localdate())


def _fill(cast: Any, story: Story) -> None:
    """Say as much as the fields take."""
    today, account_id = timezone.localdate(), story.account.id
    people = [
        add_contact(by=cast.owner, account_id=account_id, name=f"欧阳{n}", title="供应链与战略采购副总监").id
        for n in range(9)
    ]
    questions = "\n".join(f"{n} {LONG * 3}" for n in range(6))
    plan = VisitPlan(
        visit_on=today + timedelta(1),
        starts_at=time(14),
        purpose=(LONG * 9)[:300],
        owner_id=cast.owner.pk,
        place=LONG[:60],
        contact_ids=people,
        advance=(LONG * 9)[:300],
        least=(LONG * 9)[:300],
        situation=questions,
        problem=questions,
        implication=questions,
        need_payoff=questions,
    )
    change_visit(by=cast.owner, visit_id=story.coming.id, version=1, plan=plan, today=today)
    for one in people:
        judge_person(
            by=cast.owner, account_id=account_id, contact_id=one, version=0, source="拜访", for_firm=(LONG * 9)[:300],
            for_self=(LONG * 9)[:300],
        )  # fmt: skip
    for n in range(3):
        add_record(
            by=cast.owner, account_id=account_id, kind="culture", source="拜访", confidence="high", today=today,
            values={"level": "company", "what": f"{n} {LONG * 5}"},
        )  # fmt: skip
    for n in range(9):
        note_commitment(by=cast.owner, account_id=account_id, side="us", what=LONG * 3, due_on=today)
        log_visit(
            by=cast.owner, account_id=account_id, contact_ids=people, outcome="advance", note=LONG * 9, held_on=today,
            sent_key=f"fill {n}",
        )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_full", [False, True])
def test_it_is_one_page(cast: Any, story: Story, language: str, is_full: bool) -> None:
    if is_full:
        _fill(cast, story)
    assert len(draw_sheets([_sheet(cast, story)], language)) == 1


def test_a_day_is_a_page_for_each_visit(cast: Any, story: Story) -> None:
    sheets = gather_day(cast.owner, story.coming.visit_on, today=timezone.localdate())
    assert len(draw_sheets(sheets * 3, "en")) == 3
    assert write_sheets(sheets, "zh-hans").startswith(b"%PDF-")


def test_it_says_what_is_not_known(cast: Any, story: Story) -> None:
    with translation.override("en"):
        said = call_sheet_words(_sheet(cast, story))
    assert [aim["text"] for aim in said["aims"]] == ["not named yet", "not named yet"]
    assert said["guests"]["answer"] == "of them, nobody named yet"
    assert said["worth"]["answer"].endswith("Nothing in the books yet")
    assert said["promises"]["rows"][0]["text"] == "交 8D 报告"


def test_the_screen_cuts_nothing(cast: Any, story: Story) -> None:
    _fill(cast, story)
    said = call_sheet_words(_sheet(cast, story), SCREEN)
    assert said["aims"][0]["text"] == (LONG * 9)[:300]
    assert [len(row["lines"]) for row in said["questions"]["rows"]] == [9, 6, 6, 6, 6]
    assert len(said["guests"]["theirs"]) == 9
    assert len(said["manners"]["rows"]) == 3


def test_nobody_gathers_what_he_may_not_see(cast: Any, story: Story) -> None:
    with pytest.raises(NoSuchAccount):
        gather_sheet(cast.stranger, story.coming.id, today=timezone.localdate())
