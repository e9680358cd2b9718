"""Somebody who has left an account, and what he leaves behind (S25)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vitalfew.accounts.rules.people import LEVELS, Level

LATELY = 180  # days within which somebody met is somebody known


@dataclass(frozen=True)
class Seat:
    """Where somebody sits at an account: in which unit, how high; both may be unknown."""

    unit_id: int | None
    level: str

    def is_followed_by(self, other: "Seat") -> bool:
        """Tell whether who sits there stands for this one: of the unit, or as high; anybody, where nothing is known."""
        if self.unit_id is None and not self.level:
            return True
        if self.unit_id is not None and self.unit_id == other.unit_id:
            return True
        return bool(self.level and other.level) and _rank(other.level) <= _rank(self.level)


@dataclass(frozen=True)
class Leaver:
    """Somebody who has left an account, as it stands on the day asked."""

    account_id: int
    contact_id: int
    post_id: int
    left_on: date
    level: str
    strength: int | None  # of the strongest tie to any of us; None where nobody has judged one
    met_on: date | None  # the last contact with him at the account
    promised: int  # open promises of his and to him
    is_followed: bool  # somebody who stands for him has been met since
    others: int  # people there who have been met lately

    @property
    def was_met_lately(self) -> bool:
        return self.met_on is not None and (self.left_on - self.met_on).days <= LATELY


def followed(seat: Seat, met_since: Iterable[Seat]) -> bool:
    """Tell whether somebody who stands for the one who left has been met since."""
    return any(seat.is_followed_by(other) for other in met_since)


def _rank(level: str) -> int:
    return LEVELS.index(Level(level))
