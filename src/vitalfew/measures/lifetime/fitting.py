"""The search for the largest likelihood: Newton with exact derivatives in the logarithms of the parameters."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vitalfew.measures.errors import NotEnoughData

Floats = npt.NDArray[np.float64]
Derived = tuple[float, Floats, Floats]  # value, gradient, Hessian
Objective = Callable[[Floats], Derived]

CLOSE = 1e-6  # a step this short lands on the maximum to all digits, and what is known at its start holds at its end
ENOUGH = 1e-9  # so does a full step from which no more gain is hoped for, but for the curvature
LONGEST = 2.0  # no step changes the logarithm of a parameter by more
FARTHEST = 11.0  # a parameter beyond e^±11 in the model's own scale has run away
PATIENCE = 200
SAME = 1e-3  # tops nearer to each other than this are one
VAGUE = 4.0  # a standard error of a logarithm beyond this: the interval spans three powers of ten to either side
LEAST = 1e-7  # part of the hoped gain that a step must bring


@dataclass(frozen=True)
class Optimum:
    """The place of the maximum (logarithms of the parameters), its value, the inverse of −Hessian, the steps taken."""

    place: Floats
    value: float
    covariance: Floats
    iterations: int


def maximize(
    objective: Objective, starts: Iterable[npt.ArrayLike], names: Sequence[str], *, sure: float = 0.0
) -> list[Optimum]:
    """Climb from every start and return the different tops, the highest first; `names` are the parameters'.

    The objective returns value, gradient and Hessian by the logarithms of the parameters. Where the first top is one at
    which all their standard errors are below `sure`, no other is looked for. Raises NotEnoughData where every climb
    runs away: the data then do not bound the parameter that is named.
    """
    tops: list[Optimum] = []
    refused = NotEnoughData("no start was given")
    for place in map(np.log, starts):
        try:
            top = _climb(objective, place, names)
        except NotEnoughData as error:
            refused = error
            continue
        if not any(np.abs(top.place - other.place).max() < SAME for other in tops):
            tops.append(top)
        if len(tops) == 1 and np.diag(top.covariance).max() < sure**2:
            break
    if not tops:
        raise refused
    return sorted(tops, key=lambda top: -top.value)


def in_logarithms(value: float, gradient: Floats, hessian: Floats, parameters: Floats) -> Derived:
    """Turn derivatives by the parameters into derivatives by their logarithms."""
    slope = gradient * parameters
    return value, slope, hessian * np.outer(parameters, parameters) + np.diag(slope)


def _climb(objective: Objective, place: Floats, names: Sequence[str]) -> Optimum:
    value, slope, bend = objective(place)
    for iteration in range(1, PATIENCE + 1):
        step, gain = _step(slope, bend)
        if np.abs(step).max() < CLOSE:
            return _arrived(place + step, value + gain / 2, bend, names, iteration)
        if gain < ENOUGH:
            value, _, bend = objective(place + step)
            return _arrived(place + step, value, bend, names, iteration)
        ahead = _search(objective, place, value, step, gain)
        if ahead is None:  # rounding: no step along this way is higher any more
            return _arrived(place, value, bend, names, iteration)
        place, (value, slope, bend) = ahead
        _refuse_runaways(place, names)
    raise NotEnoughData(f"no maximum was found in {PATIENCE} steps: the likelihood is flat")


def _step(slope: Floats, bend: Floats) -> tuple[Floats, float]:
    """Return the Newton step uphill (where the surface bends the wrong way, along its mirror) and the gain it hopes."""
    curvature, axes = np.linalg.eigh(-bend)
    curvature = np.maximum(np.abs(curvature), 1e-9 * np.abs(curvature).max() + 1e-300)
    along = axes.T @ slope
    step = axes @ (along / curvature)
    gain = float(along @ (along / curvature))
    longest = float(np.abs(step).max())
    return (step * (LONGEST / longest), gain) if longest > LONGEST else (step, gain)


def _search(
    objective: Objective, place: Floats, value: float, step: Floats, gain: float
) -> tuple[Floats, Derived] | None:
    share = 1.0
    while share > 1e-10:
        there = place + share * step
        derived = objective(there)
        if derived[0] > value + LEAST * share * gain:
            return there, derived
        share /= 4
    return None


def _arrived(place: Floats, value: float, bend: Floats, names: Sequence[str], iterations: int) -> Optimum:
    _refuse_runaways(place, names)
    curvature, axes = np.linalg.eigh(-bend)
    if not curvature[0] > 1e-9 * curvature[-1]:
        flat = names[int(np.argmax(np.abs(axes[:, 0])))]
        raise NotEnoughData(f"the data do not tell {flat} apart: along it the likelihood is flat")
    covariance = (axes / curvature) @ axes.T
    errors = np.sqrt(np.diag(covariance))
    if errors.max() > VAGUE:
        raise NotEnoughData(f"the data do not bound {names[int(np.argmax(errors))]}: wants more or other customers")
    return Optimum(place, value, covariance, iterations)


def _refuse_runaways(place: Floats, names: Sequence[str]) -> None:
    farthest = int(np.argmax(np.abs(place)))
    if abs(place[farthest]) > FARTHEST:
        way = "without bound" if place[farthest] > 0 else "to 0"
        raise NotEnoughData(
            f"the data do not bound {names[farthest]}: it runs {way}. Too few customers, or all of them alike"
        )
