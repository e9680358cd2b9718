"""The journal's own words: who acts, what a line says and how it is sealed, what happens when two change one thing."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Protocol


class Actor(Protocol):
    """Whoever acts: a signed-in user, the command line, the clock. Known by id and name only."""

    @property
    def actor_id(self) -> int | None: ...

    @property
    def actor_name(self) -> str: ...


@dataclass(frozen=True)
class Line:
    """One line of the journal as it was written."""

    number: int
    at: datetime
    actor_id: int | None
    actor_name: str
    verb: str
    subject: str
    subject_id: str
    account_id: int | None
    before: dict[str, Any]
    after: dict[str, Any]
    previous_seal: str
    version: int | None = None  # of the row, with this line; None where the line is about no versioned row


# What a reader is shown in place of a value about a person that has been erased.
ERASED = "∅"


@dataclass(frozen=True)
class Clash:
    """One field that somebody else changed meanwhile: what stands now and what was to be written."""

    field: str
    stands: Any
    wanted: Any


class StaleVersion(Exception):
    """The row has been changed since it was read. Nothing was written; both values are here.

    Version 0 says that the row is gone.
    """

    def __init__(self, subject: str, version: int, clashes: list[Clash]) -> None:
        super().__init__(f"{subject} is now at version {version}")
        self.subject = subject
        self.version = version
        self.clashes = clashes


def plain(value: Any) -> Any:
    """Return the value as JSON that every database gives back unchanged.

    Floats become text: PostgreSQL stores 1e16 as a whole number and -0.0 without its sign, and a seal over
    them would no longer fit what is read back.
    """
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).isoformat()
    return str(value)


def seal_of(line: Line, key: str) -> str:
    """Return the HMAC-SHA256 over the line, which contains the seal before it."""
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    content = [
        line.number, at, line.actor_id, line.actor_name, line.verb, line.subject, line.subject_id,
        line.account_id, line.before, line.after, line.previous_seal, line.version,
    ]  # fmt: skip
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def digest_of(value: Any, salt: str) -> dict[str, str]:
    """Return what the journal keeps of a value about a person: enough to tell it from another, nothing to read."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True)
    return {"personal": hmac.new(salt.encode(), text.encode(), hashlib.sha256).hexdigest()}


def readable(values: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """Return a line's values with those about a person put back; ERASED where they are no more."""
    return {name: _read(value, known) for name, value in values.items()}


def _read(value: Any, known: dict[str, Any]) -> Any:
    is_digest = isinstance(value, dict) and value.keys() == {"personal"}
    return known.get(value["personal"], ERASED) if is_digest else value


def first_break(lines: Iterable[tuple[Line, str]], head: tuple[int, str] | None, key: str) -> int | None:
    """Return the number of the first line that is not as it was written, or None.

    A cut tail shows against the head: then it is the first number that is missing.
    """
    number, seal = 0, ""
    for line, written in lines:
        fits = line.number == number + 1 and line.previous_seal == seal
        if not fits or not hmac.compare_digest(seal_of(line, key), written):
            return number + 1
        number, seal = line.number, written
    return None if head == (number, seal) else number + 1
