"""How relationships move between the stages over time: quarter by quarter, and from which stage to which (S16)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vitalfew.loop.analysis.rules.stages import Move, Stage


@dataclass(frozen=True)
class StageMove:
    """One confirmed move of one account; nothing before it where it was the first."""

    account_id: int
    account_name: str
    before: Stage | None
    after: Stage
    move: Move
    on: date
    proposed_by: str
    answered_by: str


@dataclass(frozen=True)
class Quarter:
    """The moves of three months."""

    year: int
    number: int  # 1 to 4
    first: int
    up: int
    back: int


def quarters(moves: Iterable[StageMove], today: date, count: int = 8) -> list[Quarter]:
    """Return the moves of the last quarters, the latest first, those without any among them."""
    counted = Counter((*_quarter_of(one.on), one.move) for one in moves)
    year, number = _quarter_of(today)
    found = []
    for _place in range(count):
        first, up, back = (counted[year, number, move] for move in (Move.INITIAL, Move.ADVANCE, Move.REGRESS))
        found.append(Quarter(year, number, first, up, back))
        year, number = (year, number - 1) if number > 1 else (year - 1, 4)
    return found


def matrix(moves: Iterable[StageMove]) -> Mapping[tuple[Stage | None, Stage], int]:
    """Count the moves from each stage to each."""
    return Counter((one.before, one.after) for one in moves)


def in_sequence(records: Sequence[tuple[int, Stage]]) -> list[Stage | None]:
    """Return of each of these records, told in order with whose they are, which stage it followed."""
    last: dict[int, Stage] = {}
    before: list[Stage | None] = []
    for whose, stage in records:
        before.append(last.get(whose))
        last[whose] = stage
    return before


def _quarter_of(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3 + 1
