"""Selection on the page: the list and how firmly it stands, other weights tried, scores on evidence, decisions."""

import html
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import import_lines, key_account
from doors.loop_pages import LANGUAGES, get, send, went_to
from ledger.telling import Line
from people.permission_table import CARD
from vitalfew.loop.analysis.actions import Judgement, decide_step, judge_account, refresh_figures, refresh_selection
from vitalfew.loop.analysis.models import SelectionFigures
from vitalfew.loop.analysis.queries.selection import get_card, get_criterion_scores, get_open_step
from vitalfew.loop.analysis.rules.selection import AXES, Axis, Criterion, Step
from vitalfew.people.rules import COMMAND_LINE
from vitalfew.web.charts.matrix import BOTTOM, NARROWEST, Area, Standing, matrix, place_names, width_of

pytestmark = pytest.mark.django_db
STRONG = [code for code in Criterion if AXES[code] is Axis.STRENGTH]
NAMES = ("恒岱重工集团", "华澜钢铁集团", "北屿风电装备集团", "陆衡轨道交通装备")


def judged(by: Any, account_id: int, strength: int) -> None:
    told = [Judgement(code, Decimal(strength), "年度评审") for code in STRONG]
    judge_account(by=by, account_id=account_id, judgements=told)


@pytest.fixture
def ids(cast: Any) -> dict[str, int]:
    """Four customers of two years, each larger than the next; two are judged, one is a key account."""
    lines = [
        Line(f"{name}{year}{month}", name, Decimal(100 * (4 - size)), date(year, *on), cost=Decimal(10 * (size + 1)))
        for size, name in enumerate(NAMES)
        for year in (2024, 2025)
        for month, on in enumerate(((1, 1), (6, 1), (12, 31)))
    ]
    found = import_lines(lines, currency="CNY")
    refresh_figures(by=COMMAND_LINE)
    key_account(cast, found[NAMES[0]])
    judged(cast.director, found[NAMES[0]], 8)
    judged(cast.director, found[NAMES[1]], 3)
    return found


def seen(client: Any, route: str = "selection", *arguments: Any, language: str = "en", **query: Any) -> str:
    answer = get(client, route, *arguments, language=language, **query)
    assert answer.status_code == 200
    return html.unescape(answer.text)


def places(text: str) -> list[str]:
    """Return the names in the order of the list."""
    table = re.search(r'<table class="plain lines chosen">(.*?)</table>', text, re.S)
    assert table
    return re.findall(r'class="strong"[^>]*>([^<]+)<', table[1])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["the first 2 stay the first", "Invest for growth", "4 accounts are weighed", "100 of 100"]),
        ("zh-hans", ["前 2 家不变", "投资发展", "共 4 家客户参评", "100 次中 100 次", "年度复核"]),
    ],
)
def test_the_page_says_who_is_first_and_how_firmly(
    ids: dict[str, int], clients: Any, language: str, words: list[str]
) -> None:
    text = seen(clients.director, language=language)
    for word in words:
        assert word in text, word
    assert places(text)[:2] == [NAMES[0], NAMES[1]]
    # The picture's links are the table's: nothing needs the mouse or the eye.
    for name in NAMES[:2]:
        assert f'aria-label="{name}"' in text


def test_without_books_the_page_says_what_it_is_for(cast: Any, clients: Any) -> None:
    assert "哪些客户值得投入更多" in seen(clients.director, language="zh-hans")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Nobody can be placed yet", "0% known", ">Judge B<"]),
        ("zh-hans", ["还排不出名次", "已知 0%", ">评定 B<"]),
    ],
)
def test_until_strength_is_judged_the_page_leads_to_whom_to_judge_first(
    cast: Any, clients: Any, language: str, words: list[str]
) -> None:
    found = import_lines([Line(name, name, Decimal(amount), date(2025, 1, 1)) for name, amount in (("A", 5), ("B", 9))])
    refresh_figures(by=COMMAND_LINE)
    refresh_selection(by=COMMAND_LINE)
    text = seen(clients.director, language=language)
    for word in words:
        assert word in text, word
    assert f'href="/analysis/selection/accounts/{found["B"]}/"' in text
    assert "<table" in text
    assert "100 of 100" not in text
    key_account(cast, found["A"])
    refresh_selection(by=COMMAND_LINE)
    assert words[2].replace("B", "A") in seen(clients.director, language=language)


