"""A visit on a phone: logged in less than a minute, and kept once whatever the network does.

Time is counted, not measured: what a thumb needs for each tap and each character, on a machine of any speed.
"""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from browser.served import Serve, Server
from browser.visitor import Visitor, visiting

pytestmark = pytest.mark.browser
TAP, CHARACTER = 1.5, 0.35  # seconds of an unhurried thumb: some 170 characters a minute
NOTE = "主轴订单在等 16 MW 定型，十二月前定；唐哲同意让我们参加联合设计，但要先看 8D 报告。"
BOOKS = (
    "Invoice No,Date,Customer code,Customer,Amount",
    "1,2026-01-05,N1,北屿风电,100",
    "2,2026-02-05,N1,北屿风电,50",
)


@pytest.fixture(scope="module")
def server(serve: Serve, browser: Browser) -> Iterator[Server]:
    with serve(*BOOKS) as started:
        with visiting(browser, started.address, "zh-hans") as director:
            director.sign_in("chen")
            director.designate(1)
        yield started


@pytest.fixture
def phone(server: Server, browser: Browser) -> Iterator[Visitor]:
    with visiting(browser, server.address, "zh-hans", size=(360, 740), has_touch=True) as visitor:
        visitor.sign_in("lin")
        yield visitor


def _notes(server: Server) -> list[str]:
    with sqlite3.connect(server.home / "vitalfew.sqlite3") as database:
        return [note for (note,) in database.execute("SELECT note FROM relations_interaction ORDER BY id")]


def _tap(phone: Visitor, selector: str) -> float:
    phone.page.locator(selector).first.tap()
    return TAP


def _type(phone: Visitor, selector: str, words: str) -> float:
    phone.page.locator(selector).first.tap()
    phone.page.keyboard.type(words)
    return TAP + CHARACTER * len(words)


def _write(phone: Visitor, note: str) -> float:
    """Fill the three fields as a thumb does; return the seconds that takes."""
    phone.open("/accounts/1/visits/new/")
    spent = _type(phone, "[name=contact_name]", "王丽、唐哲")
    spent += _tap(phone, ".seg label:has([name=outcome][value=advance])")
    return spent + _type(phone, "[name=note]", note)


def _left(phone: Visitor) -> list[dict[str, Any]]:
    """Return what still waits on the device."""
    script = "Object.entries(localStorage).filter(([k]) => k.startsWith('vitalfew.outbox.')).map(([, v]) => v)"
    return [note for box in phone.page.evaluate(script) for note in json.loads(box)]


def test_three_fields_take_less_than_a_minute_of_typing(server: Server, phone: Visitor) -> None:
    before = len(_notes(server))
    spent = _write(phone, NOTE)
    spent += _tap(phone, ".save [type=submit]")
    phone.page.wait_for_url("**/accounts/1/")
    phone.look()
    phone.says("已记下", "王丽")
    assert _notes(server)[before:] == [NOTE]
    assert spent < 60, spent
    assert not _left(phone)
    # Whoever was met once is picked with one tap the next time.
    phone.open("/accounts/1/visits/new/")
    assert _tap(phone, "label.pick:has-text('王丽')") == TAP
    assert phone.page.locator("[name=met]:checked").count() == 1
    assert not phone.complaints, phone.complaints


def test_a_note_without_a_network_waits_and_is_sent_once(server: Server, phone: Visitor) -> None:
    before = len(_notes(server))
    _write(phone, "没有信号时写的")
    phone.page.context.set_offline(True)
    _tap(phone, ".save [type=submit]")
    bar = phone.page.locator(".outbox")
    expect(bar).to_contain_text("已存在本机：北屿风电")
    # Another one from the same page is another note.
    _type(phone, "[name=contact_name]", "沈建华")
    _tap(phone, ".seg label:has([name=outcome][value=order])")
    _type(phone, "[name=note]", "第二条")
    _tap(phone, ".save [type=submit]")
    expect(bar).to_contain_text("北屿风电、北屿风电")
    assert len(_notes(server)) == before
    phone.page.context.set_offline(False)
    expect(bar).to_contain_text("已发出", timeout=30_000)
    assert _notes(server)[before:] == ["没有信号时写的", "第二条"]
    assert not _left(phone)
    phone.open("/today/")
    assert len(_notes(server)) == before + 2


def test_an_answer_that_is_lost_leaves_one_note(server: Server, phone: Visitor) -> None:
    """The server has it, the phone does not know: it sends again, and the server keeps one."""
    before = len(_notes(server))
    _write(phone, "回执丢了")

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    phone.page.route("**/visits/new/", lose)
    _tap(phone, ".save [type=submit]")
    expect(phone.page.locator(".outbox")).to_contain_text("已存在本机")
    assert len(_left(phone)) == 1
    assert _notes(server)[before:] == ["回执丢了"]
    phone.page.unroute("**/visits/new/")
    phone.open("/today/")
    expect(phone.page.locator(".outbox")).to_contain_text("已发出")
    assert _notes(server)[before:] == ["回执丢了"]
    assert not _left(phone)


def test_what_was_typed_is_back_when_the_page_is_opened_again(server: Server, phone: Visitor) -> None:
    before = len(_notes(server))
    _write(phone, "写到一半")
    key = phone.page.locator("[name=sent_key]").input_value()
    phone.open("/today/")
    phone.open("/accounts/1/visits/new/")
    expect(phone.page.locator("[name=note]")).to_have_value("写到一半")
    expect(phone.page.locator(".outbox")).to_contain_text("已恢复")
    assert phone.page.locator("[name=sent_key]").input_value() == key
    assert phone.page.locator("[name=outcome][value=advance]").is_checked()
    _tap(phone, ".save [type=submit]")
    phone.page.wait_for_url("**/accounts/1/")
    assert _notes(server)[before:] == ["写到一半"]
    phone.open("/accounts/1/visits/new/")
    expect(phone.page.locator("[name=note]")).to_have_value("")


def test_what_is_refused_says_why_beside_the_field(server: Server, phone: Visitor) -> None:
    before = len(_notes(server))
    phone.open("/accounts/1/visits/new/")
    _type(phone, "[name=note]", "忘了写见了谁")
    with phone.page.expect_navigation():
        _tap(phone, ".save [type=submit]")
    phone.says("请写明见了谁", "请选一项")
    expect(phone.page.locator("[name=note]")).to_have_value("忘了写见了谁")
    assert len(_notes(server)) == before


def test_somebody_else_on_the_phone_sends_nobody_elses_note(server: Server, browser: Browser, phone: Visitor) -> None:
    before = len(_notes(server))
    _write(phone, "林晓雯写的")
    phone.page.route("**/visits/new/", lambda route: route.abort())
    _tap(phone, ".save [type=submit]")
    expect(phone.page.locator(".outbox")).to_contain_text("已存在本机")
    phone.page.unroute("**/visits/new/")
    phone.page.context.clear_cookies()
    phone.sign_in("wu")
    phone.page.wait_for_timeout(1500)
    assert phone.page.locator(".outbox").is_hidden()
    assert len(_notes(server)) == before
    phone.page.context.clear_cookies()
    phone.sign_in("lin")
    expect(phone.page.locator(".outbox")).to_contain_text("已发出")
    assert _notes(server)[before:] == ["林晓雯写的"]
