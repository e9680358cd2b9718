"""The people of an account as its page lists them: by unit and level, who of us knows them, when they were met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vitalfew import words
from vitalfew.accounts.labels_people import FUNCTION_LABELS, GROUND_LABELS, LEVEL_LABELS, STATUS_LABELS
from vitalfew.accounts.labels_team import RING_LABELS, SIDE_LABELS
from vitalfew.accounts.queries import PersonState
from vitalfew.accounts.rules import FUNCTIONS, LEVELS, Function, Ground, Level, MemberState
from vitalfew.accounts.rules.editing import stands
from vitalfew.relations.labels_people import STRENGTH_LABELS, gap_sentence
from vitalfew.relations.queries import Touch, Touches
from vitalfew.relations.rules import Gap, TieState, is_cold

NOTHING = "none"


@dataclass(frozen=True)
class PersonRow:
    """One person of the list."""

    person: PersonState
    level: str
    status: str
    known_by: str  # those of us who have met him, the last first
    last_on: date | None
    mark: str


@dataclass(frozen=True)
class Pair:
    """One of us and one of them: how well they know each other and when they met last."""

    name: str
    strength: int | None
    word: str
    tie: TieState | None
    is_faded: bool
    last_on: date | None
    times: int
    mark: str


@dataclass(frozen=True)
class UnitGroup:
    """The people of one unit, the highest first."""

    unit_id: int | None
    title: str
    function: str
    rows: list[PersonRow]


def unit_groups(
    people: Sequence[PersonState], touches: Touches, ties: Sequence[TieState], today: date
) -> list[UnitGroup]:
    """Return those who are there by unit, in the order of the units' functions."""
    groups: dict[tuple[int | None, str, str], list[PersonRow]] = {}
    for row in _rows((one for one in people if one.is_there), touches, ties, today):
        post = row.person.post
        groups.setdefault((post.unit_id, post.unit, post.function), []).append(row)
    ordered = sorted(groups.items(), key=lambda item: (item[0][0] is None, _place(item[0][2]), item[0][1]))
    return [
        UnitGroup(unit_id, unit or _("Unit not noted"), function_word(function), rows)
        for (unit_id, unit, function), rows in ordered
    ]


def those_gone(
    people: Sequence[PersonState], touches: Touches, ties: Sequence[TieState], today: date
) -> list[PersonRow]:
    """Return those who have left, the last first."""
    gone = sorted((one for one in people if not one.is_there), key=lambda one: one.post.until or today, reverse=True)
    return _rows(gone, touches, ties, today, in_order=True)


def answer(people: Sequence[PersonState], touches: Touches, today: date) -> str:
    """Say how many we know, in how many functions and levels."""
    there = [one for one in people if one.is_there]
    if not there:
        return _("Nobody recorded yet")
    functions = {one.post.function for one in there} - {""}
    levels = {one.post.level for one in there} - {""}
    count = ngettext("%(count)s person", "%(count)s people", len(there)) % {"count": len(there)}
    if not functions or not levels:
        return count
    return _("%(people)s in %(functions)s functions and %(levels)s levels") % {
        "people": count, "functions": len(functions), "levels": len(levels)
    }  # fmt: skip


def gap_lines(found: dict[Gap, int]) -> list[dict[str, Any]]:
    """Return what is missing, in words with its mark."""
    grave = {Gap.NO_SENIOR, Gap.SINGLE_THREAD, Gap.ONE_OF_US}
    return [{"mark": "watch" if gap in grave else NOTHING, "words": gap_sentence(gap, n)} for gap, n in found.items()]


def team_rows(members: Sequence[MemberState]) -> list[dict[str, Any]]:
    """Return the members of a team with their words."""
    return [
        {
            "member": one,
            "side": SIDE_LABELS[one.side],
            "ring": RING_LABELS[one.ring],
            "function": function_word(one.function),
        }
        for one in members
    ]


def level_word(level: str) -> str:
    """Name a level; nothing where nobody has noted it."""
    return str(LEVEL_LABELS[Level(level)]) if level else ""


def field_word(person: PersonState, field: str) -> str:
    """Return what a field of the person, or of the post, says, in words; nothing where nobody has noted it."""
    return told_word(field, stands(person, field))


def told_word(field: str, value: Any) -> str:
    """Return what is to be written into a field, in the words in which it will be read."""
    match field:
        case "level":
            return level_word(value)
        case "ground":
            return ground_word(value)
        case _:
            return words.day(value) if isinstance(value, date) else str(value or "")


def ground_word(ground: str) -> str:
    """Name on what ground a person's data are kept; nothing where nobody has said."""
    return str(GROUND_LABELS[Ground(ground)]) if ground else ""


def function_word(function: str) -> str:
    """Name a function; nothing where nobody has noted it."""
    return str(FUNCTION_LABELS[Function(function)]) if function else ""


def pairs_of(ties: Sequence[TieState], touches: Sequence[Touch], today: date) -> list[Pair]:
    """Return who of us knows one person: by judgement, the strongest first, then by contacts alone."""
    met = {one.user_id: one for one in touches}
    judged = {one.user_id: one for one in ties}
    order = [*judged, *(user_id for user_id in met if user_id not in judged)]
    return [_pair(judged.get(user_id), met.get(user_id), today) for user_id in order]


def _pair(tie: TieState | None, touch: Touch | None, today: date) -> Pair:
    last_on = touch.last_on if touch else None
    return Pair(
        name=tie.user_name if tie else touch.user_name if touch else "",
        strength=tie.strength if tie else None,
        word=str(STRENGTH_LABELS[tie.strength]) if tie else "",
        tie=tie,
        is_faded=bool(tie and tie.is_faded(today)),
        last_on=last_on,
        times=touch.times if touch else 0,
        mark="watch" if is_cold(last_on, today) else "good" if last_on else NOTHING,
    )


def _rows(
    people: Iterable[PersonState],
    touches: Touches,
    ties: Sequence[TieState],
    today: date,
    *,
    in_order: bool = False,
) -> list[PersonRow]:
    last = touches.last
    rows = [
        _row(one, pairs_of([tie for tie in ties if tie.contact_id == one.id], touches.with_person(one.id), today), last)
        for one in people
    ]
    return rows if in_order else sorted(rows, key=lambda row: (_height(row.person.post.level), row.person.name))


def _row(one: PersonState, pairs: Sequence[Pair], last: dict[int, date]) -> PersonRow:
    marks = [pair.mark for pair in pairs]
    known_by = [pair.name if pair.strength is None else f"{pair.name} {pair.strength}/5" for pair in pairs]
    return PersonRow(
        person=one,
        level=level_word(one.post.level),
        status=str(STATUS_LABELS[one.status]),
        known_by=pgettext("between names", ", ").join(known_by),
        last_on=last.get(one.id),
        mark=next((mark for mark in ("good", "watch") if mark in marks), NOTHING),
    )


def _place(function: str) -> int:
    return FUNCTIONS.index(Function(function)) if function else len(FUNCTIONS)


def _height(level: str) -> int:
    return LEVELS.index(Level(level)) if level else len(LEVELS)
