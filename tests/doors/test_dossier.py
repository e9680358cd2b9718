"""The dossier's pages: what is known and how old, one field changed in place, both values where two meet (S3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doors.loop_pages import LANGUAGES, get, send
from people.story import Story, make_known, tell_story
from vitalfew.accounts.queries.dossier import get_value

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def _typed(**more: Any) -> dict[str, Any]:
    return {"value": "单位成本降 8%", "source": "王丽，拜访", "confidence": "high", "version": 1} | more


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_is_known_by_whom_and_what_to_ask(clients: Any, story: Story, language: str) -> None:
    page = get(clients.owner, "dossier", story.account.id, language=language).text
    assert "可利用率 97%" in page
    assert "年报" in page
    assert {"en": "1 of 6 known", "zh-hans": "6 项中已掌握 1 项"}[language] in page
    assert {"en": "What do they want to reach within a year", "zh-hans": "一年内他们想做到什么"}[language] in page


def test_one_field_is_changed_in_place_without_script(clients: Any, story: Story) -> None:
    answer = send(clients.owner, "dossier_field", story.account.id, "priorities", **_typed())
    assert answer.status_code == 302
    assert answer["Location"] == reverse("dossier", args=[story.account.id]) + "#priorities"
    page = get(clients.owner, "dossier", story.account.id).text
    assert "单位成本降 8%" in page
    assert "可利用率 97%" not in page
    history = get(clients.analyst, "dossier_field", story.account.id, "priorities").text
    assert "可利用率 97%" in history
    # With script the row alone comes, to stand in its place.
    row = clients.owner.get(
        reverse("dossier_field", args=[story.account.id, "priorities"]), headers={"HX-Request": "true"}
    ).text
    assert row.lstrip().startswith("<li")
    assert "<html" not in row
    assert "autofocus" in row


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_people_on_one_field_see_both_values_and_lose_nothing(
    clients: Any, story: Story, language: str
) -> None:  # fmt: skip
    send(clients.owner, "dossier_field", story.account.id, "priorities", **_typed(value="first"))
    other = send(
        clients.director, "dossier_field", story.account.id, "priorities", language=language,
        **_typed(value="second", source="年会"),
    )  # fmt: skip
    assert other.status_code == 409
    for word in ("first", "second", "年会", {"en": "Stands now", "zh-hans": "现有内容"}[language]):
        assert word in other.text
    assert get_value(story.account.id, "priorities").value == "first"  # type: ignore[union-attr]
    assert 'name="version" value="2"' in other.text
    again = send(clients.director, "dossier_field", story.account.id, "priorities", **_typed(value="second", version=2))
    assert again.status_code == 302
    assert get_value(story.account.id, "priorities").value == "second"  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_beside_the_field(clients: Any, story: Story, language: str) -> None:
    def said(field: str, **typed: Any) -> str:
        return send(clients.owner, "dossier_field", story.account.id, field, language=language, **_typed(**typed)).text

    assert {"en": "Write a share between", "zh-hans": "0 到 100 之间"}[language] in said("market_share", value="200")
    assert {"en": "Say where it comes from", "zh-hans": "请写明来源"}[language] in said("stock", source="")
    assert {"en": "Choose one of the words", "zh-hans": "请从列表中选择"}[language] in said("cash_position", value="x")
    past = (TODAY() - timedelta(1)).isoformat()
    assert {"en": "cannot expire before", "zh-hans": "有效期不能早于"}[language] in said("stock", expires_on=past)


@pytest.mark.parametrize(
    ("field", "typed", "shown"),
    [
        ("market_share", "12.5%", "12.5%"), ("cash_position", "tight", "Tight"),
        ("founded_on", "2006-04-18", "18 Apr 2006"), ("registered_capital", "5000万 USD", "$50.00M"),
    ],
)  # fmt: skip
def test_a_value_is_shown_in_words_and_offered_again_as_typed(
    clients: Any, story: Story, field: str, typed: str, shown: str
) -> None:
    send(clients.owner, "dossier_field", story.account.id, field, **_typed(value=typed, version=0))
    assert shown in get(clients.owner, "dossier", story.account.id).text
    kept = get_value(story.account.id, field)
    assert kept is not None
    form = get(clients.owner, "dossier_field", story.account.id, field).context["form"]
    again = send(
        clients.owner, "dossier_field", story.account.id, field, **_typed(value=form["value"].value(), version=1)
    )
    assert again.status_code == 302
    assert get_value(story.account.id, field).value == kept.value  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_grown_old_is_a_work_list(cast: Any, clients: Any, story: Story, language: str) -> None:
    old = TODAY() - timedelta(200)
    make_known(cast.owner, story.account.id, old, field="pressures", value="回款拉长")
    page = get(clients.owner, "stale_facts", language=language).text
    assert "回款拉长" in page
    assert "可利用率 97%" not in page
    assert "回款拉长" not in get(clients.stranger, "stale_facts", language=language).text
    answer = send(clients.owner, "dossier_confirm", story.account.id, "pressures", version=1, next="stale")
    assert answer["Location"] == reverse("stale_facts")
    assert "回款拉长" not in get(clients.owner, "stale_facts").text


def test_a_reader_finds_no_form(clients: Any, story: Story) -> None:
    page = get(clients.administrator, "dossier_field", story.account.id, "priorities").text
    assert "可利用率 97%" in page
    assert 'name="value"' not in page
    assert clients.owner.get(reverse("dossier_field", args=[story.account.id, "nothing"])).status_code == 404


def test_the_page_asks_the_database_little(
    clients: Any, story: Story, django_assert_max_num_queries: Any
) -> None:  # fmt: skip
    owner: Client = clients.owner
    get(owner, "dossier", story.account.id)
    with django_assert_max_num_queries(40):
        get(owner, "dossier", story.account.id)
