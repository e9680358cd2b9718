"""Spark: a cluster whose master and workers see the ledger's folder under the same path. The driver is this process."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import ibis
import ibis.expr.operations as ops
import pyarrow as pa
from ibis.backends.pyspark import Backend
from ibis.backends.sql.compilers.pyspark import PySparkCompiler
from py4j.protocol import Py4JError
from pyspark import SparkContext
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from vitalfew.ledger.engines import EngineAway
from vitalfew.ledger.engines.files import Known, columns_of, write_parquet

VIEWS = 400
PATIENCE = 60  # seconds until a worker must have come
# Money never loses a digit, and what does not fit is an error, never a silent null.
EXACT = {
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}
# What the address may say otherwise: spark://host:7077?spark.executor.memory=8g
USUAL = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.driver.maxResultSize": "4g",
         "spark.sql.shuffle.partitions": "16", "spark.log.level": "ERROR"}  # fmt: skip
# Ibis knows no type for the product of two decimals; the engine does, to the last digit.
_MULTIPLY = """CREATE OR REPLACE TEMPORARY FUNCTION multiply(amount DECIMAL(18, 4), rate DECIMAL(20, 10))
    RETURNS DECIMAL(38, 14) RETURN amount * rate"""


class _Compiler(PySparkCompiler):
    """Ibis's, but a digest has 64 bits: of 32 two lines of a million would share one."""

    SIMPLE_OPS = {ops.Hash: "xxhash64"}


class _Backend(Backend):
    """Ibis's, but tables come and go as Arrow, exact, without pandas between."""

    compiler = _Compiler()

    def _register_in_memory_table(self, op: Any) -> None:
        table = op.data.to_pyarrow(op.schema)
        rows = self._session.createDataFrame(table, schema=from_arrow_schema(table.schema))
        rows.createOrReplaceTempView(op.name)

    def _make_memtable_finalizer(self, _name: str) -> None:
        """Leave nothing to be done when the process ends."""

    def asked(self, table: "ibis.Table") -> pa.Table:
        """Run the expression; the tables that come with the question leave with it."""
        self._run_pre_execute_hooks(table)
        try:
            return self._session.sql(self.compile(table)).toArrow()
        finally:
            for told in list(self._memtables):
                self._session.catalog.dropTempView(told.name)
            self._memtables.clear()


class InCluster:
    """A session of this thread in the driver of this process."""

    def __init__(self, session: SparkSession) -> None:
        self._session, self._backend = session, _Backend()
        self._backend.do_connect(session)
        self._views: dict[tuple[Known, ...], ibis.Table] = {}
        self._passing: list[ibis.Table] = []
        self._count = 0
        session.sql(_MULTIPLY)

    def is_alive(self) -> bool:
        """Tell whether the cluster still takes questions of this driver."""
        context = self._session.sparkContext._jsc
        return context is not None and not context.sc().isStopped()

    def scan(self, paths: Sequence[Path]) -> "ibis.Table":
        """Return a view of the files, kept for the next question."""
        wanted = tuple(Known.of(path) for path in paths)
        found = self._views.pop(wanted, None)
        self._views[wanted] = self._view(paths) if found is None else found
        if len(self._views) > VIEWS:
            self._drop(self._views.pop(next(iter(self._views))))
        return self._views[wanted]

    def scan_once(self, paths: Sequence[Path]) -> "ibis.Table":
        """Return a view of the files that is kept until the next sweeping."""
        self._passing.append(self._view(paths))
        return self._passing[-1]

    def arrow(self, table: "ibis.Table") -> pa.Table:
        """Run the expression and fetch its rows into the driver."""
        return self._backend.asked(table).cast(table.schema().to_pyarrow())

    def write(self, table: "ibis.Table", path: Path) -> None:
        """Run the expression and write its rows: one file, by the driver."""
        write_parquet(self.arrow(table), path)

    def forget(self) -> None:
        """Drop the views of files on their way in; others are known by how their files stand."""
        while self._passing:
            self._drop(self._passing.pop())

    def _view(self, paths: Sequence[Path]) -> "ibis.Table":
        columns, name = columns_of(paths[0]), f"files_{self._count}"
        self._count += 1
        reader = self._session.read.schema(from_arrow_schema(columns))
        reader.parquet(*(f"file://{path}" for path in paths)).createOrReplaceTempView(name)
        return ibis.table(ibis.schema(columns), name=name)

    def _drop(self, view: "ibis.Table") -> None:
        self._session.catalog.dropTempView(view.get_name())


def connect(url: str, _home: Path) -> InCluster:
    """Return a session on the cluster of this address; further settings of Spark's own may follow a question mark.

    EngineAway where no master answers, or none has a worker.
    """
    parts = urlsplit(url)
    master = f"spark://{parts.netloc}"
    builder = SparkSession.builder.master(master).appName("Vitalfew")
    for name, value in (USUAL | dict(parse_qsl(parts.query)) | EXACT).items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
        _wait_for_workers(session, master)
    except Py4JError as away:
        _let_go()
        raise EngineAway(f"{master} does not answer.") from away
    return InCluster(session.newSession())


def _let_go() -> None:
    """Give up the context that found no master: Spark would hand it out again, stopped as it is, for every question."""
    if (left := SparkContext._active_spark_context) is not None:
        left.stop()


def _wait_for_workers(session: SparkSession, master: str) -> None:
    # A question without workers would wait for ever. The driver counts as one.
    until = time.monotonic() + PATIENCE
    while session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() < 2:
        if time.monotonic() > until:
            session.stop()
            raise EngineAway(f"{master} has no worker with room: start one, or let its others finish.")
        time.sleep(0.2)
