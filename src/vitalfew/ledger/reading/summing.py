"""What written lines come to: sums by account and day, the names of accounts, and what the preview tells."""

from pathlib import Path
from typing import Any

import duckdb

# Where money and days are summed, one row for each account, day, kind and currency.
_DAYS = """
    SELECT account, day, kind, currency, CAST(sum(amount) AS DECIMAL(18, 4)) AS amount,
        CAST(sum(quantity) AS DECIMAL(18, 4)) AS quantity, CAST(sum(cost) AS DECIMAL(18, 4)) AS cost,
        count(*) AS lines, count(*) - count(cost) AS lines_without_cost
    FROM lines GROUP BY account, day, kind, currency ORDER BY account, day"""
_NAMES = """
    SELECT account, arg_max(account_name, (day, account_name)) FILTER (account_name IS NOT NULL) AS account_name,
        arg_max(country, (day, country)) FILTER (country IS NOT NULL) AS country, max(day) AS last_day
    FROM lines WHERE account IS NOT NULL GROUP BY account ORDER BY account"""
_TOLD = """
    SELECT kind, currency, count(*) AS lines, CAST(sum(amount) AS VARCHAR) AS amount,
        min(day) AS first_day, max(day) AS last_day,
        count(*) FILTER (account IS NULL) AS without_account, count(*) FILTER (unit_price = 0) AS zero_price,
        CAST(sum(tax_amount) AS VARCHAR) AS tax_amount, count(tax_amount) AS with_tax
    FROM lines GROUP BY kind, currency ORDER BY kind, currency"""
_LETTERS = """
    WITH numbers AS (SELECT invoice, bool_or(coalesce(quantity < 0, false) OR amount < 0) AS takes FROM lines
        WHERE invoice IS NOT NULL GROUP BY invoice)
    SELECT count(*), count(*) FILTER (regexp_full_match(invoice, '[0-9]+')),
        count(*) FILTER (regexp_full_match(invoice, '[A-Za-z]?[0-9]+')) FROM numbers"""
_UNDER = """
    SELECT count(*), count(*) FILTER (coalesce(quantity < 0, false) OR amount < 0)
    FROM lines WHERE upper(invoice[1:1]) = ?"""


def open_lines(paths: list[Path], spill: Path, memory: str = "400MB") -> duckdb.DuckDBPyConnection:
    """Return an engine in which these files are the table `lines`, with both hands and little memory."""
    engine = duckdb.connect(config={"threads": 2, "memory_limit": memory, "temp_directory": str(spill)})
    engine.execute("SET preserve_insertion_order = false")
    engine.read_parquet([str(path) for path in paths]).create_view("lines")
    return engine


def write_days(engine: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the sums by account, day, kind and currency."""
    engine.sql(_DAYS).write_parquet(str(path), compression="zstd")


def write_names(engine: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write for each account the name and country that its latest lines give; of several on a day the last by bytes."""
    engine.sql(_NAMES).write_parquet(str(path), compression="zstd")


def told(engine: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return what the lines come to by kind and currency, money as text, days as ISO dates."""
    found = engine.sql(_TOLD).to_arrow_table().to_pylist()
    return [row | {name: row[name].isoformat() for name in ("first_day", "last_day")} for row in found]


def telling_letters(engine: duckdb.DuckDBPyConnection, shares: dict[str, float]) -> tuple[str, ...]:
    """Return the letters that tell a kind where they stand before an invoice number.

    The file's other numbers are bare, and lines under the letter take something away: in a file whose numbers all
    start with "CN-" a C says nothing.
    """
    under = {letter: engine.execute(_UNDER, [letter]).fetchall()[0] for letter in shares}
    if not any(lines for lines, _taking in under.values()):
        return ()
    numbers, bare, fitting = engine.execute(_LETTERS).fetchall()[0]
    if numbers != fitting or bare * 2 <= numbers:
        return ()
    return tuple(letter for letter, (lines, taking) in under.items() if lines and taking >= shares[letter] * lines)
