"""How few make how much: the sentence first, every figure with its reason, everything asked in the address."""

import html
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from accounts.making import import_lines
from doors.loop_pages import get
from ledger.telling import Line
from vitalfew.accounts.actions import adopt_codes
from vitalfew.ledger.actions import import_files
from vitalfew.loop.analysis.actions import refresh_figures
from vitalfew.measures.concentration import pareto
from vitalfew.people.rules import COMMAND_LINE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def told(amounts: dict[str | None, Any], day: date = date(2025, 3, 1), **more: Any) -> list[Line]:
    """Return one line for each customer."""
    return [
        Line(f"{name}{day}{more.get('kind')}", name, Decimal(amount), day, **more) for name, amount in amounts.items()
    ]


def page(client: Any, language: str = "en", **query: Any) -> str:
    answer = get(client, "concentration", language=language, **query)
    assert answer.status_code == 200
    return seen(answer)


def seen(answer: HttpResponse) -> str:
    return html.unescape(answer.content.decode())


def heading(text: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.S)
    assert found
    return found[1].strip()


def levels(text: str) -> dict[int, dict[str, Any]]:
    found = re.search(r'<script id="levels" type="application/json">(.*?)</script>', text, re.S)
    assert found
    return {level["percent"]: level for level in json.loads(found[1])}


def into_the_books(path: Path, **more: Any) -> None:
    import_files(by=COMMAND_LINE, paths=[path], **more)
    adopt_codes(by=COMMAND_LINE)
    refresh_figures(by=COMMAND_LINE)


@pytest.mark.books
def test_online_retail_says_what_was_published(clients: Any, books: Path) -> None:
    into_the_books(books / "online_retail/online_retail.parquet")
    chinese = page(clients.director, "zh-hans")
    assert heading(chinese) == "4,338 家客户中，1,133 家（26.1%）带来 80% 的销售额。"
    assert "账本里没有成本，这里看的是收入，不是利润。最大一家占 3.1%，低于 10% 披露线。" in chinese
    for exact in ["8,911,407.904", "74.617%", "0.71514", "46.436", "3.144%", "1,133 / 1,469 / 1,736", "397,884"]:
        assert exact in chinese, exact
    assert "未归属客户的行另有销售额" in chinese
    assert "鲸鱼曲线" not in chinese
    english = page(clients.director)
    assert heading(english) == "1,133 of 4,338 customers (26.1%) make 80% of sales."
    for exact in ["8,911,407.904", "74.617%", "0.71514", "46.436", "3.144%"]:
        assert exact in english, exact
    assert "Cost is not known, so this is revenue and not profit." in english
    net = page(clients.director, scope="net")
    assert heading(net).endswith("1,171 of 4,372 customers (26.8%) make 80% of net revenue.")
    assert "8,300,065.814" in net


def test_the_portfolio_leads_to_the_same_sentence_and_not_to_another_period(clients: Any) -> None:
    import_lines([*told({"A": 900, "B": 60, "C": 40}, date(2026, 3, 1)), *told({"Old": 5000}, date(2023, 1, 1))])
    refresh_figures(by=COMMAND_LINE)
    portfolio = seen(get(clients.director, "portfolio"))
    assert "1 of 3 accounts" in portfolio
    link = re.search(r'href="(/analysis/concentration/\?[^"]+)"', portfolio)
    assert link
    asked = seen(clients.director.get(link[1], headers={"accept-language": "en"}))
    assert "1 of 3 customers" in heading(asked)
    assert "net revenue" in heading(asked)


@pytest.mark.books
def test_the_superstore_shows_who_loses_money(clients: Any, books: Path) -> None:
    into_the_books(next((books / "chinese_superstore").glob("*.xls")), currency="CNY")
    text = page(clients.director, "zh-hans")
    assert "另有 138 家亏损，抵掉总利润的 12.4%。" in text
    assert "112.4%，第 652 家" in text
    assert "¥16,117,548.237" in text
    by_profit = page(clients.director, "zh-hans", by="profit")
    assert "¥2,156,559.517" in by_profit
    assert "服务成本未知，这里的利润就是毛利。" in by_profit
    assert "138 家为负" in by_profit


FOUR = {"A": 40, "B": 30, "C": 20, "D": 10}


