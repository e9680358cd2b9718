"""Rows that say in every cell what an earlier one says: lines of their own all the same, but told."""

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from vitalfew.ledger.reading.joining import Source
from vitalfew.ledger.reading.schema import PLACES

_SAID = "invoice, line, day, account, product, quantity, amount, kind, cost"
# So many rows are compared cell by cell; of more, what the books keep of them has to do.
_COMPARED = 2_000_000


def count_repeats(engine: duckdb.DuckDBPyConnection, lines: str, sources: list[Source]) -> int:
    """Return how many rows repeat another; `lines` is the relation of the lines written."""
    told, distinct = _fetched(engine, f"SELECT count(*), count(DISTINCT hash({_SAID})) FROM {lines}")
    if told == distinct:
        return 0
    twice = f"SELECT hash({_SAID}) AS said FROM {lines} GROUP BY ALL HAVING count(*) > 1"
    places = engine.sql(f"SELECT place FROM {lines} WHERE hash({_SAID}) IN ({twice}) ORDER BY place").to_arrow_table()
    wanted = np.asarray(places.column("place"))
    if len(wanted) > _COMPARED:
        return int(told - distinct)
    return sum(_among(engine, source, wanted - number * PLACES) for number, source in enumerate(sources))


def _among(engine: duckdb.DuckDBPyConnection, source: Source, rows: "np.ndarray[Any, np.dtype[np.int64]]") -> int:
    rows = rows[(rows >= 0) & (rows < PLACES)]
    found = [block.where(np.isin(block.rows, rows, assume_unique=True)).cells for block in source.table.blocks()]
    cells = pa.concat_tables(found) if found else None
    if cells is None or not cells.num_rows:
        return 0
    engine.register("repeated", cells)
    told, distinct = _fetched(
        engine, "SELECT (SELECT count(*) FROM repeated), count(*) FROM (SELECT DISTINCT * FROM repeated)"
    )
    engine.unregister("repeated")
    return int(told - distinct)


def _fetched(engine: duckdb.DuckDBPyConnection, question: str) -> tuple[int, int]:
    found = engine.execute(question).fetchall()[0]
    return int(found[0]), int(found[1])
