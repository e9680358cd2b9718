"""What is true of every concentration, and the cases that can be worked by hand."""

import math
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from vitalfew.measures import BadInput, MeasureError, NotEnoughData
from vitalfew.measures.concentration import abc_classes, pareto

# Cents, so that no value vanishes beside another.
CENTS = st.integers(0, 10**9).map(lambda cents: cents / 100)
AMOUNTS = arrays(np.float64, st.integers(1, 60), elements=CENTS).filter(lambda values: values.sum() > 0)
SHARES = st.fractions(0, 1)


@pytest.mark.parametrize(("shares", "hhi"), [([30, 30, 20, 20], 2600), ([40, 30, 20, 10], 3000), ([7], 10_000)])
def test_hhi_of_the_textbook(shares: list[int], hhi: int) -> None:
    assert pareto(shares).hhi == pytest.approx(hhi)


def test_gini_by_its_definition() -> None:
    # Mean absolute difference over twice the mean: Σ|x−y| / (2 n² μ).
    values = np.array([1.0, 2, 3, 10])
    expected = np.abs(values[:, None] - values).sum() / (2 * 16 * 4)
    assert pareto(values).gini == pytest.approx(expected)
    assert pareto(values).gini_unbiased == pytest.approx(expected * 4 / 3)
    assert pareto([5, 5, 5]).gini == pytest.approx(0)
    assert pareto([9, 0, 0]).gini_unbiased == pytest.approx(1)


@pytest.mark.parametrize("percent", range(101))
def test_the_top_seven_per_cent_of_a_hundred_are_seven(percent: int) -> None:
    # 0.07 · 100 is 7.000000000000001 in floating point, and 29 more of the hundred go wrong like it.
    measured = pareto(np.ones(100))
    for fraction in (percent / 100, np.float64(percent) / 100, Decimal(percent) / 100, Fraction(percent, 100)):
        assert measured.share_of_top(fraction) == pytest.approx(percent / 100)


def test_a_part_of_an_account_is_a_whole_account() -> None:
    assert pareto([4, 3, 2, 1]).share_of_top(0.26) == pytest.approx(0.7)


@pytest.mark.parametrize("tenths", range(11))
def test_rounding_does_not_ask_for_one_account_more(tenths: int) -> None:
    assert pareto([0.1] * 10).count_for(tenths / 10) == tenths


def test_curve_starts_at_nothing_and_may_be_thinned() -> None:
    measured = pareto([1, 3, 4, 2])
    fractions, shares = measured.curve()
    assert fractions.tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert shares == pytest.approx([0, 0.4, 0.7, 0.9, 1])
    assert [values.tolist() for values in measured.curve(2)] == [[0, 1], [0, 1]]
    assert len(pareto(np.arange(1, 1000)).curve(50)[0]) == 50
    with pytest.raises(BadInput, match="points is 1"):
        measured.curve(1)


@given(AMOUNTS, st.randoms(use_true_random=False), st.integers(-40, 40))
def test_neither_order_nor_unit_matters(values: np.ndarray, random: object, power: int) -> None:
    shuffled = values.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    measured, other = pareto(values), pareto(shuffled * 2.0**power)
    assert other.total == measured.total * 2.0**power
    for name in ("gini", "gini_unbiased", "hhi", "largest_share"):
        assert getattr(other, name) == pytest.approx(getattr(measured, name), nan_ok=True, abs=1e-12)
    assert other.count_for(0.8) == measured.count_for(0.8)
    assert other.share_of_top(0.2) == pytest.approx(measured.share_of_top(0.2))


@given(AMOUNTS)
def test_the_curve_rises_ever_more_slowly_to_one(values: np.ndarray) -> None:
    fractions, shares = pareto(values).curve()
    assert (fractions[0], shares[0]) == (0, 0)
    assert (fractions[-1], shares[-1]) == (1, 1)
    assert (np.diff(shares) >= 0).all()
    assert (np.diff(shares, 2) <= 1e-12).all()
    assert (shares >= fractions - 1e-12).all()


@given(AMOUNTS, SHARES, SHARES)
def test_more_accounts_never_make_less(values: np.ndarray, one: Fraction, other: Fraction) -> None:
    measured, (less, more) = pareto(values), sorted((one, other))
    assert measured.share_of_top(less) <= measured.share_of_top(more)
    assert measured.share_of_top(0) == 0
    assert measured.share_of_top(1) == 1


@given(AMOUNTS, st.floats(0.001, 1))
def test_count_and_share_agree(values: np.ndarray, share: float) -> None:
    measured = pareto(values)
    count = measured.count_for(share)
    assert count is not None
    assert measured.share_of_top(Fraction(count, measured.count)) >= share - 2e-12
    assert measured.share_of_top(Fraction(count - 1, measured.count)) < share


