"""Some fields of one person or of many, changed at once: against which versions, and what others changed meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

from vitalfew.accounts.rules.people import Level, PersonState
from vitalfew.journal.rules import StaleVersion


class Reached(TypedDict, total=False):
    """How a person is called and reached, and on what ground that is kept."""

    name: str
    name_en: str
    phone: str
    email: str
    ground: str
    source: str
    notice_on: date | None
    expires_on: date | None


class Held(TypedDict, total=False):
    """What a person is at an account."""

    title: str
    unit: str
    level: Level | str
    boss_id: int | None
    since: date | None


REACHED, HELD = tuple(Reached.__annotations__), tuple(Held.__annotations__)
SHARED = ("unit", "level", "ground", "source", "notice_on", "expires_on")  # what many people may have in common


@dataclass(frozen=True)
class Seen:
    """The versions of a person and of the post that a reader had before him, written "5.3"."""

    person: int
    post: int

    def __str__(self) -> str:
        return f"{self.person}.{self.post}"

    @classmethod
    def of(cls, person: PersonState) -> "Seen":
        """Return what the reader of this has seen."""
        return cls(person.version, person.post.version)

    @classmethod
    def read(cls, written: str) -> "Seen":
        """Return what was written so; anything else fits no row."""
        person, _point, post = written.partition(".")
        return cls(int(person), int(post)) if person.isdecimal() and post.isdecimal() else cls(0, 0)


def stands(person: PersonState, field: str) -> Any:
    """Return what a field of the person, or of the post, says now, as it would be told."""
    return getattr(person if field in REACHED else person.post, field)


def against(person: PersonState, told: Mapping[str, Any], stale: StaleVersion) -> dict[str, tuple[Any, Any]]:
    """Return what was told and what stands of each field that another has changed meanwhile."""
    named = {"reports_to": "boss_id"}
    fields = [named.get(clash.field, clash.field) for clash in stale.clashes]
    return {field: (told.get(field), stands(person, field)) for field in fields}


@dataclass(frozen=True)
class PersonEdit:
    """One person among many that are changed at once."""

    contact_id: int
    seen: Seen


@dataclass(frozen=True)
class ValueEdit:
    """One value of a dossier among many that are confirmed at once."""

    account_id: int
    field: str
    version: int


class StaleTogether(Exception):
    """Of many rows some have been changed meanwhile: which, and how. Nothing was written, of none of them."""

    def __init__(self, stale: Mapping[Any, StaleVersion]) -> None:
        super().__init__(f"{len(stale)} rows")
        self.stale = stale


class NothingToTakeBack(Exception):
    """Refused: no such act of this user."""
