"""Every page has the same frame: who, which loop, how far the books reach, what waits; and it costs the same always."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from doors.account_rows import TODAY, make_row, name_key_account
from people.story import make_alert

pytestmark = pytest.mark.django_db


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", ["/accounts/", "/accounts/?view=all", "/today/", "/portfolio/", "/control/"])
def test_a_page_asks_as_often_with_forty_accounts_as_with_two(address: str, cast: Any, clients: Any) -> None:
    for number in range(2):
        account = make_row(f"A{number}", f"客户 {number}", 100 + number)
        name_key_account(account, cast, cast.owner)
        make_alert(account.pk, cast.owner.pk, TODAY)
    few = _queries(clients.director, address)
    for number in range(2, 40):
        account = make_row(f"A{number}", f"客户 {number}", 100 + number)
        name_key_account(account, cast, cast.owner)
        make_alert(account.pk, cast.owner.pk, TODAY)
    assert _queries(clients.director, address) == few


LOOP = ["账本", "分析", "客户", "目标", "计划", "执行", "评估与控制", "总结"]


@pytest.mark.parametrize(("who", "first", "stops"), [("owner", "今日", LOOP[1:]), ("director", "总览", LOOP)])
def test_the_rail_shows_the_stops_that_the_role_may_enter(who: str, first: str, stops: list[str], clients: Any) -> None:
    frame = getattr(clients, who).get("/accounts/").context["frame"]
    assert str(frame.home.word) == first
    assert [str(stop.word) for stop in frame.stops] == stops


def test_the_stop_of_the_page_is_marked_and_the_waiting_are_counted(cast: Any, clients: Any) -> None:
    account = make_row("A1", "北辰风电", 5, alarm=2, next_due_on=TODAY.replace(year=2020), next_step="报价")
    name_key_account(account, cast, cast.owner)
    answer = clients.owner.get("/accounts/")
    stops = {stop.key: stop for stop in answer.context["frame"].stops}
    assert (stops["control"].count, stops["control"].is_bad) == (1, True)
    assert (stops["accounts"].count, stops["plan"].count) == (1, 1)
    assert answer.context["frame"].home.count == 1
    assert answer.text.count('aria-current="page"') >= 2  # the stop, and the view of the list
    assert 'href="/accounts/" aria-current="page"' in answer.text


def test_before_anybody_is_named_a_key_account_no_number_is_red(cast: Any, clients: Any) -> None:
    """New books ring for everybody large. Once the few are named, the number is theirs."""
    for number in range(3):
        make_row(f"A{number}", f"客户 {number}", 100 + number, alarm=2)
    assert _control(clients.director) == (3, False)
    quiet = make_row("K1", "没有预警的大客户", 5)
    name_key_account(quiet, cast, cast.owner)
    assert _control(clients.director) == (0, False)
    assert _control(clients.owner) == (0, False)
    for code, gravity, told in [("K2", 1, (1, False)), ("K3", 2, (2, True))]:
        name_key_account(make_row(code, f"大客户 {code}", 7, alarm=gravity), cast, cast.owner)
        assert _control(clients.director) == told
        assert _control(clients.owner) == told
    # What is said of the key accounts counts no other: three of the many ring too.
    assert "1 家告急，1 家关注" in clients.director.get("/accounts/").text


def _control(client: Client) -> tuple[int, bool]:
    stops = {stop.key: stop for stop in client.get("/accounts/").context["frame"].stops}
    return (stops["control"].count, stops["control"].is_bad)


def test_what_is_not_mine_is_not_counted_for_me(cast: Any, clients: Any) -> None:
    name_key_account(make_row("A1", "北辰风电", 5, alarm=2), cast, cast.owner)
    frame = clients.stranger.get("/accounts/").context["frame"]
    assert [stop.count for stop in frame.stops if stop.count] == []
    assert not frame.home.count


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", ["跳到正文", "查找客户"]), ("en", ["Skip to the content"])]
)
def test_the_frame_speaks_the_language_and_wears_the_theme(
    language: str, words: list[str], cast: Any, clients: Any
) -> None:
    clients.owner.post("/preferences/language/", {"language": language})
    clients.owner.post("/preferences/theme/", {"theme": "dark"})
    answer = clients.owner.get("/accounts/")
    assert f'<html lang="{language}" data-theme="dark">' in answer.text
    assert all(word in answer.text for word in words)


def test_the_front_door_says_what_stands_behind_it() -> None:
    answer = Client().get("/sign-in/", headers={"accept-language": "zh-CN"})
    assert "少数客户带来大半收入" in answer.text
    assert "English" in answer.text
    assert 'class="rail"' not in answer.text


@pytest.mark.parametrize(
    ("who", "first"),
    [("owner", "/today/"), ("director", "/portfolio/"), ("analyst", "/books/"), ("administrator", "/books/")],
)
def test_each_role_begins_at_its_own_first_screen(who: str, first: str, clients: Any) -> None:
    answer = getattr(clients, who).get("/")
    assert (answer.status_code, answer["Location"]) == (302, first)
