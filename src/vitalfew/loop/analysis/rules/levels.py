"""When the level of what an account brings changed: each month against the same month a year before (C25)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from vitalfew.measures.errors import NotEnoughData
from vitalfew.measures.trend import change_points

LEAST = 3  # months of one level


@dataclass(frozen=True)
class LevelChange:
    """From which day on the months stood otherwise beside those of a year before, a month on average."""

    on: date
    before: Decimal
    after: Decimal


def level_changes(months: Sequence[Decimal | None], as_of: date) -> tuple[LevelChange, ...] | None:
    """Return the changes of the last twelve months; None where a month is not known. `months`: 24, oldest first.

    The month of `as_of` is left out while it is not over: half a month is no lower level.
    """
    known = [amount for amount in months if amount is not None]
    if len(known) < len(months) or len(months) < 24:
        return None
    differences = [float(now - then) for then, now in zip(known[-24:-12], known[-12:], strict=True)]
    starts = _month_starts(as_of)
    values = differences if _is_last_day(as_of) else differences[:-1]
    try:
        found = change_points(np.array(values), least=LEAST)
    except NotEnoughData:
        return None
    return tuple(
        LevelChange(starts[place], _rounded(found.means[at]), _rounded(found.means[at + 1]))
        for at, place in enumerate(found.changes.tolist())
    )


def _month_starts(as_of: date) -> list[date]:
    newest = as_of.year * 12 + as_of.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(newest - 11, newest + 1)]


def _is_last_day(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1


def _rounded(amount: float) -> Decimal:
    return Decimal(amount).quantize(Decimal("0.01"))
