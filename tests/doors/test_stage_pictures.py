"""The stage page beside its evidence: who meets whom, what is missing, how each depends on the other (S18–S21)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.making import key_account
from doors.loop_pages import LANGUAGES, get, send, went_to
from people.story import Story, make_account, make_record, tell_story
from vitalfew.accounts.actions import add_member, add_person
from vitalfew.loop.analysis.actions import answer_stage, propose_stage
from vitalfew.loop.analysis.queries import get_stage
from vitalfew.loop.analysis.queries.thresholds import get_threshold_state
from vitalfew.loop.analysis.rules.evidence import Contradiction, EvidenceCode
from vitalfew.relations import actions

pytestmark = pytest.mark.django_db
UNITS = {"rnd": "研发中心", "quality": "质量部", "logistics": "物流部", "finance": "财务部"}


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def _join(cast: Any, story: Story, count: int, units: dict[str, str] = UNITS) -> None:
    """Let so many functions of both firms meet."""
    today, account = timezone.localdate(), story.account.id
    ours = [cast.director, cast.analyst, cast.administrator, cast.stranger]
    for user, (function, unit) in list(zip(ours, units.items(), strict=False))[:count]:
        person = add_person(by=cast.owner, account_id=account, name=f"{unit}的人", unit=unit, level="expert")
        add_member(by=cast.owner, account_id=account, user_id=user.pk, function=function, from_on=today)
        actions.note_joint_meeting(
            by=cast.owner, account_id=account, held_on=today, agenda=unit, user_ids=[user.pk], contact_ids=[person.id]
        )


def _rise(cast: Any, story: Story, *stages: str) -> None:
    answer_stage(by=cast.director, account_id=story.account.id, version=story.proposal.version, is_confirmed=True)
    for stage in stages:
        claim = propose_stage(by=cast.owner, account_id=story.account.id, stage=stage, reason="亲眼所见")
        answer_stage(by=cast.director, account_id=story.account.id, version=claim.version, is_confirmed=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", ["pre", "early", "mid", "partnership", "synergistic"])
def test_every_picture_is_drawn_beside_what_is_recorded(
    clients: Any, cast: Any, story: Story, language: str, stage: str
) -> None:
    _join(cast, story, 2)
    page = get(clients.owner, "stage", story.account.id, language=language, picture=stage).text
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg"') == 2
    assert page.count('role="group" aria-labelledby="m') == 2
    assert {"en": "As it should be", "zh-hans": "应有"}[language] in page
    assert {"en": "The same in words", "zh-hans": "文字版"}[language] in page
    assert " style=" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_an_account_where_nobody_is_noted_a_sentence_stands_instead_of_gaps(
    clients: Any, cast: Any, language: str
) -> None:
    account = make_account("N1", "还没有人").pk
    key_account(cast, account)
    page = get(clients.owner, "stage", account, language=language).text
    drawn = page.count('<svg xmlns="http://www.w3.org/2000/svg"')
    assert drawn == 1  # the picture as it should be
    assert {"en": "Note the first person", "zh-hans": "记录第一位联系人"}[language] in page
    assert f"/accounts/{account}/people/new/" in page
    assert {"en": "missing<", "zh-hans": "缺失<"}[language] not in page
    add_person(by=cast.owner, account_id=account, name="第一个人", unit="采购部", level="manager")
    page = get(clients.owner, "stage", account, language=language).text
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg"') == 2
    assert {"en": "Note the first person", "zh-hans": "记录第一位联系人"}[language] not in page


LONG = {"environment_analysis": "战略部", "market_research": "市场部", "external_logistics": "物流部"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", ["pre", "early", "mid", "partnership", "synergistic"])
def test_no_word_of_a_picture_is_cut(clients: Any, cast: Any, story: Story, language: str, stage: str) -> None:
    """Long words break into two lines; the teams that nobody has founded yet say so in full."""
    _join(cast, story, 3, LONG)
    page = get(clients.owner, "stage", story.account.id, language=language, picture=stage).text
    shown = re.findall(r"<text[^>]*>([^<]*)</text>", page)
    assert len(shown) > 10
    assert [words for words in shown if "…" in words] == []


def test_partnership_on_few_functions_is_flagged_and_on_four_it_is_not(clients: Any, cast: Any, story: Story) -> None:
    _rise(cast, story, "partnership")
    _join(cast, story, 3)
    assert Contradiction.FEW_PAIRS in get_stage(story.account.id).contradictions
    page = get(clients.owner, "stage", story.account.id).text
    assert "too few have met lately" in page
    assert "missing" in page
    _join_fourth(cast, story)
    stands = get_stage(story.account.id)
    assert Contradiction.FEW_PAIRS not in stands.contradictions
    assert set(stands.recorded.contacts.warm) == set(UNITS)
    assert "bears it out" in get(clients.owner, "stage", story.account.id).text


def _join_fourth(cast: Any, story: Story) -> None:
    today, account = timezone.localdate(), story.account.id
    person = add_person(by=cast.owner, account_id=account, name="第四个人", unit=UNITS["finance"], level="expert")
    add_member(by=cast.owner, account_id=account, user_id=cast.stranger.pk, function="finance", from_on=today)
    actions.note_joint_meeting(
        by=cast.owner,
        account_id=account,
        held_on=today,
        agenda="四",
        user_ids=[cast.stranger.pk],
        contact_ids=[person.id],
    )


def test_a_meeting_to_come_warms_nothing(cast: Any, story: Story) -> None:
    today, account = timezone.localdate(), story.account.id
    person = add_person(by=cast.owner, account_id=account, name="将见", unit=UNITS["rnd"], level="expert")
    add_member(by=cast.owner, account_id=account, user_id=cast.analyst.pk, function="rnd", from_on=today)
    meeting = {"held_on": today + timedelta(3), "agenda": "将来", "user_ids": [cast.analyst.pk]}
    actions.note_joint_meeting(by=cast.owner, account_id=account, contact_ids=[person.id], **meeting)
    contacts = get_stage(account).recorded.contacts
    assert contacts
    assert contacts.matched == ()


def test_what_somebody_says_counts_with_source_and_confidence(clients: Any, cast: Any, story: Story) -> None:
    account = story.account.id
    shown = get(clients.owner, "stage", account).text
    assert "sign=information_shared" in shown
    assert "/dossier/records/trust/new/" in shown
    said = {"sign": "information_shared", "level": "5", "what": "底牌互见", "source": "年度联席", "confidence": "high"}
    sent = send(clients.owner, "record_new", account, "sign", **said)
    assert sent.status_code == 302
    assert sent["Location"].endswith("/stage/#sign")
    told = _evidence(account, EvidenceCode.INFORMATION_SHARED)
    assert (told.met, told.value, told.source, told.confidence) == (True, 5, "年度联席", "high")
    rated = {"rated_by_party": "customer", "rated_on": timezone.localdate().isoformat(), "trust": "3"}
    rated |= {"evidence": "电话", "source": "拜访", "confidence": "low"}
    assert send(clients.owner, "record_new", account, "trust", **rated).status_code == 302
    trust = _evidence(account, EvidenceCode.TRUST)
    assert (trust.met, trust.value, trust.source) == (False, 3, "拜访")
    page = get(clients.owner, "stage", account).text
    assert "年度联席 · confidence: High" in page
    without = send(clients.owner, "record_new", account, "sign", **said | {"sign": "system_link", "level": ""})
    assert "Say how far" in without.text


def _evidence(account_id: int, code: EvidenceCode) -> Any:
    return next(item for step in get_stage(account_id).evidence for item in step.items if item.code == code)


def test_a_director_moves_a_threshold_and_evidence_follows(clients: Any, cast: Any, story: Story) -> None:
    _join(cast, story, 2)
    account = story.account.id

    def pairs() -> Any:
        items = (item for step in get_stage(account).evidence for item in step.items)
        return next(item for item in items if item.code == EvidenceCode.FUNCTION_PAIRS)

    assert (pairs().met, pairs().value, pairs().needed) == (False, 2, 4)
    page = get(clients.director, "stage_thresholds").text
    typed = dict(re.findall(r'name="(\w+)"[^>]*value="([^"]*)"', page)) | {"pairs": "2", "note": "小客户"}
    typed.pop("csrfmiddlewaretoken", None)
    assert went_to(send(clients.director, "stage_thresholds", **typed), "stage_board")
    assert (pairs().met, pairs().needed) == (True, 2)
    assert get_threshold_state().note == "小客户"
    again = send(clients.director, "stage_thresholds", **typed | {"pairs": "3", "version": "0"})
    assert again.status_code == 409
    refused = send(clients.director, "stage_thresholds", **typed | {"thread": "140"})
    assert "from 0 to 100" in refused.text


def test_so_traditional_a_buyer_bounds_what_is_realistic(clients: Any, cast: Any, story: Story) -> None:
    _rise(cast, story)
    for practice in ("suppliers", "relationship", "communication", "information"):
        values = {"practice": practice, "score": 0, "evidence": "只看最低价"}
        make_record(cast.owner, story.account.id, timezone.localdate(), kind="practice", values=values)
    page = get(clients.owner, "stage", story.account.id).text
    assert "hardly realistic" in page
    assert "/dossier/buying/" in page
    propose_stage(by=cast.owner, account_id=story.account.id, stage="partnership", reason="仍然要升")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_board_shows_stage_flag_claim_and_moves(clients: Any, cast: Any, story: Story, language: str) -> None:
    page = get(clients.director, "stage_board", language=language).text
    assert {"en": "claimed: Mid", "zh-hans": "已申报：中级"}[language] in page
    _rise(cast, story, "partnership", "synergistic")
    page = get(clients.director, "stage_board", language=language).text
    assert {"en": "costs open to each other", "zh-hans": "成本互相透明"}[language] not in page  # one cost is open
    assert {"en": "joint board meetings, but there was none", "zh-hans": "一年内没有开过"}[language] in page
    assert {"en": "4 moves in twelve months", "zh-hans": "近 12 个月变动 4 次"}[language] in page
    assert "/portfolio/stages/" in get(clients.director, "portfolio", language=language).text


def test_the_board_asks_as_much_for_many_as_for_one(clients: Any, cast: Any, story: Story) -> None:
    get(clients.director, "stage_board")
    with CaptureQueriesContext(connection) as little:
        get(clients.director, "stage_board")

    for number in range(5):
        other = make_account(f"M{number}", f"客户{number}").pk
        key_account(cast, other)
        propose_stage(by=cast.owner, account_id=other, stage="mid", reason="有订单")
        answer_stage(by=cast.director, account_id=other, version=1, is_confirmed=True)
    with CaptureQueriesContext(connection) as much:
        get(clients.director, "stage_board")
    assert len(much) == len(little) <= 30, len(much)
