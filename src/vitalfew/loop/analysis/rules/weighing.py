"""From what the books say and people judge to places on the two axes and in the list (C17)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vitalfew.loop.analysis.rules.selection import COMPUTABLE, Axis, Box, Card, Criterion, ScoreSource, box_of
from vitalfew.measures.scoring import rank_sensitivity, weighted_score

METHOD = "selection 1"
Floats = npt.NDArray[np.float64]
# What is worth 0 and what 10, straight between them: growth over the year before; lines on time and in full.
ENDS = {Criterion.GROWTH: (-0.25, 0.25), Criterion.RELIABILITY: (0.8, 1.0)}
LINES = 10  # delivered, below which nothing is said of our reliability
# Among the first in so many of all weightings: below the one surely out, above the other surely in.
BORDER = (0.1, 0.9)
DRAWS = 1000
DIGITS = 6


@dataclass(frozen=True)
class Told:
    """What is known of one account: figures of the books, None where they say nothing, and scores that were judged."""

    account_id: int
    figures: Mapping[Criterion, float | None]
    judged: Mapping[Criterion, float]


@dataclass(frozen=True)
class Score:
    """A score 0..10 and where it comes from; `figure` is what the books said."""

    value: float
    source: ScoreSource
    figure: float | None = None


@dataclass(frozen=True)
class Weighted:
    """Where one account stands. What is not known is None: too little of the weight has a score.

    `place` counts from 1 by the mean of both axes, None where one is not known; `firm` tells in how many of all
    weightings, 0..1, the account is among the first.
    """

    account_id: int
    scores: Mapping[Criterion, Score]
    attractiveness: float | None
    strength: float | None
    attractiveness_known: float  # part of the axis' weight that has a score
    strength_known: float
    box: Box | None
    place: int | None
    firm: float | None

    @property
    def is_borderline(self) -> bool:
        """Tell whether other weights would well put it in or out."""
        return self.firm is not None and BORDER[0] < self.firm < BORDER[1]


def percentile_scores(values: Sequence[float | None]) -> list[float | None]:
    """Return for each value ten times the part of the known ones that it exceeds, an equal one counting half."""
    amounts = np.array([np.nan if value is None else value for value in values], np.float64)
    known = np.sort(amounts[~np.isnan(amounts)])
    below, upto = np.searchsorted(known, amounts, "left"), np.searchsorted(known, amounts, "right")
    return [
        None if np.isnan(amount) else round(10 * (low + high) / 2 / len(known), DIGITS)
        for amount, low, high in zip(amounts, below.tolist(), upto.tolist(), strict=True)
    ]


def straight_scores(values: Sequence[float | None], ends: tuple[float, float]) -> list[float | None]:
    """Return for each value its place between the ends, 0..10."""
    low, high = ends
    return [
        None if value is None else round(min(10.0, max(0.0, 10 * (value - low) / (high - low))), DIGITS)
        for value in values
    ]


def score_all(told: Sequence[Told], card: Card) -> list[dict[Criterion, Score]]:
    """Return the scores of each account: computed where the card says so and the books know, else as judged."""
    computed = {code: _computed(code, [one.figures.get(code) for one in told]) for code in COMPUTABLE}
    return [_scores(one, {code: found[row] for code, found in computed.items()}, card) for row, one in enumerate(told)]


def weigh(
    account_ids: Sequence[int], scores: Sequence[Mapping[Criterion, Score]], card: Card, *, draws: int = DRAWS
) -> list[Weighted]:
    """Return where each account stands by this card, the first of the list first, the unknown last.

    How firmly each stands is tried in `draws` weightings, in which a weight of a tenth wavers by a quarter of itself.
    """
    if not account_ids:
        return []
    values = np.array(
        [[found[one.code].value if one.code in found else np.nan for one in card.criteria] for found in scores]
    )
    halves = {axis: _axis(values, card, axis) for axis in Axis}
    both = np.array([float(one.weight) / 2 for one in card.criteria])
    whole = (halves[Axis.ATTRACTIVENESS][0] + halves[Axis.STRENGTH][0]) / 2
    # Who lacks one of the two has no place, whatever the weights.
    placed = np.where(np.isnan(whole)[:, None], np.nan, values)
    firm = rank_sensitivity(placed, both / both.sum(), top=min(card.places, len(account_ids)), draws=draws)
    # The last key counts first; what is not known comes last.
    keys = [np.array(account_ids), *(np.nan_to_num(-one, nan=1) for one in (halves[Axis.ATTRACTIVENESS][0], whole))]
    order = np.lexsort(keys)
    ranked = 0
    found: list[Weighted] = []
    for row in order.tolist():
        is_ranked = not np.isnan(whole[row])
        ranked += is_ranked
        attractiveness, strength = (_known(halves[axis][0][row]) for axis in Axis)
        found.append(
            Weighted(
                account_id=account_ids[row],
                scores=scores[row],
                attractiveness=attractiveness,
                strength=strength,
                attractiveness_known=float(halves[Axis.ATTRACTIVENESS][1][row]),
                strength_known=float(halves[Axis.STRENGTH][1][row]),
                box=box_of(attractiveness, strength, card),
                place=ranked if is_ranked else None,
                firm=float(firm[row]) if is_ranked else None,
            )
        )
    return found


def _computed(code: Criterion, figures: Sequence[float | None]) -> list[float | None]:
    return straight_scores(figures, ENDS[code]) if code in ENDS else percentile_scores(figures)


def _scores(one: Told, computed: Mapping[Criterion, float | None], card: Card) -> dict[Criterion, Score]:
    found: dict[Criterion, Score] = {}
    for criterion in card.criteria:
        code = criterion.code
        value = computed.get(code) if criterion.source is ScoreSource.COMPUTED else None
        if value is not None:
            found[code] = Score(value, ScoreSource.COMPUTED, one.figures.get(code))
        elif code in one.judged:
            found[code] = Score(one.judged[code], ScoreSource.JUDGED)
    return found


def _axis(values: Floats, card: Card, axis: Axis) -> tuple[Floats, Floats]:
    """Return the score on one axis, and how much of its weight is known."""
    places = [place for place, one in enumerate(card.criteria) if one.axis is axis]
    weights = np.array([float(card.criteria[place].weight) for place in places])
    mine = values[:, places]
    return weighted_score(mine, weights / weights.sum()), ~np.isnan(mine) @ weights


def _known(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), DIGITS)
