"""The pages of an account at every width, by keyboard alone and without scripts: two presses, and nothing to scroll."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.served import Serve, Server
from browser.visitor import PASSWORD, visiting

pytestmark = pytest.mark.browser
GROUPS = ("profile", "people", "relationship", "plan", "figures")
# What stands to the right of its row, or under the fold of another: seen only by whoever scrolls sideways.
OUTSIDE = """() => { const row = document.querySelector("nav.tabs"), { left, right } = row.getBoundingClientRect();
  return [...row.querySelectorAll(":scope > a, :scope > button")].filter((one) => {
    const box = one.getBoundingClientRect(); return box.right > right + 1 || box.left < left - 1; }).length
    + (row.scrollWidth > row.clientWidth + 1) + (document.documentElement.scrollWidth > innerWidth); }"""
RING = "getComputedStyle(document.activeElement).outlineStyle"


@pytest.fixture(scope="module")
def server(serve: Serve) -> Iterator[Server]:
    with serve("invoice,customer,date,amount", "1,C01,2025-03-01,100", "2,C02,2025-03-02,100") as started:
        yield started


@pytest.fixture(scope="module")
def named(server: Server, browser: Browser) -> Server:
    """Name the account a key account, so that it has all its pages."""
    with visiting(browser, server.address, "zh-hans") as visitor:
        visitor.sign_in("chen")
        visitor.designate(1)
    return server


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [1440, 1024, 360])
def test_each_page_is_two_presses_away_at_every_width(
    named: Server, browser: Browser, language: str, width: int
) -> None:
    with visiting(browser, named.address, language, size=(width, 780)) as visitor:
        visitor.sign_in("chen")
        visitor.open("/accounts/1/joint/")
        page, menus = visitor.page, visitor.page.locator("nav.tabs .menu:popover-open")
        assert page.evaluate(OUTSIDE) == 0
        for group in GROUPS:
            page.locator(f"[popovertarget=tab-{group}]").focus()
            page.keyboard.press("Enter")
            expect(menus).to_have_count(1)
            page.keyboard.press("Tab")
            expect(menus.locator("a").first).to_be_focused()
            assert page.evaluate(RING) == "solid"
            _fits(page)
            page.keyboard.press("Escape")
            expect(menus).to_have_count(0)
            expect(page.locator(f"[popovertarget=tab-{group}]")).to_be_focused()
        page.keyboard.press("Enter")
        visitor.look()
        visitor.press("nav.tabs .menu:popover-open a[href$='/money/']")
        expect(page.locator("nav.tabs button[aria-current]")).to_have_attribute("popovertarget", "tab-figures")


def test_the_groups_open_where_scripts_are_forbidden(named: Server, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(named.address + "/sign-in/")
    page.fill("[name=login]", "chen")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(named.address + "/accounts/1/")
    page.locator("[popovertarget=tab-people]").click()
    page.locator("nav.tabs a[href$='/map/']").click()
    expect(page).to_have_url(named.address + "/accounts/1/map/")
    context.close()


def _fits(page: Page) -> None:
    box, size = page.locator("nav.tabs .menu:popover-open").bounding_box(), page.viewport_size
    assert box is not None
    assert size is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"] + 1
    assert box["y"] + box["height"] <= size["height"] + 1
