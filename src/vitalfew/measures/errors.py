"""What the measures refuse, and the check every input goes through first."""

from typing import Any

import numpy as np
import numpy.typing as npt

REAL_KINDS = "biuf"


class MeasureError(ValueError):
    """A measure refuses what it was given."""


class NotEnoughData(MeasureError):
    """There is too little to measure; the message says what is missing."""


class BadInput(MeasureError):
    """An argument cannot be measured: `.argument`, `.index` (None: as a whole) and `.value` say where and what."""

    def __init__(self, argument: str, index: int | None, value: object, wanted: str) -> None:
        place = argument if index is None else f"{argument}[{index}]"
        super().__init__(f"{place} is {value!r}: {wanted}")
        self.argument = argument
        self.index = index
        self.value = value
        self.wanted = wanted


def reals(argument: str, values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return the values as a float64 vector, or refuse: every one a finite number, at least one of them."""
    given = np.asarray(values)
    if given.ndim != 1:
        raise BadInput(argument, None, f"an array of shape {given.shape}", "wants one dimension")
    if given.size == 0:
        raise NotEnoughData(f"{argument} is empty: wants at least one value")
    vector = _floats(argument, given)
    finite = np.isfinite(vector)
    if not finite.all():
        index = int(np.argmin(finite))
        raise BadInput(argument, index, given[index], "wants a finite number")
    return vector


def refuse(argument: str, values: npt.NDArray[np.float64], wrong: npt.NDArray[np.bool_], wanted: str) -> None:
    """Raise BadInput for the first value that is wrong, where one is."""
    if wrong.any():
        index = int(np.argmax(wrong))
        raise BadInput(argument, index, float(values[index]), wanted)


def _floats(argument: str, given: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    if given.dtype.kind in REAL_KINDS:
        return given.astype(np.float64)
    if given.dtype.kind == "O":
        # Decimals and Nones; words stay out, although float("12") would take them.
        return np.array([_float(argument, index, value) for index, value in enumerate(given)], np.float64)
    raise BadInput(argument, 0, given[0], "wants a number")


def _float(argument: str, index: int, value: Any) -> float:
    if value is None or isinstance(value, str | bytes):
        raise BadInput(argument, index, value, "wants a number")
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        raise BadInput(argument, index, value, "wants a number") from None
