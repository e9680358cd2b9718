"""The pages of growth: the sentence first, rows that add up on the page itself, a product judged with a reason."""

import html
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.making import import_lines, key_account
from doors.loop_pages import LANGUAGES, get, went_to
from ledger.telling import Line
from vitalfew.ledger import engine
from vitalfew.loop.analysis.actions import refresh_figures
from vitalfew.loop.analysis.actions.growth import refresh_growth
from vitalfew.people.rules import COMMAND_LINE

pytestmark = pytest.mark.django_db
NOW, THEN = date(2025, 12, 30), date(2024, 12, 30)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def sold(account: str, product: str, quantity: int, amount: int, day: date) -> Line:
    return Line(f"{account}{product}{day}", account, Decimal(amount), day, product=product, quantity=Decimal(quantity))


def grown() -> dict[str, int]:
    """Tell books of four years in which A buys more, ceases one product and begins another."""
    older = [sold("A", "GP-1", 1, 9, date(year, 12, 30)) for year in (2022, 2023)]
    then = [sold("A", "GP-1", 10, 100, THEN), sold("A", "RB-5", 1, 7, THEN), sold("B", "GP-1", 1, 30, THEN)]
    now = [sold("A", "GP-1", 20, 220, NOW), sold("A", "GP-2", 1, 50, NOW), sold("B", "GP-1", 1, 30, NOW)]
    ids = import_lines([*older, *then, *now, Line("first", "A", Decimal(0), date(2022, 1, 1), product="GP-1")])
    refresh_figures(by=COMMAND_LINE)
    return ids


def seen(answer: Any) -> str:
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def figures(text: str) -> list[Decimal]:
    return [Decimal(found) for found in re.findall(r'class="num" data-figure="(-?[\d.]+)"', text)]


def test_the_sentence_says_how_much_and_mostly_why(clients: Any) -> None:
    grown()
    assert "Net revenue rose by 163 (+119.0%), most of it: quantity" in seen(get(clients.analyst, "growth"))
    assert "净收入增加 163（+119.0%），主要来自数量" in seen(get(clients.analyst, "growth", language="zh-hans"))


def test_the_rows_of_the_page_come_to_the_change(clients: Any) -> None:
    grown()
    *parts, whole = figures(seen(get(clients.director, "growth")))
    assert sum(parts) == whole == 163
    assert set(parts) >= {Decimal(50), Decimal(-7)}  # begun and ceased


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manager_sees_his_own_account_only(clients: Any, cast: Any, language: str) -> None:
    ids = grown()
    key_account(cast, ids["A"])
    assert get(clients.owner, "growth").status_code == 403
    assert get(clients.stranger, "account_growth", ids["A"]).status_code == 404
    text = seen(get(clients.owner, "account_growth", ids["A"], language=language))
    *parts, whole = figures(text)
    assert sum(parts) == whole == 163
    assert f'href="/accounts/{ids["A"]}/growth/"' in seen(get(clients.owner, "account", ids["A"], language=language))


def test_a_period_is_chosen_in_the_address(clients: Any) -> None:
    grown()
    asked = {"from": (THEN - timedelta(2)).isoformat(), "to": THEN.isoformat()}
    assert "Net revenue rose by 128" in seen(get(clients.director, "growth", **asked))
    turned = seen(get(clients.director, "growth", **{"from": "2025-02-02", "to": "2025-01-01"}))
    assert "Turn the two round" in turned


def test_a_page_once_computed_asks_the_engine_nothing_and_the_database_little(
    clients: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown()
    refresh_growth(by=COMMAND_LINE)
    monkeypatch.setattr(engine, "arrow", None)
    monkeypatch.setattr(engine, "rows", None)
    with CaptureQueriesContext(connection) as asked:
        seen(get(clients.director, "growth"))
    assert len(asked) <= 22


def test_the_analyst_overrules_a_stage_with_a_reason(clients: Any) -> None:
    grown()
    told = {"do": "judge", "stage": "decline", "version": "0"}
    address = "/analysis/growth/product/?product=GP-1"
    bare = clients.analyst.post(address, told, headers={"accept-language": "en"})
    assert "somebody will ask" in seen(bare)
    assert went_to(clients.analyst.post(address, told | {"reason": "下一代已经定型"}), "growth")
    text = seen(get(clients.analyst, "growth", language="zh-hans"))
    assert "何静 判断" in text
    stale = clients.director.post(address, told | {"reason": "x", "stage": "growth"})
    assert stale.status_code == 409
    assert went_to(clients.analyst.post(address, {"do": "take_back", "reason": "错了", "version": "1"}), "growth")
    assert "何静 判断" not in seen(get(clients.analyst, "growth", language="zh-hans"))


def test_without_books_the_page_says_what_it_is_for(clients: Any) -> None:
    assert "Why did revenue change?" in seen(get(clients.director, "growth"))
