"""What engines that keep something of a file know it by, and how they write one."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


@dataclass(frozen=True)
class Known:
    """A file as it stood: written anew under its name (a person forgotten, a draft read again) it is another."""

    path: Path
    changed: int
    size: int

    @classmethod
    def of(cls, path: Path) -> "Known":
        found = path.stat()
        return cls(path, found.st_mtime_ns, found.st_size)


def known_in(home: Path) -> Iterator[Known]:
    """Yield the files of the ledger, those on their way in too; one that goes meanwhile is none."""
    for path in home.rglob("*.parquet"):
        with suppress(FileNotFoundError):
            yield Known.of(path)


def columns_of(path: Path) -> pa.Schema:
    """Return the columns of a file, words as plain words."""
    schema = pq.read_schema(path).remove_metadata()
    return pa.schema([pa.field(one.name, _plain(one.type)) for one in schema])


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write rows as a file of the ledger."""
    pq.write_table(table, path, compression="zstd", compression_level=1)


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind
