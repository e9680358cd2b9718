"""DuckDB in this process: the default."""

from collections.abc import Sequence
from pathlib import Path

import ibis
import pyarrow as pa

# Few, because web processes and the worker share the machine.
THREADS = 2
MEMORY = "2GB"
# Views of immutable files are kept for the next question; past this many the one asked for longest ago goes. An
# expression at work has only just asked for its own, so it never loses one.
VIEWS = 400


class InProcess:
    """One connection in memory: few threads, and no file but the ledger's own within its reach."""

    def __init__(self, home: Path) -> None:
        self._backend = _connect(home)
        self.views: dict[tuple[Path, ...], ibis.Table] = {}

    def is_alive(self) -> bool:
        """Tell that it lives: it does as long as this process."""
        return True

    def scan(self, paths: Sequence[Path]) -> "ibis.Table":
        """Return a view of the files, kept for the next question."""
        wanted = tuple(paths)
        found = self.views.pop(wanted, None)
        if found is None:
            found = self.scan_once(wanted)
        self.views[wanted] = found
        if len(self.views) > VIEWS:
            oldest = self.views.pop(next(iter(self.views)))
            self._backend.raw_sql(f'DROP VIEW IF EXISTS "{oldest.get_name()}"')
        return found

    def scan_once(self, paths: Sequence[Path]) -> "ibis.Table":
        """Return a view of the files that is not kept."""
        return self._backend.read_parquet([str(path) for path in paths])

    def arrow(self, table: "ibis.Table") -> pa.Table:
        """Run the expression."""
        return self._backend.to_pyarrow(table)

    def write(self, table: "ibis.Table", path: Path) -> None:
        """Run the expression into a Parquet file, without holding it."""
        self._backend.to_parquet(table, str(path), compression="zstd", compression_level=1)

    def forget(self) -> None:
        """Keep nothing of files: they are read anew at every question."""


def connect(_url: str, home: Path) -> InProcess:
    """Return an engine over this folder."""
    return InProcess(home)


def _connect(home: Path) -> "ibis.backends.duckdb.Backend":
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