def test_other_weights_are_tried_in_the_address_and_change_nothing(ids: dict[str, int], clients: Any) -> None:
    def stored() -> list[Any]:
        return list(SelectionFigures.objects.order_by("pk").values())

    before = stored()
    text = seen(clients.director, w_growth=0, w_profitability=100, w_purchase_budget=0)
    assert "Other weights are being tried" in text
    assert "With these weights" in text
    # What was asked for is brought to 100%: 100 of 135, the rest of the axis keeps its own weights.
    assert re.search(r'name="w_profitability"[^>]*value="74"', text)
    assert stored() == before
    assert get_card().number == 0
    assert "Other weights are being tried" not in seen(clients.director, w_growth="many")


def test_the_list_takes_a_constant_number_of_questions(cast: Any, ids: dict[str, int], clients: Any) -> None:
    def asked() -> int:
        get(clients.director, "selection")
        with CaptureQueriesContext(connection) as found:
            get(clients.director, "selection")
        return len(found)

    few = asked()
    more = import_lines([Line(f"n{n}", f"N{n}", Decimal(n + 1), date(2025, 12, 31)) for n in range(40)])
    refresh_figures(by=COMMAND_LINE)
    for number in range(10):
        judged(cast.director, more[f"N{number}"], number)
        key_account(cast, more[f"N{number}"])
    refresh_selection(by=COMMAND_LINE)
    assert asked() == few
    assert few <= 18


def test_a_manager_sees_his_own_accounts_and_no_facts_of_the_company(ids: dict[str, int], clients: Any) -> None:
    text = seen(clients.owner)
    assert places(text) == [NAMES[0]]
    assert NAMES[1] not in text
    assert "Standing facts" not in text
    assert "Try other weights" not in text
    assert get(clients.owner, "selection_account", ids[NAMES[1]]).status_code == 404


# One account


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_criterion_says_its_score_and_on_what_it_rests(ids: dict[str, int], clients: Any, language: str) -> None:
    text = seen(clients.owner, "selection_account", ids[NAMES[0]], language=language)
    words = {
        "en": ["computed: Net revenue of twelve months against", "年度评审", "not judged yet", "Invest for growth"],
        "zh-hans": ["系统计算：近十二个月净收入与前十二个月相比", "年度评审", "尚未评定", "投资发展"],
    }
    for word in words[language]:
        assert word in text, word


def test_a_score_is_judged_where_it_stands_and_bears_its_evidence(ids: dict[str, int], clients: Any) -> None:
    account = ids[NAMES[0]]
    form = clients.owner.get(f"/analysis/selection/accounts/{account}/prestige/", headers={"hx-request": "true"})
    assert 'name="evidence"' in form.text
    assert "<html" not in form.text
    refused = send(clients.owner, "selection_score", account, "prestige", score="11", evidence="x", version=0)
    assert "A score lies between 0 and 10" in refused.text
    assert (
        "Write on what the score rests"
        in send(clients.owner, "selection_score", account, "prestige", score="7", evidence=" ", version=0).text
    )
    told = {"score": "7.5", "evidence": "行业协会评为前三", "version": 0}
    assert went_to(send(clients.owner, "selection_score", account, "prestige", **told), "selection_account", account)
    stands = get_criterion_scores(account)[Criterion.PRESTIGE]
    assert (stands.score, stands.assessed_by_name) == (Decimal("7.5"), "林晓雯")
    late = send(clients.director, "selection_score", account, "prestige", score="2", evidence="不认同", version=0)
    assert late.status_code == 409
    assert "林晓雯" in late.text
    assert "不认同" in late.text
    assert clients.owner.get(f"/analysis/selection/accounts/{account}/nonsense/").status_code == 404


