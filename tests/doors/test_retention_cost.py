"""What winning a customer cost beside keeping one: from the books and what was noted, beside the assumed five."""

import html
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doors.loop_pages import get, send, went_to
from loop.test_value import line, value_all
from vitalfew.loop.analysis.queries.assumptions import get_spend

pytestmark = pytest.mark.django_db


def page(client: Any, language: str = "en") -> str:
    answer = get(client, "retention_cost", language=language)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


@pytest.fixture
def a_year(cast: Any) -> dict[str, str]:
    """Let 10 customers of the year before buy again, and 2 be new; return the days of this year."""
    end = timezone.localdate()
    told = [line(f"K{n}", 100, end - timedelta(ago)) for n in range(10) for ago in (0, 400, 725)]
    value_all(*told, *[line(f"N{n}", 100, end - timedelta(9)) for n in range(2)])
    return {"starts_on": (end - timedelta(364)).isoformat(), "ends_on": end.isoformat()}


def test_the_firms_own_ratio_stands_beside_the_assumed_one(clients: Any, a_year: dict[str, str]) -> None:
    assert "not known yet; ×5.0 is assumed" in page(clients.analyst)
    for kind, amount in (("acquisition", "600"), ("retention", "700"), ("key_account", "300")):
        typed = {"kind": kind, "amount": amount, "what": "费用", "source": "财务部"}
        assert went_to(send(clients.analyst, "retention_cost", **a_year, **typed), "retention_cost")
    # 600 for 2 new customers, 1,000 for 10 kept ones.
    assert "cost us ×3.0 what keeping one did; ×5.0 is assumed" in page(clients.director)
    assert "是维系一个老客户的 ×3.0；假设是 ×5.0" in page(clients.director, "zh-hans")


def test_what_was_noted_is_taken_away_again(clients: Any, a_year: dict[str, str]) -> None:
    send(clients.analyst, "retention_cost", **a_year, kind="retention", amount="700", what="费用")
    (one,) = get_spend()
    assert went_to(send(clients.analyst, "spend_remove", one.id, version=one.version), "retention_cost")
    assert "nothing noted yet" in page(clients.analyst)


def test_a_wrong_expense_says_why_and_loses_nothing(clients: Any, a_year: dict[str, str]) -> None:
    upside_down = {"starts_on": a_year["ends_on"], "ends_on": a_year["starts_on"]}
    answer = send(clients.analyst, "retention_cost", **upside_down, kind="retention", amount="700", what="内勤工资")
    assert "The last day comes before the first." in answer.content.decode()
    assert "内勤工资" in answer.content.decode()


def test_the_page_asks_little(clients: Any, a_year: dict[str, str]) -> None:
    page(clients.director)
    with CaptureQueriesContext(connection) as asked:
        page(clients.director)
    assert len(asked) < 20
