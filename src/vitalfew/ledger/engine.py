"""The engine: DuckDB in this process, reached through Ibis. Nothing else in Vitalfew connects to it."""

import os
import threading
from collections.abc import Iterable
from pathlib import Path

import ibis
import pyarrow as pa

from vitalfew.ledger.files import folder

# Few, because web processes and the worker share the machine.
THREADS = 2
MEMORY = "2GB"
# Views of immutable files are kept for the next question; past this many the one asked for longest ago goes. An
# expression at work has only just asked for its own, so it never loses one.
VIEWS = 400


class _Connection(threading.local):
    """One connection for each thread of each process: DuckDB survives neither a fork nor two threads on one cursor."""

    process = 0
    engine: "ibis.backends.duckdb.Backend"
    views: dict[tuple[str, ...], "ibis.Table"]


_connection = _Connection()


def engine() -> "ibis.backends.duckdb.Backend":
    """Return this thread's connection: in memory, few threads, and no file but the ledger's own within its reach."""
    if _connection.process != os.getpid():
        _connection.engine = _connect()
        _connection.views = {}
        _connection.process = os.getpid()
    return _connection.engine


def scan(names: Iterable[str]) -> "ibis.Table":
    """Return one table over these Parquet files of the ledger folder; they must have the same columns."""
    wanted = tuple(names)
    backend = engine()
    found = _connection.views.pop(wanted, None)
    if found is None:
        found = backend.read_parquet([str(folder() / name) for name in wanted])
    _connection.views[wanted] = found
    if len(_connection.views) > VIEWS:
        oldest = _connection.views.pop(next(iter(_connection.views)))
        backend.raw_sql(f'DROP VIEW IF EXISTS "{oldest.get_name()}"')
    return found


def scan_once(path: Path) -> "ibis.Table":
    """Return a table over a file inside the ledger folder that is not kept: checked lines on their way in."""
    return engine().read_parquet([str(path)])


def scan_checked(paths: Iterable[Path]) -> "ibis.Table":
    """Return a table over checked lines on their way in."""
    return engine().read_parquet([str(path) for path in paths])


def arrow(table: "ibis.Table") -> pa.Table:
    """Run the expression and return its rows as an Arrow table, decimals exact."""
    return engine().to_pyarrow(table)


def rows(table: "ibis.Table") -> list[dict[str, object]]:
    """Run the expression and return its rows as dictionaries of Python values."""
    found: list[dict[str, object]] = arrow(table).to_pylist()
    return found


def settled(table: "ibis.Table") -> "ibis.Table":
    """Run the expression once and return its rows as a table, for a result that is asked more than once."""
    return ibis.memtable(arrow(table))


def write(table: "ibis.Table", path: Path) -> None:
    """Run the expression into a Parquet file inside the ledger folder."""
    engine().to_parquet(table, str(path), compression="zstd", compression_level=1)


def _connect() -> "ibis.backends.duckdb.Backend":
    home = folder()
    backend = ibis.duckdb.connect(
        ":memory:",
        threads=THREADS,
        memory_limit=MEMORY,
        autoinstall_known_extensions=False,
        autoload_known_extensions=False,
    )
    quoted = str(home).replace("'", "''")
    backend.raw_sql(f"SET temp_directory = '{quoted}/spill'")
    backend.raw_sql(f"SET allowed_directories = ['{quoted}/']")
    backend.raw_sql("SET enable_progress_bar = false")
    backend.raw_sql("SET enable_external_access = false")
    backend.raw_sql("SET lock_configuration = true")
    return backend
