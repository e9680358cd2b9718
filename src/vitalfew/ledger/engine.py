"""The engine: one of three, chosen by one setting, reached through Ibis. Nothing else in Vitalfew asks the files.

VITALFEW_ENGINE=duckdb                          in this process (the default)
VITALFEW_ENGINE=postgresql://user@host/name     files are loaded once into tables there
VITALFEW_ENGINE=spark://host:port?spark.…=…     long questions go to a cluster, which reads the same folder

All three answer every question with the same rows (tests/engines).
"""

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import ibis
import pyarrow as pa
from django.conf import settings

from vitalfew.ledger.files import folder

# The module of each kind of address. Loaded by name, because not every machine has what each of them needs.
_MODULES = {"duckdb": "duckdb", "postgres": "postgresql", "postgresql": "postgresql", "spark": "spark"}
IN_PROCESS = "duckdb"


class Engine(Protocol):
    """What every engine can: read immutable Parquet files, run expressions over them, decimals exact."""

    def is_alive(self) -> bool:
        """Tell whether it can be asked."""

    def scan(self, paths: Sequence[Path]) -> "ibis.Table":
        """Return one table over these files, which have the same columns; it may be kept for the next question."""

    def scan_once(self, paths: Sequence[Path]) -> "ibis.Table":
        """Return one table over these files that is not kept longer than the files."""

    def arrow(self, table: "ibis.Table") -> pa.Table:
        """Run the expression and return its rows."""

    def write(self, table: "ibis.Table", path: Path) -> None:
        """Run the expression into a Parquet file."""

    def forget(self) -> None:
        """Let go of what is kept of files that are there no more, or no more as they were."""


class UnknownEngine(ValueError):
    """No engine answers to such an address."""

    def __init__(self, address: str) -> None:
        kind = address.partition(":")[0]
        super().__init__(
            f"VITALFEW_ENGINE starts with {kind!r}: known are duckdb, spark://host:port and postgresql://host/name."
        )


class _Connections(threading.local):
    """Those of each thread of each process: none survives a fork, nor two threads at once."""

    process = 0
    engines: dict[str, Engine]
    is_long = False


_connections = _Connections()


def engine() -> Engine:
    """Return this thread's engine: the one chosen; a cluster for long questions only."""
    if _connections.process != os.getpid():
        _connections.engines = {}
        _connections.process = os.getpid()
    address = _address()
    found = _connections.engines.get(address)
    if found is None or not found.is_alive():
        found = _connections.engines[address] = _connect(address)
    return found


@contextmanager
def long_questions() -> Iterator[None]:
    """Within it this thread has time: what it asks goes to the cluster where there is one.

    A page has not: a cluster takes a second to say anything, and its driver is a process of its own. So pages read
    the same files in their own process, and what a cluster has computed reaches them as rows.
    """
    before, _connections.is_long = _connections.is_long, True
    try:
        yield
    finally:
        _connections.is_long = before


def scan(names: Iterable[str]) -> "ibis.Table":
    """Return one table over these Parquet files of the ledger folder; they must have the same columns."""
    home = folder()
    return engine().scan([home / name for name in names])


def scan_once(path: Path) -> "ibis.Table":
    """Return a table over a file inside the ledger folder that is not kept: checked lines on their way in."""
    return engine().scan_once([path])


def scan_checked(paths: Iterable[Path]) -> "ibis.Table":
    """Return a table over checked lines on their way in."""
    return engine().scan_once(list(paths))


def arrow(table: "ibis.Table") -> pa.Table:
    """Run the expression and return its rows as an Arrow table, decimals exact."""
    return engine().arrow(table)


def rows(table: "ibis.Table") -> list[dict[str, object]]:
    """Run the expression and return its rows as dictionaries of Python values."""
    found: list[dict[str, object]] = arrow(table).to_pylist()
    return found


def settled(table: "ibis.Table") -> "ibis.Table":
    """Run the expression once and return its rows as a table, for a result that is asked more than once."""
    return ibis.memtable(arrow(table))


def write(table: "ibis.Table", path: Path) -> None:
    """Run the expression into a Parquet file inside the ledger folder."""
    engine().write(table, path)


def forget_files() -> None:
    """Let the engine go of what it keeps of files that were deleted or written anew; its own kind of sweeping."""
    engine().forget()


def _address() -> str:
    chosen: str = settings.ENGINE
    return IN_PROCESS if chosen.startswith("spark:") and not _connections.is_long else chosen


def _connect(address: str) -> Engine:
    module = _MODULES.get(address.partition(":")[0])
    if module is None:
        raise UnknownEngine(address)
    found: Any = import_module(f"vitalfew.ledger.engines.{module}")
    connected: Engine = found.connect(address, folder())
    return connected
