"""The figures of every account, asked of each engine over the same files in one run.

python bench/engines.py [--lines 10000000] [--accounts 100000] [--postgres postgresql://…] [--spark spark://…]

Without an address of a cluster, one of this machine is started: a master and a worker with all its cores.
"""

import argparse
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import machine
from books import make_books
from cluster import missing, running_cluster
from imports import import_books, prepare, timed

TIMES = 3  # the quicker of so many is told
ROOM = {"spark.executor.memory": "3g", "spark.driver.memory": "3g", "spark.sql.shuffle.partitions": "8"}


def main() -> None:
    """Make the books, ask each engine, and print what each took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--lines", type=int, default=10_000_000)
    asked.add_argument("--accounts", type=int, default=100_000)
    asked.add_argument("--postgres", default=os.environ.get("VITALFEW_TEST_POSTGRES", ""))
    asked.add_argument("--spark", default="")
    given = asked.parse_args()
    with machine.home() as home, clusters(given.spark, home) as spark:
        machine.say(f"{machine.describe()}\n{given.lines:,} lines, {given.accounts:,} accounts")
        taken = brought(home, given.lines, given.accounts)
        machine.say(f"checked and imported, in process: {taken:.1f} s")
        machine.say("| engine | first answer, s | the figures, s | the same rows |\n|---|---|---|---|")
        facts: list[Any] = []
        for name, address in (("DuckDB", "duckdb"), ("PostgreSQL", given.postgres), ("Spark", spark)):
            if address:
                machine.say(measured(name, address, facts))


def brought(home: Path, lines: int, accounts: int) -> float:
    """Import the books and return how long that took."""
    path = make_books(home / "orders.csv", lines=lines, accounts=accounts)
    prepare()
    taken, _report = timed(lambda: import_books(path))
    path.unlink()
    return taken


def measured(name: str, address: str, facts: list[Any]) -> str:
    """Return a row: the first answer with all that comes before it (connecting, loading), then the figures."""
    from django.test import override_settings

    from vitalfew.ledger.engine import long_questions
    from vitalfew.ledger.queries import get_account_facts, get_edge
    from vitalfew.loop.analysis.actions.figures import read_figures

    with override_settings(ENGINE=address), long_questions():
        first, found = timed(lambda: get_account_facts(get_edge().last_day))
        facts.append(found)
        quickest = min(timed(read_figures)[0] for _ in range(TIMES))
    same = "yes" if found.equals(facts[0]) else "NO"
    return f"| {name} | {first:.1f} | {quickest:.2f} | {same} |"


@contextmanager
def clusters(address: str, home: Path) -> Iterator[str]:
    """Give the cluster's address; "" where this machine can have none."""
    if address or missing():
        yield address
        return
    (home / "cluster").mkdir(exist_ok=True)
    with running_cluster(home / "cluster", cores=os.cpu_count() or 2, settings=ROOM) as started:
        yield started


if __name__ == "__main__":
    began = time.perf_counter()
    main()
    machine.say(f"in all {time.perf_counter() - began:.0f} s")
