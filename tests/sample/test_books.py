"""The sample company's books: the same for everybody, believable, and with six breaks that the figures show."""

import hashlib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from sample.figures import TODAY, in_days, margin, net, shares, yearly
from vitalfew.measures.concentration import pareto
from vitalfew.measures.rhythm import order_gaps
from vitalfew.sample import breaks
from vitalfew.sample.books import SampleBooks, make_books
from vitalfew.sample.files import write_lines, write_receivables
from vitalfew.sample.named import NAMED
from vitalfew.sample.orders import CREDIT_NOTE, FREE, REBATE_NOTE, RETURN, SALE


@pytest.fixture(scope="module")
def made() -> SampleBooks:
    return make_books(today=TODAY)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_day_gives_the_same_bytes(made: SampleBooks, tmp_path: Path, language: str) -> None:
    again = make_books(today=TODAY)
    for write in (write_lines, write_receivables):
        first, second = write(made, tmp_path / "a.csv", language), write(again, tmp_path / "b.csv", language)
        assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest()


def test_another_seed_is_another_company(made: SampleBooks) -> None:
    assert yearly(make_books(today=TODAY, seed="another")) != yearly(made)


@pytest.mark.parametrize("later", [0, 1, 2, 3, 4, 5, 6, 40, 150])
def test_the_books_reach_to_yesterday_whatever_the_day(later: int) -> None:
    today = TODAY + timedelta(later)
    books = make_books(today=today)
    assert books.invoices[-1].day == books.last_day == today - timedelta(1)
    assert timedelta(3 * 365) <= books.last_day - books.first_day <= timedelta(3 * 365 + 8)
    assert 50 <= pareto(list(yearly(books).values())).count_for(0.8) <= 65


def test_a_week_later_the_story_is_the_same_a_week_later(made: SampleBooks) -> None:
    """The large order, pay and fall silent on the same days; only the seasons stay where the calendar has them."""
    later = make_books(today=TODAY + timedelta(7))
    large = {customer.code for customer in NAMED[:12]}

    def sales(books: SampleBooks) -> list[tuple[date, str]]:
        return sorted({(o.day, o.invoice.account) for o in books.invoices if o.invoice.account in large})

    assert [(day + timedelta(7), code) for day, code in sales(made)] == sales(later)


def test_nobody_but_the_marketplace_is_served_at_the_weekend(made: SampleBooks) -> None:
    weekend = Counter(
        one.invoice.account for one in made.invoices if one.day.weekday() > 4 and one.invoice.kind == SALE
    )
    assert weekend.most_common(1)[0][0] == "C0026"
    assert set(weekend) <= {"C0026", ""}


def test_few_customers_make_most_of_it(made: SampleBooks) -> None:
    found = pareto(list(yearly(made).values()))
    assert len(made.customers) == 412
    assert found.count_for(0.8) == pytest.approx(57, abs=3)
    assert 0.78 < found.gini < 0.84
    assert found.largest_share < 0.1
    names = [customer.zh for customer in made.customers.values()]
    assert len(set(names)) == len(names)


def test_there_are_seasons_growth_and_every_kind_of_line(made: SampleBooks) -> None:
    months = Counter[int]()
    for one in made.invoices:
        months[one.day.month] += round(one.invoice.amount)
    assert months[2] < 0.8 * months[3] < months[11]
    start = made.last_day - timedelta(364)
    before = sum(o.invoice.amount for o in made.invoices if start - timedelta(365) <= o.day < start)
    assert 1.02 < sum(yearly(made).values()) / before < 1.09
    assert {one.invoice.kind for one in made.invoices} == {SALE, RETURN, CREDIT_NOTE, REBATE_NOTE, FREE}
    assert any(not one.invoice.account for one in made.invoices)


def test_some_customers_cost_more_than_they_bring(made: SampleBooks) -> None:
    losing = [
        code for code in yearly(made) if net(in_days(made, code, 364, 0)) and margin(in_days(made, code, 364, 0)) < 0
    ]
    assert 8 <= len(losing) <= 40


def test_every_sale_on_credit_has_one_receivable(made: SampleBooks) -> None:
    sales = {o.number: o.invoice.amount for o in made.invoices if o.invoice.kind == SALE and o.invoice.account}
    found = {one.number: one.amount for one in made.receivables}
    assert found == {number: amount for number, amount in sales.items() if amount}
    assert all(one.paid_on is None or one.paid_on <= made.last_day for one in made.receivables)


