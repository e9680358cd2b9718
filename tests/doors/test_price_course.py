"""What products cost a customer over time, beside the price agreed: as in the lines, and nobody else's (S20)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounts.making import import_lines, key_account
from doors.loop_pages import LANGUAGES, get
from ledger.telling import Line
from people.story import make_record
from vitalfew.accounts.queries.codes import get_days_of
from vitalfew.ledger.queries import get_edge
from vitalfew.ledger.queries.price_course import get_price_courses
from vitalfew.web.stage_parts.prices import price_courses, quarter_starts

pytestmark = pytest.mark.django_db
LAST = date(2026, 6, 20)


def _sold(invoice: str, account: str, day: date, amount: int, quantity: int, product: str = "ring") -> Line:
    return Line(invoice, account, Decimal(amount), day, product, quantity=Decimal(quantity), unit="pc")


def _books() -> dict[str, int]:
    return import_lines(
        [
            _sold("1", "A", date(2025, 11, 3), 1000, 10), _sold("2", "A", date(2025, 12, 30), 1200, 10),
            _sold("3", "A", date(2026, 5, 2), 900, 10), _sold("4", "A", LAST, 100, 1, "bolt"),
            # Another customer's price is nobody's business here.
            _sold("5", "B", date(2026, 5, 2), 5, 10), _sold("6", "B", LAST, 5, 10),
            Line("7", "A", Decimal(-900), date(2026, 5, 9), "ring", kind="return", quantity=Decimal(-10), unit="pc"),
        ],
        currency="CNY",
    )  # fmt: skip


def test_the_price_of_a_quarter_is_what_was_paid_over_what_was_bought() -> None:
    ids = _books()
    starts = quarter_starts(LAST, 3)
    assert starts == [date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1)]
    found = get_price_courses(get_days_of(ids["A"]), starts, LAST)
    # The bolt was bought in one quarter only: no course.
    assert [(one.product, one.unit, one.prices) for one in found] == [("ring", "pc", (Decimal(110), None, Decimal(90)))]
    assert get_price_courses(get_days_of(ids["A"]), starts, LAST) == found


def test_the_agreed_price_stands_beside_it(cast: Any) -> None:
    ids = _books()
    key_account(cast, ids["A"])
    agreed = {"product": "Ring", "price": Decimal(100), "currency": "CNY"}
    make_record(cast.owner, ids["A"], date.today(), kind="price", values=agreed)
    shown = price_courses(ids["A"], get_edge())
    assert shown
    row = shown.rows[0]
    assert (row.low, row.high, row.now, row.agreed) == (Decimal(90), Decimal(110), Decimal(90), Decimal(100))
    assert row.off == Decimal("-0.1")
    assert row.change == Decimal(-20) / Decimal(110)
    # The dearest above, the cheapest below, the agreed between.
    assert row.dots[0][1] < (row.agreed_y or 0) < row.dots[-1][1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stage_page_shows_the_course(cast: Any, clients: Any, language: str) -> None:
    ids = _books()
    key_account(cast, ids["A"])
    page = get(clients.owner, "stage", ids["A"], language=language).text
    assert {"en": "What products cost", "zh-hans": "产品价格"}[language] in page
    assert "90.00" in page
    assert "0.50" not in page


def test_without_books_nothing_is_said(db: None) -> None:
    assert price_courses(1, get_edge()) is None
