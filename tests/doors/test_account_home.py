"""The account home answers six questions on one page, says what is unknown, and asks the engine nothing."""

import html
import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.making import import_lines, key_account
from doors.loop_pages import LANGUAGES, get, send
from ledger.telling import Line
from people.story import Story, make_alert, tell_story
from vitalfew.ledger import engine
from vitalfew.loop.analysis.actions import refresh_figures
from vitalfew.loop.execution.actions import log_visit
from vitalfew.loop.objectives.actions import set_objective
from vitalfew.loop.plan.actions import add_action
from vitalfew.people.rules import COMMAND_LINE
from vitalfew.web.home.worth import month_starts

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def page(client: Any, account_id: int, language: str = "en") -> str:
    answer = get(client, "account", account_id, language=language)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def section(text: str, name: str) -> str:
    """Return the words of one section, without its tags."""
    found = re.search(rf'<section class="sec[^"]*" id="{name}">(.*?)</section>', text, re.S)
    assert found, name
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def lines(code: str, *, each: int = 100, cost: int | None = 60, months: int = 12) -> list[Line]:
    """Return one order a month up to this one, the same a year before at half the size."""
    found = []
    for back, day in enumerate(reversed(month_starts(timezone.localdate(), months))):
        paid = None if cost is None else Decimal(cost)
        found.append(Line(f"{code}{back}", code, Decimal(each), day, cost=paid, name=f"Customer {code}"))
        before = day.replace(year=day.year - 1)
        half = None if cost is None else Decimal(cost) / 2
        found.append(Line(f"{code}{back}b", code, Decimal(each) / 2, before, cost=half, name=f"Customer {code}"))
    return found


def in_the_books(*told: list[Line], reaches_back: bool = True) -> dict[str, int]:
    """Put the lines into books that hold the year before, or not."""
    opening = Line("opening", "Z", Decimal(1), month_starts(timezone.localdate(), 26)[0], cost=Decimal(1))
    told = (*told, [opening]) if reaches_back else told
    ids = import_lines([line for each in told for line in each], currency="CNY")
    refresh_figures(by=COMMAND_LINE)
    return ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_six_questions_are_answered(clients: Any, story: Story, language: str) -> None:
    text = page(clients.owner, story.account.id, language)
    expected = {
        "en": {
            "stage": ["Early;", "林晓雯 claimed, 陈国栋 confirmed", "林晓雯 claimed Mid on", "waits for the director"],
            "share": ["Share of their business unknown"],
            "people": ["2 people, last contact today", "王丽", "采购经理"],
            "plan": ["Net revenue", "1.20 M", "林晓雯"],
            "alerts": ["1 alert, 1 urgent", "No order for 33 days, usually 21"],
            "next": ["1 action", "提交主轴轴承年度报价", "林晓雯 · Net revenue"],
            "recent": [
                "Visit, 王丽, Advance: 等新机型定型",
                "林晓雯 founded a joint team",
                "林晓雯 opened a case of interruption",
            ],
        },
        "zh-hans": {
            "stage": ["初级，离中级还差", "林晓雯提议，陈国栋确认", "提议中级：每季度都有订单", "等总监答复"],
            "share": ["业务份额 未知"],
            "people": ["认识 2 人，上次接触 今天", "王丽", "采购经理"],
            "plan": ["净收入", "120 万", "林晓雯"],
            "alerts": ["1 条预警，1 条告急", "33 天没有订单，通常 21 天"],
            "next": ["1 项", "提交主轴轴承年度报价", "林晓雯 · 净收入"],
            "recent": ["拜访王丽，推进：等新机型定型", "林晓雯 成立了联合小组", "林晓雯立了中断个案"],
        },
    }[language]
    for name, words in expected.items():
        said = section(text, name)
        for word in words:
            assert word in said, (name, word, said)
    assert "北辰风电装备集团" in text
    assert "BC-0017" in text


