"""Customers made by the models themselves, so that a fit has a truth to be held against."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Histories = tuple[Floats, Floats, Floats]


def geometric(
    size: int, *, r: float, alpha: float, a: float, b: float, seed: int, chances: int = 0, is_daily: bool = True
) -> Histories:
    """Return (frequency, recency, age) in weeks of customers of BG/NBD (chances 0) or MBG/NBD (1)."""
    chance = np.random.default_rng(seed)
    rate, quit_chance = chance.gamma(r, 1 / alpha, size), chance.beta(a, b, size)
    most = chance.geometric(np.maximum(quit_chance, 1e-12)) - chances  # repeat purchases until he quits
    return _watched(chance, rate, lambda count, _: count < most, size, is_daily)


def pareto(size: int, *, r: float, alpha: float, s: float, beta: float, seed: int, is_daily: bool = True) -> Histories:
    """Return the same of customers of Pareto/NBD."""
    chance = np.random.default_rng(seed)
    rate, ends = chance.gamma(r, 1 / alpha, size), chance.exponential(1 / chance.gamma(s, 1 / beta, size))
    return _watched(chance, rate, lambda _, at: at <= ends, size, is_daily)


def _watched(chance: np.random.Generator, rate: Floats, goes_on: object, size: int, is_daily: bool) -> Histories:
    age = chance.integers(27 * 7, 39 * 7 + 1, size) / 7 if is_daily else chance.uniform(27, 39, size)
    frequency, recency, at, still = np.zeros(size), np.zeros(size), np.zeros(size), np.arange(size)
    while True:
        going = goes_on(frequency, at)[still]  # type: ignore[operator]
        still = still[going]
        at[still] += chance.exponential(1 / rate[still])
        still = still[(at[still] <= age[still]) & (goes_on(frequency, at)[still])]  # type: ignore[operator]
        if not len(still):
            break
        frequency[still] += 1
        recency[still] = at[still]
    if is_daily:
        recency = np.minimum(np.ceil(recency * 7) / 7, age)
    return frequency, recency, age
