"""Proposed, confirmed, interrupted, remedied, recovered: manager and director by the keyboard alone (S16, S23, S24)."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, expect

from browser.hands import Keyboard, designate, turn_to
from browser.served import Serve, Server
from browser.visitor import PASSWORD, visiting

pytestmark = pytest.mark.browser
LESSON = "交接时两人一起去一趟"
WATCHED = date.today() + timedelta(45)


@pytest.fixture(scope="module")
def server(serve: Serve) -> Iterator[Server]:
    with serve() as started:
        yield started


@pytest.mark.parametrize(("language", "name", "stage"), [("zh-hans", "北屿风电", "中级"), ("en", "Seawind", "Mid")])
def test_a_stage_rises_breaks_and_recovers_by_keyboard(
    server: Server, browser: Browser, language: str, name: str, stage: str
) -> None:
    with (
        visiting(browser, server.address, language) as director_window,
        visiting(browser, server.address, language) as manager_window,
    ):
        director, manager = Keyboard(director_window), Keyboard(manager_window)
        for hands in (director, manager):
            hands.page.set_default_timeout(15_000)
        name_the_key_account(director, name)
        propose(manager, name)
        confirm(director, name)
        director_window.says(stage)
        interrupt(manager, name)
        remedy(manager)
        recover(manager)
        manager_window.says(LESSON, "见了面，说开了")
        expect(manager.page.locator("main form [name=do]")).to_have_count(0)
        go_to_the_account(director, name, "stage")
        expect(director.page.locator(".struck")).to_have_count(0)
        complaints = manager_window.complaints + director_window.complaints
        assert not complaints, "\n\n".join(complaints)


def sign_in(hands: Keyboard, username: str) -> None:
    page = hands.page
    page.goto(hands.visitor.address + "/sign-in/")
    expect(page.locator("[name=login]")).to_be_focused()
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    hands.go("form[action='/sign-in/'] [type=submit]")


def go_to_the_account(hands: Keyboard, name: str, tab: str) -> None:
    hands.go(".rail .to-accounts a")
    hands.go(f"main a:has-text('{name}')")
    turn_to(hands, "relationship", tab)


def name_the_key_account(director: Keyboard, name: str) -> None:
    sign_in(director, "chen")
    director.go(".rail .to-accounts a")
    director.go("main a[href='/accounts/new/']")
    director.write("name", name)
    director.write("source", "风能展览会")
    director.go("main form.form [type=submit]")
    designate(director)


def propose(manager: Keyboard, name: str) -> None:
    sign_in(manager, "lin")
    go_to_the_account(manager, name, "stage")
    if manager.page.locator("#claim [name=stage]").first.get_attribute("type") == "radio":
        manager.pick("stage", "mid")
    else:
        manager.choose("stage", "mid")
    manager.write("reason", "几个层级都见过面")
    manager.go("#claim [type=submit]")


def confirm(director: Keyboard, name: str) -> None:
    go_to_the_account(director, name, "stage")
    director.visitor.says("几个层级都见过面")
    director.go("#claim [value=confirm]")
    expect(director.page.locator("#claim [value=confirm]")).to_have_count(0)


def interrupt(manager: Keyboard, name: str) -> None:
    go_to_the_account(manager, name, "interruptions")
    manager.go("main a[href$='/interruptions/new/']")
    manager.write("what", "六周没有订单，电话不回")
    manager.choose("primary_cause", "lack_of_trust")
    manager.choose("severity", "4")
    manager.choose("owner", "林晓雯")
    manager.go("main form.form [type=submit]")


def remedy(manager: Keyboard) -> None:
    """Evidence, why, what is done about it, and that it has been done."""
    manager.choose("shows", "note")
    manager.write("said", "采购经理不接电话")
    manager.write("source", "林晓雯")
    manager.go("form:has([value=evidence]) [type=submit]")
    manager.write("diagnosis", "换人时没有交接")
    manager.choose("primary_cause", "personnel_change")
    manager.go("form:has([value=diagnose]) [type=submit]")
    manager.choose("play", "senior_meeting")
    manager.choose("owner", "陈国栋")
    manager.go("form:has([value=remedy]) [type=submit]")
    manager.go("form:has([value=begin]) [type=submit]")
    manager.write("result", "见了面，说开了")
    manager.go("form:has([value=done]) [type=submit]")


def recover(manager: Keyboard) -> None:
    manager.write("watch_for", "每周都有订单")
    manager.write_day("watch_until", WATCHED)
    manager.go("form:has([value=watch]) [type=submit]")
    manager.pick("outcome", "recovered")
    manager.write("lesson", LESSON)
    manager.go("form:has([value=close]) [type=submit]")