def test_the_pages_of_an_account_lead_to_each_other(clients: Any, story: Story) -> None:
    routes = ["account", "stage", "plan", "review", "account_lines"]
    for here in routes:
        page = clients.director.get(reverse(here, args=[story.account.id])).text
        tabs = page.partition('<nav class="tabs"')[2].partition("</nav>")[0]
        assert [f'href="{reverse(route, args=[story.account.id])}"' in tabs for route in routes] == [True] * 5
        assert f'href="{reverse(here, args=[story.account.id])}" aria-current="page"' in tabs


PAGES = {
    "account": "", "dossier": "profile", "account_tree": "profile", "account_facts": "profile", "people": "people",
    "map": "people", "team": "people", "stage": "relationship", "interruptions": "relationship",
    "promises": "relationship", "joint": "relationship", "plan": "plan", "account_calendar": "plan", "review": "plan",
    "account_lines": "figures", "account_money": "figures", "account_growth": "figures", "account_profit": "figures",
    "account_white_space": "figures",
}  # fmt: skip
NAMED = {
    "en": {
        "map": "People Map",
        "promises": "Relationship Promises",
        "account_growth": "Figures Growth",
        "plan": "Plan",
    },
    "zh-hans": {"map": "人员 关系图", "promises": "关系 承诺", "account_growth": "业绩 增长"},
}


def test_every_page_of_an_account_is_two_presses_away(clients: Any, story: Story) -> None:
    """Each stands in one group; the group one is in names the page, and no other group does."""
    for here, group in PAGES.items():
        tabs = _tabs(clients.director, here, story.account.id)
        buttons = dict(re.findall(r'popovertarget="tab-(\w+)"(.*?)</button>', tabs, re.S))
        assert len(buttons) == 5
        assert [name for name, button in buttons.items() if 'aria-current="true"' in button] == [group] * bool(group)
        for route, within in PAGES.items():
            menu = re.search(rf'id="tab-{within}" popover>(.*?)</div>', tabs, re.S)[1] if within else tabs
            assert menu.count(f'href="{reverse(route, args=[story.account.id])}"') == 1, (here, route)
        assert tabs.count('aria-current="page"') == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_group_one_is_in_names_the_page(clients: Any, story: Story, language: str) -> None:
    plain = {"plan": {"en": "Plan", "zh-hans": "计划"}[language]}  # called as its group is: said once
    for here, words in (NAMED[language] | plain).items():
        tabs = _tabs(clients.director, here, story.account.id, language)
        button = re.search(r'<button[^>]*aria-current="true">(.*?)</button>', tabs, re.S)
        assert button
        assert " ".join(re.sub(r"<[^>]+>", " ", button[1]).split()) == words


def test_an_account_that_is_no_key_account_has_no_pages_of_a_cycle(clients: Any, story: Story) -> None:
    tabs = _tabs(clients.director, "account", story.other.id)
    assert re.findall(r'popovertarget="tab-(\w+)"', tabs) == ["profile", "people", "figures"]
    assert f"/accounts/{story.other.id}/dossier/" in tabs


def _tabs(client: Any, route: str, account_id: int, language: str = "en") -> str:
    text = get(client, route, account_id, language=language).text
    return text.partition('<nav class="tabs"')[2].partition("</nav>")[0]


def test_an_account_that_is_not_yours_does_not_exist(clients: Any, story: Story) -> None:
    assert get(clients.stranger, "account", story.account.id).status_code == 404
    assert get(clients.owner, "account", story.other.id).status_code == 404
    assert get(clients.director, "account", 999_999).status_code == 404


def test_everybody_is_offered_what_his_role_may_do(clients: Any, story: Story) -> None:
    ways = {
        name: reverse(name, args=[story.account.id])
        for name in ("designation", "visit_new", "objective_new", "action_new")
    }
    offered = {
        who: {name for name, address in ways.items() if f'href="{address}"' in page(client, story.account.id)}
        for who, client in [("director", clients.director), ("owner", clients.owner), ("analyst", clients.analyst)]
    }
    assert offered == {
        "director": set(ways),
        "owner": {"visit_new", "objective_new", "action_new"},
        "analyst": set(),
    }
    assert "Answer the claim" in page(clients.director, story.account.id)
    assert "Answer the claim" not in page(clients.owner, story.account.id)


