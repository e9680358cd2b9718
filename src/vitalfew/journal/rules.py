"""The journal's own words: who acts, and what happens when two people change one thing."""

from dataclasses import dataclass
from typing import Any, Protocol


class Actor(Protocol):
    """Whoever acts: a signed-in user, the command line, the clock. Known by id and name only."""

    @property
    def actor_id(self) -> int | None: ...

    @property
    def actor_name(self) -> str: ...


@dataclass(frozen=True)
class Clash:
    """One field that somebody else changed meanwhile: what stands now and what was to be written."""

    field: str
    stands: Any
    wanted: Any


class StaleVersion(Exception):
    """The row has been changed since it was read. Nothing was written; both values are here."""

    def __init__(self, subject: str, version: int, clashes: list[Clash]) -> None:
        super().__init__(f"{subject} is now at version {version}")
        self.subject = subject
        self.version = version
        self.clashes = clashes
