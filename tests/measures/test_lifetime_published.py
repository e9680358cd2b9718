"""The published results of the customer-base models come out to the digits given."""

from pathlib import Path

import numpy as np
import pytest

from measures import real_books
from vitalfew.measures.lifetime import (
    BetaGeometricNBD,
    GammaGamma,
    HeldOut,
    ModifiedBetaGeometricNBD,
    ParetoNBD,
    choose_model,
    hold_out,
    retention_lifetime_value,
)

pytestmark = pytest.mark.books


@pytest.fixture(scope="module")
def cdnow(books: Path) -> HeldOut:
    """Return the 2,357 customers of the CDNOW sample by 1997-09-30 and by 1998-06-30, in weeks."""
    customer, day, amount = real_books.cdnow_purchases(books)
    return hold_out(customer, day, amount, split="1997-09-30", end="1998-06-30")


def test_bg_nbd(cdnow: HeldOut) -> None:
    """Fader, Hardie & Lee 2005, Marketing Science 24(2), table 2 and section 5."""
    seen = cdnow.before
    assert len(seen.customer) == 2_357
    fitted = BetaGeometricNBD.fit(seen.frequency, seen.recency, seen.age)
    assert np.round(fitted.parameters, 8).tolist() == [0.24259452, 4.41360202, 0.79292202, 2.42590678]
    assert round(fitted.log_likelihood, 9) == -9582.429206674
    assert np.round(fitted.expected_purchases([1, 78]), 8).tolist() == [0.05318429, 1.85795839]
    assert round(float(fitted.expected_future_purchases(39, [2], [30.43], [38.86])[0]), 7) == 1.2259068
    assert round(float(fitted.probability_alive([2], [30.43], [38.86])[0]), 8) == 0.72660916
    expected = fitted.expected_future_purchases(39, seen.frequency, seen.recency, seen.age)
    assert cdnow.purchases.sum() == 1_882
    assert round(float(expected.sum()), 2) == 1653.41


def test_pareto_nbd(cdnow: HeldOut) -> None:
    """Schmittlein, Morrison & Colombo 1987 as fitted by Fader & Hardie 2005."""
    seen = cdnow.before
    fitted = ParetoNBD.fit(seen.frequency, seen.recency, seen.age)
    assert np.round([fitted.r, fitted.s], 7).tolist() == [0.5532770, 0.6062400]  # .5532771, .6062399 in print
    assert np.round([fitted.alpha, fitted.beta], 4).tolist() == [10.5777, 11.6687]
    assert round(fitted.log_likelihood, 6) == -9594.976179
    assert round(float(fitted.expected_future_purchases(52, [26], [30.86], [31])[0]), 2) == 25.46
    assert round(float(fitted.probability_alive([26], [30.86], [31])[0]), 4) == 0.9979


def test_gamma_gamma(cdnow: HeldOut) -> None:
    """Fader & Hardie 2013: 946 repeat buyers."""
    seen = cdnow.before
    repeat = seen.frequency > 0
    fitted = GammaGamma.fit(seen.frequency[repeat], seen.monetary_value[repeat])
    assert repeat.sum() == 946
    assert np.round([fitted.p, fitted.q, fitted.v], 6).tolist() == [6.249572, 3.744225, 15.443521]
    assert round(fitted.log_likelihood, 9) == -4055.917694802
    # In print the spend is worked out with the parameters rounded to two digits.
    printed = GammaGamma(
        p=6.25, q=3.74, v=15.44, log_likelihood=0, standard_errors={}, iterations=0, covariance=np.eye(3)
    )
    spend = printed.expected_spend([2, 1, 0], [22.35, 11.77, np.nan])
    assert np.round(spend, 2).tolist() == [24.66, 18.92, 35.22]


def test_the_model_is_chosen_by_time_it_has_not_seen(cdnow: HeldOut) -> None:
    choice = choose_model(cdnow)
    assert [type(trial.model) for trial in choice.trials] == [ModifiedBetaGeometricNBD, BetaGeometricNBD, ParetoNBD]
    assert round(choice.best.log_likelihood - choice.trials[1].log_likelihood, 1) == 5.5
    for trial in choice.trials:
        assert trial.happened == 1_882
        assert trial.customers.sum() == 2_357
        assert trial.customers @ np.nan_to_num(trial.expected_by_class) == pytest.approx(trial.expected)


@pytest.mark.parametrize(
    ("retention", "discount", "multiple"),
    [(0.8, 0.1, 2.67), (0.9, 0.12, 4.09), (0.6, 0.1, 1.2), (0.7, 0.14, 1.59), (0.9, 0.16, 3.46)],
)
def test_margin_multiple(retention: float, discount: float, multiple: float) -> None:
    """Gupta & Lehmann 2003, r / (1 + i − r)."""
    assert round(float(retention_lifetime_value(1, retention, discount)[0]), 2) == multiple
