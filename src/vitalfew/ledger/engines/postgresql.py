"""PostgreSQL: each file is loaded once into a table of its own, which lies there as long as the file stands.

The tables are a copy, never the books: drop them all, and they come again with the next question.
"""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import sqlglot.expressions as sge
from ibis.backends.postgres import Backend
from ibis.backends.sql.compilers.postgres import PostgresCompiler
from psycopg import sql
from pyarrow import csv

from vitalfew.ledger.engines import EngineAway
from vitalfew.ledger.engines.files import Known, columns_of, known_in, write_parquet

SCHEMA = "vitalfew_ledger"
ROWS_AT_A_TIME = 100_000
LONGEST_NAME = 36  # of 63 letters that PostgreSQL takes, what the digests leave
INDEXED = "account"  # pages ask by customer
# Words are compared byte by byte, as in the other engines, whatever language the database was made for.
_WORDS = 'text COLLATE "C"'
_KINDS = {
    "string": _WORDS, "large_string": _WORDS, "bool": "boolean", "date32[day]": "date", "double": "double precision",
    "int64": "bigint", "int32": "integer", "int16": "smallint", "int8": "smallint",
}  # fmt: skip
# Ibis knows no type for the product of two decimals; the engine does, to the last digit.
_PREPARE = (
    "SELECT pg_advisory_xact_lock(hashtext('vitalfew_ledger'))",
    "CREATE SCHEMA IF NOT EXISTS vitalfew_ledger",
    """CREATE OR REPLACE FUNCTION vitalfew_ledger.multiply(numeric, numeric) RETURNS numeric
        LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN $1 * $2""",
    "SET TIME ZONE 'UTC'",
    "SET search_path = vitalfew_ledger, pg_catalog",
)
_WRITTEN = csv.WriteOptions(include_header=False, quoting_style="needed")
_PARSED = csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False)


class _Compiler(PostgresCompiler):
    """Ibis's, with three answers mended."""

    SIMPLE_OPS: dict[Any, str] = {}

    def visit_DateTruncate(self, op: Any, *, arg: Any, unit: Any) -> Any:  # noqa: N802
        # The first of a month is a day, not its midnight.
        return self.cast(super().visit_DateTruncate(op, arg=arg, unit=unit), op.dtype)

    def visit_Cast(self, op: Any, *, arg: Any, to: Any) -> Any:  # noqa: N802
        # Yes is one, but PostgreSQL says so of its small integers only.
        arg = self.cast(arg, dt.int32) if op.arg.dtype.is_boolean() and to.is_integer() else arg
        return super().visit_Cast(op, arg=arg, to=to)

    def visit_Lowercase(self, _op: Any, *, arg: Any) -> Any:  # noqa: N802
        # Letters become small in every alphabet: by byte-wise rules only ASCII's would.
        return self.f.lower(sge.Collate(this=arg, expression=sge.to_identifier("und-x-icu", quoted=True)))


class _Backend(Backend):
    """Ibis's, but tables told along with a question come by COPY and leave with its transaction."""

    compiler = _Compiler()

    def _post_connect(self) -> None:
        """Do without what Ibis prepares for pandas."""

    def _register_in_memory_table(self, op: Any) -> None:
        table, name = op.data.to_pyarrow(op.schema), sql.Identifier(op.name)
        with self.con.cursor() as cursor:
            create = sql.SQL("CREATE TEMPORARY TABLE {} ({}) ON COMMIT DROP")
            cursor.execute(create.format(name, _columns(table.schema)))
            _copy_in(cursor, name, table.to_batches(ROWS_AT_A_TIME))

    def _make_memtable_finalizer(self, _name: str) -> None:
        """Leave nothing to be done when the process ends."""

    def told(self, table: "ibis.Table") -> str:
        """Bring the tables that come with the question, and return it as text."""
        self._memtables.clear()
        self._run_pre_execute_hooks(table)
        return str(self.compile(table))


