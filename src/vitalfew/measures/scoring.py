"""Accounts scored on weighted criteria, and how firmly the list stands (S5, C17)."""

import numpy as np
import numpy.typing as npt

from vitalfew.measures.errors import BadInput, NotEnoughData, reals

Floats = npt.NDArray[np.float64]

ENOUGH = 0.6  # part of the weight that must be known for a score
EXACT = 1e-9


def weighted_score(scores: npt.ArrayLike, weights: npt.ArrayLike, *, least_known: float = ENOUGH) -> Floats:
    """Return Σ w·s of each account, of shape (n,), on the scale of the scores.

    `scores` has shape (n, k), 0..10, NaN where a criterion is not known; `weights` (k,) sum to 1. What is not known
    leaves its weight out; NaN where less than `least_known` of the weight is known. Raises BadInput on a score outside
    0..10, on weights that are negative or do not sum to 1 (±1e-9), on shapes that differ.
    """
    rows, shares = _scores(scores), _weights(weights)
    if rows.shape[1] != len(shares):
        raise BadInput("scores", None, f"an array of shape {rows.shape}", f"there are {len(shares)} weights")
    known = ~np.isnan(rows)
    weight = known @ shares
    with np.errstate(invalid="ignore"):
        return np.where(weight >= least_known - EXACT, np.nan_to_num(rows) @ shares / weight, np.nan)


def rank_sensitivity(
    scores: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    top: int,
    spread: float = 0.25,
    draws: int = 2_000,
    seed: int = 0,
    least_known: float = ENOUGH,
) -> Floats:
    """Return how often, 0..1, each account is among the `top` when the weights are not quite these, of shape (n,).

    The weights are drawn `draws` times about their values (Dirichlet), so that a weight of a tenth wavers by `spread`
    of itself (standard deviation), a larger one by less. 1: it stays whatever the weights; near ½: a borderline
    account. An account without a score is never among the top (0). The same seed gives the same answer. Raises as
    `weighted_score`, and BadInput on a `top` outside 1..n or a spread outside 0..1.

    Source: Butler, Jia & Dyer 1997, "Simulation techniques for the sensitivity analysis of multi-criteria decision
    models", European J. of Operational Research 103(3) 531–546.
    """
    rows, shares = _scores(scores), _weights(weights)
    base = weighted_score(rows, shares, least_known=least_known)
    if not 1 <= top <= len(rows):
        raise BadInput("top", None, top, f"wants 1 to {len(rows)}, the number of accounts")
    if not 0 < spread < 1:
        raise BadInput("spread", None, spread, "wants a part above 0 and below 1")
    concentration = (1 - 0.1) / (0.1 * spread**2) - 1
    chance = np.random.default_rng(seed)
    known = ~np.isnan(rows)
    used = shares > 0
    drawn = np.zeros((draws, len(shares)))
    drawn[:, used] = chance.dirichlet(shares[used] * concentration, draws)
    values = np.nan_to_num(rows)
    stays = np.zeros(len(rows))
    for start in range(0, draws, 64):
        some = drawn[start : start + 64].T
        with np.errstate(invalid="ignore", divide="ignore"):
            found = np.where(np.isnan(base)[:, None], -np.inf, values @ some / (known @ some))
        # Of equal scores the earlier account comes first, as in the list itself.
        order = np.argsort(-found, axis=0, kind="stable")[:top]
        np.add.at(stays, order.ravel(), 1.0)
    return np.where(np.isnan(base), 0.0, stays / draws)


def _scores(scores: npt.ArrayLike) -> Floats:
    rows = np.asarray(scores, np.float64)
    if rows.ndim != 2:
        raise BadInput("scores", None, f"an array of shape {rows.shape}", "wants accounts × criteria")
    if not rows.size:
        raise NotEnoughData("scores is empty: wants at least one account and one criterion")
    wrong = ~(((rows >= 0) & (rows <= 10)) | np.isnan(rows))
    if wrong.any():
        index = int(np.argmax(wrong.ravel()))
        raise BadInput("scores", index, float(rows.ravel()[index]), "wants 0 to 10")
    return rows


def _weights(weights: npt.ArrayLike) -> Floats:
    shares = reals("weights", weights)
    if (shares < 0).any():
        index = int(np.argmax(shares < 0))
        raise BadInput("weights", index, float(shares[index]), "wants 0 or more")
    if abs(float(shares.sum()) - 1) > EXACT:
        raise BadInput("weights", None, float(shares.sum()), "want to sum to 1")
    return shares
