"""Two ways to work at a page: by the keyboard alone and by the mouse. Both know the same few doings."""

from datetime import date
from typing import Any, Protocol

from playwright.sync_api import Locator, expect

from browser.visitor import Visitor

# Where the keyboard is: what stands there, whether a ring shows it, how far down, in which form.
HERE = """() => {
  const one = document.activeElement, box = (one.closest("label") ?? one).getBoundingClientRect();
  const line = (each) => { const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1; };
  const around = [one, one.parentElement, one.parentElement?.parentElement].filter(Boolean);
  const drawn = one.querySelector("circle.hit, rect.hit"); // in a picture the ring is drawn round the mark
  return {
    what: one === document.body ? "" : one.outerHTML.slice(0, 120),
    ring: around.some(line) || (drawn && getComputedStyle(drawn).stroke !== "none"),
    seen: box.width > 1 && box.height > 1, down: box.top + scrollY, step: one.tabIndex,
    form: [...document.querySelectorAll("form, fieldset")].indexOf(one.closest("fieldset") ?? one.form ?? null),
  };
}"""
FITS = "(each) => each.value === wanted || each.text.includes(wanted)"
CHOSEN = "(one, wanted) => [one.selectedOptions[0]].some(" + FITS + ")"
ORDERS = (("%m", "%d", "%Y"), ("%Y", "%m", "%d"), ("%d", "%m", "%Y"))
AHEAD = """one => document.activeElement === document.body
  || !!(document.activeElement.compareDocumentPosition(one) & (4 | 16))"""
FAR = 200


class Hands(Protocol):
    """What a person does at a page, whatever the hands use."""

    visitor: Visitor

    def go(self, selector: str) -> None: ...
    def open(self, selector: str) -> None: ...
    def write(self, name: str, words: str) -> None: ...
    def write_day(self, name: str, on: date) -> None: ...
    def choose(self, name: str, wanted: str) -> None: ...
    def pick(self, name: str, value: str) -> None: ...


