"""The pages of needs and terms, of how they buy, of what they spend: added, changed, ended without script."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from doors.loop_pages import LANGUAGES, get, send
from people.story import Story, make_record, tell_story
from vitalfew.relations.queries.records import get_records
from vitalfew.relations.rules.records import RecordKind

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
JUDGED = {"source": "王丽，拜访", "confidence": "high"}
TYPED: dict[str, dict[str, Any]] = {
    "need": {"what": "交期短", "kind": "process", "priority": "high", "state": "open"},
    "offer": {"what": "寄售", "kind": "logistics", "yearly_cost": "92万", "currency": "cny"},
    "gain": {"party": "customer", "what": "试验少等三个月", "yearly_value": "150万", "currency": "CNY"},
    "contract": {"name": "框架", "kind": "framework", "state": "signed", "amount": "1800万", "currency": "CNY"},
    "price": {"product": "轴承 860", "price": "46,800", "currency": "CNY", "unit": "套"},
    "practice": {"practice": "price", "score": "2", "evidence": "价格占三成"},
    "chain": {"party": "us", "position": "component"},
    "buyer-view": {"category": "轴承", "quadrant": "leverage", "supplier_status": "primary"},
    "culture": {"level": "region", "location": "丹麦", "what": "七月休假", "distance": "3"},
    "wallet": {"year": "2026", "low": "6000万", "high": "9000万", "currency": "CNY", "method": "stated"},
    "competitor": {"competitor": "沃尔瑟", "share": "12.34%"},
}
SEEN = {
    "need": "交期短", "offer": "¥920K", "gain": "CN¥1.50M a year",
    "contract": "18.00M", "price": "46,800.00 / 套", "practice": "价格占三成",
    "chain": "Component", "buyer-view": "Leverage to them; we are: Primary", "culture": "distance 3 of 4",
    "wallet": "60.00M", "competitor": "share 12%",
}  # fmt: skip
PAGES = {
    **dict.fromkeys(("need", "offer", "gain", "contract", "price"), "dossier_needs"),
    **dict.fromkeys(("practice", "chain", "buyer-view", "culture"), "dossier_buying"),
    **dict.fromkeys(("wallet", "competitor"), "dossier_market"),
}


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


@pytest.mark.parametrize("kind", TYPED)
def test_a_record_is_added_seen_offered_again_and_ended(clients: Any, story: Story, kind: str) -> None:
    account_id, of = story.account.id, RecordKind(kind)
    for language in LANGUAGES:
        assert get(clients.owner, "record_new", account_id, kind, language=language).status_code == 200
    answer = send(clients.owner, "record_new", account_id, kind, **TYPED[kind] | JUDGED)
    assert answer.status_code == 302, answer.text
    assert SEEN[kind] in get(clients.analyst, PAGES[kind], account_id).text
    assert get(clients.owner, PAGES[kind], account_id, language="zh-hans").status_code == 200
    record = get_records(account_id, [of])[of][0]
    # The page leads to the record itself.
    assert f'href="/dossier/records/{kind}/{record.id}/"' in get(clients.owner, PAGES[kind], account_id).text
    form = get(clients.owner, "record", kind, record.id).context["form"]
    again = {name: value for name in form.fields if (value := form[name].value()) not in (None, "")}
    assert send(clients.owner, "record", kind, record.id, **again | {"do": "change"}).status_code == 302
    # Sent again as it was offered, nothing has changed: what is shown short is kept exact.
    same = next(one for one in get_records(account_id, [of])[of] if one.id == record.id)
    assert (same.values, same.version) == (record.values, record.version)
    ended = send(clients.owner, "record", kind, record.id, do="end", reason="看错了", version=same.version)
    assert ended.status_code == 302
    assert "看错了" in get(clients.owner, PAGES[kind], account_id).text or kind == "practice"
    assert "看错了" in get(clients.owner, "record", kind, record.id).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_on_the_form(clients: Any, story: Story, language: str) -> None:
    def said(kind: str, **typed: Any) -> str:
        return send(
            clients.owner, "record_new", story.account.id, kind, language=language, **TYPED[kind] | JUDGED | typed
        ).text

    assert {"en": "the point must lie between", "zh-hans": "须由低到高"}[language] in said("wallet", low="9500万")
    assert {"en": "cannot end before it begins", "zh-hans": "结束日期不能早于"}[language] in said(
        "offer", starts_on="2026-02-01", ends_on="2026-01-01"
    )
    assert {"en": "Write a share between", "zh-hans": "0 到 100 之间"}[language] in said("competitor", share="200")
    assert {"en": "Say where it comes from", "zh-hans": "请写明来源"}[language] in said("need", source="")


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_people_on_one_field_of_a_record_see_both(clients: Any, story: Story, language: str) -> None:
    typed = TYPED["need"] | JUDGED | {"do": "change", "version": story.need.version}
    assert send(clients.owner, "record", "need", story.need.id, **typed | {"state": "meeting"}).status_code == 302
    other = send(
        clients.director, "record", "need", story.need.id, language=language, **typed | {"state": "met", "what": "x"}
    )
    assert other.status_code == 409
    for word in {"en": ["Being met", "Met"], "zh-hans": ["正在满足", "已满足"]}[language]:
        assert word in other.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_that_come_near_and_needs_grown_old_are_on_the_work_list(
    cast: Any, clients: Any, story: Story, language: str
) -> None:
    contract = {"kind": "framework", "name": "年度框架", "state": "signed", "ends_on": TODAY() + timedelta(30)}
    make_record(cast.owner, story.account.id, TODAY(), "contract", values=contract)
    old = make_record(cast.owner, story.account.id, TODAY() - timedelta(100))
    page = get(clients.owner, "stale_facts", language=language).text
    assert "年度框架" in page
    assert {"en": "Still true", "zh-hans": "仍然属实"}[language] in page
    answer = send(clients.owner, "record", "need", old.id, do="confirm", version=old.version, next="stale")
    assert answer.status_code == 302
    assert "Still true" not in get(clients.owner, "stale_facts").text
    assert "年度框架" not in get(clients.stranger, "stale_facts").text


def test_an_estimate_smaller_than_our_sales_is_a_conflict_and_not_cut_off(
    clients: Any, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import dataclass
    from datetime import date
    from decimal import Decimal

    @dataclass
    class Figures:
        revenue = Decimal(30_000_000)
        currency = "CNY"
        period_start, as_of = date(2025, 6, 1), date(2026, 5, 31)

    monkeypatch.setattr("vitalfew.web.records.get_figures", lambda _id: Figures())
    page = get(clients.owner, "dossier_market", story.account.id).text
    assert "unknown" in page
    send(clients.owner, "record_new", story.account.id, "wallet", **TYPED["wallet"] | JUDGED)
    assert "33–50% by 1 estimate" in get(clients.owner, "dossier_market", story.account.id).text
    small = TYPED["wallet"] | JUDGED | {"low": "", "high": "", "point": "2000万"}
    send(clients.owner, "record_new", story.account.id, "wallet", **small)
    page = get(clients.owner, "dossier_market", story.account.id).text
    assert "our share 150%" in page
    assert "one of the two is wrong" in page


def test_another_kind_or_record_does_not_exist(clients: Any, story: Story) -> None:
    assert get(clients.owner, "record_new", story.account.id, "nothing").status_code == 404
    assert get(clients.owner, "record", "contract", 999_999).status_code == 404
    assert get(clients.stranger, "record", "need", story.need.id).status_code == 404
