"""What a logged visit must say."""

import re
from collections.abc import Collection
from datetime import date
from enum import StrEnum

_BETWEEN = re.compile(r"[、，；,;\n]")


class VisitWhy(StrEnum):
    """Why a visit is not logged so."""

    NOBODY_MET = "nobody_met"
    NOT_OF_HERE = "not_of_here"
    NOTHING_NOTED = "nothing_noted"
    HELD_IN_FUTURE = "held_in_future"
    STEP_WITHOUT_DAY = "step_without_day"
    DAY_WITHOUT_STEP = "day_without_step"
    KEY_USED = "key_used"


def names_in(typed: str, known: Collection[str] = ()) -> list[str]:
    """Return the names in what was typed, each once; a name known as a whole stays whole whatever stands in it."""
    bare = typed.strip()
    if bare in known:
        return [bare]
    return list(dict.fromkeys(filter(None, (part.strip() for part in _BETWEEN.split(bare)))))


def visit_refused(
    *, met: int, note: str, held_on: date, today: date, next_step: str, next_due_on: date | None
) -> VisitWhy | None:
    """Return why the visit may not be logged so, or None where it may; `met` counts the people met."""
    if not met:
        return VisitWhy.NOBODY_MET
    if not note.strip():
        return VisitWhy.NOTHING_NOTED
    if held_on > today:
        return VisitWhy.HELD_IN_FUTURE
    if next_step.strip() and next_due_on is None:
        return VisitWhy.STEP_WITHOUT_DAY
    return VisitWhy.DAY_WITHOUT_STEP if next_due_on and not next_step.strip() else None
