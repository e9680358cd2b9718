"""Trouble with quality, events of the market and moved offerings ring; nothing is good while it is critical (INV9)."""

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import adopt, key_account
from doors.loop_pages import get
from ledger.fact_files import bring_in
from people.story import make_record
from vitalfew.ledger.queries.facts_accounts import AccountPaper
from vitalfew.loop.control.actions import close_alert, watch
from vitalfew.loop.control.labels import alarm_sentence
from vitalfew.loop.control.queries import get_alerts
from vitalfew.loop.control.rules import Rule
from vitalfew.loop.control.rules.business import MANY, WITHIN, critical_ring, recurring_ring
from vitalfew.people.rules import CLOCK
from vitalfew.web.home.rhythm import health, is_critical_open

TODAY = timezone.localdate()
DAY = date(2026, 3, 2)


@pytest.fixture
def account(cast: Any) -> int:
    ids = adopt("C1", "C2")
    key_account(cast, ids["C1"])
    return ids["C1"]


def tell_events(folder: Path, *rows: tuple[int, str, str]) -> None:
    """Bring in a file of quality events, each so many days ago."""
    lines = ["投诉编号,投诉日期,客户编码,事件类型,严重程度"]
    lines += [f"Q{n},{TODAY - timedelta(ago)},C1,{kind},{grave}" for n, (ago, kind, grave) in enumerate(rows)]
    path = folder / "quality.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    bring_in(path)


def rung(cast: Any) -> list[tuple[str, int]]:
    watch(by=CLOCK, today=TODAY)
    return sorted((one.rule.value, one.severity) for one in get_alerts(cast.director))


@pytest.mark.django_db
def test_a_critical_event_rings_until_somebody_closes_it_and_nothing_is_good_meanwhile(
    clients: Any, cast: Any, account: int, tmp_path: Path
) -> None:
    flag = "critical quality event"
    assert flag not in get(clients.owner, "account", account).text
    tell_events(tmp_path, (10, "投诉", "致命"), (400, "投诉", "致命"), (20, "投诉", "一般"))
    assert rung(cast) == [("W5", 2)]
    alert = get_alerts(cast.owner)[0]
    assert "Q0" in alarm_sentence(alert.evidence)
    page = get(clients.owner, "account", account).text
    assert flag in page
    assert 'class="badge good"' not in page
    close_alert(by=cast.owner, alert_id=alert.id, version=alert.version, reason="8D 已获客户认可")
    assert flag not in get(clients.owner, "account", account).text
    assert rung(cast) == [], "closed once, it rings no second time"


@pytest.mark.django_db
def test_complaints_that_recur_ring_once(cast: Any, account: int, tmp_path: Path) -> None:
    tell_events(tmp_path, (5, "投诉", "一般"), (30, "投诉", "严重"))
    assert rung(cast) == []
    tell_events(tmp_path, (5, "投诉", "一般"), (30, "投诉", "严重"), (80, "投诉", "一般"), (1, "退货", "一般"))
    assert rung(cast) == rung(cast) == [("W5", 1)]
    assert "3" in alarm_sentence(get_alerts(cast.owner)[0].evidence)


@pytest.mark.django_db
def test_a_moved_offering_and_a_new_owner_are_news_for_90_days(cast: Any, account: int) -> None:
    placed = {"offering": "主轴轴承", "product_complexity": "complex", "process_complexity": "complex", "note": ""}
    owner = {"party": "customer", "market": "风电", "event": "new_owner", "rank": None, "share": None, "note": ""}
    for ago, change in ((200, {}), (10, {"product_complexity": "simple"})):
        values = placed | change | {"positioned_on": TODAY - timedelta(ago)}
        make_record(cast.owner, account, TODAY, "participation", values=values)
    for ago, event in ((20, "new_owner"), (30, "none"), (120, "merger")):
        values = owner | {"event": event, "rank": 4, "happened_on": TODAY - timedelta(ago)}
        make_record(cast.owner, account, TODAY, "position", values=values)
    assert rung(cast) == [("W12", 1), ("W7", 1)]
    assert all(alarm_sentence(one.evidence) for one in get_alerts(cast.owner))
    watch(by=CLOCK, today=TODAY + timedelta(100))
    assert get_alerts(cast.director) == [], "news grows old by itself"


@given(st.lists(st.integers(0, 300), max_size=12))
def test_complaints_recur_where_three_fall_into_90_days(ago: list[int]) -> None:
    days = [DAY - timedelta(one) for one in ago]
    recent = sum(one < WITHIN for one in ago)
    ring = recurring_ring(days, DAY)
    assert (ring is not None) == (recent >= MANY)
    assert ring is None or ring.value == recent


def test_a_critical_event_of_more_than_a_year_ago_is_history() -> None:
    assert critical_ring("Q1", DAY - timedelta(366), DAY) is None
    assert critical_ring("Q1", DAY + timedelta(1), DAY) is None
    ring = critical_ring("Q1" * 60, DAY, DAY)
    assert ring is not None
    assert len(ring.occasion) <= 60


def books(silent: int) -> Any:
    """Return what the books say of an account that orders every ten days."""
    return SimpleNamespace(
        silent_days=silent, usual_gap=10.0, gap_low=8.0, gap_high=12.0, gap_limit=20.0, is_overdue=silent > 20,
        recent_order_days=[silent], as_of=DAY, last_order_on=DAY - timedelta(silent), order_days=30, change_share=None,
        margin=None, margin_share=None, margin_share_before=None, currency="CNY",
    )  # fmt: skip


alerts = st.builds(
    lambda rule, severity, is_open: SimpleNamespace(rule=rule, severity=severity, is_open=is_open),
    st.sampled_from(list(Rule)),
    st.integers(1, 2),
    st.booleans(),
)


@given(st.lists(alerts, max_size=6), st.integers(0, 60), st.booleans(), st.none() | st.integers(0, 400))
def test_nothing_is_good_while_a_critical_event_is_open_or_the_relationship_interrupted(
    rung: list[Any], silent: int, is_interrupted: bool, told_ago: int | None
) -> None:
    told: Any = () if told_ago is None else ({"day": DAY - timedelta(told_ago), "severity": "critical"},)
    paper = AccountPaper(None, None, told)
    open_critical = any(one.rule is Rule.QUALITY and one.severity == 2 and one.is_open for one in rung)
    assert is_critical_open(rung, paper, DAY, is_key=True) == open_critical
    assert is_critical_open(rung, paper, DAY, is_key=False) == (told_ago is not None and told_ago <= WITHIN)
    shown = health(books(silent), rung, [], None, is_critical=open_critical, is_interrupted=is_interrupted)
    if open_critical or is_interrupted:
        assert shown.state != "good"
        assert "good" not in {sign.state for sign in shown.signs}
    else:
        rings = any(one.rule is Rule.OVERDUE_RHYTHM and one.is_open for one in rung)
        assert (shown.state == "good") == (silent <= 20 and not rings)
    assert bool(shown.flag) == open_critical