def test_an_account_that_is_no_key_account_says_what_it_is(clients: Any, story: Story) -> None:
    text = page(clients.director, story.other.id)
    assert "Not a key account" in section(text, "stage")
    assert f'href="{reverse("designate", args=[story.other.id])}"' in text
    assert f'href="{reverse("designate", args=[story.other.id])}"' not in page(clients.analyst, story.other.id)
    assert 'id="plan"' not in text
    assert 'class="ladder"' not in text


def test_what_nobody_knows_is_unknown_and_never_nothing(clients: Any, story: Story) -> None:
    """This account has no line in the books: nothing is made up."""
    text = page(clients.director, story.other.id)
    assert section(text, "rhythm") == "Rhythm The books say nothing about this account yet."
    assert section(text, "worth") == "Worth unknown"
    assert "unknown" in section(text, "share")
    assert section(text, "people").startswith("Whom we know Nobody recorded yet")
    assert section(text, "recent") == "Lately No contact recorded yet"
    assert section(text, "alerts") == "What is wrong No alert is open"


def test_what_it_is_worth_is_what_the_books_add_up_to(clients: Any) -> None:
    ids = in_the_books(lines("A"), lines("B", each=300))
    said = section(page(clients.director, ids["A"]), "worth")
    assert "No. 2 by revenue, 2 by margin; +100.0% in a year" in said
    assert "CN¥1,200.00" in said  # twelve months of 100
    assert "CN¥480.00" in said  # less the cost of 60 each
    assert "40.0%" in said
    assert "25.0%" in said  # of 4,800 in all
    assert "Sales less cancellations, credits, returns and rebates" in said
    assert "1 batch of the books, method figures-3" in said


def test_every_month_says_what_came_in_and_what_a_year_before(clients: Any) -> None:
    ids = in_the_books(lines("A"))
    titles = re.findall(r"<title>(.*? \d{4}: .*?)</title>", page(clients.director, ids["A"]))
    assert len(titles) == 12
    assert all(title.endswith(": CN¥100, a year before CN¥50") for title in titles)


def test_a_margin_with_a_line_of_unknown_cost_is_unknown(clients: Any) -> None:
    ids = in_the_books(lines("A", cost=None))
    text = page(clients.director, ids["A"])
    assert "Gross margin unknown" in section(text, "worth")
    assert "a line has no cost" in section(text, "worth")
    assert "Gross margin unknown: a line has no cost" in section(text, "rhythm")


def test_cost_without_revenue_is_a_loss_and_not_unknown(clients: Any) -> None:
    samples = [Line("free", "A", Decimal(0), timezone.localdate(), cost=Decimal(90), kind="zero_price")]
    ids = in_the_books(samples, lines("B"))
    text = page(clients.director, ids["A"])
    assert "Gross margin −CN¥90 without revenue" in section(text, "rhythm")
    assert "no revenue" in section(text, "worth")


def test_nothing_is_called_in_rhythm_while_its_silence_rings(clients: Any) -> None:
    """An alert may ring before the longest usual gap is over: the page does not say both."""
    ids = in_the_books(lines("A"), lines("B"))
    assert "in rhythm" in page(clients.director, ids["A"])
    make_alert(ids["A"], None, timezone.localdate())
    text = page(clients.director, ids["A"])
    assert "1 alert, 1 urgent" in section(text, "alerts")
    assert "in rhythm" not in text
    assert "overdue" in text


def test_a_year_before_that_the_books_do_not_hold_is_not_compared(clients: Any) -> None:
    ids = in_the_books([line for line in lines("A") if not str(line.invoice).endswith("b")], reaches_back=False)
    text = page(clients.director, ids["A"])
    assert "no year before" in section(text, "worth")
    assert "nothing in the year before to compare with" in section(text, "rhythm")
    assert "a year before" not in "".join(re.findall(r"<title>(.*?)</title>", text))


