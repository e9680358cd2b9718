"""What customers will bring: the figures are the measures', proved on time not seen, refused where books are thin."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import import_lines, key_account
from ledger.telling import Line
from measures.real_books import cdnow_purchases
from vitalfew.journal.models import Entry
from vitalfew.loop.analysis.actions import change_assumptions, refresh_figures, refresh_value
from vitalfew.loop.analysis.models import AccountValue
from vitalfew.loop.analysis.queries import get_figures
from vitalfew.loop.analysis.queries.assumptions import get_assumptions
from vitalfew.loop.analysis.queries.value import get_valuation, get_values
from vitalfew.loop.analysis.rules.lifetimes import ValueWhy, split_day
from vitalfew.loop.analysis.rules.risk import WEIGHTS, Factor, RiskSigns, calibrated, retention_for, risk_of
from vitalfew.loop.analysis.rules.worth import AssumptionWhy, Road, contract_value, kept_of, usual_share
from vitalfew.loop.rules import Refused
from vitalfew.measures.lifetime import BetaGeometricNBD, GammaGamma, customer_lifetime_value, summarize
from vitalfew.people.rules import CLOCK, NotAllowed

pytestmark = pytest.mark.django_db
END = date(2025, 12, 31)


def line(account: str, amount: Any, day: date, cost: Any = None) -> Line:
    paid = None if cost is None else Decimal(cost)
    return Line(invoice=f"{account}{day}", account=account, amount=Decimal(amount), day=day, cost=paid)


def a_market(customers: int = 200, *, seed: int = 4, cost: bool = True) -> list[Line]:
    """Return customers who order by chance for two years and stop by chance, each at a price level of his own."""
    chance = np.random.default_rng(seed)
    found = [line("EDGE", 10, END, 6 if cost else None)]
    for number in range(customers):
        gap, level, quits = chance.gamma(2, 20) + 8, chance.gamma(3, 100) + 20, chance.beta(0.6, 3)
        day = END - timedelta(int(chance.integers(400, 760)))
        while day <= END:
            amount = round(level * chance.uniform(0.5, 1.5), 2)
            found.append(line(f"C{number:03}", str(amount), day, str(round(amount * 0.6, 2)) if cost else None))
            if chance.random() < quits:
                break
            day += timedelta(int(chance.exponential(gap)) + 1)
    return found


def value_all(*told: Line, **more: Any) -> dict[str, int]:
    ids = import_lines(told, currency="CNY")
    refresh_figures(by=CLOCK)
    refresh_value(by=CLOCK, **more)
    return ids


def test_each_customer_is_told_what_the_model_says_times_the_margin_he_leaves() -> None:
    value_all(*a_market())
    state, rows = get_valuation(), get_values(CLOCK, Road.MODEL)
    assert state.model
    assert (state.why, state.currency, state.as_of, state.model.customers) == (None, "CNY", END, len(rows))
    assert state.model.proof.split == split_day(min(one.day for one in a_market()), END)
    # Everybody's cost is 60 % of his sales.
    known = [one for one in rows if one.value is not None]
    assert all(one.is_margin for one in known)
    assert sum(one.value or 0 for one in known) == pytest.approx(state.model.margin, abs=Decimal("0.01") * len(known))
    for one in known:
        assert one.low is not None
        assert one.high is not None
        assert Decimal(0) <= one.low <= one.high
        assert one.value is not None
        assert one.year is not None
        assert one.year <= one.value
    active = [one for one in known if (one.alive or 0) > 0.5]
    assert active
    assert all(one.low <= one.value <= one.high for one in active if one.low is not None and one.high and one.value)
    bought = state.model.proof.by_class
    assert sum(one.customers for one in bought) == state.model.proof.customers
    assert sum(one.customers * one.happened for one in bought) == pytest.approx(state.model.proof.happened)


def test_who_ordered_on_one_day_only_is_not_said_to_be_active() -> None:
    value_all(*a_market())
    state = get_valuation()
    once = [one for one in get_values(CLOCK, Road.MODEL) if one.bought_again == 0]
    assert once
    assert state.model
    is_silent = state.model.purchases.model == "BetaGeometricNBD"
    assert all((one.alive is None) == is_silent for one in once)


def test_without_costs_it_is_revenue_and_says_so() -> None:
    value_all(*a_market(cost=False))
    state = get_valuation()
    assert state.model
    assert (state.model.margin, state.model.margins) == (0, 0)
    assert state.model.revenue > 0
    assert not any(one.is_margin for one in get_values(CLOCK, Road.MODEL))


@pytest.mark.parametrize(
    ("told", "why", "count"),
    [
        (a_market(12), ValueWhy.FEW_CUSTOMERS, 13),
        ([line("A", 5, END - timedelta(n)) for n in range(30)], ValueWhy.SHORT_BOOKS, 30),
        ([line(f"N{n}", 5, END - timedelta(3 * n)) for n in range(99)], ValueWhy.FEW_AGAIN, 0),
    ],
)
def test_thin_books_are_told_to_be_thin(told: list[Line], why: ValueWhy, count: int) -> None:
    value_all(*told)
    state = get_valuation()
    assert (state.why, state.lacking, state.model) == (why, count, None)
    assert get_values(CLOCK, Road.MODEL) == []


def test_a_key_account_goes_by_its_chance_to_stay_and_counts_once(cast: Any) -> None:
    told = a_market()
    ids = import_lines(told, currency="CNY")
    key_account(cast, ids["C001"])
    refresh_figures(by=CLOCK)
    refresh_value(by=CLOCK)
    (one,) = get_values(CLOCK, Road.CONTRACT)
    figures, assumed = get_figures(ids["C001"]), get_assumptions()
    assert figures
    assert (one.account_id, one.brought) == (ids["C001"], figures.margin)
    assert one.risk is not None
    assert one.retention == retention_for(one.risk, assumed.retention)
    assert float(one.lasting or 0) == pytest.approx(
        float(figures.margin or 0) * one.retention / (1.1 - one.retention), rel=1e-9, abs=1e-4
    )
    assert ids["C001"] not in {other.account_id for other in get_values(CLOCK, Road.MODEL)}
    assert figures.ahead == one.value


def test_nothing_is_fitted_anew_while_books_and_assumptions_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    value_all(*a_market())
    stood = list(AccountValue.objects.order_by("pk").values())
    monkeypatch.setattr("vitalfew.loop.analysis.actions.value.estimate", None)
    refresh_value(by=CLOCK)
    assert list(AccountValue.objects.order_by("pk").values()) == stood


def test_an_assumption_moves_the_values_and_remembers_who_said_it(cast: Any) -> None:
    told = a_market()
    ids = import_lines(told, currency="CNY")
    key_account(cast, ids["C001"])
    refresh_figures(by=CLOCK)
    refresh_value(by=CLOCK)
    (before,) = get_values(CLOCK, Road.CONTRACT)
    changed = change_assumptions(by=cast.analyst, version=0, retention=[0.5, 0.4, 0.3, 0.2, 0.1], note="行业经验")
    assert changed.version == 2
    refresh_value(by=CLOCK)
    (after,) = get_values(CLOCK, Road.CONTRACT)
    assert after.retention is not None
    assert before.retention is not None
    assert after.retention < before.retention
    entry = Entry.objects.get(verb="analysis.assumptions_changed")
    assert entry.actor_name == "何静"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"discount_rate": Decimal("1.2")}, AssumptionWhy.UNFIT_RATE),
        ({"retention": [0.5, 0.6, 0.3, 0.2, 0.1]}, AssumptionWhy.UNFIT_TABLE),
        ({"retention": [1.0, 0.6, 0.3, 0.2, 0.1]}, AssumptionWhy.UNFIT_TABLE),
        ({"cost_ratio": Decimal(0)}, AssumptionWhy.UNFIT_RATIO),
    ],
)
def test_what_cannot_be_is_refused(cast: Any, changes: dict[str, Any], why: AssumptionWhy) -> None:
    with pytest.raises(Refused) as refused:
        change_assumptions(by=cast.analyst, version=0, **changes)
    assert refused.value.why is why


def test_a_manager_neither_values_nor_assumes(cast: Any) -> None:
    with pytest.raises(NotAllowed):
        refresh_value(by=cast.owner)
    with pytest.raises(NotAllowed):
        change_assumptions(by=cast.owner, version=0, cost_ratio=Decimal(3))


SHARES = st.one_of(st.none(), st.floats(0, 1))
SIGNS = st.builds(
    RiskSigns,
    quiet=SHARES,
    beyond=st.one_of(st.none(), st.floats(0, 100)),
    change=st.one_of(st.none(), st.floats(-1, 5)),
    gaps=st.one_of(st.none(), st.integers(0, 9)),
    events=st.one_of(st.none(), st.integers(0, 9)),
    overdue_share=SHARES,
    kept_share=SHARES,
)


@given(SIGNS)
def test_a_risk_lies_within_its_scale_and_is_not_told_of_whom_too_little_is_known(signs: RiskSigns) -> None:
    risk = risk_of(signs)
    assert risk.known == sum(WEIGHTS[factor] for factor in risk.factors)
    assert (risk.score is None) == (risk.known < 40)
    assert risk.score is None or 0 <= risk.score <= 100 + 1e-9


def test_what_is_not_known_counts_neither_for_nor_against() -> None:
    assert risk_of(RiskSigns(quiet=0.25, gaps=0)).score == pytest.approx(100 * 25 * 0.5 / 45)
    assert risk_of(RiskSigns(quiet=0.25, gaps=0)).factors == {Factor.RHYTHM: 0.5, Factor.PEOPLE: 0.0}


@given(st.lists(st.floats(0.05, 0.99), min_size=1, max_size=30), st.integers(100, 500), st.floats(0.05, 0.95))
def test_with_enough_contract_years_the_chances_have_the_firms_own_mean(
    rates: list[float], years: int, part: float
) -> None:
    kept = max(1, min(years - 1, round(years * part)))
    moved = calibrated(rates, years, kept)
    assert sum(moved) / len(moved) == pytest.approx(kept / years, abs=1e-6)
    assert sorted(moved) == [one for _rate, one in sorted(zip(rates, moved, strict=True))]
    assert calibrated(rates, 99, 50) == rates


@given(
    st.decimals("0.01", "1e9", places=2), st.decimals("-1e9", "1e9", places=2), st.floats(0.01, 0.99), st.floats(0, 1)
)
def test_three_years_are_never_worth_more_than_all_to_come(
    sales: Decimal, margin: Decimal, stays: float, rate: float
) -> None:
    kept = kept_of(sales, sales, margin, None)
    assert (kept.is_margin, kept.brought) == (True, margin)
    worth = contract_value(margin, stays, rate)
    assert worth.value is not None
    assert worth.lasting is not None
    assert abs(worth.value) <= abs(worth.lasting) + Decimal("0.001")
    assert usual_share([(sales, margin), (None, None), (Decimal(0), margin)]) == pytest.approx(float(margin / sales))


@pytest.mark.books
def test_on_published_books_the_page_says_what_the_measures_say(books: Path) -> None:
    customers, days, dollars = cdnow_purchases(books)
    told = [
        Line(invoice=str(n), account=str(customer), amount=Decimal(str(amount)), day=day.astype(object))
        for n, (customer, day, amount) in enumerate(zip(customers, days, dollars, strict=True))
    ]
    ids = value_all(*told)
    state = get_valuation()
    assert state.model
    end = days.max()
    whole = summarize(customers, days, dollars, end=end, unit="month")
    assert state.model.customers == len(whole.customer) == 2357
    assert state.model.purchases.model in {"BetaGeometricNBD", "ModifiedBetaGeometricNBD", "ParetoNBD"}
    again = (whole.frequency > 0) & (whole.monetary_value > 0)
    money = GammaGamma.fit(whole.frequency[again], whole.monetary_value[again])
    assert state.model.money
    assert state.model.money.parameters["p"][0] == pytest.approx(money.p, rel=1e-9)
    if state.model.purchases.model == "BetaGeometricNBD":
        model = BetaGeometricNBD.fit(whole.frequency, whole.recency, whole.age)
        spent = np.where(again, whole.monetary_value, 1.0)
        value = customer_lifetime_value(
            model,
            money,
            whole.frequency,
            whole.recency,
            whole.age,
            spent,
            periods=36,
            discount_rate=1.1 ** (1 / 12) - 1,
        )
        of = {one.account_id: one.value for one in get_values(CLOCK, Road.MODEL)}
        best = int(np.argmax(value))
        assert float(of[ids[str(whole.customer[best])]] or 0) == pytest.approx(float(value[best]), rel=1e-6)
    # CDNOW's own hold-out: expected and come are near each other.
    proof = state.model.proof
    assert abs(proof.expected / proof.happened - 1) < 0.15
