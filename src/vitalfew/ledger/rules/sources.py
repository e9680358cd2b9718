"""When a source is due, what it may name, and when what it brought must be looked at by a person."""

import re
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

# Of the environment a source may name what the administrator has meant for sources, and nothing else.
VARIABLE = re.compile(r"VITALFEW_SOURCE_[A-Z0-9_]{1,60}")
# A file that was written to just now may still be growing.
QUIET_SECONDS = 30


class SourceProblem(StrEnum):
    """Why a source could not be looked at."""

    NO_FOLDER = "no_folder"
    NOT_ALLOWED = "not_allowed"
    NO_VARIABLE = "no_variable"
    NO_ADDRESS = "no_address"
    NO_DRIVER = "no_driver"
    NO_ANSWER = "no_answer"
    TOO_LONG = "too_long"
    NO_ROWS = "no_rows"
    NO_SPACE = "no_space"


class Hindrance(StrEnum):
    """Why what a source brought waits for a person instead of being written."""

    REFUSED_ROWS = "refused_rows"
    NEW_COLUMNS = "new_columns"
    CLOSED = "closed"
    BASIS = "basis"


class SourceUnread(Exception):
    """The source could not be looked at: why, and what was found instead. Nothing was written."""

    def __init__(self, problem: SourceProblem, found: str = "") -> None:
        super().__init__(f"{problem}: {found}")
        self.problem = problem
        self.found = found


def is_turn(last: datetime | None, now: datetime, *, is_daily: bool, hour: int) -> bool:
    """Tell whether a source is to be looked at: every full hour, or each day from its hour on. `now` is local."""
    if last is None:
        return not is_daily or now.hour >= hour
    last = last.astimezone(now.tzinfo)
    if not is_daily:
        return last.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1) <= now
    due = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return last < due <= now


def is_pattern(text: str) -> bool:
    """Tell whether this names files of one folder: *.csv, and no way out of it."""
    return bool(text.strip()) and not re.search(r"[/\\\0]", text) and text.strip() not in (".", "..")


def is_inside(path: Path, folders: list[Path]) -> bool:
    """Tell whether the path, links followed, lies in one of the folders."""
    real = path.resolve()
    return any(real.is_relative_to(folder.resolve()) for folder in folders)
