"""A relationship breaks, is diagnosed, remedied, watched and recovers; the stage wears it meanwhile (S23, S24)."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, expect

from browser.served import Serve, Server
from browser.visitor import Visitor, visiting

pytestmark = pytest.mark.browser
LESSON = "go there together in the very week"


@pytest.fixture(scope="module")
def server(serve: Serve) -> Iterator[Server]:
    lines = [f"{n}-{month},C{n},2025-{month:02d}-03,{100 * n}" for month in range(1, 13) for n in (1, 2, 3)]
    with serve("invoice,customer,date,amount", *lines) as started:
        yield started


def do(visitor: Visitor, what: str, **typed: str) -> None:
    """Fill one of the forms of the case, opening it where it is folded, and send it."""
    page = visitor.page
    form = page.locator(f"form:has(input[name=do][value={what}])").first
    folded = page.locator(f"details:not([open]):has(form input[name=do][value={what}]) > summary")
    if folded.count():
        folded.first.click()
    for name, value in typed.items():
        one = form.locator(f"[name={name}]").first
        if one.get_attribute("type") == "radio":
            form.locator(f"[name={name}][value={value}]").check(force=True)
        elif one.evaluate("one => one.tagName") == "SELECT":
            one.select_option(value)
        else:
            one.fill(value)
    with page.expect_navigation():
        form.locator("button[type=submit]").click()
    visitor.look()
    assert not page.locator("main .err, main [role=alert]").all_inner_texts()


def begin(visitor: Visitor) -> None:
    """Designate the largest account and let its stage be confirmed."""
    visitor.designate(3, "the largest of all")
    visitor.fill(stage="mid", reason="orders every month")
    visitor.press("main form button[type=submit]")
    visitor.press("button[value=confirm]")


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)])
def test_a_break_is_mended_and_leaves_its_lesson(server: Server, browser: Browser, size: tuple[int, int]) -> None:
    with visiting(browser, server.address, "en", size=size) as visitor:
        visitor.sign_in("chen")
        visitor.open("/accounts/3/")
        if visitor.page.locator(".rung").count() == 0:
            begin(visitor)
        visitor.open("/accounts/3/interruptions/new/")
        visitor.fill(what="no order for six weeks", primary_cause="lack_of_trust", severity="4")
        visitor.page.locator("main [name=owner]").select_option(label="林晓雯")
        visitor.press("main form button[type=submit]")
        case = visitor.page.url.removeprefix(server.address)
        for place in ("/accounts/3/", "/accounts/3/stage/", "/portfolio/", "/accounts/?view=interrupted"):
            visitor.open(place)
            visitor.says("Interrupted" if "portfolio" not in place else "What is interrupted?")
        visitor.open(case)
        do(visitor, "evidence", shows="note", said="they do not call back", source="their buyer")
        do(visitor, "diagnose", diagnosis="nobody handed over", primary_cause="personnel_change")
        today = date.today()
        do(visitor, "remedy", play="senior_meeting", due_on=(today + timedelta(7)).isoformat())
        do(visitor, "begin")
        do(visitor, "done", result="our director met theirs")
        do(visitor, "watch", watch_for="an order every week", watch_until=(today + timedelta(60)).isoformat())
        do(visitor, "close", outcome="recovered", lesson=LESSON)
        visitor.says("Recovered", LESSON, "our director met theirs")
        visitor.open("/accounts/3/stage/")
        expect(visitor.page.locator(".struck")).to_have_count(0)
        visitor.open("/control/interruptions/?text=very+week")
        visitor.says(LESSON, "Time to recover")
        assert not visitor.complaints


def test_the_pages_are_whole_in_chinese_too(server: Server, browser: Browser) -> None:
    with visiting(browser, server.address, "zh-hans") as visitor:
        visitor.sign_in("chen")
        visitor.open("/accounts/1/")
        for place in ("participation", "trust", "market-position", "interruptions"):
            visitor.open(f"/accounts/1/{place}/")
        for kind in ("participation", "trust", "position"):
            visitor.open(f"/accounts/1/dossier/records/{kind}/new/")
        for place in ("interruptions", "causes", "causes/quality", "plays/ask_them"):
            visitor.open(f"/control/{place}/")
        assert not visitor.complaints
