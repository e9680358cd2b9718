"""A title changed where it stands, by keyboard; two who change it at once; several people changed together."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from browser.served import Serve, Server
from browser.visitor import Visitor, visiting

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(serve: Serve) -> Iterator[Server]:
    with serve("invoice,customer,date,amount", "1,C01,2025-03-01,100", "2,C02,2025-03-02,100") as started:
        yield started


def people_of(visitor: Visitor, *, account: int = 1) -> Visitor:
    visitor.sign_in("chen")
    visitor.open(f"/accounts/{account}/people/")
    return visitor


def note(visitor: Visitor, account: int, name: str, title: str) -> None:
    visitor.open(f"/accounts/{account}/people/new/")
    visitor.fill(name=name, title=title)
    visitor.press("main form button[type=submit]")


def test_a_title_is_changed_by_keyboard_and_two_who_change_it_see_both(server: Server, browser: Browser) -> None:
    with (
        visiting(browser, server.address, "en") as lin,
        visiting(browser, server.address, "zh-hans", size=(360, 780)) as wang,
    ):
        people_of(lin)
        note(lin, 1, "王丽", "采购员")
        keys, form = lin.page.keyboard, lin.page.locator("form[data-inplace]")
        lin.page.locator("td .edit").first.focus()
        keys.press("Enter")
        expect(lin.page.locator("[name=title]")).to_be_focused()
        lin.look()
        keys.press("Escape")
        expect(form).to_have_count(0)
        expect(lin.page.locator("td .edit").first).to_be_focused()
        keys.press("Enter")
        lin.page.locator("[name=title]").fill("采购经理")
        # Meanwhile somebody else, on a phone.
        people_of(wang).page.locator("td .edit").first.click()
        wang.page.locator("[name=title]").fill("采购主管")
        wang.look()
        wang.page.keyboard.press("Enter")
        expect(wang.page.locator("td .edit").first).to_have_text("采购主管")
        lin.page.locator("[name=title]").press("Enter")
        expect(form.get_by_role("alert")).to_contain_text("采购主管")
        expect(form.get_by_role("alert")).to_contain_text("采购经理")
        lin.look()
        lin.page.locator("[name=title]").press("Enter")
        expect(lin.page.locator("td .edit").first).to_have_text("采购经理")
        lin.page.reload()
        expect(lin.page.locator("td .edit").first).to_have_text("采购经理")
        # That a conflict was answered with 409 the browser notes by itself.
        assert [one for one in lin.complaints + wang.complaints if "409" not in one] == []


def test_several_people_are_chosen_changed_together_and_changed_back(server: Server, browser: Browser) -> None:
    with visiting(browser, server.address, "en") as visitor:
        people_of(visitor, account=2)
        note(visitor, 2, "何帆", "采购工程师")
        note(visitor, 2, "唐哲", "研发主任")
        visitor.open("/accounts/2/people/")
        go = visitor.page.locator("[data-needs-picked]")
        expect(go).to_be_disabled()
        visitor.page.locator("[data-pick-all]").check()
        expect(go).to_contain_text("(2)")
        visitor.press("[data-needs-picked]")
        visitor.fill(unit="风电研究院", expires_on="2030-12-31")
        visitor.press("main form .ends button")
        visitor.says("Preview", "风电研究院", "31 Dec 2030", "Change 2 people")
        visitor.press("main form .ends button")
        visitor.says("风电研究院", "They were changed together.")
        visitor.press(".act button")
        visitor.says("Unit not noted")
        expect(visitor.page.locator("main")).not_to_contain_text("风电研究院")
        assert visitor.complaints == []
