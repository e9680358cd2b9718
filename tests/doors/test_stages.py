"""A manager claims a stage with the evidence beside it; the director answers; nobody answers for himself (S16)."""

from typing import Any

import pytest

from doors.loop_pages import LANGUAGES, get, send, went_to
from people.story import Story, tell_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def _stage(account_id: int) -> Any:
    from vitalfew.loop.analysis.queries import get_stage

    return get_stage(account_id)


@pytest.mark.parametrize(("language", "words"), [("en", "Up by one step"), ("zh-hans", "升一次一级")])
def test_the_director_confirms_and_the_next_claim_is_open(
    clients: Any, story: Story, language: str, words: str
) -> None:
    account = story.account.id
    page = get(clients.director, "stage", account, language=language)
    assert story.proposal.reason in page.text
    assert 'value="confirm"' in page.text
    answer = send(clients.director, "stage_answer", account, do="confirm", version=story.proposal.version)
    assert went_to(answer, "stage", account)
    assert _stage(account).current.stage == "mid"
    after = get(clients.owner, "stage", account, language=language)
    assert words in after.text
    # One step up, any down: partnership, early and pre may be claimed, the top not.
    assert [f'value="{stage}"' in after.text for stage in ("pre", "early", "mid", "partnership", "synergistic")] == [
        True, True, False, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claim_declined_needs_its_reason(clients: Any, story: Story, language: str) -> None:
    account, version = story.account.id, story.proposal.version
    without = send(clients.director, "stage_answer", account, language=language, do="decline", version=version)
    assert {"en": "Write why you decline", "zh-hans": "请写明"}[language] in without.text
    assert _stage(account).proposal
    answer = send(clients.director, "stage_answer", account, do="decline", reason="还缺第二个部门", version=version)
    assert went_to(answer, "stage", account)
    assert "还缺第二个部门" in get(clients.owner, "stage", account).text
    assert _stage(account).current.stage == "early"


def test_the_manager_claims_and_finds_no_answer(clients: Any, story: Story) -> None:
    page = get(clients.owner, "stage", story.account.id).text
    assert story.proposal.reason in page
    assert 'value="confirm"' not in page
    waiting = send(clients.owner, "stage", story.account.id, stage="mid", reason="again")
    assert "A claim is waiting for its answer" in waiting.text


def test_a_claim_needs_its_reason(clients: Any, story: Story) -> None:
    send(clients.director, "stage_answer", story.account.id, do="confirm", version=story.proposal.version)
    answer = send(clients.owner, "stage", story.account.id, stage="partnership", reason=" ")
    assert "Write what you saw or heard" in answer.text
    too_far = send(clients.owner, "stage", story.account.id, stage="synergistic", reason="x")
    assert "Choose the stage you claim." in too_far.text
    assert _stage(story.account.id).proposal is None


def test_answered_by_another_director_meanwhile(clients: Any, story: Story) -> None:
    typed = {"do": "confirm", "version": story.proposal.version, "reason": "亲眼所见"}
    assert went_to(send(clients.director, "stage_answer", story.account.id, **typed), "stage", story.account.id)
    answer = send(clients.director, "stage_answer", story.account.id, **typed | {"do": "decline", "reason": "太早"})
    assert answer.status_code == 409
    for word in ("Somebody has carried this further meanwhile", "Mid · Confirmed", "亲眼所见", "太早"):
        assert word in answer.text


def test_a_reader_sees_the_evidence_but_no_form(clients: Any, story: Story) -> None:
    page = get(clients.analyst, "stage", story.account.id).text
    assert "First order" in page or "first order" in page
    assert 'name="reason"' not in page


@pytest.mark.parametrize(("language", "word"), [("en", "Interrupted"), ("zh-hans", "中断")])
def test_the_board_lays_an_open_interruption_over_the_stage_it_struck(
    clients: Any, story: Story, language: str, word: str
) -> None:
    board = get(clients.director, "stage_board", language=language).text
    assert f"/interruptions/{story.case.id}/" in board
    assert word in board