def test_silence_is_judged_by_the_own_rhythm(clients: Any, cast: Any) -> None:
    """One orders every month and has just ordered; the other ordered as often and stopped four months ago."""
    quiet = [line for line in lines("Q", months=16) if line.day < timezone.localdate() - timedelta(120)]
    ids = in_the_books(lines("A", months=16), quiet)
    assert "in rhythm" in page(clients.director, ids["A"])
    text = page(clients.director, ids["Q"])
    assert "overdue" in text
    assert re.search(r"No order for \d+ days, usually 31", section(text, "rhythm"))
    make_alert(ids["Q"], cast.owner.pk, timezone.localdate())
    assert 'class="f-bad"' in page(clients.director, ids["Q"])


def test_an_action_is_done_from_here_and_leads_back_here(clients: Any, story: Story) -> None:
    form = section_html(page(clients.owner, story.account.id), "next")
    typed = dict(re.findall(r'<input type="hidden" name="(version|next)" value="([^"]*)"', form))
    answer = send(clients.owner, "action_done", story.action.id, **typed)
    assert answer["Location"] == reverse("account", args=[story.account.id])
    text = page(clients.owner, story.account.id)
    assert "Nothing is planned" in section(text, "next")
    assert "林晓雯 did an action of the plan" in section(text, "recent")


def section_html(text: str, name: str) -> str:
    found = re.search(rf'id="{name}">(.*?)</section>', text, re.S)
    assert found
    return found[1]


def test_a_late_action_says_by_how_much(clients: Any, cast: Any, story: Story) -> None:
    late = timezone.localdate() - timedelta(3)
    add_action(by=cast.owner, account_id=story.account.id, what="8D", owner_id=cast.owner.pk, due_on=late)
    said = section(page(clients.owner, story.account.id), "next")
    assert "2 actions, 1 late" in said
    assert "3 days late" in said


def test_the_page_asks_the_engine_nothing_and_as_much_for_much_as_for_little(
    clients: Any, cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = in_the_books(lines("A"))
    key_account(cast, ids["A"])
    fill(cast, ids["A"], 1)
    monkeypatch.setattr(engine, "engine", _refuse)
    page(clients.owner, ids["A"])
    with CaptureQueriesContext(connection) as little:
        page(clients.owner, ids["A"])
    monkeypatch.undo()
    for number in range(2, 8):
        fill(cast, ids["A"], number)
    with CaptureQueriesContext(connection) as much:
        page(clients.owner, ids["A"])
    asked = "\n".join(query["sql"][:120] for query in much)
    assert len(much) == len(little) <= 28, asked


def test_the_gravest_three_alerts_stand_there_and_the_others_open(clients: Any, cast: Any) -> None:
    ids = in_the_books(lines("A"))
    for days in range(31, 36):
        make_alert(ids["A"], cast.owner.pk, timezone.localdate(), silent_days=days)
    shown, _, folded = section_html(page(clients.director, ids["A"]), "alerts").partition("<details>")
    assert (shown.count("<li>"), folded.count("<li>")) == (3, 2)
    assert "5 alerts" in shown
    assert "and 2 more" in folded


def _refuse(*_arguments: Any, **_more: Any) -> None:
    raise AssertionError("the page asked the engine")


def fill(cast: Any, account_id: int, number: int) -> None:
    """Add an objective, an action, a visit with a new person, and an alert."""
    today = timezone.localdate()
    set_objective(
        by=cast.owner,
        account_id=account_id,
        metric="net_revenue",
        target=Decimal(1000 * number),
        starts_on=today.replace(month=1, day=1),
        due_on=today.replace(month=12, day=31),
        for_whom="us",
        owner_id=cast.owner.pk,
    )
    add_action(by=cast.owner, account_id=account_id, what=f"step {number}", owner_id=cast.owner.pk, due_on=today)
    log_visit(
        by=cast.owner,
        account_id=account_id,
        contact_name=f"person {number}",
        outcome="advance",
        note="a note",
        held_on=today,
        sent_key=f"key {number}",
    )
    make_alert(account_id, cast.owner.pk, today, silent_days=30 + number)
