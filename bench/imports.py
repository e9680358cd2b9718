"""Check and import, and take back, beside the bare reading of the same file in the same run.

python bench/imports.py [--lines 10000000] [--accounts 100000] [--xlsx 1000000] [--home FOLDER]
"""

import argparse
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb
import fastexcel
import xlsxwriter

import machine
from books import make_books


def main() -> None:
    """Make the books, read them bare, import them, take them back, and print what each took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--lines", type=int, default=10_000_000)
    asked.add_argument("--accounts", type=int, default=100_000)
    asked.add_argument("--xlsx", type=int, default=0, help="lines of a workbook, instead of a CSV")
    asked.add_argument("--home", default="", help="keep the home here, for the other benches")
    given = asked.parse_args()
    with machine.home(given.home) as home:
        lines = given.xlsx or given.lines
        path = elsewhere(made, home, lines, given.accounts, bool(given.xlsx))
        size = path.stat().st_size / 2**20
        machine.say(f"{machine.describe()}\n{lines:,} lines, {given.accounts:,} accounts, {size:.0f} MiB {path.suffix}")
        bare = elsewhere(timed_bare, path)
        prepare()
        with machine.watching_children() as reading:
            imported, report = timed(lambda: import_books(path))
        # Nothing large was done here before: this process committed.
        committing = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
        machine.say(f"{report.status}, {report.lines_new:,} lines, {report.lines_refused} refused {report.message}")
        undone, _ = timed(lambda: undo(report.batch))
        machine.say("| work | seconds | beside the bare reading |\n|---|---|---|")
        machine.say(f"| {'fastexcel' if given.xlsx else 'DuckDB'} reads the file, nothing else | {bare:.2f} | 1 |")
        machine.say(f"| check and import | {imported:.2f} | {imported / bare:.1f} × |")
        machine.say(f"| take it back | {undone:.2f} | |")
        machine.say(f"peak memory: {reading.peak:.0f} MiB reading, {committing:.0f} MiB the one committing")


def elsewhere(work: Callable[..., Any], *given: Any) -> Any:
    """Do it in a process of its own, so that its memory is not taken for the import's."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        return other.submit(work, *given).result()


def made(home: Path, lines: int, accounts: int, is_workbook: bool) -> Path:
    """Make the books, as a CSV or as a workbook."""
    path = make_books(home / "orders.csv", lines=lines, accounts=accounts)
    return as_workbook(path) if is_workbook else path


def timed_bare(path: Path) -> float:
    """Return how long the bare reading of the file takes."""
    return timed(lambda: read_workbook(path) if path.suffix == ".xlsx" else read_csv(path))[0]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long the work took, and what came of it."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def as_workbook(path: Path) -> Path:
    """Write the CSV as a workbook, numbers as numbers."""
    target = path.with_suffix(".xlsx")
    with (
        xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_numbers": True}) as book,
        path.open() as rows,
    ):
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row.rstrip("\n").replace('"', "").split(","))
    return target


def read_csv(path: Path) -> Any:
    """Read every value of the file, as little as can be done with it."""
    with duckdb.connect(config={"threads": 2}) as engine:
        engine.execute("CREATE TABLE lines AS SELECT * FROM read_csv(?)", [str(path)])
        return engine.execute("SELECT count(*) FROM lines").fetchall()


def read_workbook(path: Path) -> Any:
    """Read every value of the first sheet."""
    return fastexcel.read_excel(path).load_sheet(0).to_arrow()


def prepare() -> None:
    """Make the tables."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def import_books(path: Path) -> Any:
    """Import the file the way the command line does."""
    from vitalfew.ledger.actions import import_files
    from vitalfew.people.rules import COMMAND_LINE

    return import_files(by=COMMAND_LINE, paths=[path], currency="CNY")


def undo(batch: int) -> Any:
    """Take the import back."""
    from vitalfew.ledger.actions import undo_batch
    from vitalfew.people.rules import COMMAND_LINE

    return undo_batch(by=COMMAND_LINE, batch_id=batch)


if __name__ == "__main__":
    main()
