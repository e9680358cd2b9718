"""The plan leaves as one page in either language, with what the pages say, for those who may see the account."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone, translation

from conftest import signed_in
from people.story import tell_story
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.documents import fonts, plan_pdf
from vitalfew.documents.plan import PlanDocument, gather
from vitalfew.documents.plan_words import plan_words
from vitalfew.loop.objectives.actions import set_objective
from vitalfew.loop.plan.actions import add_action, write_strategy

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
AIM = {
    "metric": "gross_margin", "target": Decimal(900_000), "starts_on": date(TODAY.year, 1, 1),
    "due_on": date(TODAY.year, 12, 31), "for_whom": "us", "why": "",
}  # fmt: skip


@pytest.fixture
def story(cast: Any) -> Any:
    return tell_story(cast)


@pytest.fixture
def document(cast: Any, story: Any) -> PlanDocument:
    return gather(cast.owner, story.account.id, today=TODAY)


TYPED = ["北辰风电装备集团", "提交主轴轴承年度报价", "先保交付，再谈份额", "王丽", "林晓雯"]
SAID = {
    "zh-hans": [*TYPED, "战略型", "初级", "净收入", "33 天"],
    "en": [*TYPED, "Strategic", "Early", "Net revenue", "33 days"],
}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_says_what_was_agreed(document: PlanDocument, language: str) -> None:
    with translation.override(language):
        said = json.dumps(plan_words(document), ensure_ascii=False)
    for word in SAID[language]:
        assert word in said, word


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_it_is_a_pdf_of_one_page(document: PlanDocument, language: str) -> None:
    assert plan_pdf.write(document, language).startswith(b"%PDF-")
    assert len(plan_pdf.draw(document, language)) == 1


def test_a_long_plan_still_fits_one_page(cast: Any, story: Any) -> None:
    ours = {"by": cast.owner, "account_id": story.account.id}
    write_strategy(**ours, version=story.plan.version, strategy="守住主轴轴承。" * 400)
    for turn in range(30):
        what = f"第 {turn} 项：" + "与客户质量部、采购部和研发部共同确认下一年度的交付节拍" * 3
        add_action(**ours, what=what[:300], owner_id=cast.owner.pk, due_on=TODAY + timedelta(turn))
    for _turn in range(8):
        set_objective(**ours, **AIM, owner_id=cast.owner.pk)
    document = gather(cast.owner, story.account.id, today=TODAY)
    for language in ("zh-hans", "en"):
        assert len(plan_pdf.draw(document, language)) == 1
        with translation.override(language):
            assert plan_words(document)["actions"]["more"], "what has no room is counted, not dropped"


def test_an_account_without_any_plan_has_its_page_too(cast: Any, story: Any) -> None:
    document = gather(cast.director, story.other.id, today=TODAY)
    assert len(plan_pdf.draw(document, "en")) == 1


def test_an_account_that_is_not_yours_does_not_exist(cast: Any, story: Any) -> None:
    with pytest.raises(NoSuchAccount):
        gather(cast.stranger, story.account.id, today=TODAY)


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "没有中文字体"), ("en", "no Chinese font")])
def test_without_a_font_the_command_that_helps_is_named(
    cast: Any, story: Any, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    for way in ("_named", "_of_the_system", "_of_the_package", "_in_known_folders"):
        monkeypatch.setattr(fonts, way, lambda: None)
    fonts.chinese_font.cache_clear()
    answer = signed_in(cast.owner).get(f"/accounts/{story.account.id}/plan.pdf", headers={"accept-language": language})
    fonts.chinese_font.cache_clear()
    assert answer.status_code == 503
    assert words in answer.text
    assert "apt-get install fonts-noto-cjk" in answer.text


def test_the_browser_gets_the_language_it_asks_for(cast: Any, story: Any) -> None:
    client = signed_in(cast.owner)
    sizes = set()
    for language in ("zh-hans", "en"):
        answer = client.get(f"/accounts/{story.account.id}/plan.pdf?language={language}")
        assert answer["Content-Type"] == "application/pdf"
        sizes.add(len(answer.content))
    assert len(sizes) == 2
