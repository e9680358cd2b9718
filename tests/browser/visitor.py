"""One person at the browser: signs in, opens pages, fills forms; every page seen is checked for everybody's sake."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, TimeoutError, expect

from faults.trials import FORM

PASSWORD = "correct horse battery"
# Everybody who signs in in one of the stories.
PEOPLE = {
    "chen": ("陈国栋", "director"),
    "lin": ("林晓雯", "manager"),
    "zhou": ("周启明", "manager"),
    "wu": ("吴敏", "manager"),
    "he": ("何静", "analyst"),
    "zhao": ("赵立", "analyst"),
    "qian": ("钱伟", "director"),
}
LOCALES = {"zh-hans": "zh-CN", "en": "en-GB"}
HAN = re.compile(r"[一-鿿]")
# Sentences that have so little room that they stand one letter under the other.
SQUEEZED = """[...document.querySelectorAll("main *")].filter((one) => {
  const { width, height } = one.getBoundingClientRect();
  return !one.children.length && one.textContent.trim().length > 7 && width > 1 && width < 24 && height > 60;
}).map((one) => one.textContent.trim().slice(0, 40))"""
LOOKS = """[innerWidth < 640 ? "phone" : "desk",
  matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"]"""
# What axe is asked.
STANDARDS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# The kinds of page that axe has been asked about, in whichever language came first. The long form asks in every story
# anew, and of every page in both (test_every_page).
ASKED: set[tuple[str, ...]] = set()


class Visitor:
    """A signed-in browser that keeps what went wrong on the way."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        self._asked = ASKED if FORM == "quick" else set[tuple[str, ...]]()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))

    def _hear(self, message: Any) -> None:
        # A refused inline style, a missing file: the browser says so here.
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        """Sign in as a person does."""
        self.open("/sign-in/")
        self.page.fill("[name=login]", username)
        self.page.fill("[name=password]", password)
        self.press("form[action='/sign-in/'] [type=submit]")

    def open(self, path: str) -> None:
        """Open a page and look at it."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, (path, answer.status)
        assert self.page.url.startswith(self.address + path.partition("?")[0]), f"{path} led to {self.page.url}"
        self.look()

    def press(self, selector: str) -> None:
        """Press what leads on, and look at where it led."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.look()

    def wait_for(self, selector: str) -> None:
        """Wait until this shows; say what the page says if it does not."""
        try:
            self.page.locator(selector).first.wait_for(timeout=90_000)
        except TimeoutError:
            raise AssertionError(
                f"no {selector} on {self.page.url}:\n{self.page.locator('body').inner_text()}"
            ) from None

    def fill(self, **values: str) -> None:
        """Fill the fields of the form by their names."""
        for name, value in values.items():
            field = self.page.locator(f"main [name={name}]").first
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            elif field.get_attribute("type") == "radio":
                self.page.locator(f"main [name={name}][value={value}]").check(force=True)
            else:
                field.fill(value)

    def designate(self, account_id: int, reason: str = "增长最快") -> None:
        """Name the account a key account that 林晓雯 looks after."""
        self.open(f"/accounts/{account_id}/designate/")
        self.fill(tier="key", reason=reason)
        self.page.locator("main [name=manager]").select_option(label="林晓雯")
        self.press("main form.form [type=submit]")

    def look(self) -> None:
        """Check the page for those who hear it or steer by keyboard, once for each kind of page, state and width."""
        page = self.page
        kind = re.sub(r"\d+", "n", page.url.partition("?")[0].removeprefix(self.address))
        asked = (kind, str(page.locator("form").count()), *page.evaluate(LOOKS))
        if asked not in self._asked:
            self._asked.add(asked)
            found = Axe().run(page, options=STANDARDS)
            self.complaints += [f"{page.url}: {found.generate_report()}"] if found.violations_count else []
        width = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if width > 0:
            self.complaints.append(f"{self.page.url}: {width} px wider than the window")
        self.complaints += [f"{self.page.url}: no room for “{words}”" for words in self.page.evaluate(SQUEEZED)]

    def says(self, *words: str) -> None:
        """Expect these words on the page."""
        for word in words:
            expect(self.page.locator("body")).to_contain_text(word)

    def number_in_address(self) -> int:
        """Return the number of the account whose page this is."""
        found = re.search(r"/accounts/(\d+)/", self.page.url)
        assert found, self.page.url
        return int(found.group(1))


@contextmanager
def visiting(browser: Browser, address: str, language: str, **options: Any) -> Iterator[Visitor]:
    """Open a browser window of its own, in this language."""
    size = options.pop("size", (1440, 900))
    context = browser.new_context(
        locale=LOCALES[language], viewport={"width": size[0], "height": size[1]}, accept_downloads=True, **options
    )
    visitor = Visitor(context.new_page(), address)
    yield visitor
    context.close()


def save(visitor: Visitor, folder: Path, name: str) -> None:
    """Keep a picture of the page, to be looked at."""
    visitor.page.screenshot(path=folder / f"{name}.png", full_page=True)
