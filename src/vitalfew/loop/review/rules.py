"""What a review must say, and what must be explained."""

from datetime import date
from enum import StrEnum


class ReviewWhy(StrEnum):
    """Why a review is refused."""

    NO_CYCLE = "no_cycle"
    NOTHING_TO_REVIEW = "nothing_to_review"
    REVIEW_NEEDS_LESSON = "review_needs_lesson"
    REVIEW_IN_FUTURE = "review_in_future"


def review_refused(*, objectives: int, lesson: str, held_on: date, today: date) -> ReviewWhy | None:
    """Return why the cycle may not be closed so, or None where it may.

    A cycle without an objective has nothing to look back on; so a review sent twice does not close the cycle that the
    first sending opened.
    """
    if not objectives:
        return ReviewWhy.NOTHING_TO_REVIEW
    if not lesson.strip():
        return ReviewWhy.REVIEW_NEEDS_LESSON
    return ReviewWhy.REVIEW_IN_FUTURE if held_on > today else None


def needs_why(state: str) -> bool:
    """Tell whether the result of an objective has to be explained."""
    return state in {"missed", "off_track", "at_risk"}
