"""Rows of a foreign database, read by one question in a read-only transaction and streamed into a CSV file."""

import csv
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from vitalfew.ledger.rules.sources import SourceProblem, SourceUnread

try:
    import psycopg
except ImportError:  # the driver comes with the extra `postgres`
    psycopg = None  # type: ignore[assignment]

_AT_A_TIME = 5000
# What a question may do in SQLite: look. Nothing that attaches, writes or sets anything.
_MAY = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_LOOK_EVERY = 100_000  # steps of SQLite's machine between two looks at the clock


def fetch(address: str, question: str, target: Path, *, most_rows: int, seconds: int) -> int:
    """Write what the database answers to the target and return how many rows that was."""
    scheme = urlsplit(address).scheme
    ask = {"sqlite": _ask_sqlite, "postgresql": _ask_postgres, "postgres": _ask_postgres}.get(scheme)
    if ask is None:
        raise SourceUnread(SourceProblem.NO_ADDRESS, scheme)
    with ask(address, question, seconds) as (headers, rows), target.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(headers)
        count = 0
        for row in rows:
            count += 1
            if count > most_rows:
                raise SourceUnread(SourceProblem.TOO_LONG, f"{most_rows:,}")
            out.writerow(["" if value is None else value for value in row])
    return count


@contextmanager
def _ask_sqlite(address: str, question: str, seconds: int) -> Iterator[tuple[list[str], Iterable[Sequence[Any]]]]:
    path = Path(unquote(urlsplit(address).path.removeprefix("/")))
    end = time.monotonic() + seconds
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as database:
            database.set_authorizer(lambda does, *_: sqlite3.SQLITE_OK if does in _MAY else sqlite3.SQLITE_DENY)
            database.set_progress_handler(lambda: time.monotonic() > end, _LOOK_EVERY)
            found = database.execute(question)
            yield _headers(found.description), found
    except sqlite3.Error as fault:
        raise SourceUnread(SourceProblem.NO_ANSWER, _said(fault)) from fault


@contextmanager
def _ask_postgres(address: str, question: str, seconds: int) -> Iterator[tuple[list[str], Iterable[Sequence[Any]]]]:
    if psycopg is None:
        raise SourceUnread(SourceProblem.NO_DRIVER)
    try:
        with psycopg.connect(address, connect_timeout=15) as database:
            database.read_only = True
            database.execute("SELECT set_config('statement_timeout', %s, true)", [str(seconds * 1000)])
            # A cursor of the server takes one question that returns rows, and nothing else.
            with database.cursor(name="vitalfew") as found:
                found.itersize = _AT_A_TIME
                found.execute(question.strip().rstrip(";").encode())
                yield _headers(found.description), found
    except psycopg.Error as fault:
        raise SourceUnread(SourceProblem.NO_ANSWER, _said(fault)) from fault


def _headers(description: Any) -> list[str]:
    if not description:
        raise SourceUnread(SourceProblem.NO_ROWS)
    return [str(column[0]) for column in description]


def _said(fault: Exception) -> str:
    # The first line says what; the others may say with which password it was tried.
    return (str(fault).strip().splitlines() or [type(fault).__name__])[0][:200]
