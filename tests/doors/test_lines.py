"""Whoever asks where a figure comes from sees its lines, down to batch, sheet and row, and they come to the figure."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ledger.telling import Line, tell
from vitalfew.accounts.actions import adopt_codes, designate
from vitalfew.accounts.queries import get_account_by_code
from vitalfew.accounts.rules import Tier
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.queries import get_total
from vitalfew.people.rules import CLOCK

pytestmark = pytest.mark.django_db
LINES = [
    Line(f"A{n}", "ACME", Decimal("10.25") * n, day=date(2025, 1 + n % 12, 1 + n % 28), name="Acme 轴承")
    for n in range(1, 251)
]
CREDIT = Line("C9", "ACME", Decimal("-99.99"), day=date(2025, 5, 5), kind="credit", name="Acme 轴承")
NOBODY = Line("N1", None, Decimal("7.50"), day=date(2025, 5, 6))


@pytest.fixture
def account(cast: Any) -> Any:
    """Give an account with 251 lines, managed by the owner."""
    commit_checked(tell([*LINES, CREDIT, NOBODY], currency="CNY"), by=CLOCK)
    adopt_codes(by=CLOCK)
    found = get_account_by_code(cast.director, "ACME")
    designate(
        by=cast.director, account_id=found.id, tier=Tier.KEY, manager_id=cast.owner.pk, reason="Grows",
        designated_on=date(2025, 6, 1),
    )  # fmt: skip
    return found


def _address(account: Any, query: str = "") -> str:
    return f"/accounts/{account.id}/lines/{query}"


def test_the_lines_come_to_the_figure(account: Any, clients: Any) -> None:
    answer = clients.owner.get(_address(account, "?from=2025-05-01&to=2025-06-30"))
    total = get_total("ACME", date(2025, 5, 1), date(2025, 6, 30))
    assert answer.context["lines"].total_amount == total.net
    assert answer.context["lines"].total_lines == total.lines
    assert f"¥{total.net:,.2f}" in answer.text
    assert "−99.99" in answer.text
    assert "红字" in answer.text
    assert "B-0" in answer.text
    assert "/books/batches/" not in answer.text  # not a manager's to open


def test_many_lines_come_in_pages_and_each_is_shown_once(account: Any, clients: Any) -> None:
    seen = []
    for page in (1, 2, 3):
        seen += clients.owner.get(_address(account, f"?page={page}")).context["lines"].rows
    assert len(seen) == len(LINES) + 1
    assert sum(line.amount for line in seen) == get_total("ACME").net
    assert len({line.row for line in seen}) == len(seen)


def test_a_day_that_cannot_be_read_is_named_and_every_line_is_shown(account: Any, clients: Any) -> None:
    answer = clients.owner.get(_address(account, "?from=2025-13-01"), headers={"accept-language": "en"})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert answer.context["lines"].total_lines == len(LINES) + 1


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999", "９"])
def test_a_page_that_is_not_there_breaks_nothing(account: Any, clients: Any, page: str) -> None:
    assert clients.owner.get(_address(account, f"?page={page}")).status_code == 200


def test_another_manager_s_account_does_not_exist(account: Any, clients: Any) -> None:
    assert clients.stranger.get(_address(account)).status_code == 404
    assert "/books/batches/" in clients.director.get(_address(account)).text


def test_what_belongs_to_nobody_is_shown_to_those_who_see_the_company(account: Any, clients: Any) -> None:
    answer = clients.analyst.get("/books/unattributed/")
    assert answer.context["lines"].total_amount == Decimal("7.50")
    assert "未归属" in answer.text
    assert clients.owner.get("/books/unattributed/").status_code == 403
