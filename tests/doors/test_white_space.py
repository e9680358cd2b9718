"""The grid of key accounts and product families: a gap leads to an objective, an action, a need in one click."""

import html
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.making import import_lines, key_account
from doors.loop_pages import get
from ledger.telling import Line

pytestmark = pytest.mark.django_db
DAY = date(2025, 12, 30)


@pytest.fixture
def me(cast: Any) -> int:
    """Tell six customers who buy bearings and seals, and a key account that buys bearings only."""
    cache.clear()
    told = []
    for code in ("p1", "p2", "p3", "p4", "p5", "p6", "me"):
        told.append(Line(f"{code}1", code, Decimal(1000), DAY, product="RB-1"))
        if code != "me":
            told.append(Line(f"{code}2", code, Decimal(100), DAY, product="SL-1"))
    ids = import_lines(told)
    key_account(cast, ids["me"])
    return ids["me"]


def seen(answer: Any) -> str:
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_the_grid_says_how_much_is_missing_and_why(clients: Any, me: int) -> None:
    text = seen(get(clients.owner, "white_space"))
    assert "1 gap beside what peers buy: 100 to 100 a year" in text
    assert "86% of the 7 customers who buy mostly RB buy it too; at this size that is 100 to 100 a year" in text
    assert "对照同类客户，有 1 处空白" in seen(get(clients.director, "white_space", language="zh-hans"))
    assert "gap beside" not in seen(get(clients.stranger, "white_space"))


def test_a_gap_becomes_an_objective_an_action_or_a_need_in_one_click(clients: Any, me: int) -> None:
    text = seen(get(clients.owner, "space_cell", me, family="SL"))
    for route, field in (("objectives", "why"), ("actions", "what"), ("needs?|dossier", "what")):
        href = re.search(rf'href="([^"]*(?:{route})[^"]*{field}=Offer[^"]*)"', text)
        assert href, route
        assert "Offer SL" in seen(clients.owner.get(href[1], headers={"accept-language": "en"}))


def test_what_the_manager_says_stands_beside_and_no_need_takes_the_gap_away(clients: Any, me: int) -> None:
    address = f"/accounts/{me}/white-space/cell/?family=SL"
    english = {"headers": {"accept-language": "en"}}
    bare = clients.owner.post(address, {"amount": "300", "reason": "", "version": "0"}, **english)
    assert "Write what it rests on." in seen(bare)
    assert clients.owner.post(address, {"amount": "300", "reason": "x", "version": "0"}).status_code == 302
    assert "own figure 300" in seen(get(clients.owner, "account_white_space", me))
    assert clients.owner.post(address, {"no_need": "on", "reason": "x", "version": "1"}).status_code == 302
    assert "No gap beside what peers buy" in seen(get(clients.owner, "account_white_space", me))
    assert clients.owner.post(address, {"reason": "y", "version": "1"}).status_code == 409
    assert clients.stranger.get(address).status_code == 404
    assert clients.administrator.post(address, {"reason": "y", "version": "2"}).status_code == 403


def test_the_grid_asks_little_however_many_key_accounts(clients: Any, me: int) -> None:
    get(clients.director, "white_space")
    with CaptureQueriesContext(connection) as asked:
        seen(get(clients.director, "white_space"))
    assert len(asked) <= 26
