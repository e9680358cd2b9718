"""The second of two who act on one case or one claim gets back what he typed, and how it stands now."""

from typing import Any

import pytest

from doors.loop_pages import LANGUAGES, send
from people.story import Story, tell_story
from vitalfew.loop.analysis.actions import answer_stage, propose_stage
from vitalfew.loop.analysis.queries import get_stage
from vitalfew.loop.control.actions import Shows, add_evidence, close_case, diagnose_case
from vitalfew.loop.control.queries.cases import get_open_case
from vitalfew.loop.control.rules.cases import CaseOutcome, EvidenceKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_diagnosis_that_comes_second_is_given_back(clients: Any, cast: Any, story: Story, language: str) -> None:
    case = get_open_case(story.account.id)
    assert case is not None
    seen = case.version
    add_evidence(by=cast.owner, case_id=case.id, shows=Shows(EvidenceKind.NOTE, said="不回电话", source="采购"))
    told = {"diagnosis": "没有交接", "primary_cause": "quality"}
    diagnose_case(by=cast.owner, case_id=case.id, version=seen, **told)
    late = {"do": "diagnose", "diagnosis": "价格太高", "primary_cause": "quality", "version": seen}
    answer = send(clients.director, "interruption", case.id, language=language, **late)
    assert answer.status_code == 409
    assert "价格太高" in answer.text
    assert "没有交接" in answer.text
    assert {"en": "Diagnosed", "zh-hans": "已诊断"}[language] in answer.text
    after = get_open_case(story.account.id)
    assert after is not None
    assert after.diagnosis == "没有交接"


def test_what_is_sent_to_a_closed_case_is_given_back(clients: Any, cast: Any, story: Story) -> None:
    case = get_open_case(story.account.id)
    assert case is not None
    ends = {"outcome": CaseOutcome.EXITED, "lesson": "早一点去"}
    close_case(by=cast.director, case_id=case.id, version=case.version, **ends)
    typed = {"do": "evidence", "shows": "note", "said": "他们又下单了", "source": "账本"}
    answer = send(clients.director, "interruption", case.id, **typed)
    assert answer.status_code == 409
    assert "他们又下单了" in answer.text
    assert "Closed" in answer.text


def test_an_answer_holds_for_the_claim_that_was_read(clients: Any, cast: Any, story: Story) -> None:
    account, read = story.account.id, story.proposal
    answer_stage(by=cast.director, account_id=account, version=read.version, is_confirmed=False, reason="证据不够")
    after = propose_stage(by=cast.owner, account_id=account, stage="mid", reason="今年每月都有订单")
    typed = {"do": "confirm", "row": read.id, "version": read.version, "reason": "亲眼所见"}
    answer = send(clients.director, "stage_answer", account, **typed)
    assert answer.status_code == 409
    assert "亲眼所见" in answer.text
    assert "证据不够" in answer.text
    assert "Not confirmed" in answer.text
    waits = get_stage(account).proposal
    assert waits is not None
    assert waits.id == after.id
