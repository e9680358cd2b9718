"""The map re-drawn by mouse and by keyboard alone, taken back, refused in a circle; words stay on their cards."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from browser.served import Serve, Server
from browser.visitor import Visitor, visiting

pytestmark = pytest.mark.browser
# No word leaves its card or the picture, no two words of a card lie on each other, no target is under 24 px.
FAULTS = """() => [...document.querySelectorAll("svg.map")].flatMap((svg) => {
  const bad = [], whole = svg.getBoundingClientRect();
  for (const one of svg.querySelectorAll("text")) {
    const box = one.getBoundingClientRect();
    if (!box.width) continue;
    if (box.right > whole.right + 1 || box.left < whole.left - 1 || box.bottom > whole.bottom + 1)
      bad.push(["outside the picture", one.textContent]);
    const card = one.closest("a")?.querySelector(".focus")?.getBoundingClientRect();
    const leaves = card && (box.right > card.right - 2 || box.left < card.left + 2);
    if (leaves) bad.push(["outside its card", one.textContent]);
  }
  for (const card of svg.querySelectorAll("a")) {
    const words = [...card.querySelectorAll("text")].map((one) => [one, one.getBoundingClientRect()]);
    words.forEach(([one, a], i) => words.slice(i + 1).forEach(([other, b]) => {
      if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4)
        bad.push(["on each other", one.textContent, other.textContent]);
    }));
    const focus = card.querySelector(".focus"), box = card.getBoundingClientRect();
    if (focus && Math.min(box.width, box.height) < 23.9) bad.push(["small", card.getAttribute("aria-label")]);
  }
  return bad;
})"""
PEOPLE = (
    ("欧阳文静", "董事长兼总经理", "board", ""),
    ("Ouyang Wenjing", "Senior Coatings Technology Specialist", "expert", "欧阳文静"),
    ("赵启明", "采购总监", "director", "欧阳文静"),
    ("王丽", "采购经理", "manager", "欧阳文静"),
    ("阿依古丽·买买提", "物流主管", "supervisor", "王丽"),
)


@pytest.fixture(scope="module")
def server(serve: Serve) -> Iterator[Server]:
    with serve("invoice,customer,date,amount", "1,C01,2025-03-01,100") as started:
        yield started


@pytest.fixture(scope="module")
def drawn(server: Server, browser: Browser) -> Server:
    """Note the people, and what is said of one."""
    with visiting(browser, server.address, "zh-hans") as visitor:
        visitor.sign_in("chen")
        for name, title, level, boss in PEOPLE:
            visitor.open("/accounts/1/people/new/")
            visitor.fill(name=name, title=title, level=level)
            if boss:
                visitor.page.locator("main [name=boss]").select_option(label=next(
                    f"{one} · {job}" for one, job, _level, _boss in PEOPLE if one == boss
                ))  # fmt: skip
            visitor.press("main form button[type=submit]")
        card(map_of(visitor), "赵启明").click()
        visitor.fill(power="inner", attitude="-2", evidence="confirmed", source="会上说的")
        visitor.page.locator("[name=roles][value=decider]").check()
        visitor.press("button[value=judge]")
        visitor.says("核心圈", "不支持", "会上说的")
        assert visitor.complaints == []
    return server


def map_of(visitor: Visitor) -> Visitor:
    visitor.open("/accounts/1/map/")
    return visitor


def card(visitor: Visitor, name: str) -> Locator:
    return visitor.page.locator(f'svg.map a[data-person][aria-label^="{name}"]')


def boss_of(visitor: Visitor, name: str) -> Locator:
    return visitor.page.locator(f".map-rows tr:has(th:has-text('{name}')) td").nth(1)


def test_a_card_is_dragged_under_another_boss_and_the_move_taken_back(drawn: Server, browser: Browser) -> None:
    with visiting(browser, drawn.address, "zh-hans") as visitor:
        visitor.sign_in("chen")
        map_of(visitor)
        expect(boss_of(visitor, "王丽")).to_have_text("欧阳文静")
        start, end = card(visitor, "王丽").bounding_box(), card(visitor, "赵启明").bounding_box()
        assert start
        assert end
        mouse = visitor.page.mouse
        mouse.move(start["x"] + 60, start["y"] + 30)
        mouse.down()
        mouse.move(end["x"] + 80, end["y"] + 40, steps=8)
        expect(visitor.page.locator("svg.map a.target")).to_have_count(1)
        with visitor.page.expect_navigation():
            mouse.up()
        expect(boss_of(visitor, "王丽")).to_have_text("赵启明")
        visitor.says("王丽 现在向 赵启明 汇报。")
        visitor.look()
        visitor.page.locator("main").focus()
        with visitor.page.expect_navigation():
            visitor.page.keyboard.press("Control+z")
        expect(boss_of(visitor, "王丽")).to_have_text("欧阳文静")
        assert visitor.complaints == []


def test_a_card_is_moved_by_keyboard_alone_and_a_circle_is_refused(drawn: Server, browser: Browser) -> None:
    with visiting(browser, drawn.address, "zh-hans") as visitor:
        visitor.sign_in("chen")
        map_of(visitor)
        keys = visitor.page.keyboard
        card(visitor, "欧阳文静").focus()
        keys.press("ArrowDown")
        expect(visitor.page.locator("a[data-person]:focus")).to_have_count(1)
        card(visitor, "阿依古丽").focus()
        keys.press("m")
        expect(visitor.page.locator("[data-find-person]")).to_be_focused()
        keys.press("Escape")
        expect(card(visitor, "阿依古丽")).to_be_focused()
        keys.press("m")
        keys.type("赵启")
        with visitor.page.expect_navigation():
            keys.press("Enter")
        expect(boss_of(visitor, "阿依古丽·买买提")).to_have_text("赵启明")
        visitor.look()
        # 赵启明 cannot stand under the one who now reports to him.
        card(visitor, "赵启明").focus()
        keys.press("m")
        keys.type("阿依")
        with visitor.page.expect_navigation():
            keys.press("Enter")
        visitor.says("这位上级直接或间接向此人汇报。")
        expect(boss_of(visitor, "赵启明")).to_have_text("欧阳文静")
        # Single keys can be switched off.
        visitor.page.locator("[data-keys]").click()
        card(visitor, "赵启明").focus()
        keys.press("m")
        expect(visitor.page.locator("[data-move]")).to_be_hidden()
        assert visitor.complaints == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_words_stay_on_their_cards_in_every_view(drawn: Server, browser: Browser, language: str) -> None:
    with visiting(browser, drawn.address, language) as visitor:
        visitor.sign_in("chen")
        for query in ("", "?view=grid", "?view=coverage", "?view=mirror", "?view=leaving&theirs=3", "?view=changes"):
            visitor.open(f"/accounts/1/map/{query}")
            assert visitor.page.evaluate(FAULTS) == [], query
        for query in ("", "?size=slide", "?edition=customer"):
            visitor.open(f"/accounts/1/map/sheet/{query}")
            assert visitor.page.evaluate(FAULTS) == [], query
        assert visitor.complaints == []


def test_a_phone_reads_the_table_first(drawn: Server, browser: Browser) -> None:
    with visiting(browser, drawn.address, "zh-hans", size=(360, 780)) as visitor:
        visitor.sign_in("chen")
        map_of(visitor)
        table, picture = visitor.page.locator("#table").bounding_box(), visitor.page.locator("#picture").bounding_box()
        assert table
        assert picture
        assert table["y"] < picture["y"]
        assert visitor.complaints == []
