"""What is true of every fit of the customer-base models, and what they refuse."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import beta as beta_function
from scipy.special import betaln, gammaln, hyp2f1

from faults.trials import trials
from measures import customers
from vitalfew.measures import BadInput, NotEnoughData
from vitalfew.measures.lifetime import (
    BetaGeometricNBD,
    GammaGamma,
    ModifiedBetaGeometricNBD,
    ParetoNBD,
    PurchaseModel,
    choose_model,
    customer_lifetime_value,
    hold_out,
    lifetime_value_interval,
    retention_lifetime_value,
    summarize,
)
from vitalfew.measures.lifetime.histories import Histories, checked, grouped

MODELS = (BetaGeometricNBD, ModifiedBetaGeometricNBD, ParetoNBD)
GEOMETRIC = {"r": 0.8, "alpha": 8.0, "a": 0.8, "b": 2.5}
PARETO = {"r": 0.8, "alpha": 8.0, "s": 0.7, "beta": 12.0}
SOME = customers.geometric(3_000, seed=4, **GEOMETRIC)
OTHERS = customers.pareto(3_000, seed=4, **PARETO)
OWN = dict(zip(MODELS, (SOME, customers.geometric(3_000, seed=4, chances=1, **GEOMETRIC), OTHERS), strict=True))
PARAMETERS = st.lists(st.floats(-2.5, 2.5), min_size=4, max_size=4).map(np.array)


def _fitted(model: type[PurchaseModel], **values: float) -> PurchaseModel:
    """Return a model with these parameters that was never fitted."""
    return model(**values, log_likelihood=0, standard_errors={}, iterations=0, covariance=np.eye(4) * 1e-12)


@pytest.mark.parametrize("model", MODELS)
@given(place=PARAMETERS)
@settings(max_examples=25)
def test_the_derivatives_are_exact(model: type[PurchaseModel], place: np.ndarray) -> None:
    likelihood = model._likelihood(grouped(*(part[:200] for part in SOME), None))
    _, slope, bend = likelihood(place)
    for i in range(4):
        step = np.zeros(4)
        step[i] = 1e-5
        above, below = likelihood(place + step), likelihood(place - step)
        assert slope[i] == pytest.approx((above[0] - below[0]) / 2e-5, rel=1e-5, abs=1e-2)
        assert bend[i] == pytest.approx((above[1] - below[1]) / 2e-5, rel=1e-5, abs=1e-2)
    assert bend == pytest.approx(bend.T)


@pytest.mark.parametrize("chances", [0, 1])
@given(place=PARAMETERS)
@settings(max_examples=25)
def test_the_geometric_likelihood_is_the_published_one(chances: int, place: np.ndarray) -> None:
    x, last, end = (part[:200] for part in SOME)
    r, alpha, a, b = np.exp(place)
    first = gammaln(r + x) - gammaln(r) + r * math.log(alpha) - np.log(beta_function(a, b))
    active = beta_function(a, b + x + chances) / (alpha + end) ** (r + x)
    quits = (
        beta_function(a + 1, b + x + chances - 1)
        if chances
        else np.where(x > 0, beta_function(a + 1, np.maximum(b + x - 1, 1e-300)), 0)
    )
    expected = (first + np.log(active + quits / (alpha + last) ** (r + x))).sum()
    model = (BetaGeometricNBD, ModifiedBetaGeometricNBD)[chances]
    assert model._likelihood(Histories(x, last, end, np.ones(200)))(place)[0] == pytest.approx(expected, rel=1e-10)


@given(place=PARAMETERS)
@settings(max_examples=50)
def test_the_pareto_likelihood_is_the_published_one(place: np.ndarray) -> None:
    x, last, end = (part[:100] for part in SOME)
    r, alpha, s, beta = np.exp(place)
    n = r + s + x
    most, second = max(alpha, beta), (s + 1 if alpha >= beta else r + x)

    def power(at: np.ndarray) -> np.ndarray:
        return hyp2f1(n, second, n + 1, abs(alpha - beta) / (most + at)) / (most + at) ** n

    path = 1 / ((alpha + end) ** (r + x) * (beta + end) ** s) + s / n * (power(last) - power(end))
    expected = gammaln(r + x) - gammaln(r) + r * math.log(alpha) + s * math.log(beta) + np.log(path)
    found = [ParetoNBD._likelihood(Histories(x[[i]], last[[i]], end[[i]], np.ones(1)))(place)[0] for i in range(len(x))]
    assert found == pytest.approx(expected, rel=1e-8, abs=1e-8)


@pytest.mark.parametrize("a", [0.5, 0.9995, 1.0, 1.0005, 1.7])
def test_what_an_active_customer_will_buy_is_the_integral_over_who_he_may_be(a: float) -> None:
    # E[X(t)] = ∫∫ (1 − e^{−λpt})/p of λ ~ Gamma(r, α), p ~ Beta(a, b); over λ in closed form.
    r, alpha, b, t = 0.8, 8.0, 2.5, 30.0

    def by_chance(p: float) -> float:
        return (1 - (alpha / (alpha + p * t)) ** r) / p * p ** (a - 1) * (1 - p) ** (b - 1) / beta_function(a, b)

    expected = quad(by_chance, 0, 1, epsabs=1e-12, limit=200)[0]
    model = _fitted(BetaGeometricNBD, r=r, alpha=alpha, a=a, b=b)
    assert float(model.expected_purchases(t)) == pytest.approx(expected, rel=1e-7)


@pytest.mark.parametrize("s", [0.5, 1.0, 1.5])
def test_a_pareto_customer_buys_while_he_is_active(s: float) -> None:
    r, alpha, beta, t = 0.8, 8.0, 12.0, 30.0
    expected = r / alpha * quad(lambda u: (beta / (beta + u)) ** s, 0, t)[0]
    assert float(_fitted(ParetoNBD, r=r, alpha=alpha, s=s, beta=beta).expected_purchases(t)) == pytest.approx(expected)


@pytest.mark.parametrize("model", MODELS)
def test_what_was_expected_of_all_is_what_they_then_buy(model: type[PurchaseModel]) -> None:
    # Watched for half the time and judged, 40,000 customers buy in the other half what was expected, within 3 σ.
    if model is ParetoNBD:
        made, values = customers.pareto(40_000, seed=9, is_daily=False, **PARETO), PARETO
    else:
        chances = int(model is ModifiedBetaGeometricNBD)
        made = customers.geometric(40_000, seed=9, is_daily=False, chances=chances, **GEOMETRIC)
        values = GEOMETRIC
    known = _fitted(model, **values)
    x, _, end = made
    expected = known.expected_purchases(end)
    assert abs((x - expected).sum()) < 3 * x.std() * math.sqrt(len(x))


@pytest.mark.parametrize("model", MODELS)
def test_a_weight_is_so_many_customers(model: type[PurchaseModel]) -> None:
    x, last, end = (part[:800] for part in OWN[model])
    counts = np.random.default_rng(3).integers(0, 4, 800)
    weighted = model.fit(x, last, end, weights=counts)
    repeated = model.fit(*(np.repeat(part, counts) for part in (x, last, end)))
    assert weighted.parameters == pytest.approx(repeated.parameters, rel=1e-8)
    assert weighted.log_likelihood == pytest.approx(repeated.log_likelihood, rel=1e-12)


@pytest.mark.parametrize("model", MODELS)
def test_neither_order_nor_unit_of_time_matters(model: type[PurchaseModel]) -> None:
    x, last, end = (part[:1_500] for part in OWN[model])
    fitted, shuffled = model.fit(x, last, end), np.random.default_rng(1).permutation(1_500)
    again = model.fit(x[shuffled], last[shuffled], end[shuffled])
    in_days = model.fit(x, last * 7, end * 7)
    units = np.where(model.times, 7, 1)
    assert again.parameters == pytest.approx(fitted.parameters, rel=1e-8)
    assert in_days.parameters == pytest.approx(fitted.parameters * units, rel=1e-7)
    assert in_days.log_likelihood == pytest.approx(fitted.log_likelihood - x.sum() * math.log(7))
    assert in_days.probability_alive(x, last * 7, end * 7) == pytest.approx(fitted.probability_alive(x, last, end))


@given(st.integers(1, 400), st.sampled_from([1 / 7, 1.0, 30.4375, 1e-3]), st.integers(0, 2**32 - 1))
def test_grouping_loses_nobody(size: int, step: float, seed: int) -> None:
    chance = np.random.default_rng(seed)
    end = chance.integers(1, 50, size)
    last = chance.integers(0, end + 1)
    x = np.where(last > 0, chance.integers(1, 5, size), 0).astype(float)
    together = grouped(x, last * step, end * step, None)
    assert together.customers == size
    rows = zip(together.frequency, together.recency / step, together.age / step, together.weight, strict=True)
    listed = sorted((f, round(r, 6), round(t, 6)) for f, r, t, weight in rows for _ in range(int(weight)))
    assert listed == sorted(zip(x.tolist(), last.tolist(), end.tolist(), strict=True))


@pytest.mark.parametrize("model", MODELS)
def test_figures_of_a_customer_do_not_hang_on_the_others(model: type[PurchaseModel]) -> None:
    fitted = model.fit(*OWN[model])
    x, last, end = (part[:300] for part in SOME)
    together = fitted.expected_future_purchases(20, x, last, end)
    alone = [float(fitted.expected_future_purchases(20, [x[i]], [last[i]], [end[i]])[0]) for i in range(0, 300, 29)]
    assert together[::29] == pytest.approx(alone)
    assert ((together >= 0) & (together <= 20 * (fitted.r + x) / (fitted.alpha + end) + 1e-12)).all()


def test_alive_is_a_chance_that_falls_with_silence() -> None:
    for model in MODELS:
        fitted = model.fit(*OWN[model])
        alive = fitted.probability_alive(np.full(30, 5.0), np.full(30, 20.0), np.linspace(20, 60, 30))
        assert ((alive > 0) & (alive <= 1)).all()
        assert (np.diff(alive) < 0).all()
    assert BetaGeometricNBD.fit(*SOME).probability_alive([0], [0], [30]).tolist() == [1]
    assert ModifiedBetaGeometricNBD.fit(*SOME).probability_alive([0], [0], [30])[0] < 1


@pytest.mark.parametrize(
    ("model", "truth", "make"),
    [
        (BetaGeometricNBD, GEOMETRIC, customers.geometric),
        (ModifiedBetaGeometricNBD, GEOMETRIC, lambda size, **told: customers.geometric(size, chances=1, **told)),
        (ParetoNBD, PARETO, customers.pareto),
    ],
)
def test_the_parameters_come_back_within_their_intervals(
    model: type[PurchaseModel], truth: dict[str, float], make: Callable[..., Any]
) -> None:
    """Of the intervals of ±1.96 standard errors 95 in 100 hold the truth; asked are 90, over all four parameters."""
    rounds = trials(8 if model is ParetoNBD else 24, 24, 200)
    held = 0
    for seed in range(rounds):
        fitted = model.fit(*make(4_000, seed=seed, is_daily=False, **truth))
        logs = np.log(fitted.parameters) - np.log(list(truth.values()))
        held += int((np.abs(logs) < 1.96 * np.sqrt(np.diag(fitted.covariance))).sum())
    assert held / (4 * rounds) >= 0.90


def _spending(size: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    x = chance.integers(1, 12, size).astype(float)
    return x, chance.gamma(6.0 * x) / chance.gamma(4.0, 1 / 15.0, size) / x


def test_spend_comes_back_within_its_intervals() -> None:
    rounds, held = trials(40, 40, 200), 0
    for seed in range(rounds):
        fitted = GammaGamma.fit(*_spending(1_000, seed))
        logs = np.log([fitted.p, fitted.q, fitted.v]) - np.log([6.0, 4.0, 15.0])
        held += int((np.abs(logs) < 1.96 * np.sqrt(np.diag(fitted.covariance))).sum())
    assert held / (3 * rounds) >= 0.90


@given(st.floats(0.01, 1e6))
@settings(max_examples=10)
def test_spend_in_another_currency_is_the_same_spend(rate: float) -> None:
    x, m = _spending(500, 2)
    here, there = GammaGamma.fit(x, m), GammaGamma.fit(x, m * rate)
    assert [there.p, there.q, there.v] == pytest.approx([here.p, here.q, here.v * rate], rel=1e-6)
    assert there.expected_spend(x, m * rate) == pytest.approx(here.expected_spend(x, m) * rate, rel=1e-6)


@pytest.mark.parametrize("model", MODELS)
def test_the_value_is_what_is_bought_times_what_is_spent(model: type[PurchaseModel]) -> None:
    fitted, money = model.fit(*OWN[model]), GammaGamma.fit(*_spending(1_000, 1))
    x, last, end = (part[:50] for part in SOME)
    m = np.where(x > 0, 30.0, np.nan)
    undiscounted = customer_lifetime_value(fitted, money, x, last, end, m, periods=12, discount_rate=0, margin=0.4)
    expected = fitted.expected_future_purchases(12, x, last, end) * money.expected_spend(x, m) * 0.4
    assert undiscounted == pytest.approx(expected)
    assert (
        customer_lifetime_value(fitted, money, x, last, end, m, periods=12, discount_rate=0.1) < expected / 0.4
    ).all()


@pytest.mark.parametrize("model", MODELS)
def test_the_futures_drawn_are_on_average_what_is_expected(model: type[PurchaseModel]) -> None:
    fitted = model.fit(*OWN[model])
    x, last, end = (part[:60] for part in OWN[model])
    drawn = fitted.draw_purchases(np.random.default_rng(2), x, last, end, 6, 20_000)
    by_then = drawn.sum(0)
    expected = fitted.expected_future_purchases(6, x, last, end)
    assert (np.abs(by_then.mean(1) - expected) < 4.5 * by_then.std(1) / math.sqrt(20_000)).all()
    discounted = np.tensordot(1.02 ** -np.arange(1.0, 7), drawn, 1).mean(1)
    assert discounted.sum() == pytest.approx(fitted.discounted_purchases(6, 0.02, x, last, end).sum(), rel=0.02)


@pytest.mark.parametrize("model", MODELS)
def test_the_same_seed_gives_the_same_interval(model: type[PurchaseModel]) -> None:
    fitted, money = model.fit(*OWN[model]), GammaGamma.fit(*_spending(1_000, 1))
    x, last, end = (part[:40] for part in SOME)
    told: dict[str, Any] = {"periods": 6, "discount_rate": 0.02, "futures": 400}
    wide, narrow, again = (
        lifetime_value_interval(fitted, money, x, last, end, np.where(x > 0, 30.0, np.nan), level=level, **told)
        for level in (0.9, 0.5, 0.5)
    )
    assert (narrow.high == again.high).all()
    assert ((wide.low <= narrow.low) & (narrow.low <= narrow.median) & (narrow.high <= wide.high)).all()


def test_nine_in_ten_futures_fall_within_the_interval() -> None:
    whole = customers.geometric(6_000, seed=21, is_daily=False, **GEOMETRIC)
    x, last, end = whole
    first = BetaGeometricNBD.fit(x, last, end)
    money = GammaGamma.fit(*_spending(1_000, 1))
    chance = np.random.default_rng(5)
    bought = _fitted(BetaGeometricNBD, **GEOMETRIC).draw_purchases(chance, x[:500], last[:500], end[:500], 4, 1)[..., 0]
    spend = chance.gamma(4.0 + 6.0 * x[:500]) / (15.0 + x[:500] * 30)
    happened = (chance.standard_gamma(6.0 * bought) / spend).sum(0)
    found = lifetime_value_interval(
        first, money, x[:500], last[:500], end[:500], np.full(500, 30.0), periods=4, discount_rate=0
    )
    assert ((found.low <= happened) & (happened <= found.high)).mean() >= 0.88


def test_a_summary_counts_days_not_lines() -> None:
    day = np.array(["2025-01-01", "2025-01-01", "2025-01-15", "2025-01-29", "2025-03-05"], "datetime64[D]")
    seen = summarize(["b", "b", "b", "b", "a"], day, [10, 5, 20, 40, 7], end="2025-03-12")
    assert seen.customer.tolist() == ["a", "b"]
    assert seen.frequency.tolist() == [0, 2]
    assert seen.recency.tolist() == [0, 4]
    assert seen.age.tolist() == [1, 10]
    assert math.isnan(seen.monetary_value[0])
    assert seen.monetary_value[1] == 30


@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 40), st.integers(-500, 10**6)), min_size=1, max_size=60),
    st.randoms(use_true_random=False),
)
def test_a_summary_is_what_one_would_count_by_hand(lines: list[tuple[int, int, int]], shuffler: Any) -> None:
    shuffler.shuffle(lines)
    start = np.datetime64("2025-01-01")
    customer, offset, cents = (np.array(part) for part in zip(*lines, strict=True))
    seen = summarize(customer, start + offset, cents / 100, end="2025-02-10", unit="day")
    for place, name in enumerate(seen.customer):
        own = [line for line in lines if line[0] == name]
        days = sorted({line[1] for line in own})
        assert (seen.frequency[place], seen.recency[place]) == (len(days) - 1, days[-1] - days[0])
        assert seen.age[place] == 40 - days[0]
        later = sum(line[2] for line in own if line[1] > days[0]) / 100
        if len(days) > 1:
            assert seen.monetary_value[place] == pytest.approx(later / (len(days) - 1), abs=1e-9)


@pytest.mark.parametrize(
    ("x", "last", "end", "told"),
    [
        ([1.5], [1], [2], r"frequency\[0\] is 1.5"),
        ([-1], [0], [2], r"frequency\[0\] is -1"),
        ([1, 1], [1, -2], [2, 2], r"recency\[1\] is -2"),
        ([1, 1], [1, math.nan], [2, 2], r"recency\[1\] is .*nan"),
        ([1, 1], [1, None], [2, 2], r"recency\[1\] is None"),
        ([1], [3], [2], r"recency\[0\] is 3.0: is after the end"),
        ([1], [0], [2], r"recency\[0\] is 0.0: a repeat purchase"),
        ([0], [1], [2], r"recency\[0\] is 1.0: without a repeat purchase"),
        ([1], [1], [math.inf], r"age\[0\] is .*inf"),
        ([1, 2], [1], [2], "recency is 'an array of shape"),
    ],
)
def test_what_no_customer_can_have_done_is_refused(x: Any, last: Any, end: Any, told: str) -> None:
    for model in MODELS:
        with pytest.raises(BadInput, match=told):
            model.fit(x, last, end)
    with pytest.raises(BadInput, match=told):
        BetaGeometricNBD.fit(*SOME).probability_alive(x, last, end)


def test_thin_data_are_refused_in_words() -> None:
    for model in MODELS:
        with pytest.raises(NotEnoughData, match="frequency is empty"):
            model.fit([], [], [])
        with pytest.raises(NotEnoughData, match="nobody bought twice"):
            model.fit([0, 0, 0], [0, 0, 0], [10, 12, 20])
        with pytest.raises(NotEnoughData, match="one history only"):
            model.fit([3], [8], [10])
        with pytest.raises(NotEnoughData, match="weights are all 0"):
            model.fit([1, 2], [3, 4], [5, 5], weights=[0, 0])
        with pytest.raises(BadInput, match=r"weights\[1\] is -1"):
            model.fit([1, 2], [3, 4], [5, 5], weights=[1, -1])
        with pytest.raises(NotEnoughData, match=r"do(es)? not (bound|tell)|no maximum"):
            model.fit([1, 1, 1, 1], [2, 2, 2, 2.1], [9, 9, 9, 9])
    assert BetaGeometricNBD.fit(*SOME).probability_alive([], [], []).tolist() == []


def test_spend_that_tells_nothing_is_refused() -> None:
    with pytest.raises(NotEnoughData, match="everybody spends 30"):
        GammaGamma.fit([1, 2, 3], [30, 30, 30])
    with pytest.raises(NotEnoughData, match="one customer only"):
        GammaGamma.fit([1], [30])
    with pytest.raises(BadInput, match=r"frequency\[1\] is 0"):
        GammaGamma.fit([1, 0], [30, 20])
    with pytest.raises(BadInput, match=r"monetary_value\[0\] is -3"):
        GammaGamma.fit([1, 2], [-3, 20])
    with pytest.raises(NotEnoughData, match="weights are all 0"):
        GammaGamma.fit([1, 2], [3, 20], weights=[0, 0])
    with pytest.raises(BadInput, match=r"monetary_value\[0\] is nan"):
        GammaGamma.fit(*_spending(200, 1)).expected_spend([2], [math.nan])


def test_an_infinite_mean_is_not_known() -> None:
    heavy = GammaGamma(p=0.5, q=0.4, v=1, log_likelihood=0, standard_errors={}, iterations=0, covariance=np.eye(3))
    assert np.isnan(heavy.expected_spend([0, 1, 2], [np.nan, 3, 3])).tolist() == [True, True, False]


def test_a_value_wants_periods_and_a_rate() -> None:
    fitted, money = BetaGeometricNBD.fit(*SOME), GammaGamma.fit(*_spending(200, 1))
    for told, what in (({"periods": 0, "discount_rate": 0}, "periods"), ({"periods": 2, "discount_rate": -1}, "rate")):
        with pytest.raises(BadInput, match=what):
            customer_lifetime_value(fitted, money, [1], [2], [3], [4], **told)
    with pytest.raises(BadInput, match=r"t\[1\] is -1"):
        fitted.expected_purchases([1, -1])
    with pytest.raises(BadInput, match="retention"):
        retention_lifetime_value(5, 1.0, 0.0)
    with pytest.raises(BadInput, match=r"retention\[1\] is 1.2"):
        retention_lifetime_value([5, 5], [0.2, 1.2], 0.5)
    assert retention_lifetime_value(5, 0, 0.1).tolist() == [0]
    assert retention_lifetime_value(5, 0, 0.1, first_margin="at once").tolist() == [5]


def test_a_hold_out_wants_a_day_between() -> None:
    day = np.array(["2025-01-05", "2025-02-01"], "datetime64[D]")
    with pytest.raises(BadInput, match="split"):
        hold_out(["a", "b"], day, [1, 1], split="2025-02-01", end="2025-02-01")
    with pytest.raises(NotEnoughData, match="nobody bought by 2025-01-01"):
        hold_out(["a", "b"], day, [1, 1], split="2025-01-01", end="2025-02-01")
    held = hold_out(["a", "b", "a"], np.append(day, day[1:]), [1, 1, 1], split="2025-01-20", end="2025-02-10")
    assert held.before.customer.tolist() == ["a"]
    assert held.purchases.tolist() == [1]
    with pytest.raises(NotEnoughData, match="BetaGeometricNBD: "):
        choose_model(held)


def test_the_last_purchase_may_be_on_the_last_day() -> None:
    x, last, end = checked([3.0, 0.0], [10.0, 0.0], [10.0, 0.0])
    for model in MODELS:
        fitted = model.fit(*OWN[model])
        assert np.isfinite(fitted.log_likelihood_of(x, last, end))
        assert np.isfinite(fitted.expected_future_purchases(5, x, last, end)).all()


@pytest.mark.parametrize("months", [1, 12, 36, 400])
@pytest.mark.parametrize("bought", [0, 26, 300])
def test_what_is_expected_is_the_mean_over_all_rates_and_chances_however_far_ahead(bought: int, months: int) -> None:
    """The mean over a customer's own chance to quit, added up step by step, with nothing from our formula in it."""
    model: Any = _fitted(BetaGeometricNBD, r=1.619, alpha=1.808, a=0.0989, b=63.02)
    watched, k = 12.25, model.r + bought

    def bought_if(quits: float) -> float:
        far = quits * months / (model.alpha + watched + quits * months)
        return -math.expm1(k * math.log1p(-far)) / quits if quits else k * months / (model.alpha + watched)

    powers = (model.a - 1, model.b + bought - 1)
    whole = quad(bought_if, 0, 1, weight="alg", wvar=powers, limit=400)[0] / math.exp(betaln(model.a, powers[1] + 1))
    last = watched if bought else 0.0
    told = model.expected_future_purchases(months, [bought], [last], [watched])[0]
    assert told == pytest.approx(whole * model.probability_alive([bought], [last], [watched])[0], rel=1e-8)