def test_a_director_decides_from_the_page_and_the_log_tells_why(ids: dict[str, int], clients: Any) -> None:
    account = ids[NAMES[1]]
    text = seen(clients.director, "selection_account", account)
    assert "Make it a candidate" in text
    assert "Make it a target" not in text
    told = {"step": "candidate", "reason": "钢铁行业的标杆", "version": 0}
    assert went_to(send(clients.director, "selection_account", account, **told), "selection_account", account)
    again = send(clients.director, "selection_account", account, step="target", reason="x", version=5)
    assert again.status_code == 409
    assert get_open_step(account).step is Step.CANDIDATE  # type: ignore[union-attr]
    page = seen(clients.director)
    assert "钢铁行业的标杆" in page
    assert "Key account, Key" in page  # the designation stands in the same log


def test_who_is_named_a_key_account_is_no_candidate_any_more(cast: Any, ids: dict[str, int], clients: Any) -> None:
    account, today = ids[NAMES[1]], date.today().isoformat()
    decide_step(by=cast.director, account_id=account, step=Step.CANDIDATE, reason="x", version=0)
    terms = {"tier": "key", "manager": cast.owner.pk, "reason": "x", "designated_on": today}
    assert send(clients.director, "designate", account, **terms).status_code == 302
    assert get_open_step(account) is None
    assert "Keep it as a key account" in seen(clients.director, "selection_account", account)


def test_a_key_account_of_more_than_a_year_is_due(ids: dict[str, int], clients: Any, cast: Any) -> None:
    assert "1 key account is due" in seen(clients.director)
    told = {"step": "kept", "reason": "仍是第一", "version": 0}
    send(clients.director, "selection_account", ids[NAMES[0]], **told)
    assert "None due" in seen(clients.director)


# The scorecard


def test_a_change_of_the_scorecard_is_its_next_version(ids: dict[str, int], clients: Any) -> None:
    assert 'name="weight_growth"' in seen(clients.director, "scorecard")
    assert 'name="weight_growth"' not in seen(clients.analyst, "scorecard")
    short = send(clients.director, "scorecard", **CARD | {"weight_range": "90"})
    assert "The weights of our strength have to come to 100%." in html.unescape(short.text)
    assert went_to(send(clients.director, "scorecard", **CARD), "selection")
    assert (get_card().number, get_card().card.places) == (1, 9)
    late = send(clients.director, "scorecard", **CARD)
    assert "Somebody else has decided meanwhile" in late.text
    old = seen(clients.director, "scorecard", version=0)
    assert "as the product comes" in old
    assert 'name="weight_growth"' not in old


def test_standing_facts_stand_on_the_portfolio_and_ring_nowhere(ids: dict[str, int], clients: Any) -> None:
    text = seen(clients.director, "portfolio")
    assert "Standing facts" in text
    assert "10% of revenue or more:" in text
    assert "0 alerts" not in text


# The picture

SPOTS = st.lists(
    st.tuples(st.floats(0, NARROWEST), st.floats(30, BOTTOM), st.floats(3, 24), st.text("北屿风电ab", max_size=12)),
    max_size=25,
)


@given(SPOTS)
def test_no_name_lies_on_another_name_or_on_a_bubble(spots: list[tuple[float, float, float, str]]) -> None:
    places = place_names([name for *_rest, name in spots], [(x, y, r) for x, y, r, _name in spots])
    words = []
    for (x, y, _r, name), place in zip(spots, places, strict=True):
        if place:
            left, middle = x + place[0], y + place[1]
            words.append(Area(left, middle - 8, left + width_of(name), middle + 8))
    for index, word in enumerate(words):
        assert word.left >= 0
        assert word.right <= NARROWEST
        assert not any(word.meets(other) for other in words[:index])
        owners = [Area(x - r, y - r, x + r, y + r) for x, y, r, _name in spots]
        assert not any(word.meets(bubble) for bubble in owners)


def test_the_ground_of_a_bubble_grows_with_revenue_and_the_ring_with_all_they_buy() -> None:
    told = {"strength": 5.0, "attractiveness": 5.0, "look": "key", "href": "/", "is_named": True}
    accounts = [
        Standing(name="a", revenue=400, potential=1600, **told),
        Standing(name="b", revenue=100, potential=None, **told),
    ]
    drawn = matrix(accounts, strong_from=5, attractive_from=5, boxes=("1", "2", "3", "4"), sentence="x").bubbles
    assert drawn[0].radius == 2 * drawn[1].radius
    assert drawn[0].ring == 2 * drawn[0].radius
    assert drawn[1].ring is None
