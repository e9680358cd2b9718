"""What figures say of what nobody knows: months before the books, amounts without a rate. Whose books they are of."""

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from accounts.making import adopt
from vitalfew.ledger.actions.undo import undo_batch
from vitalfew.ledger.models import Batch, Books
from vitalfew.ledger.queries import get_stamp
from vitalfew.loop.analysis.rules.figures import MONTHS, Sums, compute, months_unknown
from vitalfew.people.rules import CLOCK

END = date(2025, 12, 31)
MONEY = pa.decimal128(38, 4)


def sums(begin: date, revenue: list[Any], months: list[tuple[str, int, Any]]) -> Sums:
    codes = [f"C{n}" for n in range(len(revenue))]
    money = pa.array(revenue, MONEY)
    names = ("sales", "revenue", "revenue_before", "margin", "margin_before")
    facts = pa.table({"account": codes, **dict.fromkeys(names, money), "lines": [1] * len(codes)})
    account, month, amount = zip(*months, strict=True)
    told = pa.table({"account": account, "month": month, "amount": pa.array(amount, MONEY)})
    days = pa.table({"account": pa.array([], pa.string()), "day": pa.array([], pa.date32())})
    return Sums(facts, told, days, begin, END, reaches_back=False)


def rows_of(found: Sums, *names: str) -> list[tuple[Any, ...]]:
    computed = compute(found)
    return list(zip(computed.codes, *computed.values(names), strict=True))


@pytest.mark.parametrize(
    ("begin", "unknown"),
    [(date(2025, 12, 31), 23), (date(2025, 11, 2), 22), (date(2024, 1, 1), 0), (date(2019, 5, 5), 0)],
)
def test_months_before_the_books_begin_are_unknown_and_none_after(begin: date, unknown: int) -> None:
    assert months_unknown(begin, END) == unknown


def test_a_month_before_the_books_is_a_blank_and_a_month_without_sales_a_nought() -> None:
    ((_code, months, spark),) = rows_of(
        sums(date(2025, 10, 9), [Decimal(8)], [("C0", 23, Decimal(8))]), "months", "spark"
    )
    assert months.split(",") == [""] * (MONTHS - 3) + ["0", "0", "8.0000"]
    assert spark.split(",") == [""] * 9 + ["0", "0", "100"]


def test_an_amount_without_a_rate_is_unknown_ranks_last_and_is_in_no_total() -> None:
    told = sums(date(2024, 1, 1), [None, Decimal(3), Decimal(5)], [("C0", 23, None), ("C1", 23, Decimal(3))])
    found = rows_of(told, "revenue", "revenue_rank", "revenue_share", "revenue_class", "months")
    assert [row[:3] for row in found] == [("C0", None, 3), ("C1", "3.0000", 2), ("C2", "5.0000", 1)]
    assert found[0][3:5] == (None, "")
    assert found[0][5].endswith(",")
    assert compute(told).revenue == 8


@pytest.mark.django_db
def test_books_of_one_generation_that_went_different_ways_have_two_stamps() -> None:
    adopt("A")
    adopt("B")
    first, second = Batch.objects.order_by("pk")
    stamps = {get_stamp()}
    for batch in (first, second):
        Batch.objects.update(status="committed")
        Books.objects.update(generation=2)
        undo_batch(by=CLOCK, batch_id=batch.pk)
        assert Books.objects.get().generation == 3
        stamps.add(get_stamp())
    assert len(stamps) == 3
