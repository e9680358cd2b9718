"""How well one of us knows one of them: judged by people, dated, and fading (S18)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

STRONGEST = 5
FADES_AFTER = 180  # days after which a judgement asks to be confirmed


@dataclass(frozen=True)
class TieState:
    """How well one of us knows one of them, from 0 (only by name) to 5 (trusted)."""

    id: int
    version: int
    user_id: int
    user_name: str
    contact_id: int
    strength: int
    since: date | None
    judged_by: str
    judged_on: date
    wanted: int | None = None  # how well they ought to know each other

    def is_faded(self, today: date) -> bool:
        """Tell whether the judgement is so old that it asks to be confirmed."""
        return (today - self.judged_on).days > FADES_AFTER


class TieWhy(StrEnum):
    """Why a tie is not judged so."""

    OUT_OF_RANGE = "out_of_range"
    NOT_OF_ACCOUNT = "not_of_account"
    NOBODY_OF_US = "nobody_of_us"
    SINCE_IN_FUTURE = "since_in_future"


class UnfitTie(ValueError):
    """The tie cannot be judged so. Nothing was written."""

    def __init__(self, why: TieWhy) -> None:
        super().__init__(why.value)
        self.why = why
