"""Every figure opens the lines that make it, and their sum is the figure, to the last digit (A14)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.making import import_lines, key_account
from conftest import signed_in
from doors.tracing import check
from ledger.telling import Line, tell
from vitalfew.accounts.actions import adopt_codes
from vitalfew.accounts.queries import get_ids_by_code
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.actions.undo import undo_batch
from vitalfew.ledger.models import Batch
from vitalfew.loop.analysis.actions import refresh_figures
from vitalfew.loop.objectives.actions import set_objective
from vitalfew.people.rules import CLOCK, COMMAND_LINE

pytestmark = pytest.mark.django_db
END = date(2025, 12, 31)
QUESTIONS = [
    f"/analysis/concentration/?by={by}&scope={scope}" for by in ("revenue", "margin") for scope in ("sales", "net")
]
ROW = st.builds(
    dict,
    account=st.sampled_from(["K1", "K2", "K3", None]),
    amount=st.decimals(-90_000, 90_000, places=4),
    cost=st.none() | st.decimals(-9_000, 9_000, places=4),
    day=st.dates(date(2023, 11, 20), END),
    kind=st.sampled_from(["sale", "sale", "sale", "return", "rebate", "accrual"]),
)


def books_of(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Put these lines, and nothing else, into the books."""
    for batch in Batch.objects.filter(status="committed"):
        undo_batch(by=CLOCK, batch_id=batch.pk)
    lines = [Line(invoice=str(number), **row) for number, row in enumerate(rows)]
    commit_checked(tell(lines), by=COMMAND_LINE)
    adopt_codes(by=CLOCK)
    refresh_figures(by=CLOCK)
    return get_ids_by_code(CLOCK)


def follow(rows: list[dict[str, Any]], cast: Any, question: str) -> int:
    """Walk the pages of figures over these books; return how many figures were followed."""
    ids = books_of(rows)
    seen: dict[str, str] = {}
    director = signed_in(cast.director)
    pages = ["/accounts/?view=all", question, f"{question}&from=2025-03-15&to=2025-11-02"]
    pages += [f"/accounts/{ids[code]}/" for code in sorted({row["account"] for row in rows} - {None})[:1]]
    return sum(check(director, page, seen) for page in pages)


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(ROW, min_size=1, max_size=8), st.sampled_from(QUESTIONS))
def test_the_figures_of_any_books_are_the_sums_of_their_lines(cast: Any, rows: Any, question: str) -> None:
    follow(rows, cast, question)


@pytest.mark.soak
@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROW, min_size=1, max_size=60), st.sampled_from(QUESTIONS))
def test_the_figures_of_a_thousand_books_are_the_sums_of_their_lines(cast: Any, rows: Any, question: str) -> None:
    follow(rows, cast, question)


def two_years(account: str) -> list[dict[str, Any]]:
    """Return an order every thirty days over two years, each at another amount and cost."""
    return [
        {
            "account": account,
            "amount": Decimal(1000 + n) / 7 // Decimal("0.0001") * Decimal("0.0001"),
            "cost": Decimal(400 + n),
            "day": END - timedelta(30 * n),
            "kind": "return" if n % 9 == 8 else "sale",
        }
        for n in range(26)
    ]


def test_the_figures_of_a_key_account_are_followed_on_every_page_of_the_loop(cast: Any, clients: Any) -> None:
    ids = books_of([*two_years("K1"), *two_years("K2"), *two_years("K3")])
    key_account(cast, ids["K1"])
    for metric in ("net_revenue", "gross_margin", "order_days"):
        set_objective(
            by=cast.owner,
            account_id=ids["K1"],
            metric=metric,
            target=Decimal(9000),
            starts_on=date(2025, 1, 1),
            due_on=date(2025, 12, 31),
            for_whom="us",
            owner_id=cast.owner.pk,
            today=date(2025, 6, 1),
        )
    seen: dict[str, str] = {}
    own = f"/accounts/{ids['K1']}/"
    pages = [own, f"{own}plan/", f"{own}review/", "/accounts/", "/objectives/", "/today/"]
    counts = {page: check(clients.owner, page, seen) for page in pages}
    counts |= {page: check(clients.director, page, seen) for page in ("/portfolio/", f"{own}designation/")}
    assert all(counts.values()), counts


def test_the_lines_of_the_key_accounts_are_those_that_the_reader_manages(cast: Any, clients: Any) -> None:
    ids = import_lines(
        [
            Line(invoice="1", account="K1", amount=Decimal(10), day=END),
            Line(invoice="2", account="K2", amount=Decimal(5), day=END),
        ]
    )
    for code, manager in (("K1", cast.owner), ("K2", cast.stranger)):
        key_account(cast, ids[code], manager_id=manager.pk)
    address = "/lines/?of=key&period=year"
    sums = {who: getattr(clients, who).get(address).context["sum"] for who in ("owner", "stranger", "director")}
    assert sums == {"owner": 10, "stranger": 5, "director": 15}
    page = clients.director.get(address).content.decode()
    assert 'value="2025-01-01"' in page
    assert f'<a href="/accounts/{ids["K1"]}/">K1</a>' in page
    assert clients.owner.get("/lines/?of=all").status_code == 403
    assert clients.owner.get(f"/accounts/{ids['K2']}/lines/").status_code == 404


def test_a_kind_a_currency_and_a_measure_stand_in_the_address(cast: Any, clients: Any) -> None:
    ids = import_lines(
        [
            Line(invoice="1", account="K1", amount=Decimal(100), cost=Decimal(60), day=END),
            Line(invoice="2", account="K1", amount=Decimal(-30), cost=Decimal(-20), day=END, kind="return"),
        ]
    )
    page = f"/accounts/{ids['K1']}/lines/"
    asked = {"": 70, "?kind=sale": 100, "?kind=return": -30, "?measure=margin": 30, "?measure=order_days": 1}
    assert {query: clients.director.get(page + query).context["sum"] for query in asked} == asked