class InDatabase:
    """One connection to a database, and the tables there that stand for files of a folder."""

    def __init__(self, connection: "psycopg.Connection[Any]", home: Path) -> None:
        self._connection, self._home = connection, home
        self._mine = f"{_digest(str(home))}."  # several homes may share a database
        self._backend = _Backend.from_connection(connection)

    def is_alive(self) -> bool:
        """Tell whether the database still listens, as far as the last question showed."""
        return not self._connection.closed

    def scan(self, paths: Sequence[Path]) -> "ibis.Table":
        """Return the tables of the files as one, each loaded by whoever asks for it first."""
        files = [Known.of(path) for path in paths]
        standing = self._standing()
        for file in files:
            if self._name(file) not in standing:
                self._load(file)
        columns = ibis.schema(columns_of(paths[0]))
        tables = [ibis.table(columns, name=self._name(file), database=SCHEMA) for file in files]
        return ibis.union(*tables) if len(tables) > 1 else tables[0]

    def scan_once(self, paths: Sequence[Path]) -> "ibis.Table":
        """Do the same: files on their way in are asked about several times, and their tables leave with them."""
        return self.scan(paths)

    def arrow(self, table: "ibis.Table") -> pa.Table:
        """Run the expression; rows come by COPY, as text, which keeps every digit."""
        with self._connection.transaction(), self._connection.cursor() as cursor:
            question = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv)").format(sql.SQL(self._backend.told(table)))
            with cursor.copy(question) as answer:
                return _read(answer, table.schema().to_pyarrow())

    def write(self, table: "ibis.Table", path: Path) -> None:
        """Run the expression and write its rows."""
        write_parquet(self.arrow(table), path)

    def forget(self) -> None:
        """Drop the tables of files that are gone, or that were written anew."""
        there = {self._name(file) for file in known_in(self._home)}
        gone = {name for name in self._standing() - there if name.startswith(self._mine)}
        with self._connection.cursor() as cursor:
            for name in gone:
                cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(_identifier(name)))

    def _name(self, file: Known) -> str:
        """Return the name of a file's table: whose books, what it is called, where and how it stands."""
        called = file.path.name.removesuffix(".parquet")[:LONGEST_NAME]
        return f"{self._mine}{called}@{_digest(f'{file.path}|{file.changed}|{file.size}')}"

    def _standing(self) -> set[str]:
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [SCHEMA])
            return {name for (name,) in cursor.fetchall()}

    def _load(self, file: Known) -> None:
        """Load a file whole or not at all; of several who want it, one does."""
        name, columns = _identifier(self._name(file)), columns_of(file.path)
        with self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [self._name(file)])
            if self._name(file) in self._standing():
                return
            cursor.execute(sql.SQL("CREATE TABLE {} ({})").format(name, _columns(columns)))
            batches = pq.ParquetFile(file.path).iter_batches(ROWS_AT_A_TIME)
            _copy_in(cursor, name, (batch.cast(columns) for batch in batches))
            if INDEXED in columns.names:
                cursor.execute(sql.SQL("CREATE INDEX ON {} ({})").format(name, sql.Identifier(INDEXED)))
            cursor.execute(sql.SQL("ANALYZE {}").format(name))


def connect(url: str, home: Path) -> InDatabase:
    """Return an engine that asks this database about the files of this folder, or raise EngineAway."""
    try:
        connection = psycopg.connect(url, autocommit=True, application_name="vitalfew")
    except psycopg.OperationalError as away:
        raise EngineAway(str(away)) from away
    with connection.transaction():
        for statement in _PREPARE:
            connection.execute(statement)
    return InDatabase(connection, home)


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _identifier(name: str) -> sql.Identifier:
    return sql.Identifier(SCHEMA, name)


def _columns(schema: pa.Schema) -> sql.Composed:
    return sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(one.name), sql.SQL(_kind(one.type))) for one in schema
    )


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return f"numeric({kind.precision}, {kind.scale})"
    return _KINDS[str(kind)]


def _copy_in(cursor: "psycopg.Cursor[Any]", name: sql.Identifier, batches: Iterable[pa.RecordBatch]) -> None:
    with cursor.copy(sql.SQL("COPY {} FROM STDIN (FORMAT csv)").format(name)) as into:
        for batch in batches:
            sink = pa.BufferOutputStream()
            csv.write_csv(batch, sink, _WRITTEN)
            into.write(memoryview(sink.getvalue()))


def _read(answer: Iterable[Any], schema: pa.Schema) -> pa.Table:
    """Read rows as PostgreSQL tells them: nothing at all is null, words stand in quotation marks where need be."""
    told = b"".join(answer)
    if not told:
        return schema.empty_table()
    return csv.read_csv(
        pa.BufferReader(told),
        read_options=csv.ReadOptions(column_names=schema.names, block_size=max(1 << 20, len(told) // 8)),
        parse_options=_PARSED,
        convert_options=csv.ConvertOptions(
            column_types=schema, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False,
            true_values=["t"], false_values=["f"],
        ),
    )  # fmt: skip
