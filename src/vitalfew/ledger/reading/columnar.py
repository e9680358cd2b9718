"""Parquet as a table of strings, so that it takes the same way as every other file."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from vitalfew.ledger.reading.sniffing import Bounds
from vitalfew.ledger.reading.tables import RawTable, named
from vitalfew.ledger.rules.problems import FileProblem, Unreadable


def read_parquet(path: Path, name: str, bounds: Bounds) -> RawTable:
    """Read a Parquet file; columns that hold no plain values are left out."""
    try:
        file = pq.ParquetFile(path)
        if file.metadata.num_rows > bounds.rows:
            raise Unreadable(FileProblem.TOO_MANY_ROWS, name, most=bounds.rows)
        if file.metadata.num_columns > bounds.columns:
            most = bounds.columns
            raise Unreadable(FileProblem.TOO_MANY_COLUMNS, name, found=file.metadata.num_columns, most=most)
        table = file.read()
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(FileProblem.DAMAGED, name) from error
    found = {header: cells for header, column in zip(table.column_names, table.columns, strict=True)
             if (cells := _strings(column)) is not None}  # fmt: skip
    cells = pa.table(list(found.values()), names=[str(position) for position in range(len(found))])
    rows = np.arange(1, table.num_rows + 1, dtype=np.int64)
    return RawTable(name, "", named(list(found)), cells, rows, is_typed=True, read_as="Parquet")


def _strings(column: pa.ChunkedArray) -> pa.ChunkedArray | None:
    try:
        return pc.cast(column, pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return None
