"""Two people at one account in one moment: neither loses a word, and each sees what the other did."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect

from browser.served import Serve, Server
from browser.visitor import Visitor, visiting

pytestmark = pytest.mark.browser
OURS = ("chen", "qian", "lin")
THEIRS = (("欧阳文静", "总经理", "director"), ("赵启明", "采购总监", "director"), ("刘洋", "质量总监", "director"))
ACCOUNT = "/accounts/1/"


@pytest.fixture(scope="module")
def server(serve: Serve) -> Iterator[Server]:
    with serve() as started:
        yield started


@pytest.fixture(scope="module")
def account(server: Server, browser: Browser) -> Server:
    """Note a key account with four people, one of them under the first."""
    with visiting(browser, server.address, "zh-hans") as visitor:
        visitor.sign_in("chen")
        visitor.open("/accounts/new/")
        visitor.fill(name="北屿风电", source="展会")
        visitor.press("main form.form [type=submit]")
        visitor.designate(1)
        for name, title, level in THEIRS:
            visitor.open(f"{ACCOUNT}people/new/")
            visitor.fill(name=name, title=title, level=level)
            visitor.press("main form.form .primary")
        visitor.open(f"{ACCOUNT}people/new/")
        visitor.fill(name="王丽", title="采购经理", level="manager")
        visitor.page.locator("main [name=boss]").select_option(label="欧阳文静 · 总经理")
        visitor.press("main form.form .primary")
        assert visitor.complaints == []
    return server


@pytest.fixture
def windows(account: Server, browser: Browser) -> Iterator[tuple[Visitor, Visitor, Visitor]]:
    """Give a window each to two directors and the manager; what any of them complains of fails the test."""
    with ExitStack() as open_windows:
        seats = [open_windows.enter_context(visiting(browser, account.address, "en")) for _ in OURS]
        for visitor, username in zip(seats, OURS, strict=True):
            visitor.sign_in(username)
        yield seats[0], seats[1], seats[2]
        # The browser itself remarks upon every answer of 409.
        complaints = [one for visitor in seats for one in visitor.complaints if "409" not in one]
        assert not complaints, "\n\n".join(complaints)


def send(visitor: Visitor, selector: str) -> int:
    """Press what sends a form, look at the answer and return its status."""
    with visitor.page.expect_navigation() as led:
        visitor.page.locator(selector).first.click()
    visitor.look()
    answer = led.value
    return answer.status if answer else 0


def type_in(visitor: Visitor, do: str, **typed: str) -> str:
    """Unfold the form of the case that does this, fill it, and return its button; it is not sent yet."""
    form = f"main form:has(input[name=do][value={do}])"
    folded = visitor.page.locator(f"details:not([open]):has({form.removeprefix('main ')}) > summary")
    if folded.count():
        folded.first.click()
    for name, value in typed.items():
        field = visitor.page.locator(f"{form} [name={name}]").first
        if field.get_attribute("type") == "radio":
            visitor.page.locator(f"{form} [name={name}][value='{value}']").check(force=True)
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    return f"{form} button[type=submit]"


def move(visitor: Visitor, name: str, under: str) -> int:
    """Move a card under another boss by the keyboard, on the map as it is open."""
    visitor.page.locator(f'svg.map a[data-person][aria-label^="{name}"]').focus()
    visitor.page.keyboard.press("m")
    visitor.page.keyboard.type(under)
    with visitor.page.expect_navigation() as led:
        visitor.page.keyboard.press("Enter")
    visitor.look()
    answer = led.value
    return answer.status if answer else 0


def boss_of(visitor: Visitor, name: str) -> str:
    visitor.open(f"{ACCOUNT}map/")
    return visitor.page.locator(f".map-rows tr:has(th:has-text('{name}')) td").nth(1).inner_text()


def test_two_move_the_same_person(windows: tuple[Visitor, Visitor, Visitor]) -> None:
    one, other, _manager = windows
    for visitor in (one, other):
        visitor.open(f"{ACCOUNT}map/")
    assert move(one, "王丽", "赵启明") == 200
    assert move(other, "王丽", "刘洋") == 409
    expect(other.page.locator("table.plain")).to_contain_text("赵启明")
    expect(other.page.locator("table.plain")).to_contain_text("刘洋")
    assert boss_of(one, "王丽") == "赵启明"
    assert send(other, "main form .primary") == 200
    assert boss_of(one, "王丽") == "刘洋"


def test_two_judge_a_person_of_whom_nothing_was_said(windows: tuple[Visitor, Visitor, Visitor]) -> None:
    one, _director, other = windows
    for visitor in (one, other):
        visitor.open(f"{ACCOUNT}map/")
        visitor.press('svg.map a[data-person][aria-label^="赵启明"]')
    one.fill(power="inner", source="board dinner")
    other.fill(power="structure", attitude="-2", source="phone call")
    assert send(one, "button[value=judge]") == 200
    assert send(other, "button[value=judge]") == 409
    other.says("Inner circle", "Power structure", "board dinner", "phone call")
    assert send(other, "main form .primary") == 200
    other.says("Power structure", "Does not support", "phone call")
    # What the first said stays under its day.
    expect(other.page.locator("aside")).to_contain_text("board dinner")


def test_two_draw_a_line(windows: tuple[Visitor, Visitor, Visitor]) -> None:
    one, _director, other = windows
    for visitor in (one, other):
        visitor.open(f"{ACCOUNT}map/")
        visitor.press('svg.map a[data-person][aria-label^="刘洋"]')
        visitor.page.locator("summary:has-text('Draw a line')").click()
    head = {"head": one.page.locator("[name=head] option:has-text('赵启明')").get_attribute("value") or ""}
    one.fill(kind="plus", note="heard at lunch", **head)
    other.fill(kind="plus", note="seen in the meeting", **head)
    assert send(one, "button[value=line]") == 200
    assert send(other, "button[value=line]") == 200
    expect(other.page.locator("main [role=alert]").first).to_be_visible()
    expect(other.page.locator("[name=note]")).to_have_value("seen in the meeting")
    other.says("heard at lunch")
    # Another line between the same two does not stand in its way.
    other.fill(kind="conflict")
    assert send(other, "button[value=line]") == 200
    other.says("heard at lunch", "seen in the meeting")


def test_two_work_on_one_interruption(windows: tuple[Visitor, Visitor, Visitor]) -> None:
    one, _director, other = windows
    one.open(f"{ACCOUNT}interruptions/new/")
    one.fill(what="no order for six weeks", primary_cause="lack_of_trust", severity="3")
    one.page.locator("main [name=owner]").select_option(label="林晓雯")
    one.press("main form button[type=submit]")
    case = one.page.url.removeprefix(one.address)

    def both(do: str, mine: dict[str, str], theirs: dict[str, str]) -> int:
        """Both open the page and type, then both send, the one first."""
        buttons = []
        for visitor, typed in ((one, mine), (other, theirs)):
            visitor.open(case)
            buttons.append(type_in(visitor, do, **typed))
        assert send(one, buttons[0]) == 200
        return send(other, buttons[1])

    assert both("change", {"severity": "5"}, {"what": "no order for seven weeks"}) == 200  # each another field
    one.open(case)
    one.says("no order for seven weeks", "5")
    assert both("change", {"what": "they went to a rival"}, {"what": "they buy less"}) == 409
    other.says("they went to a rival", "they buy less")
    assert send(other, "main form .primary") == 200
    other.says("they buy less")

    said = {"shows": "note", "source": "their buyer"}
    assert both("evidence", said | {"said": "nobody calls back"}, said | {"said": "the buyer is new"}) == 200
    other.says("nobody calls back", "the buyer is new")
    typed = {"diagnosis": "nobody handed over"}, {"diagnosis": "our price was too high"}
    assert both("diagnose", *typed) == 409
    other.says("Diagnosed", "our price was too high")
    other.open(case)
    other.says("nobody handed over")
    remedies = {"what": "our director goes there"}, {"what": "a new offer by Friday"}
    assert both("remedy", *remedies) == 200
    other.says(remedies[0]["what"], remedies[1]["what"])

    assert both("begin", {}, {}) == 409
    other.says("Being remedied")
    signs = {"watch_for": "an order every week"}, {"watch_for": "they call back"}
    assert both("watch", *signs) == 409
    other.says("they call back")

    one.open(case)
    other.open(case)
    closing = type_in(one, "close", outcome="recovered", lesson="hand over in person")
    late = type_in(other, "evidence", shows="note", said="they ordered again", source="the books")
    assert send(one, closing) == 200
    assert send(other, late) == 409
    other.says("Closed", "they ordered again", "the books")


def test_two_claim_and_two_answer(windows: tuple[Visitor, Visitor, Visitor]) -> None:
    one, director, manager = windows
    for visitor in (one, manager):
        visitor.open(f"{ACCOUNT}stage/")
    one.fill(stage="pre", reason="we have only just met")
    manager.fill(stage="early", reason="they order every month")
    assert send(one, "#claim [type=submit]") == 200
    assert send(manager, "#claim [type=submit]") == 200
    manager.says("we have only just met")
    expect(manager.page.locator("main form [name=reason]")).to_have_value("they order every month")

    for visitor in (one, director):
        visitor.open(f"{ACCOUNT}stage/")
    one.fill(reason="the year's figures are missing")
    director.fill(reason="seen with my own eyes")
    assert send(one, "#claim [value=decline]") == 200
    manager.open(f"{ACCOUNT}stage/")
    manager.fill(stage="early", reason="they order every month")
    assert send(manager, "#claim [type=submit]") == 200
    # Another claim waits now: an answer to the one that was read is no answer to it.
    assert send(director, "#claim [value=confirm]") == 409
    director.says("Not confirmed", "陈国栋", "seen with my own eyes")
    director.open(f"{ACCOUNT}stage/")
    director.says("they order every month", "the year's figures are missing")
    expect(director.page.locator("#claim [value=confirm]")).to_be_visible()
