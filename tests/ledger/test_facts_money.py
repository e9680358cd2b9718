"""What customers owe, how they are delivered, what serving them costs: from the files, to the cent and the day."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.fact_files import bring_in, write_facts, write_text
from vitalfew.ledger.queries.facts_money import get_aging, get_bills, get_debts, get_open_invoices
from vitalfew.ledger.queries.facts_service import get_cost_to_serve, get_otif
from vitalfew.ledger.rules.facts_money import Age, age_of
from vitalfew.ledger.rules.facts_periods import days_of, read_period

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)


def test_open_invoices_are_what_is_left_after_payments_however_told(tmp_path: Path) -> None:
    bring_in(write_facts(tmp_path, "receivables"))
    assert [(one.invoice, one.open, one.days_late) for one in get_open_invoices(["C01"], TODAY)] == [
        ("F1", Decimal(600), 76),
        ("F2", Decimal(500), 45),
    ]
    # the payments name 300 for the first, less than the list says was paid, and all of the second
    bring_in(write_facts(tmp_path, "payments"))
    assert [(one.invoice, one.open) for one in get_open_invoices(["C01"], TODAY)] == [("F1", Decimal(600))]


def test_a_day_of_payment_without_an_amount_says_that_all_is_paid(tmp_path: Path) -> None:
    text = "Customer ID,Invoice No,Due Date,Amount,Paid On\nC01,1,2026-01-05,10,2026-02-01\nC01,2,2026-01-05,10,\n"
    bring_in(write_text(tmp_path, text))
    assert [one.invoice for one in get_open_invoices(["C01"], TODAY)] == ["2"]


def test_aging_keeps_currencies_apart_and_never_guesses_a_due_day(tmp_path: Path) -> None:
    rows = [
        "C01,1,2026-05-20,1,CNY", "C01,2,2026-05-19,2,CNY", "C01,3,2026-04-19,4,CNY", "C01,4,2026-03-20,8,人民币",
        "C01,5,2026-02-18,16,CNY", "C01,6,,32,CNY", "C01,7,2026-01-01,5,USD", "C02,8,2026-01-01,100,CNY",
    ]  # fmt: skip
    bring_in(write_text(tmp_path, "\n".join(["Customer ID,Invoice No,Due Date,Amount,Currency", *rows])))
    yuan, dollars = get_aging(["C01"], TODAY)
    assert [yuan.by_age[age] for age in Age] == [1, 2, 4, 8, 16, 32]
    assert (yuan.currency, yuan.open, yuan.overdue, yuan.oldest_due) == ("CNY", 63, 30, date(2026, 2, 18))
    assert (dollars.currency, dollars.overdue) == ("USD", 5)
    assert [(debt.code, debt.currency, debt.overdue) for debt in get_debts(TODAY)] == [
        ("C02", "CNY", 100), ("C01", "CNY", 30), ("C01", "USD", 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("due", "age"),
    [
        (None, Age.UNKNOWN), (date(2026, 6, 1), Age.NOT_DUE), (TODAY, Age.NOT_DUE), (date(2026, 5, 19), Age.TO_30),
        (date(2026, 4, 20), Age.TO_30), (date(2026, 4, 19), Age.TO_60), (date(2026, 2, 18), Age.OVER_90),
    ],
)  # fmt: skip
def test_the_age_of_a_debt_counts_from_the_day_after_it_was_due(due: date | None, age: Age) -> None:
    assert age_of(due, TODAY) is age


def test_an_acceptance_bill_is_not_money_before_it_is_due(tmp_path: Path) -> None:
    bring_in(write_facts(tmp_path, "payments"))
    assert [(bill.number, bill.amount, bill.due) for bill in get_bills(["C01"], TODAY)] == [
        ("R1", Decimal(300), date(2026, 11, 10))
    ]
    assert not get_bills(["C01"], date(2026, 11, 10))


def test_on_time_in_full_counts_lines_and_leaves_out_what_nobody_knows(tmp_path: Path) -> None:
    bring_in(write_facts(tmp_path, "deliveries"))
    otif = get_otif(["C01"], date(2026, 1, 1), TODAY)
    # S1/1 both; S1/2 late; S2/1 short; S3/1 never came
    assert (otif.lines, otif.on_time, otif.with_quantity, otif.in_full, otif.both) == (4, 2, 4, 2, 1)
    assert otif.share == Decimal("0.25")
    # of a line that is promised for a day to come nobody can say anything yet
    assert get_otif(["C01"], date(2026, 1, 1), date(2026, 4, 2)).lines == 3
    bring_in(write_text(tmp_path, "Order No,Customer ID,Promised Date,Delivered On\nS9,C09,2026-03-01,2026-03-01\n"))
    only_time = get_otif(["C09"], date(2026, 1, 1), TODAY)
    assert (only_time.on_time_share, only_time.share) == (Decimal(1), None)


def test_cost_to_serve_is_volume_times_the_rate_of_its_time(tmp_path: Path) -> None:
    bring_in(write_facts(tmp_path, "cost_drivers"))
    assert {one.cost for one in get_cost_to_serve(["C01"])} == {None}
    bring_in(write_facts(tmp_path, "cost_rates"))
    bring_in(write_text(tmp_path, "作业,作业费率,生效日期\n拜访,900,2026-02-01\n"))
    assert {(one.activity, one.period): one.cost for one in get_cost_to_serve(["C01"])} == {
        ("visit", "2026-01"): Decimal(9600),
        ("urgent_delivery", "2026-Q1"): Decimal(4500),
    }


@pytest.mark.parametrize(
    ("text", "period", "last"),
    [
        ("2026", "2026", date(2026, 12, 31)), ("2026年度", "2026", date(2026, 12, 31)),
        ("2026Q1", "2026-Q1", date(2026, 3, 31)), ("2026年第四季度", "2026-Q4", date(2026, 12, 31)),
        ("202602", "2026-02", date(2026, 2, 28)), ("２０２６年２月", "2026-02", date(2026, 2, 28)),
        ("2026-03-01 00:00:00", "2026-03", date(2026, 3, 31)), ("Q3 2026", "2026-Q3", date(2026, 9, 30)),
    ],
)  # fmt: skip
def test_periods_are_read_as_people_write_them(text: str, period: str, last: date) -> None:
    assert read_period(text) == period
    assert days_of(period)[1] == last


@pytest.mark.parametrize("text", ["", "next year", "2026-13", "20261", "26", "2026Q5", "1899"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert read_period(text) is None