def test_the_sentence_comes_first(clients: Any) -> None:
    import_lines(told(FOUR))
    assert heading(page(clients.director)) == "3 of 4 customers (75.0%) make 80% of sales."
    assert heading(page(clients.director, threshold=50)) == "2 of 4 customers (50.0%) make 50% of sales."
    assert heading(page(clients.director, "zh-hans")) == "4 家客户中，3 家（75.0%）带来 80% 的销售额。"


def test_the_line_of_the_threshold_is_drawn_under_who_reaches_it(clients: Any) -> None:
    import_lines(told(FOUR))
    cut = re.findall(r'<tr id="rank-(\d+)"[^>]*class="cut"', page(clients.director, threshold=70))
    assert cut == ["2"]


def test_wherever_the_threshold_is_moved_the_words_are_right(clients: Any) -> None:
    """The page carries the words for every per cent; each says what the measure says."""
    amounts = {f"c{number}": number**2 for number in range(1, 30)}
    import_lines(told(amounts))
    measured = pareto(list(amounts.values()))
    for percent, level in levels(page(clients.director)).items():
        count = measured.count_for(Decimal(percent) / 100)
        assert level["count"] == count
        assert level["answer"].startswith(f"{count} of 29 customers (")
    assert heading(page(clients.director, threshold=61)) == levels(page(clients.director))[61]["answer"]


def test_what_is_asked_stays_in_every_link(clients: Any) -> None:
    import_lines(told(FOUR))
    text = page(clients.director, by="margin", scope="net", threshold=70, **{"from": "2025-01-01", "to": "2025-12-31"})
    links = re.findall(r'<a href="(\?[^"]*)" data-keeps', text)
    assert len(links) >= 7
    assert all("threshold=70" in link for link in links)
    assert "?by=profit&scope=net&threshold=70&from=2025-01-01&to=2025-12-31" in links
    assert "?by=margin&scope=net&threshold=70" in links  # all the books
    assert '<input type="hidden" name="by" value="margin">' in text


def test_a_period_counts_both_its_days_and_nothing_else(clients: Any) -> None:
    import_lines(
        [
            *told({"A": 1000}, date(2024, 12, 31)),
            *told(FOUR, date(2025, 1, 1)),
            *told({"B": 60}, date(2025, 12, 31)),
            *told({"C": 1000}, date(2026, 1, 1)),
        ]
    )
    text = page(clients.director, **{"from": "2025-01-01", "to": "2025-12-31"})
    assert "160.00" in text
    assert "1 Jan 2025 – 31 Dec 2025" in text
    one_day = page(clients.director, **{"from": "2025-12-31", "to": "2025-12-31"})
    assert heading(one_day) == "1 of 1 customers (100.0%) makes 80% of sales."


def test_the_period_before_is_compared_where_the_books_hold_it(clients: Any) -> None:
    import_lines([*told({"A": 90, "B": 10}, date(2024, 6, 1)), *told(FOUR, date(2025, 6, 1))])
    text = page(clients.director, **{"from": "2025-06-01", "to": "2026-05-31"})
    assert "grey line: the period before" in text
    assert "less concentrated than before" in text
    assert re.findall(r'<td class="num r2">(.*?)</td>', text) == ["−55.6%", "+200.0%", "new", "new"]
    assert levels(text)[80]["note"] == "to 80% of sales; 1 before"
    assert "grey line: the period before" not in page(clients.director)


def test_a_period_without_lines_says_so(clients: Any) -> None:
    import_lines(told(FOUR))
    text = page(clients.director, **{"from": "2001-01-01", "to": "2001-12-31"})
    assert heading(text) == "No customer bought anything in this period."
    assert '<svg class="ch plot"' not in text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"from": "2025-02-30"}, "Write the day as year-month-day"),
        ({"from": "2025-12-31", "to": "2025-01-01"}, "The first day comes after the last. Turn the two round."),
        ({"threshold": "12"}, "The threshold lies between 50 and 95 per cent."),
        ({"threshold": "many"}, "The threshold is a whole number of per cent."),
        ({"by": "love"}, "Select a valid choice"),
        ({"from": "9999-99-99", "threshold": "1e9", "scope": "x"}, "Write the day as year-month-day"),
    ],
)
def test_an_address_that_cannot_be_read_still_shows_a_page(clients: Any, query: dict[str, str], words: str) -> None:
    import_lines(told(FOUR))
    text = page(clients.director, **query)
    assert words in text
    assert heading(text).startswith("3 of 4 customers")


