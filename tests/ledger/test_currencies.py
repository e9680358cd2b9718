"""Books in several currencies: every figure in one, each day at its own rate, to the cent; unknown without one."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from ledger.telling import Line, tell
from vitalfew.ledger import queries
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.actions.rates import set_rate
from vitalfew.ledger.actions.settings import change_settings
from vitalfew.ledger.actions.undo import undo_batch
from vitalfew.ledger.queries.conversion import get_missing_rates
from vitalfew.ledger.queries.settings import get_settings
from vitalfew.ledger.rules.currency import RateKind
from vitalfew.ledger.rules.figures import Measure, Scope
from vitalfew.people.rules import COMMAND_LINE

FIRST = date(2024, 1, 1)
END = date(2025, 12, 31)
ACCOUNTS = ("A", "B", None)
CENT = Decimal("0.01")
SHOWN = Decimal("0.0001")

amounts = some.decimals("-100000", "100000", places=4)
days = some.integers(0, (END - FIRST).days).map(lambda back: FIRST + timedelta(back))
lines = some.builds(
    Line,
    invoice=some.uuids().map(str),
    account=some.sampled_from(ACCOUNTS),
    amount=amounts,
    cost=some.one_of(some.none(), amounts),
    day=days,
    kind=some.sampled_from(["sale", "return", "rebate"]),
    currency=some.sampled_from(["", "CNY", "USD", "JPY"]),
    line=some.just("1"),
)
rates = some.dictionaries(
    some.tuples(some.sampled_from(["USD", "JPY"]), days), some.decimals("0.0001", "9", places=10), max_size=6
)


def _rate(told: dict[tuple[str, date], Decimal], currency: str, day: date) -> Decimal | None:
    """Say by hand which rate holds on a day."""
    if currency in ("", "CNY"):
        return Decimal(1)
    before = [since for of, since in told if of == currency and since <= day]
    return told[currency, max(before)] if before else None


def _sum(told: dict[tuple[str, date], Decimal], of: Sequence[tuple[Line, Decimal]]) -> Decimal | None:
    parts = [(amount, _rate(told, line.currency, line.day)) for line, amount in of]
    if any(rate is None for _amount, rate in parts):
        return None
    exact = sum((amount * rate for amount, rate in parts if rate is not None), Decimal(0))
    return exact.quantize(SHOWN, ROUND_HALF_UP)


class RandomBooks(TestCase):
    """Random books in three currencies, held against plain decimals."""

    # Not made smaller: each book takes the whole way into the ledger, and a few lines are read as they are.
    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )
    @given(batches=some.lists(some.lists(lines, min_size=1, max_size=12), min_size=1, max_size=3), told=rates)
    def test_every_sum_is_what_a_ledger_kept_by_hand_says(
        self, batches: list[list[Line]], told: dict[tuple[str, date], Decimal]
    ) -> None:
        _settle("CNY")
        for batch in batches:
            commit_checked(tell(batch), by=COMMAND_LINE)
        for (currency, day), rate in told.items():
            set_rate(by=COMMAND_LINE, currency=currency, kind=RateKind.DATED, day=day, rate=rate)
        all_lines = [line for batch in batches for line in batch]
        self._as_by_hand(all_lines, told)
        undo_batch(by=COMMAND_LINE, batch_id=queries.get_batches()[0].id)
        self._as_by_hand([line for batch in batches[:-1] for line in batch], told)

    def _as_by_hand(self, kept: list[Line], told: dict[tuple[str, date], Decimal]) -> None:
        amounts = queries.get_account_amounts(scope=Scope.NET)
        by_hand = {account: _of(kept, account) for account in {line.account for line in kept}}
        sums = {account: _sum(told, [(line, line.amount) for line in own]) for account, own in by_hand.items()}
        unattributed = sums.pop(None, Decimal(0))
        known = {account: amount for account, amount in sums.items() if amount is not None}
        assert dict(zip(amounts.codes, amounts.amounts, strict=True)) == known
        assert amounts.without_rate == len(sums) - len(known)
        assert amounts.unattributed == unattributed
        for account, own in by_hand.items():
            if account is not None:
                self._account_as_by_hand(account, own, told)
        missing = {line.currency for line in kept if _rate(told, line.currency, line.day) is None}
        assert {one.currency for one in get_missing_rates()} == missing

    def _account_as_by_hand(self, account: str, own: list[Line], told: dict[tuple[str, date], Decimal]) -> None:
        total = queries.get_total(account)
        net = _sum(told, [(line, line.amount) for line in own])
        assert total.net == net
        assert total.sales == _sum(told, [(line, line.amount) for line in own if line.kind == "sale"])
        if net is not None and all(line.cost is not None for line in own):
            cost = _sum(told, [(line, line.cost) for line in own if line.cost is not None])
            assert total.margin == net - (cost or Decimal(0))
        else:
            assert total.margin is None
        span = queries.Span(account, FIRST, END)
        assert queries.get_totals([span]) == [total]
        self._parts_make_the_whole(account, total.net)

    def _parts_make_the_whole(self, account: str, net: Decimal | None) -> None:
        months = queries.get_account_months(END, 24, [account])["amount"].to_pylist()
        if net is None:
            assert None in months
            return
        assert abs(sum(months, Decimal(0)) - net) < CENT


def _of(kept: list[Line], account: str | None) -> list[Line]:
    return [line for line in kept if line.account == account]


def _settle(currency: str, **changes: Any) -> None:
    change_settings(by=COMMAND_LINE, version=get_settings().version, currency=currency, **changes)


@pytest.fixture
def two_years(db: None) -> None:
    """Make a customer who buys for 100 dollars each year while the dollar falls."""
    _settle("CNY")
    bought = [
        Line(invoice=str(day.year), line="1", account="ACME", amount=Decimal(100), currency="USD", day=day)
        for day in (date(2024, 6, 1), date(2025, 6, 1))
    ]
    commit_checked(tell(bought), by=COMMAND_LINE)
    for day, rate in ((date(2024, 1, 1), "7.20"), (date(2025, 1, 1), "6.90")):
        set_rate(by=COMMAND_LINE, currency="USD", kind=RateKind.DATED, day=day, rate=Decimal(rate))


def _year(year: int, rates: RateKind | None = None) -> list[Decimal]:
    return queries.get_account_amounts(start=date(year, 1, 1), end=date(year, 12, 31), rates=rates).amounts


def test_a_later_rate_never_moves_an_earlier_year(two_years: None) -> None:
    assert (_year(2024), _year(2025)) == ([Decimal(720)], [Decimal(690)])


def test_at_budget_rates_the_fall_of_a_currency_is_no_fall_of_the_customer(two_years: None) -> None:
    set_rate(by=COMMAND_LINE, currency="USD", kind=RateKind.BUDGET, day=None, rate=Decimal(7))
    assert _year(2024, RateKind.BUDGET) == _year(2025, RateKind.BUDGET) == [Decimal(700)]
    _settle("CNY", rates=RateKind.BUDGET)
    assert _year(2024) == [Decimal(700)]


def test_without_a_rate_an_amount_is_unknown_and_never_summed_in_part(two_years: None) -> None:
    more = [Line(invoice="9", line="1", account="ACME", amount=Decimal(5), currency="EUR", day=date(2025, 7, 1))]
    commit_checked(tell(more), by=COMMAND_LINE)
    assert _year(2025) == []
    assert queries.get_total("ACME").net is None
    (missing,) = get_missing_rates()
    assert (missing.currency, missing.first_day, missing.lines) == ("EUR", date(2025, 7, 1), 1)


def test_a_new_rate_moves_the_books_so_that_figures_are_computed_anew(two_years: None) -> None:
    before = queries.get_generation()
    set_rate(by=COMMAND_LINE, currency="USD", kind=RateKind.DATED, day=date(2025, 6, 1), rate=Decimal("7"))
    assert queries.get_generation() == before + 1
    assert _year(2025) == [Decimal(700)]


@pytest.mark.django_db
@pytest.mark.parametrize("by", [Measure.REVENUE, Measure.MARGIN])
def test_what_is_told_by_hand_counts_for_lines_that_do_not_say_their_currency(by: Measure) -> None:
    _settle("CNY")
    line = Line(invoice="1", line="1", account="ACME", amount=Decimal(5), cost=Decimal(1))
    commit_checked(tell([line], currency="USD"), by=COMMAND_LINE)
    assert queries.get_account_amounts(by=by).without_rate == 1
