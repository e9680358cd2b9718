"""By keyboard alone: a customer is scored on evidence, stands in the picture, becomes a candidate."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from browser.conftest import Serve
from browser.hands import Keyboard
from browser.served import Server
from browser.visitor import visiting

pytestmark = pytest.mark.browser
PAGE = "/analysis/selection/"
STRENGTH = ("range", "support", "pricing", "reputation", "reliability", "know_how", "staff")


@pytest.fixture(scope="module")
def server(serve: Serve) -> Iterator[Server]:
    days = [f"{year}-{month}" for year in (2024, 2025) for month in ("01-01", "12-31")]
    lines = [f"{day}C{n},C{n},{day},{100 * n},{40 * n}" for day in days for n in (1, 2, 3)]
    with serve("invoice,customer,date,amount,cost", *lines) as started:
        yield started


def judge(hands: Keyboard, criterion: str, score: str, evidence: str) -> None:
    page = hands.page
    hands.open(f"#{criterion} .verbs a")
    expect(page.locator("[name=score]")).to_be_focused()
    page.keyboard.type(score)
    page.keyboard.press("Tab")
    page.keyboard.type(evidence)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{criterion} .value")).to_contain_text(evidence)
    expect(page.locator(f"#{criterion} .verbs a")).to_be_focused()


def test_score_try_and_decide_by_keyboard(server: Server, browser: Browser) -> None:
    with visiting(browser, server.address, "en") as visitor:
        visitor.sign_in("chen")
        visitor.open(PAGE)
        page, hands = visitor.page, Keyboard(visitor)
        assert "Nobody can be placed yet" in page.inner_text("h1")
        hands.go(".start a.btn")
        for criterion in STRENGTH:
            judge(hands, criterion, "8", "customer survey")
        # Escape leaves what was begun, and nothing is changed.
        hands.open("#staff .verbs a")
        page.keyboard.press("Escape")
        expect(page.locator("#staff .value")).to_contain_text("customer survey")
        hands.pick("step", "candidate")
        hands.write("reason", "buys most of all")
        hands.go("#decide button[type=submit]")
        expect(page.locator(".log")).to_contain_text("buys most of all")
        visitor.open(PAGE)
        assert "stay the first" in page.inner_text("h1")
        expect(page.locator("svg.over a")).to_have_count(1)
        hands.open("details summary")
        hands.write("w_growth", "80")
        hands.go(".weights button")
        expect(page.locator(".note.tried")).to_be_visible()
        assert "w_growth=80" in page.url
        hands.go(".note.tried a")
        expect(page.locator(".note.tried")).to_have_count(0)
        assert visitor.complaints == []


def test_on_a_phone_the_picture_scrolls_and_the_page_does_not(server: Server, browser: Browser) -> None:
    with visiting(browser, server.address, "zh-hans", size=(360, 780)) as visitor:
        visitor.sign_in("chen")
        for path in (PAGE, f"{PAGE}scorecard/", f"{PAGE}accounts/1/"):
            visitor.open(path)
        assert [one for one in visitor.complaints if PAGE in one] == []
