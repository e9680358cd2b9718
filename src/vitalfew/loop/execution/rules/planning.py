"""A visit planned: what it is for, what is asked, and the advance it is to bring (S4)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class VisitState(StrEnum):
    """What became of a planned visit."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class QuestionKind(StrEnum):
    """The four kinds of questions (Rackham), in the order in which they are asked."""

    SITUATION = "situation"  # 背景
    PROBLEM = "problem"  # 难点
    IMPLICATION = "implication"  # 暗示
    NEED_PAYOFF = "need_payoff"  # 需求-效益


class PlanningWhy(StrEnum):
    """Why a visit is not planned so."""

    NO_PURPOSE = "no_purpose"
    VISIT_DAY_PAST = "visit_day_past"
    VISIT_ENDED = "visit_ended"
    GUEST_ELSEWHERE = "guest_elsewhere"


class Ask(StrEnum):
    """What a question asks after, because it is missing or has changed."""

    SHARE = "share"
    DOSSIER = "dossier"
    WHO_ELSE = "who_else"
    FIRST_MEETING = "first_meeting"
    SILENCE = "silence"
    FALL = "fall"
    THEIR_PROMISE = "their_promise"
    OUR_DELAY = "our_delay"
    SILENCE_COST = "silence_cost"
    WAY_FORWARD = "way_forward"


@dataclass(frozen=True)
class Suggestion:
    """A question worth asking, with what fills its blanks."""

    kind: QuestionKind
    ask: Ask
    blanks: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Lacks:
    """What is known of an account that a visit could mend."""

    silent_days: int | None = None  # where it is silent for longer than its own rhythm
    fall: float | None = None  # the change of revenue in a year, where it fell
    share_known: bool = False
    fields: tuple[str, ...] = ()  # of the dossier, what matters most first
    people: tuple[str, ...] = ()
    ours_late: tuple[str, ...] = ()
    theirs_late: tuple[str, ...] = ()


ASKED = 2  # fields of the dossier in one visit
FALL = -0.1  # of revenue in a year, from which one asks


def suggestions(lacks: Lacks) -> list[Suggestion]:
    """Return the questions that what is missing asks for, by kind."""
    kind, found = QuestionKind, []
    if not lacks.share_known:
        found.append(Suggestion(kind.SITUATION, Ask.SHARE))
    found += [Suggestion(kind.SITUATION, Ask.DOSSIER, {"field": field}) for field in lacks.fields[:ASKED]]
    if not lacks.people:
        found.append(Suggestion(kind.SITUATION, Ask.FIRST_MEETING))
    if len(lacks.people) == 1:
        found.append(Suggestion(kind.SITUATION, Ask.WHO_ELSE, {"who": lacks.people[0]}))
    if lacks.silent_days is not None:
        found.append(Suggestion(kind.PROBLEM, Ask.SILENCE, {"days": lacks.silent_days}))
    if lacks.fall is not None and lacks.fall <= FALL:
        found.append(Suggestion(kind.PROBLEM, Ask.FALL, {"fall": lacks.fall}))
    found += [Suggestion(kind.PROBLEM, Ask.THEIR_PROMISE, {"what": what}) for what in lacks.theirs_late[:1]]
    found += [Suggestion(kind.IMPLICATION, Ask.OUR_DELAY, {"what": what}) for what in lacks.ours_late[:1]]
    if lacks.silent_days is not None:
        found.append(Suggestion(kind.IMPLICATION, Ask.SILENCE_COST))
    return [*found, Suggestion(kind.NEED_PAYOFF, Ask.WAY_FORWARD)]


def planning_refused(purpose: str, day: date, today: date) -> PlanningWhy | None:
    """Return why a visit cannot be planned so, or None where it can."""
    if not purpose.strip():
        return PlanningWhy.NO_PURPOSE
    return PlanningWhy.VISIT_DAY_PAST if day < today else None
