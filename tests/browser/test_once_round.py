"""Once round the loop with one account, in each language, in a real browser, as `vitalfew serve` serves it.

The analyst brings the books in; the director names the account that fell silent; the manager claims the stage and the
director answers; objective, action, visit, alert, review; the plan as a PDF; and the next cycle is open.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.served import Serve, Server
from browser.visitor import Visitor, visiting

pytestmark = [pytest.mark.browser, pytest.mark.books]
SAID = {
    "zh-hans": {
        "concentration": ["790", "带来 80%"],
        "stage": ["中级"],
        "state": ["净收入", "林晓雯"],
        "lesson": "旺季前六周锁定产能",
        "cycle": "第 2",
    },
    "en": {
        "concentration": ["790", "make 80%"],
        "stage": ["Mid"],
        "state": ["Net revenue", "林晓雯"],
        "lesson": "Lock capacity six weeks before the season",
        "cycle": "2",
    },
}


@pytest.fixture(params=["zh-hans", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def server(serve: Serve) -> Iterator[Server]:
    with serve(workers=2) as started:
        yield started


def test_once_round_the_loop(server: Server, browser: Browser, language: str, books: Path) -> None:
    file = next((books / "chinese_superstore").glob("*.xls"))
    windows = [visiting(browser, server.address, language) for _ in range(4)]
    with windows[0] as analyst, windows[1] as director, windows[2] as manager, windows[3] as stranger:
        bring_books_in(analyst, file, language)
        account = name_the_silent_account(director, language)
        claim_and_answer(manager, director, account, language)
        aim_and_plan(manager, account, language)
        visit_and_alert(manager, account)
        take_the_plan_away(manager, account, language)
        review(manager, account, language)
        everything_shows(director, account, language)
        it_is_not_there_for_others(stranger, account)
        complaints = analyst.complaints + director.complaints + manager.complaints
        assert not complaints, "\n\n".join(complaints)


def bring_books_in(analyst: Visitor, file: Path, language: str) -> None:
    """File, preview, written: nothing has to be mapped by hand."""
    analyst.sign_in("he")
    analyst.open("/books/import/")
    analyst.page.set_input_files("input[type=file]", file)
    analyst.page.locator("main form[enctype] [type=submit]").click()
    analyst.wait_for("form[action$='/commit/'] [type=submit]")
    analyst.look()
    analyst.says("10,000")
    analyst.page.locator("form[action$='/commit/'] [type=submit]").click()
    analyst.page.wait_for_url("**/books/batches/*/", timeout=60_000)
    analyst.look()
    wait_for_figures(analyst)
    analyst.open("/analysis/concentration/")
    analyst.says(*SAID[language]["concentration"])


def wait_for_figures(visitor: Visitor) -> None:
    """The clock refreshes the figures and rings the alerts after an import, without anybody's doing."""
    for _ in range(60):
        visitor.open("/control/")
        if visitor.page.locator("main ul.alerts li").count():
            return
        visitor.page.wait_for_timeout(1000)
    raise AssertionError("no alert rang within a minute")


def name_the_silent_account(director: Visitor, language: str) -> int:
    """The director opens the gravest alert's account and makes it a key account."""
    director.sign_in("chen")
    director.open("/control/")
    director.press("main ul.alerts a.name")
    account = director.number_in_address()
    director.designate(account, "收入前列，增长最快" if language == "zh-hans" else "Among the largest and growing")
    return account


def claim_and_answer(manager: Visitor, director: Visitor, account: int, language: str) -> None:
    """The manager claims a stage beside the books' evidence; the director confirms it."""
    manager.sign_in("lin")
    manager.open(f"/accounts/{account}/stage/")
    manager.fill(stage="mid", reason="每季度都有订单，价格逐单谈" if language == "zh-hans" else "Orders every quarter")
    manager.press("#claim [type=submit]")
    director.open(f"/accounts/{account}/stage/")
    director.press("#claim [value=confirm]")
    director.says(*SAID[language]["stage"])


def aim_and_plan(manager: Visitor, account: int, language: str) -> None:
    """An objective whose actual comes from the books, the way chosen, and one action with owner and day."""
    manager.open(f"/accounts/{account}/objectives/new/")
    manager.fill(metric="net_revenue", starts_on="2017-01-01", due_on="2017-12-31", target="100000", for_whom="both")
    manager.press("main form.form .primary")
    manager.says(*SAID[language]["state"])
    manager.open(f"/accounts/{account}/plan/")
    manager.fill(strategy="先保交付，再谈份额" if language == "zh-hans" else "Delivery first, then share")
    manager.press("main form:has([name=strategy]) [type=submit]")
    manager.open(f"/accounts/{account}/actions/new/")
    manager.fill(what="提交年度报价" if language == "zh-hans" else "Send the yearly quote", due_on="2030-01-15")
    manager.press("main form.form .primary")


def visit_and_alert(manager: Visitor, account: int) -> None:
    """A visit in three fields, and the alert answered with a reason."""
    manager.open(f"/accounts/{account}/visits/new/")
    manager.fill(contact_name="王丽", outcome="advance", note="等新机型定型，样品下周送")
    manager.press(".save [type=submit]")
    manager.open("/control/")
    manager.press("main ul.alerts a.btn")
    manager.press("[value=acknowledge]")
    manager.fill(reason="已约好下周送样")
    manager.press("[value=close]")


def take_the_plan_away(manager: Visitor, account: int, language: str) -> None:
    """The plan as a PDF, from the page's own link."""
    manager.open(f"/accounts/{account}/plan/")
    link = manager.page.locator(f"a[href*='plan.pdf?language={language}']").get_attribute("href")
    answer = manager.page.request.get(f"{manager.address}{link}")
    assert answer.ok
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def review(manager: Visitor, account: int, language: str) -> None:
    """Target against actual, why, the lesson: the cycle closes and the next begins with it."""
    manager.open(f"/accounts/{account}/review/")
    for field in manager.page.locator("main .why-row textarea").all():
        field.fill("旺季丢了两单" if language == "zh-hans" else "Two orders lost in the season")
    manager.fill(lesson=str(SAID[language]["lesson"]))
    manager.press("main form:has([name=lesson]) .primary")
    manager.open(f"/accounts/{account}/")
    manager.says(str(SAID[language]["cycle"]))
    manager.open("/reviews/")
    manager.says(str(SAID[language]["lesson"]))


def everything_shows(director: Visitor, account: int, language: str) -> None:
    """The director sees all of it, on every stop of the loop, on a phone and in the dark as well."""
    stops = [
        "/portfolio/",
        "/accounts/?view=all",
        f"/accounts/{account}/",
        "/objectives/",
        "/plans/",
        "/execution/",
        "/control/",
    ]
    for path in stops:
        director.open(path)
    director.page.set_viewport_size({"width": 360, "height": 740})
    director.page.emulate_media(color_scheme="dark")
    for path in [*stops, "/reviews/", "/analysis/concentration/", "/books/", f"/accounts/{account}/plan/"]:
        director.open(path)


def it_is_not_there_for_others(stranger: Visitor, account: int) -> None:
    """For the manager of other accounts an account that is not his does not exist."""
    stranger.sign_in("zhou")
    answer = stranger.page.goto(f"{stranger.address}/accounts/{account}/")
    assert answer is not None
    assert answer.status == 404
