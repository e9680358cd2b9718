"""The page of values ahead says what customers will bring, how sure that is, and whether it was right before."""

import html
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from accounts.making import import_lines, key_account
from doors.loop_pages import LANGUAGES, get, send, went_to
from loop.test_value import a_market, line, value_all
from vitalfew import words
from vitalfew.ledger import engine
from vitalfew.loop.analysis.actions import refresh_figures, refresh_value
from vitalfew.loop.analysis.queries.assumptions import get_assumptions
from vitalfew.loop.analysis.queries.value import get_valuation, get_values
from vitalfew.loop.analysis.rules.worth import Road
from vitalfew.people.rules import CLOCK
from vitalfew.web.worth.model import why_not

pytestmark = pytest.mark.django_db


def page(client: Any, route: str = "value", *arguments: Any, language: str = "en") -> str:
    answer = get(client, route, *arguments, language=language)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


@pytest.fixture
def market(cast: Any) -> dict[str, int]:
    ids = import_lines(a_market(), currency="CNY")
    key_account(cast, ids["C001"])
    refresh_figures(by=CLOCK)
    refresh_value(by=CLOCK)
    return ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_its_proof_and_its_words_stand_on_one_page(clients: Any, market: Any, language: str) -> None:
    text, state = page(clients.director, language=language), get_valuation()
    assert state.model
    margin = words.money(state.model.margin, "CNY", language)
    assert str(margin) in text
    for number in (state.model.proof.happened, state.model.proof.expected):
        assert words.number(number, language=language) in text
    expected = {
        "en": ["customers without a contract", "1 account under contract", "What it assumes.", "When not to use it."],
        "zh-hans": [
            "没有合同的 200 家客户",
            "合同客户与大客户 1 家",
            "假设是什么。",
            "什么时候不要用。",
            "过去准不准。",
        ],
    }[language]
    for word in expected:
        assert word in text


def test_a_page_asks_little_and_the_engine_nothing(clients: Any, market: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page(clients.director)
    monkeypatch.setattr(engine, "rows", None)
    monkeypatch.setattr(engine, "arrow", None)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(clients.director)
    assert len(asked) < 20


def test_the_account_home_says_what_lies_ahead(clients: Any, market: dict[str, int]) -> None:
    (one,) = get_values(CLOCK, Road.CONTRACT)
    text = page(clients.director, "account", market["C001"])
    assert f"The next three years: about {words.money(one.value, 'CNY', 'en')} of margin, by its chance to stay" in text
    largest = get_values(CLOCK, Road.MODEL, 1)[0]
    assert "nine times in ten" in page(clients.director, "account", largest.account_id)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "A model wants 50."), ("zh-hans", "没有合同的下单客户只有 2 家，模型至少要 50 家。")]
)
def test_thin_books_are_told_to_be_thin_on_the_page(clients: Any, language: str, said: str) -> None:
    today = timezone.localdate()
    value_all(line("A", 5, today), line("B", 5, today.replace(year=today.year - 1)))
    assert said in page(clients.director, language=language)


def test_an_empty_house_says_what_the_page_is_for(clients: Any) -> None:
    assert "What will customers bring?" in page(clients.director)


def test_assumptions_are_changed_where_they_are_shown_and_a_wrong_one_says_why(clients: Any, market: Any) -> None:
    typed = {"discount_rate": "12", "cost_ratio": "3", "ratio_source": "财务部 2025", "version": "0"}
    stays = {f"stay_{place}": stay for place, stay in enumerate(["90", "80", "70", "60", "50"])}
    wrong = send(clients.analyst, "assumptions", **typed, **stays | {"stay_1": "95"})
    assert "none is higher than the one before it" in wrong.content.decode()
    assert went_to(send(clients.analyst, "assumptions", **typed, **stays), "value")
    assert get_assumptions().retention == ((20, 0.9), (40, 0.8), (60, 0.7), (80, 0.6), (100, 0.5))
    assert "12" in page(clients.analyst, "assumptions")


def test_a_manager_sees_neither_the_page_nor_its_tab(clients: Any, market: Any) -> None:
    assert get(clients.owner, "value").status_code == 403


def test_why_no_value_is_told_is_said_once(cast: Any, clients: Any) -> None:
    import_lines(a_market()[:3], currency="CNY")
    refresh_figures(by=CLOCK)
    refresh_value(by=CLOCK)
    state, text = get_valuation(), page(clients.director)
    assert state.model is None
    with override("en"):
        assert text.count(why_not(state)) == 1
