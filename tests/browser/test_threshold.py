"""The threshold of the concentration page follows the hand; without script the form's button does the same."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from browser.served import Serve, Server
from browser.visitor import PASSWORD, Visitor, visiting

pytestmark = pytest.mark.browser
PAGE = "/analysis/concentration/"


@pytest.fixture(scope="module")
def server(serve: Serve) -> Iterator[Server]:
    lines = [f"{number},C{number:02d},2025-03-{number:02d},{number * number}" for number in range(1, 29)]
    with serve("invoice,customer,date,amount", *lines) as started:
        yield started


def signed_in(visitor: Visitor) -> Visitor:
    visitor.sign_in("chen")
    visitor.open(PAGE)
    return visitor


def few(visitor: Visitor) -> int:
    found = re.match(r"(\d+) of 28 customers", visitor.page.inner_text("h1"))
    assert found, visitor.page.inner_text("h1")
    return int(found[1])


def test_the_page_follows_the_hand(server: Server, browser: Browser) -> None:
    with visiting(browser, server.address, "en") as visitor:
        signed_in(visitor)
        before, dot = few(visitor), visitor.page.locator("[data-dot]")
        stood = float(str(dot.get_attribute("cx")).rstrip("%"))
        visitor.page.locator("[data-slider]").focus()
        for _ in range(12):
            visitor.page.keyboard.press("ArrowRight")
        assert few(visitor) > before
        assert float(str(dot.get_attribute("cx")).rstrip("%")) > stood
        expect(visitor.page.locator("output")).to_have_text("92%")
        assert "threshold=92" in visitor.page.url
        links = visitor.page.locator("a[data-keeps]").evaluate_all("all => all.map(one => one.href)")
        assert all("threshold=92" in link for link in links)
        # Whoever opens the address sees the same.
        shown = visitor.page.inner_text("h1")
        visitor.page.reload()
        assert visitor.page.inner_text("h1") == shown
        assert visitor.complaints == []


def test_without_script_the_button_does_it(server: Server, browser: Browser) -> None:
    with visiting(browser, server.address, "en", java_script_enabled=False) as visitor:
        page = visitor.page
        page.goto(f"{server.address}/sign-in/")
        page.fill("[name=login]", "chen")
        page.fill("[name=password]", PASSWORD)
        page.click("form[action='/sign-in/'] [type=submit]")
        page.goto(server.address + PAGE)
        before = few(visitor)
        page.locator("[data-slider]").focus()
        for _ in range(12):
            page.keyboard.press("ArrowRight")
        page.click("#ask button")
        assert "threshold=92" in page.url
        assert few(visitor) > before


def test_a_wide_picture_scrolls_on_a_phone_and_the_page_does_not(server: Server, browser: Browser) -> None:
    with visiting(browser, server.address, "en", size=(360, 800)) as visitor:
        signed_in(visitor)
        widths = "box => [box.scrollWidth, box.clientWidth]"
        inner, outer = visitor.page.locator(".chart-scroll").evaluate(widths)
        assert inner > outer
        assert [one for one in visitor.complaints if PAGE in one] == []
