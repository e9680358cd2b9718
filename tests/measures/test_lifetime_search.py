"""The quick way to the maximum ends where the long way does, and books on which it would not are known."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as some

from measures import customers
from vitalfew.measures import NotEnoughData
from vitalfew.measures.lifetime import BetaGeometricNBD, ModifiedBetaGeometricNBD, ParetoNBD, PurchaseModel
from vitalfew.measures.lifetime.fitting import Derived, maximize
from vitalfew.measures.lifetime.histories import Histories, checked, grouped

# One climb of MBG/NBD ends 0.18 below the top here: few who come back may be rare buyers, or many who quit at once.
TWO_TOPS = {"r": 0.20437547, "alpha": 1.34661184, "s": 0.50218267, "beta": 13.80327568}
TWO_TOPS_SEED = 1755658636
NAMES = ("u",)


@given(
    size=some.integers(5, 1_500),
    logs=some.lists(some.floats(-2.5, 2.5), min_size=4, max_size=4),
    seed=some.integers(0, 2**32 - 1),
    is_pareto=some.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_what_one_climb_finds_no_other_climb_exceeds(size: int, logs: list[float], seed: int, is_pareto: bool) -> None:
    """Customers of every kind, most of them not what the model assumes; from the usual starts and from others."""
    first, second, third, fourth = np.exp(logs)
    made = (
        customers.pareto(size, r=first, alpha=8 * second, s=third, beta=8 * fourth, seed=seed)
        if is_pareto
        else customers.geometric(size, r=first, alpha=8 * second, a=third, b=2 * fourth, seed=seed)
    )
    assume((made[0] > 0).any())
    starts = [*_starts(BetaGeometricNBD, made), *np.exp(np.random.default_rng(seed).uniform(-2, 2, (4, 4)))]
    try:
        fitted = BetaGeometricNBD.fit(*made)
    except NotEnoughData:
        with pytest.raises(NotEnoughData):
            maximize(_likelihood(BetaGeometricNBD, made), starts[:4], BetaGeometricNBD.names)
        return
    tops = maximize(_likelihood(BetaGeometricNBD, made), starts[:4], BetaGeometricNBD.names)
    if np.diag(fitted.covariance).max() < BetaGeometricNBD.sure**2:
        tops = maximize(_likelihood(BetaGeometricNBD, made), starts, BetaGeometricNBD.names)
        assert len(tops) == 1
    found = _likelihood(BetaGeometricNBD, made)(np.log(_scaled(fitted, made)))[0]
    assert found == pytest.approx(tops[0].value, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("model", [BetaGeometricNBD, ModifiedBetaGeometricNBD])
@given(seed=some.integers(0, 2**32 - 1))
@settings(max_examples=5, deadline=None)
def test_starting_on_the_top_of_some_ends_on_the_top_of_all(model: type[PurchaseModel], seed: int) -> None:
    made = customers.geometric(
        6_000, r=0.8, alpha=8.0, a=0.8, b=2.5, seed=seed, chances=int(model is ModifiedBetaGeometricNBD), is_daily=False
    )
    top = maximize(_likelihood(model, made), _starts(model, made), model.names)[0]
    assert np.log(_scaled(model.fit(*made), made)) == pytest.approx(top.place, abs=1e-9)


def test_of_two_tops_the_higher_is_taken() -> None:
    made = customers.pareto(2_217, seed=TWO_TOPS_SEED, **TWO_TOPS)
    likelihood = _likelihood(ModifiedBetaGeometricNBD, made)
    alone = maximize(likelihood, _starts(ModifiedBetaGeometricNBD, made)[:1], ModifiedBetaGeometricNBD.names)[0]
    fitted = ModifiedBetaGeometricNBD.fit(*made)
    assert likelihood(np.log(_scaled(fitted, made)))[0] > alone.value + 0.1


@pytest.mark.parametrize("model", [BetaGeometricNBD, ModifiedBetaGeometricNBD, ParetoNBD])
def test_the_top_is_a_top(model: type[PurchaseModel]) -> None:
    """No slope, bent down every way, and its value and errors are those of the very place."""
    made = customers.geometric(2_000, r=0.8, alpha=8.0, a=0.8, b=2.5, seed=8, chances=1)
    top = maximize(_likelihood(model, made), _starts(model, made), model.names)[0]
    value, slope, bend = _likelihood(model, made)(top.place)
    assert np.abs(slope).max() < 1e-6
    assert np.linalg.eigvalsh(bend).max() < 0
    assert top.value == pytest.approx(value, rel=1e-13)
    assert top.covariance == pytest.approx(np.linalg.inv(-bend), rel=1e-5)


@given(some.floats(-3, 3), some.floats(0.05, 0.4))
@example(0.0, 0.2)
def test_a_broad_top_is_not_enough(start: float, narrow: float) -> None:
    """Two tops, a broad low one at 0 and a narrow high one at 6: whoever starts at the broad one goes on looking."""
    found = maximize(lambda place: _two_tops(place, narrow), [np.exp([start]), np.exp([6.1])], NAMES, sure=0.5)
    assert found[0].place == pytest.approx([6.0], abs=1e-3)
    assert len(found) == 2


def test_a_sharp_top_ends_the_search() -> None:
    asked = []

    def objective(place: Any) -> Derived:
        asked.append(float(place[0]))
        return _two_tops(place, 0.2)

    assert maximize(objective, [np.exp([6.1]), np.exp([0.0])], NAMES, sure=0.5)[0].place == pytest.approx([6.0])
    assert min(asked) > 5


def test_a_start_that_runs_away_is_left_for_the_next() -> None:
    def objective(place: Any) -> Derived:
        """Climbs for ever below 0; above it a top at 2."""
        u = float(place[0])
        if u < 0:
            return -u * 1e-3 - 100, np.array([-1e-3]), np.array([[-1e-9]])
        return -50 * (u - 2) ** 2, np.array([-100 * (u - 2)]), np.array([[-100.0]])

    assert maximize(objective, [np.exp([-1.0]), np.exp([1.0])], NAMES, sure=0.5)[0].place == pytest.approx([2.0])
    with pytest.raises(NotEnoughData, match="do not bound u: it runs to 0"):
        maximize(objective, [np.exp([-1.0])], NAMES, sure=0.5)


def _two_tops(place: Any, narrow: float) -> Derived:
    u = float(place[0])
    parts = np.array([np.exp(-(u**2) / 2), 9 * np.exp(-(((u - 6) / narrow) ** 2) / 2)])
    slopes, bends = np.array([-u, -(u - 6) / narrow**2]), np.array([-1.0, -1 / narrow**2])
    share = parts / parts.sum()
    slope = share @ slopes
    return float(np.log(parts.sum())), np.array([slope]), np.array([[share @ (bends + slopes**2) - slope**2]])


def _histories(made: customers.Histories) -> tuple[Histories, float]:
    of = grouped(*checked(*made), None)
    unit = float((of.age * of.weight).sum() / of.customers)
    return Histories(of.frequency, of.recency / unit, of.age / unit, of.weight), unit


def _likelihood(model: type[PurchaseModel], made: customers.Histories) -> Any:
    return model._likelihood(_histories(made)[0])


def _starts(model: type[PurchaseModel], made: customers.Histories) -> list[Any]:
    scale = np.where(model.times, len(made[0]) / made[0].sum(), 1.0)
    return [scale * start for start in model.starts]


def _scaled(fitted: PurchaseModel, made: customers.Histories) -> Any:
    return fitted.parameters / np.where(fitted.times, _histories(made)[1], 1.0)
