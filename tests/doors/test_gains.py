"""What both sides gain, and what each of them wants for the firm and for the own work, from the board down (I14)."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone, translation

from doors.loop_pages import LANGUAGES, get, send
from people.story import Story, make_record, tell_story
from vitalfew.accounts.actions import add_person
from vitalfew.documents.call_sheet import gather_sheet
from vitalfew.documents.call_sheet_words import call_sheet_words
from vitalfew.loop.execution.actions import VisitPlan, change_visit
from vitalfew.relations.actions import judge_person
from vitalfew.relations.queries import get_past_stances
from vitalfew.relations.queries.records import get_records
from vitalfew.relations.rules.records import RecordKind
from vitalfew.relations.rules.stances import StanceWhy, UnfitStance

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def judge(cast: Any, story: Story, who: int, **told: Any) -> Any:
    told = {"version": 0, "source": "年度会晤", **told}
    return judge_person(by=cast.owner, account_id=story.account.id, contact_id=who, **told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_sides_stand_in_one_list(cast: Any, clients: Any, story: Story, language: str) -> None:
    for party, what in [("us", "满炉开工"), ("customer", "少等三个月")]:
        values = {"party": party, "what": what, "yearly_value": Decimal(900_000), "currency": "CNY"}
        make_record(cast.owner, story.account.id, timezone.localdate(), "gain", values=values)
    page = get(clients.owner, "dossier_needs", story.account.id, language=language).text
    for words in {"en": ["What both sides gain", "We", "The customer"], "zh-hans": ["双向价值", "我方", "客户"]}[
        language
    ]:
        assert words in page
    assert "满炉开工" in page
    assert "少等三个月" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_wishes_stand_from_the_board_down_each_with_its_source(
    cast: Any, clients: Any, story: Story, language: str
) -> None:
    account_id = story.account.id
    none = {"en": "Nobody has noted what one of them wants.", "zh-hans": "还没有记下谁看重什么"}[language]
    assert none in get(clients.owner, "dossier_needs", account_id, language=language).text
    clerk, board = (
        add_person(by=cast.owner, account_id=account_id, name=name, level=level).id
        for name, level in [("万雪", "clerk"), ("万邦", "board")]
    )
    judge(cast, story, clerk, for_self="少加班")
    judge(cast, story, board, for_firm="新机型按期上市", for_self="海上业务成为第一块利润")
    page = get(clients.owner, "dossier_needs", account_id, language=language).text
    assert none not in page
    assert page.index("新机型按期上市") < page.index("少加班")
    assert page.count("年度会晤") >= 2
    assert "新机型按期上市" not in get(clients.stranger, "dossier_needs", account_id, language=language).text


def test_a_wish_is_said_by_form_and_what_was_said_before_stays(cast: Any, clients: Any, story: Story) -> None:
    account_id, who = story.account.id, story.contact.id
    told = {"do": "judge", "evidence": "confirmed", "source": "会上", "version": 0, "for_firm": "交货窗口稳定"}
    assert send(clients.owner, "map_person", account_id, who, **told).status_code == 302
    page = get(clients.owner, "map_person", account_id, who)
    assert "交货窗口稳定" in page.text
    assert page.context["judge_form"]["for_firm"].value() == "交货窗口稳定"
    assert (
        send(clients.owner, "map_person", account_id, who, **told | {"version": 1, "for_firm": ""}).status_code == 302
    )
    assert [one.for_firm for one in get_past_stances(account_id, who)] == ["", "交货窗口稳定"]


def test_a_wish_has_an_end(cast: Any, story: Story) -> None:
    judge(cast, story, story.contact.id, for_self="稳" * 300)
    with pytest.raises(UnfitStance) as refusal:
        judge(cast, story, story.contact.id, version=1, for_self="稳" * 301)
    assert refusal.value.why is StanceWhy.OUT_OF_RANGE


def test_the_call_sheet_says_what_those_to_be_met_want(cast: Any, story: Story) -> None:
    today = timezone.localdate()
    plan = VisitPlan(visit_on=today, purpose="年度回顾", owner_id=cast.owner.pk, contact_ids=[story.contact.id])
    change_visit(by=cast.owner, visit_id=story.coming.id, version=1, plan=plan, today=today)
    judge(cast, story, story.contact.id, for_firm="交货窗口稳定", for_self="少为停线挨批评")
    with translation.override("zh-hans"):
        sheet = call_sheet_words(gather_sheet(cast.owner, story.coming.id, today=today))
    first = sheet["questions"]["rows"][0]
    assert first["kind"] == "对方看重"
    assert first["lines"] == [f"{story.contact.name}：交货窗口稳定；少为停线挨批评"]


def test_a_value_without_its_currency_is_refused_beside_the_currency(clients: Any, story: Story) -> None:
    told = {"party": "us", "what": "满炉开工", "yearly_value": "90万", "source": "财务", "confidence": "high"}
    answer = send(clients.owner, "record_new", story.account.id, "gain", **told)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["currency"]
    assert get_records(story.account.id, [RecordKind.GAIN])[RecordKind.GAIN] == []
