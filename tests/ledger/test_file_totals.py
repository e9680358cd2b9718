"""What a file comes to is what its lines come to: taken, of nobody, and set aside add up to it, to the cent."""

import csv
import io
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ledger.files import read
from vitalfew.ledger import queries
from vitalfew.ledger.actions import import_files
from vitalfew.ledger.actions.undo import undo_batch
from vitalfew.ledger.rules.figures import Scope
from vitalfew.people.rules import COMMAND_LINE

HEADERS = ("单号", "行号", "日期", "客户编码", "客户名称", "数量", "金额")
cents = st.integers(-(10**7), 10**9).map(lambda number: Decimal(number) / 100)
row = st.tuples(
    st.sampled_from(["S1", "S2", "S3"]),
    st.sampled_from(["2026-01-05", "2026/1/6", "2026年1月7日", "2026-02-30", ""]),
    st.sampled_from(["C01", "C02", "", "NULL"]),
    st.integers(-5, 50),
    cents,
    st.sampled_from(["{:.2f}", "{:,.2f}", "￥{:,.2f}", "{:.2f} "]),
)
books = st.lists(row, min_size=1, max_size=25)


@given(books)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_taken_and_set_aside_add_up_to_the_file(rows: list[tuple[Any, ...]]) -> None:
    answer = read(_file(rows)).answer
    assume(answer["state"] == "ready")
    total = sum((amount for *_rest, amount, _form in rows), Decimal(0))
    taken = sum((Decimal(one["amount"]) for one in answer.get("told", [])), Decimal(0))
    assert taken + Decimal(answer["refused_amount"] or 0) == total
    assert Decimal(answer["total_row"]["amount"]) == total
    assert answer["lines_read"] == len(rows) + 1


@pytest.mark.django_db
@given(books)
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_customers_bought_and_what_is_nobodys_add_up_to_the_batch(rows: list[tuple[Any, ...]]) -> None:
    report = import_files(by=COMMAND_LINE, paths=[_file(rows)], options={"refused_share": 1})
    if report.batch is None:
        return
    batch = queries.get_batch(report.batch)
    amounts = queries.get_account_amounts(scope=Scope.NET)
    assert batch is not None
    assert sum(amounts.amounts, Decimal(0)) + (amounts.unattributed or 0) == batch.amount
    undo_batch(by=COMMAND_LINE, batch_id=report.batch)


def _file(rows: list[tuple[Any, ...]]) -> Path:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADERS)
    for number, (invoice, day, code, quantity, amount, form) in enumerate(rows):
        writer.writerow([invoice, str(number), day, code, f"客户{code}", quantity, form.format(amount)])
    writer.writerow(["合计", "", "", "", "", "", f"{sum(amount for *_rest, amount, _form in rows):,.2f}"])
    path = Path(tempfile.mkdtemp()) / "orders.csv"
    path.write_text(out.getvalue(), "utf-8")
    return path
