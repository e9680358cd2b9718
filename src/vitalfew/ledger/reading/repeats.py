"""Rows that say in every cell what an earlier one says: lines of their own all the same, but told."""

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from vitalfew.ledger.reading.joining import Source
from vitalfew.ledger.reading.schema import PLACES

# So many rows are compared cell by cell; of more, what the books keep of them has to do.
_COMPARED = 2_000_000
_SAID = """
    CREATE TEMP VIEW said AS
    SELECT place, hash(invoice, line, day, account, product, quantity, amount, kind, cost) AS said FROM lines"""
_COUNTED = "SELECT count(*), count(DISTINCT said) FROM said"
_TWICE = """
    SELECT place FROM said WHERE said IN (SELECT said FROM said GROUP BY said HAVING count(*) > 1) ORDER BY place"""
_AMONG = "SELECT (SELECT count(*) FROM repeated), count(*) FROM (SELECT DISTINCT * FROM repeated)"


def count_repeats(engine: duckdb.DuckDBPyConnection, sources: list[Source]) -> int:
    """Return how many of the rows written as `lines` repeat another."""
    engine.execute(_SAID)
    told, distinct = engine.execute(_COUNTED).fetchall()[0]
    if told == distinct:
        return 0
    places = np.asarray(engine.sql(_TWICE).to_arrow_table().column("place"))
    if len(places) > _COMPARED:
        return int(told - distinct)
    return sum(_among(engine, source, places - number * PLACES) for number, source in enumerate(sources))


def _among(engine: duckdb.DuckDBPyConnection, source: Source, rows: "np.ndarray[Any, np.dtype[np.int64]]") -> int:
    rows = rows[(rows >= 0) & (rows < PLACES)]
    found = [block.where(np.isin(block.rows, rows, assume_unique=True)).cells for block in source.table.blocks()]
    cells = pa.concat_tables(found) if found else None
    if cells is None or not cells.num_rows:
        return 0
    engine.register("repeated", cells)
    told, distinct = engine.execute(_AMONG).fetchall()[0]
    engine.unregister("repeated")
    return int(told - distinct)