@given(AMOUNTS)
def test_gini_and_hhi_stay_in_their_bounds(values: np.ndarray) -> None:
    measured, count = pareto(values), len(values)
    assert -1e-12 <= measured.gini <= 1 - 1 / count + 1e-12
    assert 10_000 / count - 1e-6 <= measured.hhi <= 10_000 + 1e-6


@given(AMOUNTS)
def test_classes_follow_the_curve(values: np.ndarray) -> None:
    classes, measured = abc_classes(values), pareto(values)
    assert (classes == "A").sum() == measured.count_for(0.8)
    assert (classes != "C").sum() == measured.count_for(0.95)
    ranked = "".join(classes[np.argsort(-values, kind="stable")])
    assert ranked == "".join(sorted(ranked))


def test_classes_by_hand() -> None:
    assert abc_classes([5, 80, 15]).tolist() == ["C", "A", "B"]
    assert abc_classes([5, 80, 15], limits=(0.81, 1)).tolist() == ["B", "A", "A"]


@pytest.mark.parametrize("values", [[0, 0], [-1, 1], [-5, 2], [-3]])
def test_without_a_positive_total_nobody_has_a_share(values: list[float]) -> None:
    measured = pareto(values)
    assert measured.total == sum(values)
    assert not measured.is_lorenz
    figures = [measured.gini, measured.gini_unbiased, measured.hhi, measured.largest_share, measured.share_of_top(0.5)]
    assert np.isnan(figures).all()
    assert math.isnan(measured.share_of_top(0))
    assert measured.count_for(0.8) is None
    with pytest.raises(NotEnoughData, match="total above 0"):
        abc_classes(values)


def test_with_negatives_the_shares_hold_but_gini_does_not() -> None:
    measured = pareto([8, 4, -2])
    assert measured.share_of_top(Fraction(2, 3)) == pytest.approx(1.2)
    assert measured.share_of_top(1) == 1
    assert measured.count_for(0.8) == 1
    assert not measured.is_lorenz
    assert np.isnan([measured.gini, measured.hhi]).all()


def test_one_account_is_everything() -> None:
    measured = pareto([3])
    assert (measured.gini, measured.largest_share, measured.count_for(0.8)) == (0, 1, 1)
    assert math.isnan(measured.gini_unbiased)


def test_decimals_and_extremes_are_taken() -> None:
    assert pareto([Decimal("0.10"), Decimal("0.30")]).largest_share == pytest.approx(0.75)
    assert pareto([5e-324, 5e-324]).hhi == pytest.approx(5000)
    assert pareto([1e300, 1e300, 0]).gini == pytest.approx(1 / 3)
    with pytest.raises(BadInput, match="smaller unit"):
        pareto([1.7e308, 1.7e308])


@pytest.mark.parametrize(
    ("values", "index", "value"),
    [([1, math.nan], 1, "nan"), ([math.inf, 1], 0, "inf"), ([1, 2, None], 2, "None"), (["1", "2"], 0, "1")],
)
def test_a_refusal_names_argument_place_and_value(values: list[object], index: int, value: str) -> None:
    with pytest.raises(BadInput, match=rf"values\[{index}\]") as refused:
        pareto(values)  # type: ignore[arg-type]
    assert (refused.value.argument, refused.value.index) == ("values", index)
    assert str(refused.value.value) == value
    assert isinstance(refused.value, MeasureError)


@pytest.mark.parametrize("share", [-0.1, 1.01, math.nan, math.inf, Decimal("NaN")])
def test_a_share_is_from_nothing_to_all(share: float) -> None:
    measured = pareto([1, 2])
    with pytest.raises(BadInput, match="fraction is"):
        measured.share_of_top(share)
    with pytest.raises(BadInput, match="share is"):
        measured.count_for(share)


def test_other_refusals() -> None:
    with pytest.raises(NotEnoughData, match="values is empty"):
        pareto([])
    with pytest.raises(BadInput, match="one dimension"):
        pareto([[1, 2], [3, 4]])
    with pytest.raises(BadInput, match=r"limits\[1\] is 0.5"):
        abc_classes([1], limits=(0.8, 0.5))


def test_the_measures_load_arrays_and_functions_and_nothing_heavier() -> None:
    program = (
        "import sys; import vitalfew.measures.concentration, vitalfew.measures.lifetime, vitalfew.measures.rhythm;"
        "heavy = 'scipy.stats', 'scipy.optimize', 'pyarrow', 'django', 'ibis', 'duckdb', 'pandas';"
        "print([name for name in heavy if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
