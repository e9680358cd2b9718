"""What the address of the map asks for: which view, of which day, which lines, which unit opened, who leaves."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.dateparse import parse_date

from vitalfew.relations.rules import FADES_AFTER
from vitalfew.relations.rules.stances import LineKind

Kind = TypeVar("Kind", bound=StrEnum)
SINCE_DAYS = 90  # how far back it is compared where there was no review


class View(StrEnum):
    """The pictures of one and the same rows."""

    HIERARCHY = "hierarchy"
    GRID = "grid"
    COVERAGE = "coverage"
    MIRROR = "mirror"
    LEAVING = "leaving"
    CHANGES = "changes"


class Lens(StrEnum):
    """Which lines between people are drawn."""

    ALL = "all"
    INFLUENCE = "influence"
    CONFLICT = "conflict"
    NONE = "none"


_SHOWN = {
    Lens.ALL: frozenset(LineKind),
    Lens.INFLUENCE: frozenset({LineKind.PLUS, LineKind.MINUS}),
    Lens.CONFLICT: frozenset({LineKind.CONFLICT, LineKind.PERSONAL}),
    Lens.NONE: frozenset[LineKind](),
}


@dataclass(frozen=True)
class Asked:
    """What is asked for; what is not asked for, or makes no sense, is as it usually is."""

    view: View
    lens: Lens
    on: date
    since: date
    opened: str
    ours: int | None  # one of us who leaves
    theirs: int | None  # one of them who leaves
    old_after: int
    is_past: bool
    moved: int | None  # who has just been moved

    def shows(self, kind: LineKind) -> bool:
        """Tell whether lines of the kind are drawn."""
        return kind in _SHOWN[self.lens]


def read_asked(query: QueryDict, today: date, reviewed_on: date | None) -> Asked:
    """Read the address."""
    on = min(_day(query.get("on")) or today, today)
    since = _day(query.get("since")) or reviewed_on or on - timedelta(SINCE_DAYS)
    return Asked(
        view=_one_of(View, query.get("view"), View.HIERARCHY),
        lens=_one_of(Lens, query.get("lens"), Lens.ALL),
        on=on,
        since=min(since, on),
        opened=query.get("open", "")[:200],
        ours=_number(query.get("ours")),
        theirs=_number(query.get("theirs")),
        old_after=_number(query.get("old")) or FADES_AFTER,
        is_past=on < today,
        moved=_number(query.get("moved")),
    )


def address(query: QueryDict, **changes: object) -> str:
    """Return the same address with something changed; None takes it out."""
    wanted = {name: value for name, value in query.items() if name != "moved"} | changes
    return "?" + urlencode({name: value for name, value in wanted.items() if value not in (None, "")})


def _one_of(kinds: type[Kind], word: str | None, usual: Kind) -> Kind:
    return next((one for one in kinds if one.value == word), usual)


def _day(word: str | None) -> date | None:
    try:
        return parse_date(word or "")
    except ValueError:
        return None


def _number(word: str | None) -> int | None:
    return int(word) if word and word.isdecimal() and len(word) < 10 else None
