"""Everything that reaches one account from any of us, day by day, and where two of us come too close (S14)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from vitalfew.relations.rules import InteractionKind

CLOSE = 3  # days within which two of us at one customer collide
# What reaches nobody's diary at the customer.
SILENT = (InteractionKind.EMAIL,)


class TouchKind(StrEnum):
    """What stands on the calendar."""

    HELD = "held"
    PLANNED = "planned"
    JOINT_MEETING = "joint_meeting"  # of both firms, planned or held
    OURS_DUE = "ours_due"
    THEIRS_DUE = "theirs_due"
    CONTRACT_ENDS = "contract_ends"
    NOTICE_BY = "notice_by"
    PRICE_ENDS = "price_ends"
    GROUND_ENDS = "ground_ends"  # for keeping what is known of a person


OF_RECORDS = (TouchKind.CONTRACT_ENDS, TouchKind.NOTICE_BY, TouchKind.PRICE_ENDS)
PROMISED = (TouchKind.OURS_DUE, TouchKind.THEIRS_DUE)


@dataclass(frozen=True)
class Touch:
    """One thing on one day between us and an account."""

    kind: TouchKind
    on: date
    account_id: int
    account_name: str
    subject_id: int  # of the contact, the planned visit, the joint meeting, the promise, the record, the person
    words: str
    at: time | None = None
    contact: InteractionKind | None = None  # how, where people meet
    who_ids: tuple[int, ...] = ()
    who: tuple[str, ...] = ()
    guests: tuple[str, ...] = field(default_factory=tuple)
    gone: tuple[str, ...] = ()  # of the guests, who have left the account
    is_late: bool = False
    version: int = 1

    @property
    def is_meeting(self) -> bool:
        return self.contact is not None and self.contact not in SILENT


@dataclass(frozen=True)
class Collision:
    """Two of us who come to one customer within a few days and do not come together."""

    first: Touch
    second: Touch


def collisions(touches: Iterable[Touch]) -> list[Collision]:
    """Return who comes too close to whom, by day: at one account, within a few days, nobody in both parties."""
    meetings = sorted((one for one in touches if one.is_meeting), key=lambda one: (one.account_id, one.on, _hour(one)))
    found = []
    for place, first in enumerate(meetings):
        for second in meetings[place + 1 :]:
            if second.account_id != first.account_id or (second.on - first.on).days > CLOSE:
                break
            if set(first.who_ids).isdisjoint(second.who_ids):
                found.append(Collision(first, second))
    return sorted(found, key=lambda one: (one.second.on, one.first.on, one.first.account_id))


def in_order(touches: Iterable[Touch]) -> list[Touch]:
    """Return the touches by day and hour, those without an hour first."""
    return sorted(touches, key=lambda one: (one.on, _hour(one), one.account_name, one.kind, one.subject_id))


def _hour(one: Touch) -> time:
    return one.at or time.min
