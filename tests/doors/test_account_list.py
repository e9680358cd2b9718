"""The list shows the accounts a person may see, as the address asks: views, filters, order, pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from doors.account_rows import make_row, name_key_account

pytestmark = pytest.mark.django_db


def _names(client: Any, query: str = "") -> list[str]:
    return [line.name for line in client.get(f"/accounts/{query}").context["lines"]]


@pytest.fixture
def accounts(cast: Any) -> None:
    """Make two key accounts of the owner, one of the stranger, and three accounts that are none."""
    today = timezone.localdate()
    columns: dict[str, dict[str, Any]] = {
        "北辰风电": {"change_share": 0.06, "stage": "mid", "alarm": 2, "alarm_reason": _silence(33, 21.4)},
        "岭泰电机": {"change_share": -0.09, "last_contact_on": today - timedelta(40), "next_step": "价格协议"},
        "普泰机床": {"change_share": 0.01, "last_contact_on": today},
    }
    for number, (name, more) in enumerate(columns.items()):
        account = make_row(f"BC-{number}", name, 900 - number, **more)
        manager = cast.stranger if name == "普泰机床" else cast.owner
        name_key_account(account, cast, manager, "strategic" if number == 0 else "key")
    for number, name in enumerate(["海屿轴承", "Nordhavn Wind A/S", "西岭矿山"]):
        make_row(f"X-{number}", name, 100 - number)


def _silence(days: int, usual: float) -> dict[str, Any]:
    return {"silent_days": days, "usual_gap": usual}


def test_the_director_sees_all_a_manager_his_own(accounts: None, clients: Any) -> None:
    assert _names(clients.director) == ["北辰风电", "岭泰电机", "普泰机床"]
    assert len(_names(clients.director, "?view=all")) == 6
    assert _names(clients.owner, "?view=all") == ["北辰风电", "岭泰电机"]
    assert _names(clients.stranger, "?view=all&text=北辰") == []


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?view=alarm", ["北辰风电"]),
        ("?view=falling", ["岭泰电机"]),
        ("?view=silent", ["北辰风电", "岭泰电机"]),
        ("?tier=strategic", ["北辰风电"]),
        ("?stage=mid", ["北辰风电"]),
        ("?view=all&text=NORDHAVN wind", ["Nordhavn Wind A/S"]),
        ("?view=all&text=x-2", ["西岭矿山"]),
        ("?order=change", ["岭泰电机", "普泰机床", "北辰风电"]),
        ("?order=-change", ["北辰风电", "普泰机床", "岭泰电机"]),
        ("?view=nonsense&tier=x&stage=x&order=x&page=x&manager=x", ["北辰风电", "岭泰电机", "普泰机床"]),
        (
            "?view=all&size=25&page=99",
            ["北辰风电", "岭泰电机", "普泰机床", "海屿轴承", "Nordhavn Wind A/S", "西岭矿山"],
        ),
    ],
)
def test_the_address_says_what_is_shown(query: str, names: list[str], accounts: None, clients: Any) -> None:
    assert _names(clients.director, query) == names


def test_the_manager_filter_finds_one_managers_accounts(accounts: None, cast: Any, clients: Any) -> None:
    assert _names(clients.director, f"?manager={cast.stranger.pk}") == ["普泰机床"]
    assert "周启明" in clients.director.get(f"/accounts/?manager={cast.stranger.pk}").text


def test_every_filter_in_force_is_named_and_can_be_taken_out(accounts: None, clients: Any) -> None:
    text = clients.director.get("/accounts/?view=key&tier=key&stage=mid&page=2").text
    assert 'href="?view=key&amp;stage=mid" aria-label="去掉条件：层级"' in text
    assert 'href="?view=key&amp;tier=key" aria-label="去掉条件：阶段"' in text


def test_a_head_sorts_and_turns_round(accounts: None, clients: Any) -> None:
    text = clients.director.get("/accounts/?order=-change&page=3").text
    assert 'aria-sort="descending"><a href="?order=change">同比' in text
    assert '<a href="?order=-revenue">净收入' in text
    assert '<a href="?order=name">客户' in text


def test_tabs_count_what_they_hold(accounts: None, clients: Any) -> None:
    tabs = {tab.view: tab.count for tab in clients.director.get("/accounts/").context["tabs"]}
    assert tabs == {"key": 3, "all": 6, "mine": 3, "alarm": 1, "falling": 1, "silent": 2}
    mine = {tab.view: tab.count for tab in clients.owner.get("/accounts/").context["tabs"]}
    assert mine == {"key": 2, "alarm": 1, "falling": 1, "silent": 2}


@pytest.mark.parametrize(
    ("language", "reason"), [("zh-hans", "33 天没有订单，通常 21 天"), ("en", "No order for 33 days, usually 21")]
)
def test_an_alarm_says_why(language: str, reason: str, accounts: None, clients: Any) -> None:
    clients.owner.post("/preferences/language/", {"language": language})
    assert reason in clients.owner.get("/accounts/").text


def test_a_long_list_comes_in_pages(cast: Any, clients: Any) -> None:
    for number in range(40):
        make_row(f"P-{number:02}", f"客户 {number:02}", 1000 - number)
    first, second = clients.director.get("/accounts/"), clients.director.get("/accounts/?page=2")
    assert 'rel="next" href="?page=2"' in first.text
    assert 'rel="prev" href="?page=1"' in second.text
    shown = [line.name for page in (first, second) for line in page.context["lines"]]
    assert shown == [f"客户 {number:02}" for number in range(40)]


def test_what_nobody_knows_is_a_dash_and_an_unknown_column_goes(clients: Any) -> None:
    make_row("N-1", "无账客户")
    answer = clients.director.get("/accounts/")
    (line,) = answer.context["lines"]
    assert (line.revenue, line.change, line.margin, line.last_order, line.contact) == ("—",) * 5
    assert "毛利" not in answer.text


def test_whoever_rings_and_is_no_key_account_yet_can_be_named_from_his_line(clients: Any) -> None:
    account = make_row("A-1", "静默客户", 5, alarm=2, alarm_reason=_silence(90, 30))
    assert f'href="/accounts/{account.pk}/designate/"' in clients.director.get("/accounts/?view=all").text
    assert "/designate/" not in clients.analyst.get("/accounts/?view=all").text


def test_a_name_cannot_bring_markup(clients: Any) -> None:
    make_row("E-1", "<script>alert(1)</script>", 5, next_step="<b>x</b>")
    text = clients.director.get("/accounts/?view=all&text=<script>").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


@pytest.mark.parametrize(
    ("who", "query", "words"),
    [
        ("analyst", "", ["还没有客户", "导入账本", "载入样例账本"]),
        ("owner", "", ["还没有归您负责的客户"]),
        ("director", "?tier=key", ["没有符合条件的客户", "/accounts/?view=all"]),
    ],
)
def test_an_empty_list_says_what_to_do(who: str, query: str, words: list[str], clients: Any) -> None:
    text = getattr(clients, who).get(f"/accounts/{query}").text
    assert all(word in text for word in words)
