"""What each side has promised the other: whose word it is, and what became of it (S26)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Side(StrEnum):
    """Who gave the promise."""

    US = "us"  # 我方
    CUSTOMER = "customer"  # 客户


class Keeping(StrEnum):
    """What became of a promise."""

    OPEN = "open"  # 未到期或未兑现
    ON_TIME = "on_time"  # 按时兑现
    LATE = "late"  # 迟了才兑现
    BROKEN = "broken"  # 失约


class CommitmentWhy(StrEnum):
    """Why a promise is not written so."""

    NOTHING_PROMISED = "nothing_promised"
    DUE_BEFORE_MADE = "due_before_made"
    DUE_IS_PAST = "due_is_past"
    KEPT_BEFORE_MADE = "kept_before_made"
    KEPT_IN_FUTURE = "kept_in_future"
    BROKEN_WITHOUT_REASON = "broken_without_reason"
    PROMISE_ENDED = "promise_ended"
    CONTACT_ELSEWHERE = "contact_elsewhere"


class UnfitCommitment(Exception):
    """Refused: the promise cannot stand so. Nothing was written."""

    def __init__(self, why: CommitmentWhy) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Promise:
    """What somebody gave his word for, and by when."""

    side: Side
    what: str
    due_on: date


def keeping_of(due_on: date, kept_on: date | None, broken_on: date | None) -> Keeping:
    """Return what became of a promise; one that is overdue is still open, because nobody has said how it ended."""
    if broken_on is not None:
        return Keeping.BROKEN
    if kept_on is None:
        return Keeping.OPEN
    return Keeping.ON_TIME if kept_on <= due_on else Keeping.LATE


@dataclass(frozen=True)
class KeptShare:
    """How one side keeps its word: on time of all that have ended (C24); unknown before the first has."""

    on_time: int = 0
    late: int = 0
    broken: int = 0
    open: int = 0

    @property
    def ended(self) -> int:
        return self.on_time + self.late + self.broken

    @property
    def share(self) -> float | None:
        return self.on_time / self.ended if self.ended else None


def kept_share(keepings: Iterable[Keeping]) -> KeptShare:
    """Count what became of these promises."""
    found = list(keepings)
    return KeptShare(**{keeping.value: found.count(keeping) for keeping in Keeping})


def written_refused(what: str, made_on: date, due_on: date) -> CommitmentWhy | None:
    """Return why a promise cannot be written so, or None where it can."""
    if not what.strip():
        return CommitmentWhy.NOTHING_PROMISED
    return CommitmentWhy.DUE_BEFORE_MADE if due_on < made_on else None


def moved_refused(stands: date, wanted: date, today: date) -> CommitmentWhy | None:
    """Return why the day of a promise may not move: once it is past, the promise is late, whatever is agreed then."""
    if wanted == stands:
        return None
    return CommitmentWhy.DUE_IS_PAST if stands < today or wanted < today else None


def kept_refused(made_on: date, kept_on: date, today: date) -> CommitmentWhy | None:
    """Return why a promise cannot have been kept on this day, or None where it can."""
    if kept_on > today:
        return CommitmentWhy.KEPT_IN_FUTURE
    return CommitmentWhy.KEPT_BEFORE_MADE if kept_on < made_on else None
