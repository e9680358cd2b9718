"""Participation, trust and market position as pages: what stands now, how it came there, what the books hint at."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doors.loop_pages import get, send
from people.story import Story, make_record, tell_story

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PLACED = {"offering": "MB 主轴轴承", "product_complexity": "complex", "process_complexity": "complex", "note": ""}
TRUST = {"rated_by_party": "us", "trust": 4, "about": "", "evidence": "说到做到"}
MARKET = {
    "party": "customer",
    "market": "海上风电",
    "event": "new_owner",
    "rank": None,
    "share": None,
    "note": "换了大股东",
}


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def kept(story: Story, cast: Any, kind: str, values: dict[str, Any], name: str, on: date) -> Any:
    return make_record(cast.owner, story.account.id, TODAY, kind, values=values | {name: on})


@pytest.mark.parametrize(
    ("language", "cell", "move"),
    [("en", "③ Simple product, complex process", "It moved"), ("zh-hans", "③ 产品简单、参与复杂", "换格了")],
)
def test_an_offering_placed_again_shows_its_move(
    clients: Any, cast: Any, story: Story, language: str, cell: str, move: str
) -> None:
    kept(story, cast, "participation", PLACED, "positioned_on", TODAY - timedelta(200))
    page = get(clients.owner, "participation", story.account.id, language=language).text
    assert cell in page, "what each cell means"
    typed = PLACED | {"product_complexity": "simple", "positioned_on": TODAY.isoformat()}
    answer = send(clients.owner, "record_new", story.account.id, "participation", source="x", confidence="low", **typed)
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/accounts/{story.account.id}/participation/")
    after = get(clients.owner, "participation", story.account.id, language=language).text
    assert move in after
    assert after.count('class="ring"') == 1, "where it stood before"
    assert 'role="img"' in after


@pytest.mark.parametrize(("language", "words"), [("en", "−1 on the rating before"), ("zh-hans", "较上次 −1")])
def test_trust_of_both_sides_goes_up_and_down(clients: Any, cast: Any, story: Story, language: str, words: str) -> None:
    assert 'role="img"' not in get(clients.owner, "trust", story.account.id).text
    kept(story, cast, "trust", TRUST, "rated_on", TODAY - timedelta(100))
    kept(story, cast, "trust", TRUST | {"trust": 3}, "rated_on", TODAY)
    page = get(clients.owner, "trust", story.account.id, language=language).text
    assert words in page
    assert "3/5" in page
    assert {"en": "not rated", "zh-hans": "未评"}[language] in page, "their side is unknown, not zero"
    assert words in get(clients.owner, "interruption", story.case.id, language=language).text, "beside the case"


@pytest.mark.parametrize(("language", "event"), [("en", "New owner"), ("zh-hans", "易主")])
def test_market_and_value_chain_stand_on_one_line_of_time(
    clients: Any, cast: Any, story: Story, language: str, event: str
) -> None:
    kept(story, cast, "position", MARKET, "happened_on", TODAY - timedelta(60))
    chain = {"party": "customer", "position": "product", "note": "整机"}
    make_record(cast.owner, story.account.id, TODAY, "chain", values=chain)
    page = get(clients.owner, "market_timeline", story.account.id, language=language).text
    assert event in page
    assert "换了大股东" in page
    assert page.index("整机") < page.index("换了大股东"), "the latest first"


def test_a_form_offers_today_and_refuses_tomorrow(clients: Any, story: Story) -> None:
    form = get(clients.owner, "record_new", story.account.id, "trust").text
    assert f'value="{TODAY.isoformat()}"' in form
    typed = TRUST | {"rated_on": (TODAY + timedelta(1)).isoformat(), "source": "x", "confidence": "low"}
    refused = send(clients.owner, "record_new", story.account.id, "trust", **typed)
    assert "That day is still to come" in refused.text
    told = typed | {"rated_on": TODAY.isoformat()}
    assert send(clients.owner, "record_new", story.account.id, "trust", **told).status_code == 302


@pytest.mark.parametrize(
    ("route", "kind", "values", "name"),
    [
        ("participation", "participation", PLACED, "positioned_on"),
        ("trust", "trust", TRUST, "rated_on"),
        ("market_timeline", "position", MARKET, "happened_on"),
    ],
)
def test_the_pages_ask_as_often_for_much_as_for_little(
    clients: Any, cast: Any, story: Story, route: str, kind: str, values: dict[str, Any], name: str
) -> None:
    def asked() -> int:
        get(clients.owner, route, story.account.id)
        with CaptureQueriesContext(connection) as captured:
            get(clients.owner, route, story.account.id)
        return len(captured)

    kept(story, cast, kind, values, name, TODAY)
    few = asked()
    for ago in range(1, 6):
        kept(story, cast, kind, values, name, TODAY - timedelta(ago))
    assert asked() == few