def test_returns_count_only_where_they_are_asked_for(clients: Any) -> None:
    import_lines([*told(FOUR), *told({"A": -35, "B": -40}, kind="return")])
    assert heading(page(clients.director)) == "3 of 4 customers (75.0%) make 80% of sales."
    net = page(clients.director, scope="net")
    assert "1 below zero" in net
    assert "Gini coefficient" in net
    assert "net revenue" in net


def test_a_total_that_is_not_positive_has_no_shares(clients: Any) -> None:
    import_lines([*told({"A": 10, "B": 5}), *told({"A": -20}, kind="return")])
    text = page(clients.director, scope="net")
    assert heading(text) == "2 customers together bring no net revenue, so nobody has a share of it."
    assert levels(text) == {}


def test_what_belongs_to_nobody_is_stated_and_not_counted(clients: Any) -> None:
    import_lines(told({**FOUR, None: 77}))
    text = page(clients.director)
    assert "Unattributed: lines that name no customer come to 77 of sales, not in the total." in text
    assert heading(text).startswith("3 of 4 customers")


def test_a_customer_of_unknown_cost_is_left_out_and_counted(clients: Any) -> None:
    import_lines([*told({"A": 40, "B": 30}, cost=Decimal(10)), *told({"C": 20})])
    assert "1 customer with a line of unknown cost is left out" in page(clients.director)
    margin = page(clients.director, by="margin")
    assert heading(margin).startswith("2 of 2 customers")
    assert "1 customer has a line without cost and is left out." in margin


def test_without_any_cost_there_is_no_margin_to_divide(clients: Any) -> None:
    import_lines(told(FOUR))
    text = page(clients.director, by="margin")
    assert heading(text) == "Cost is not known in this period, so there is no gross margin to divide."


def test_those_who_must_be_disclosed_are_counted(clients: Any) -> None:
    import_lines(told(FOUR))
    assert "4 make more than 10% each and have to be disclosed; the largest makes 40.0%." in page(clients.director)


def test_every_figure_says_where_it_comes_from(clients: Any) -> None:
    import_lines(told(FOUR), currency="CNY")
    text = page(clients.director)
    popovers = re.findall(r'<div class="pop" popover id="x-(\w+)">(.*?)</div>', text, re.S)
    assert {name for name, _ in popovers} == {"total", "first", "fifth", "gini", "hhi", "large", "abc"}
    for name, words in popovers:
        for part in ["Period", "1 Mar 2025 – 1 Mar 2025", "As of", "1 batch of the books, 4 lines counted"]:
            assert part in words, (name, part)


def test_customers_lead_to_their_pages_and_amounts_to_their_lines(clients: Any) -> None:
    ids = import_lines(told(FOUR))
    text = page(clients.director)
    assert f'href="/accounts/{ids["A"]}/"' in text
    assert f'href="/accounts/{ids["A"]}/lines/?from=2025-03-01&to=2025-03-01&kind=sale"' in text


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_before_any_import_the_page_says_what_it_is_for(clients: Any, language: str) -> None:
    text = page(clients.director, language)
    assert {"en": "How few make how much?", "zh-hans": "多少家带来多少？"}[language] in text
    assert "/books/import/" in text


def test_only_who_may_see_the_company_sees_it(clients: Any) -> None:
    import_lines(told(FOUR))
    assert get(clients.owner, "concentration").status_code == 403
    assert get(clients.analyst, "concentration").status_code == 200


def test_as_many_questions_for_many_customers_as_for_few(clients: Any) -> None:
    import_lines(told(FOUR))
    page(clients.director)
    with CaptureQueriesContext(connection) as few:
        page(clients.director)
    import_lines(told({f"c{number}": number for number in range(1, 80)}, date(2025, 4, 1)))
    page(clients.director)
    with CaptureQueriesContext(connection) as many:
        page(clients.director)
    assert len(many) == len(few) <= 20, "\n".join(query["sql"] for query in many)
