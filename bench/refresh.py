"""The figures of every account after an import and after its undo, beside DuckDB's bare question over the same sums.

python bench/refresh.py [--lines 1000000] [--accounts 100000] [--home FOLDER]

Meanwhile somebody writes one row every 20 ms: the longest he waits is the longest that the database was locked.
"""

import argparse
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

import machine
from books import make_books
from imports import import_books, prepare, timed

TIMES = 3  # the quicker of so many is told
PAUSE = 0.02
# What the figures need of the sums, written by hand: the two years, the months, the order days.
BARE = (
    """SELECT account, sum(amount) FILTER (kind = 'sale' AND day > y1) AS sales,
        sum(amount) FILTER (day > y1) AS revenue, sum(amount) FILTER (day > y2 AND day <= y1) AS revenue_before,
        sum(cost) FILTER (day > y1) AS cost, sum(cost) FILTER (day > y2 AND day <= y1) AS cost_before,
        sum(lines_without_cost) FILTER (day > y1) AS unknown, sum(lines) FILTER (day > y1) AS lines
    FROM days, (SELECT max(day) - INTERVAL 1 YEAR AS y1, max(day) - INTERVAL 2 YEAR AS y2 FROM days)
    WHERE account IS NOT NULL GROUP BY account ORDER BY account""",
    """SELECT account, date_trunc('month', day) AS month, sum(amount) AS amount FROM days
    WHERE account IS NOT NULL AND day > (SELECT max(day) - INTERVAL 2 YEAR FROM days)
    GROUP BY ALL HAVING sum(lines) > 0 ORDER BY ALL""",
    """SELECT account, day FROM days WHERE account IS NOT NULL AND kind = 'sale'
    GROUP BY ALL HAVING sum(lines) > 0 ORDER BY ALL""",
)


@dataclass
class Waits:
    """How long each write of the prober took, in seconds."""

    taken: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{max(self.taken, default=0):.2f} s of {len(self.taken)} writes"


def main() -> None:
    """Make the books, import them, compute, store, undo, and print what each took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--lines", type=int, default=1_000_000)
    asked.add_argument("--accounts", type=int, default=100_000)
    asked.add_argument("--home", default="", help="keep the home here, for bench/pages.py")
    given = asked.parse_args()
    with machine.home(given.home) as home:
        path = make_books(home / "orders.csv", lines=given.lines, accounts=given.accounts)
        machine.say(f"{machine.describe()}\n{given.lines:,} lines, {given.accounts:,} accounts")
        prepare()
        report = import_books(path)
        measure(home, report.batch)


def measure(home: Path, batch: int) -> None:
    """Print what follows the import, and what follows its undo."""
    from vitalfew.loop.analysis.actions.figures import read_figures

    bare = quickest(lambda: ask_bare(home))
    computing = quickest(read_figures)
    with probing() as first:
        adopting, _ = timed(adopt)
        storing, _ = timed(refresh)
    with probing() as again:
        anew, _ = timed(lambda: refresh(force=True))
    with probing() as undoing:
        undone, _ = timed(lambda: take_back(batch))
    machine.say("| work | seconds | |\n|---|---|---|")
    machine.say(f"| DuckDB asks the same sums, nothing else | {bare:.2f} | 1 |")
    machine.say(f"| computing the figures of all accounts | {computing:.2f} | {computing / bare:.1f} × |")
    machine.say(f"| storing figures and list rows, all accounts new | {storing - computing:.2f} | |")
    machine.say(f"| storing figures and list rows, all accounts known | {anew - computing:.2f} | |")
    machine.say(f"| making the accounts, the first time | {adopting:.2f} | longest lock {first} |")
    machine.say(f"| a whole refresh, all accounts known | {anew:.2f} | longest lock {again} |")
    machine.say(f"| taking the import back, figures and lists following | {undone:.2f} | longest lock {undoing} |")


def quickest(work: Any) -> float:
    """Return how long the work takes at its quickest."""
    return min(timed(work)[0] for _ in range(TIMES))


def ask_bare(home: Path) -> None:
    """Ask DuckDB what the figures need, of the same files."""
    with duckdb.connect(config={"threads": 2}) as engine:
        engine.execute(f"CREATE VIEW days AS FROM read_parquet('{home}/ledger/*.days.parquet')")
        for question in BARE:
            engine.sql(question).to_arrow_table()


@contextmanager
def probing() -> Iterator[Waits]:
    """Write one row every 20 ms, on a connection of its own."""
    from django.db import connection
    from django.utils import timezone

    from vitalfew.jobs.models import Tick

    waits, stop = Waits(), threading.Event()

    def write() -> None:
        while not stop.wait(PAUSE):
            waits.taken.append(timed(lambda: Tick.objects.filter(task="probe").update(last_at=timezone.now()))[0])
        connection.close()

    Tick.objects.update_or_create(task="probe", defaults={"last_at": timezone.now()})
    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield waits
    finally:
        stop.set()
        thread.join()


def adopt() -> None:
    """Make the accounts."""
    from vitalfew.accounts.actions import adopt_codes
    from vitalfew.people.rules import CLOCK

    adopt_codes(by=CLOCK)


def refresh(force: bool = False) -> None:
    """Compute and store the figures."""
    from vitalfew.loop.analysis.actions import refresh_figures
    from vitalfew.people.rules import CLOCK

    refresh_figures(by=CLOCK, force=force)


def take_back(batch: int) -> None:
    """Undo the import, and do what follows in the job."""
    from vitalfew.ledger.actions import undo_batch
    from vitalfew.people.rules import COMMAND_LINE

    undo_batch(by=COMMAND_LINE, batch_id=batch)
    adopt()
    refresh()


if __name__ == "__main__":
    started = time.perf_counter()
    main()
    machine.say(f"in all {time.perf_counter() - started:.0f} s")
