"""Import and refresh at a million lines, beside DuckDB's bare read of the same file in the same run.

python bench/imports.py [--lines 1000000] [--accounts 100000] [--home FOLDER]
"""

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

import machine
from books import make_books


def main() -> None:
    """Make the books, read them bare, import them, refresh the figures, and print what each took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--lines", type=int, default=1_000_000)
    asked.add_argument("--accounts", type=int, default=100_000)
    asked.add_argument("--home", default="", help="keep the home here, for bench/pages.py")
    given = asked.parse_args()
    with machine.home(given.home) as home:
        path = make_books(home / "orders.csv", lines=given.lines, accounts=given.accounts)
        size = path.stat().st_size / 2**20
        machine.say(f"{machine.describe()}\n{given.lines:,} lines, {given.accounts:,} accounts, {size:.0f} MiB CSV")
        bare, _ = timed(lambda: read_bare(path))
        bare_sums, _ = timed(lambda: sum_bare(path))
        prepare()
        imported, report = timed(lambda: import_books(path))
        refreshed, refresh = timed(refresh_figures)
        machine.say(f"{report.status}, {report.lines_new:,} lines, {report.lines_refused} refused; {refresh}")
        machine.say("| work | seconds | beside the bare engine |\n|---|---|---|")
        machine.say(f"| DuckDB reads the CSV, nothing else | {bare:.2f} | 1 |")
        machine.say(f"| check and import | {imported:.2f} | {imported / bare:.1f} × |")
        machine.say(f"| DuckDB reads the CSV and sums by account | {bare_sums:.2f} | 1 |")
        machine.say(f"| accounts, figures and list rows | {refreshed:.2f} | {refreshed / bare_sums:.1f} × |")
        peaks = [resource.getrusage(who).ru_maxrss / 2**10 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        machine.say(f"peak memory: {peaks[0]:.0f} MiB, the reading process {peaks[1]:.0f} MiB")


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long the work took, and what came of it."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def read_bare(path: Path) -> Any:
    """Read every value of the file, as little as can be done with it."""
    with duckdb.connect(config={"threads": 2}) as engine:
        engine.execute("CREATE TABLE lines AS SELECT * FROM read_csv(?)", [str(path)])
        return engine.execute("SELECT count(*) FROM lines").fetchone()


def sum_bare(path: Path) -> Any:
    """Read the file and sum it by account."""
    with duckdb.connect(config={"threads": 2}) as engine:
        return engine.execute('SELECT "Customer ID", sum("Amount") FROM read_csv(?) GROUP BY 1', [str(path)]).fetchall()


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


def refresh_figures() -> Any:
    """Do what follows every import."""
    from vitalfew.accounts.actions import adopt_codes
    from vitalfew.loop.analysis.actions import refresh_figures
    from vitalfew.people.rules import CLOCK

    adopt_codes(by=CLOCK)
    return refresh_figures(by=CLOCK)


if __name__ == "__main__":
    main()
