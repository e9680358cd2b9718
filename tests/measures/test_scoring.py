"""Scores on weighted criteria: what is not known is left out, and borderline accounts show."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from vitalfew.measures import BadInput, NotEnoughData
from vitalfew.measures.scoring import rank_sensitivity, weighted_score

WEIGHTS = [0.5, 0.3, 0.2]
SCORES = arrays(np.float64, (6, 3), elements=st.integers(0, 10).map(float))


def test_a_score_is_the_weighted_mean() -> None:
    assert weighted_score([[10, 5, 0], [2, 2, 2]], WEIGHTS).tolist() == pytest.approx([6.5, 2])


def test_what_is_not_known_leaves_its_weight_out() -> None:
    found = weighted_score([[10, math.nan, 4], [math.nan, 5, 5], [math.nan] * 3], WEIGHTS)
    assert found[0] == pytest.approx((5 + 0.8) / 0.7)
    assert np.isnan(found[1:]).all()  # half of the weight is not enough
    assert weighted_score([[math.nan, 5, 5]], WEIGHTS, least_known=0.5).tolist() == [5]


@given(SCORES)
def test_a_score_lies_between_its_least_and_its_largest(scores: np.ndarray) -> None:
    found = weighted_score(scores, WEIGHTS)
    assert (found >= scores.min(1) - 1e-12).all()
    assert (found <= scores.max(1) + 1e-12).all()


@given(SCORES, st.integers(1, 6))
def test_as_many_stay_as_there_are_places(scores: np.ndarray, top: int) -> None:
    stays = rank_sensitivity(scores, WEIGHTS, top=top, draws=200)
    assert stays.sum() == pytest.approx(top)
    assert ((stays >= 0) & (stays <= 1)).all()
    # Who is no worse on any criterion than another, and better on one, stays at least as often.
    for one in range(6):
        for other in range(6):
            if (scores[one] >= scores[other]).all() and (scores[one] > scores[other]).any():
                assert stays[one] >= stays[other]


def test_borderline_accounts_stand_out() -> None:
    scores = [[9, 9, 9], [8, 2, 5], [4, 9, 5], [1, 1, 1]]
    stays = rank_sensitivity(scores, WEIGHTS, top=2)
    assert (stays[0], stays[3]) == (1, 0)
    assert 0.05 < stays[1] < 0.95
    assert stays[1] + stays[2] == pytest.approx(1)
    firm = rank_sensitivity(scores, WEIGHTS, top=2, spread=0.01)
    assert abs(firm[1] - 0.5) > abs(stays[1] - 0.5)


def test_without_a_score_nobody_is_among_the_first() -> None:
    stays = rank_sensitivity([[9, 9, 9], [math.nan, math.nan, 9]], WEIGHTS, top=2)
    assert stays.tolist() == [1, 0] or stays.tolist() == [1, 1]
    assert stays[1] == 0


def test_weights_waver_by_the_stated_part() -> None:
    # With one criterion each, an account is first as often as its own weight is drawn the largest.
    stays = rank_sensitivity(np.eye(2) * 10, [0.55, 0.45], top=1, spread=0.25, draws=20_000)
    deviation = math.sqrt(0.55 * 0.45 / ((1 - 0.1) / (0.1 * 0.25**2)))
    expected = 0.5 * (1 + math.erf(0.05 / deviation / math.sqrt(2)))
    assert stays[0] == pytest.approx(expected, abs=0.02)


def test_refusals_name_what_is_wrong() -> None:
    with pytest.raises(BadInput, match="want to sum to 1"):
        weighted_score([[1, 2]], [0.5, 0.6])
    with pytest.raises(BadInput, match=r"weights\[1\] is -0.5"):
        weighted_score([[1, 2]], [1.5, -0.5])
    with pytest.raises(BadInput, match=r"scores\[1\] is 11"):
        weighted_score([[1, 11]], [0.5, 0.5])
    with pytest.raises(BadInput, match="scores is"):
        weighted_score([[1, 2, 3]], [0.5, 0.5])
    with pytest.raises(NotEnoughData, match="scores is empty"):
        weighted_score(np.empty((0, 2)), [0.5, 0.5])
    for told in ({"top": 0}, {"top": 3}, {"top": 1, "spread": 1}):
        with pytest.raises(BadInput, match=list(told)[-1]):
            rank_sensitivity([[1, 2], [3, 4]], [0.5, 0.5], **told)