def test_silence_the_orders_of_a_regular_customer_stop(made: SampleBooks) -> None:
    sales = [(o.invoice.account, o.day) for o in made.invoices if o.invoice.kind == SALE and o.invoice.account]
    gaps = order_gaps([code for code, _day in sales], [day for _code, day in sales], today=made.last_day)
    overdue = (
        {str(code): int(days) for code, days in zip(gaps.customer, gaps.silent, strict=True)} if len(sales) else {}
    )
    late = [str(code) for code in gaps.customer[gaps.overdue]]
    assert breaks.SILENCE in late
    assert overdue[breaks.SILENCE] > 2 * gaps.limit[np.flatnonzero(gaps.customer == breaks.SILENCE)[0]]
    # It is the only one of the large: who is told of it will believe it.
    largest = sorted(yearly(made), key=yearly(made).__getitem__, reverse=True)[:25]
    assert [code for code in largest if code in late] == [breaks.SILENCE]


def test_price_the_same_goods_bring_less_every_month(made: SampleBooks) -> None:
    def price(first: int, last: int) -> float:
        lines = [
            line
            for one in in_days(made, breaks.PRICE, first, last)
            for line in one.invoice.lines
            if one.invoice.kind == SALE and line.product.code == "BB-6324"
        ]
        return sum(line.amount for line in lines) / sum(line.quantity or 0 for line in lines)

    assert price(60, 0) < 0.88 * price(560, 500)
    assert margin(in_days(made, breaks.PRICE, 180, 0)) < margin(in_days(made, breaks.PRICE, 720, 540)) - 0.08


def test_staff_another_salesman_a_gap_and_half_the_range_gone(made: SampleBooks) -> None:
    before, after = in_days(made, breaks.STAFF, 625, 261), in_days(made, breaks.STAFF, 214, 25)
    assert {one.invoice.salesperson for one in before} == {"周立"}
    assert {one.invoice.salesperson for one in after} == {"林晓雯"}
    assert len(shares(before, lambda line: line.product.code)) == 5
    sold_lately = shares([o for o in after if o.invoice.kind == SALE], lambda line: line.product.code)
    assert len(sold_lately) == 2
    assert net(after) / 190 < 0.75 * net(before) / 365


def test_mix_the_same_revenue_with_less_in_it(made: SampleBooks) -> None:
    before, after = in_days(made, breaks.MIX, 695, 331), in_days(made, breaks.MIX, 120, 0)
    precise = [shares(period, lambda line: line.product.family.code)["HS"] for period in (before, after)]
    assert precise[0] > 0.6
    assert precise[1] < 0.35
    assert margin(after) < margin(before) - 0.08
    assert net(after) / 121 == pytest.approx(net(before) / 365, rel=0.2)


def test_quality_returns_and_credits_then_fewer_orders(made: SampleBooks) -> None:
    def lost(first: int, last: int) -> float:
        period = in_days(made, breaks.QUALITY, first, last)
        return -net(period, RETURN, CREDIT_NOTE) / net(period, SALE)

    assert lost(220, 50) > 3 * lost(600, 240)
    assert net(in_days(made, breaks.QUALITY, 90, 0)) / 91 < 0.65 * net(in_days(made, breaks.QUALITY, 600, 236)) / 365


def test_credit_it_pays_later_and_later(made: SampleBooks) -> None:
    owed: Counter[str] = Counter()
    for one in made.receivables:
        if one.paid_on is None and one.due_on < made.last_day:
            owed[one.account] += round(one.amount)
    (worst, most), (_second, next_most) = owed.most_common(2)
    assert worst == breaks.CREDIT
    assert most > 3 * next_most

    def days_late(start: date, end: date) -> float:
        paid = [o for o in made.receivables if o.account == breaks.CREDIT and o.paid_on and start <= o.due_on < end]
        return float(np.mean([((o.paid_on or end) - o.due_on).days for o in paid]))

    last = made.last_day
    assert (
        days_late(last - timedelta(200), last - timedelta(120))
        > days_late(last - timedelta(800), last - timedelta(420)) + 25
    )
