"""An account is built from nothing: once by the keyboard alone, once by the mouse.

A prospect, its group and a site, three people with posts, a team, what is known and needed, a contract, a visit to come
and a promise; then all of it is read back on the pages.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, expect

from browser.hands import Hands, Keyboard, Mouse, designate, turn_to
from browser.served import Serve, Server
from browser.visitor import PASSWORD, Visitor, visiting

pytestmark = pytest.mark.browser
THEIRS = [
    ("唐哲", "总经理", "总部", "director", ""),
    ("王丽", "采购经理", "采购部", "manager", "唐哲"),
    ("刘洋", "质量主管", "质量部", "supervisor", "王丽"),
]
KNOWN = {
    "buying_process": "年度招标，采购与质量两部门会签",
    "priorities": "海上机型的交付与质量",
    "plan_year": "八月试产 16 MW 机型",
}
LEAVE = date.today() + timedelta(days=40)
ENDS = date.today() + timedelta(days=200)


@pytest.fixture
def server(serve: Serve) -> Iterator[Server]:
    with serve() as started:
        yield started


@pytest.mark.parametrize(("kind", "language"), [(Keyboard, "zh-hans"), (Mouse, "en")])
def test_an_account_from_nothing(
    kind: type[Keyboard] | type[Mouse], language: str, server: Server, browser: Browser
) -> None:
    with visiting(browser, server.address, language) as visitor:
        visitor.page.set_default_timeout(8000)
        hands = kind(visitor)
        account = note_the_prospect(hands)
        designate(hands, sponsor="赵立")
        place_it_in_a_group(hands)
        note_its_people(hands)
        say_who_knows_whom(hands)
        take_somebody_into_the_team(hands)
        write_what_is_known(hands)
        note_need_and_contract(hands)
        plan_and_promise(hands)
        everything_shows(hands, account)
        assert not visitor.complaints, "\n\n".join(visitor.complaints)


def note_the_prospect(hands: Hands) -> int:
    """Sign in, and note a company that no books name."""
    page = hands.visitor.page
    page.goto(hands.visitor.address + "/sign-in/")
    expect(page.locator("[name=login]")).to_be_focused()
    page.keyboard.type("chen")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    hands.go("form[action='/sign-in/'] [type=submit]")
    hands.go(".rail .to-accounts a")
    hands.go("main a[href='/accounts/new/']")
    hands.write("name", "北屿风电")
    hands.write("source", "风能展览会")
    hands.go("main form.form [type=submit]")
    return hands.visitor.number_in_address()


def place_it_in_a_group(hands: Hands) -> None:
    """The group above it is made on the way; the site below it by itself."""
    turn_to(hands, "profile", "tree")
    hands.go("main a[href$='/tree/place/']")
    hands.write("group", "北屿集团")
    hands.go("main form.form [value=place]")
    hands.go("main a[href*='/accounts/nodes/new/']")
    hands.pick("kind", "site")
    hands.write("name", "如东基地")
    hands.go("main form.form [type=submit]")
    hands.go("main nav.way a:last-of-type")


def note_its_people(hands: Hands) -> None:
    """Three people one after the other, each with post, unit and superior, without leaving the form."""
    turn_to(hands, "people", "people")
    hands.go("main a[href$='/people/new/']")
    for number, (name, title, unit, level, boss) in enumerate(THEIRS, 1):
        # The form begins in its first field, the second time too.
        expect(hands.visitor.page.locator("main [name=name]")).to_be_focused()
        hands.write("name", name)
        hands.write("title", title)
        hands.write("unit", unit)
        hands.choose("level", level)
        if boss:
            hands.choose("boss", boss)
        hands.go("main form.form [name=again]" if number < len(THEIRS) else "main form.form .primary")


def say_who_knows_whom(hands: Hands) -> None:
    hands.go("main a:has-text('王丽')")
    hands.open("details:has([name=strength]) summary")
    hands.choose("user", "林晓雯")
    hands.choose("strength", "3")
    hands.go("main form:has([name=strength]) [type=submit]")
    hands.visitor.says("林晓雯")


def take_somebody_into_the_team(hands: Hands) -> None:
    turn_to(hands, "people", "team")
    hands.go("main a[href$='/team/new/']")
    hands.choose("user", "赵立")
    hands.pick("ring", "core")
    hands.write("promise", "每月五日前给出毛利")
    hands.go("main form.form [type=submit]")


def write_what_is_known(hands: Hands) -> None:
    """Three fields, each in its place on the page; after saving the hands are where they were."""
    turn_to(hands, "profile", "dossier")
    page = hands.visitor.page
    for field, words in KNOWN.items():
        hands.open(f"#{field} .verbs a")
        expect(page.locator(f"#{field} [name=value]")).to_be_focused()
        page.keyboard.type(words)
        hands.write("source", "王丽，电话")
        hands.open(f"#{field} [type=submit]")
        expect(page.locator(f"#{field}")).to_contain_text(words)


def note_need_and_contract(hands: Hands) -> None:
    hands.go("main a[href$='/dossier/needs/']")
    hands.go("main a[href$='/records/need/new/']")
    hands.write("what", "轴承座交期缩到四周")
    hands.write("source", "王丽，电话")
    hands.go("main form.form [type=submit]")
    hands.go("main a[href$='/records/contract/new/']")
    hands.write("name", "轴承座框架合同")
    hands.pick("state", "signing")
    hands.write_day("ends_on", ENDS)
    hands.write("source", "合同扫描件")
    hands.go("main form.form [type=submit]")
    # Signed on the same day: the line leads to its own form.
    hands.go("#contract .verbs a")
    hands.pick("state", "signed")
    hands.go("main form.form [type=submit]")


def plan_and_promise(hands: Hands) -> None:
    turn_to(hands, "plan", "calendar")
    hands.go("main a[href$='/visits/plan/']")
    hands.write("purpose", "谈四周交期")
    hands.write_day("visit_on", LEAVE)
    hands.pick("guests", "王丽")
    hands.go("main form.form [type=submit]")
    turn_to(hands, "relationship", "promises")
    hands.write("what", "报交期改善方案")
    hands.write_day("due_on", LEAVE)
    hands.go("#note [type=submit]")


def day_word(on: date, visitor: Visitor) -> str:
    """Return the day as the page writes it."""
    return on.isoformat() if visitor.page.evaluate("document.documentElement.lang") == "zh-hans" else f"{on:%-d %b %Y}"


def everything_shows(hands: Hands, account: int) -> None:
    """Each page says what was told it."""
    visitor = hands.visitor
    visitor.open(f"/accounts/{account}/")
    visitor.says("北屿风电", "北屿集团", "林晓雯", "赵立", "报交期改善方案")
    visitor.open(f"/accounts/{account}/tree/")
    visitor.says("北屿集团", "如东基地")
    visitor.open(f"/accounts/{account}/people/")
    visitor.says(*(word for name, title, unit, _level, _boss in THEIRS for word in (name, title, unit)))
    visitor.open(f"/accounts/{account}/team/")
    visitor.says("赵立", "每月五日前给出毛利")
    visitor.open(f"/accounts/{account}/dossier/")
    visitor.says(*KNOWN.values())
    visitor.open(f"/accounts/{account}/dossier/needs/")
    visitor.says("轴承座交期缩到四周", "轴承座框架合同", day_word(ENDS, visitor))
    visitor.open(f"/accounts/{account}/calendar/?view=list&month={LEAVE:%Y-%m}")
    visitor.says("谈四周交期", "王丽", "报交期改善方案")
