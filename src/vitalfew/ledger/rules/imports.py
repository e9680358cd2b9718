"""The words of an import: what came in, and what became of it."""

from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any


class ImportStatus(StrEnum):
    COMMITTED = "committed"
    ALREADY_IMPORTED = "already_imported"
    REFUSED = "refused"
    # The columns must be named first, or nobody has said yes yet. Nothing was written.
    NEEDS_MAPPING = "needs_mapping"
    READY = "ready"


class Doing(StrEnum):
    """What is being done to a file that is being checked."""

    READING = "reading"
    SUMMING = "summing"
    COMPARING = "comparing"  # with what the books hold


class NoSuchDraft(Exception):
    """No draft has this token."""


class NotAtThisStep(Exception):
    """The draft is not where this can be done: it is over, or not read yet. Nothing was written."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class ReasonMissing(Exception):
    """A closed period would change, or the file records another event than the books, and nobody said why it may."""

    def __init__(self, what: tuple[str, ...]) -> None:
        super().__init__(", ".join(what))
        self.what = what


class NameTaken(Exception):
    """Another one has this name already. Nothing was written."""


class StillUsed(Exception):
    """Something else still uses it. Nothing was written."""

    def __init__(self, users: list[str]) -> None:
        super().__init__(", ".join(users))
        self.users = users


@dataclass(frozen=True)
class Question:
    """What nobody can tell from the file alone: an option answers it."""

    option: str
    header: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class IncomingFile:
    """One file of an import, known by its bytes."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class CheckedFiles:
    """Files that have been read and checked, ready to be committed: their good lines stand in a Parquet file."""

    files: tuple[IncomingFile, ...]
    tag: str  # what its files and its lines are called by
    lines_path: Path  # of other facts than lines
    lines_read: int
    lines_refused: int = 0
    repeated: int = 0
    problems: tuple[dict[str, Any], ...] = ()
    problems_path: Path | None = None
    mapping: dict[str, Any] = field(default_factory=dict)
    tax: str = "unknown"
    basis: str = "invoice"
    lines_files: tuple[Path, ...] = ()
    days_path: Path = Path()  # sums by account and day
    accounts_path: Path = Path()  # names and countries
    told: tuple[dict[str, Any], ...] = ()  # what the lines come to by kind and currency
    refused_amount: str | None = None  # readable in refused rows
    total_row: dict[str, str] = field(default_factory=dict)  # what the file itself says its lines come to

    @property
    def currencies(self) -> list[str]:
        """Return the currencies of its lines; "" where a line does not say."""
        return sorted({str(row["currency"]) for row in self.told})


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or why it did nothing."""

    status: ImportStatus
    batch: int | None = None
    kind: str = ""  # of other facts than lines
    lines_read: int = 0
    lines_new: int = 0
    lines_overlapping: int = 0
    lines_superseding: int = 0
    lines_refused: int = 0
    sales: int = 0
    cancellations: int = 0
    returns: int = 0
    zero_price: int = 0
    without_account: int = 0
    repeated: int = 0
    first_day: date | None = None
    last_day: date | None = None
    currency: str = ""
    # One sentence for a person: who imported these bytes and when, or why the file is refused.
    message: str = ""
    problems: tuple[dict[str, Any], ...] = ()
    problems_file: str | None = None
    # What is easily overlooked in the sheets that were read, in words.
    notes: tuple[str, ...] = ()

    @property
    def lines_good(self) -> int:
        """Return how many lines are taken: new, restating an earlier one, or saying again what one said."""
        return self.lines_new + self.lines_superseding + self.lines_overlapping

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values, days as ISO dates."""
        values = asdict(self)
        # Words belong to whoever reads them, not to what is kept.
        del values["notes"]
        for name in ("first_day", "last_day"):
            values[name] = values[name] and values[name].isoformat()
        return values | {"status": self.status.value, "problems": list(self.problems)}
