"""What a logged visit must say."""

from datetime import date
from enum import StrEnum


class VisitWhy(StrEnum):
    """Why a visit is not logged so."""

    NOBODY_MET = "nobody_met"
    NOTHING_NOTED = "nothing_noted"
    HELD_IN_FUTURE = "held_in_future"
    STEP_WITHOUT_DAY = "step_without_day"
    DAY_WITHOUT_STEP = "day_without_step"
    KEY_USED = "key_used"


def visit_refused(
    *, contact_name: str, note: str, held_on: date, today: date, next_step: str, next_due_on: date | None
) -> VisitWhy | None:
    """Return why the visit may not be logged so, or None where it may."""
    if not contact_name.strip():
        return VisitWhy.NOBODY_MET
    if not note.strip():
        return VisitWhy.NOTHING_NOTED
    if held_on > today:
        return VisitWhy.HELD_IN_FUTURE
    if next_step.strip() and next_due_on is None:
        return VisitWhy.STEP_WITHOUT_DAY
    return VisitWhy.DAY_WITHOUT_STEP if next_due_on and not next_step.strip() else None