class Keyboard:
    """Tab, Shift+Tab, Enter, Space and the arrows; at every stop the ring is looked for, and the order of the stops."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page
        self.press = visitor.page.keyboard.press
        self._before: dict[str, Any] = {}

    def go(self, selector: str) -> None:
        """Reach a link or a button and press Enter: it leads on."""
        self.reach(self.page.locator(selector).first)
        with self.page.expect_navigation():
            self.press("Enter")
        self._arrive()

    def open(self, selector: str) -> None:
        """Reach something and press Enter: it stays on the page."""
        self.reach(self.page.locator(selector).first)
        self.press("Enter")
        self._before = {}

    def write(self, name: str, words: str) -> None:
        """Write into the field of this name, in place of what stands there."""
        self.reach(field(self.page.locator("main"), name))
        self.press("Control+a")
        self.page.keyboard.type(words)

    def write_day(self, name: str, on: date) -> None:
        """Write a day part by part, in the order in which this browser asks for the parts."""
        day = field(self.page.locator("main"), name)
        self.reach(day)
        for order in ORDERS:
            for part in order:
                self.page.keyboard.type(on.strftime(part))
                if part == "%Y":
                    self.press("ArrowRight")
            if day.input_value() == on.isoformat():
                return
            self.press("Shift+Tab")
            self.reach(day)
        raise AssertionError(f"{name} holds {day.input_value()}")

    def choose(self, name: str, wanted: str) -> None:
        """Choose from a list with the arrows."""
        choices = field(self.page.locator("main"), name)
        self.reach(choices)
        self.press("Home")
        for _ in range(choices.locator("option").count()):
            if choices.evaluate(CHOSEN, wanted):
                return
            self.press("ArrowDown")
        raise AssertionError(f"no {wanted} in {name}")

    def pick(self, name: str, value: str) -> None:
        """Choose a button of a row with the arrows, or tick a box with Space."""
        wanted = choice(self.page.locator("main"), name, value)
        if wanted.get_attribute("type") == "checkbox":
            self.reach(wanted)
            self.press("Space")
        else:
            self.reach(
                self.page.locator(f"main [name={name}]").first, f"one => document.activeElement.name === '{name}'"
            )
            self.press("Space")
            for _ in range(self.page.locator(f"main [name={name}]").count()):
                if wanted.is_checked():
                    break
                self.press("ArrowRight")
        expect(wanted).to_be_checked()

    def reach(self, where: Locator, is_there: str = "one => one === document.activeElement") -> None:
        """Tab towards it; complain of every stop without a ring and of stops that go up within a form."""
        target = where.element_handle()
        key = "Tab" if target.evaluate(AHEAD) else "Shift+Tab"
        for _ in range(FAR):
            if target.evaluate(is_there):
                return
            self.press(key)
            self._notice(key)
        raise AssertionError(f"{where} is not reached by {key} on {self.page.url}")

    def _notice(self, key: str) -> None:
        here, before = self.page.evaluate(HERE), self._before
        if here["what"]:
            wrong = [word for word, is_wrong in (
                ("no ring", not here["ring"]),
                ("not to be seen", not here["seen"]),
                ("a stop of its own order", here["step"] > 0),
                ("up again", key == "Tab" and here["form"] >= 0 and here["form"] == before.get("form")
                 and here["down"] < before["down"] - 8),
            ) if is_wrong]  # fmt: skip
            self.visitor.complaints += [f"{self.page.url}: {word}: {here['what']}" for word in wrong]
        self._before = here

    def _arrive(self) -> None:
        """Look where it led; go past the menu where the page does not begin by itself in its work."""
        self._before = {}
        self.visitor.look()
        accepted(self.visitor)
        if self.page.evaluate("document.activeElement === document.body && !location.hash"):
            self.press("Tab")
            expect(self.page.locator(".skip")).to_be_focused()
            self.press("Enter")
            expect(self.page.locator("#main")).to_be_focused()


class Mouse:
    """The pointer, and the keys only for letters and figures."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page

    def go(self, selector: str) -> None:
        """Click a link or a button that leads on."""
        self.visitor.press(selector)
        accepted(self.visitor)

    def open(self, selector: str) -> None:
        """Click what stays on the page."""
        self.page.locator(selector).first.click()

    def write(self, name: str, words: str) -> None:
        """Click into the field of this name and write."""
        field(self.page.locator("main"), name).click(click_count=3)
        self.page.keyboard.type(words)

    def write_day(self, name: str, on: date) -> None:
        """Choose a day in the browser's own calendar."""
        field(self.page.locator("main"), name).fill(on.isoformat())

    def choose(self, name: str, wanted: str) -> None:
        """Choose from a list."""
        choices = field(self.page.locator("main"), name)
        value = choices.evaluate("(one, wanted) => [...one.options].find(" + FITS + ").value", wanted)
        choices.select_option(value)

    def pick(self, name: str, value: str) -> None:
        """Click the button of a row, or the box."""
        wanted = choice(self.page.locator("main"), name, value)
        wanted.locator("xpath=ancestor::label").click()
        expect(wanted).to_be_checked()


def accepted(visitor: Visitor) -> None:
    """Say what was refused, if something was."""
    said = visitor.page.locator("main .err, main [role=alert]").all_inner_texts()
    assert not said, f"{visitor.page.url} refused: {said}"


def field(where: Locator, name: str) -> Locator:
    """Return the field of this name that shows."""
    return where.locator(f"[name={name}]:visible").first


def choice(where: Locator, name: str, value: str) -> Locator:
    """Return the button or box of this name that has this value or bears this word."""
    by_value = where.locator(f"[name={name}][value='{value}']")
    return by_value.first if by_value.count() else where.locator(f"label:has-text('{value}') [name={name}]").first


def turn_to(hands: Hands, group: str, page: str) -> None:
    """Open a group of the account's pages, and go to one of them."""
    hands.open(f"nav.tabs [popovertarget=tab-{group}]")
    hands.go(f"nav.tabs a[href$='/{page}/']")


def designate(hands: Hands, sponsor: str = "") -> None:
    """Name the account of this page a key account that 林晓雯 looks after."""
    hands.go("main a[href$='/designate/']")
    hands.pick("tier", "key")
    hands.choose("manager", "林晓雯")
    if sponsor:
        hands.choose("sponsor", sponsor)
    hands.write("reason", "三年内能成为最大的海上客户")
    hands.go("main form.form [type=submit]")
