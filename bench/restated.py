"""A file that tells lines of the books again, a fourth of them otherwise: import, and what it changed.

python bench/restated.py [--lines 3000000] [--again 1000000] [--accounts 100000]
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

import machine
from books import make_books
from imports import elsewhere, import_books, prepare, timed, timed_bare, undo


def main() -> None:
    """Make the books and the file, import both, ask what the second changed, and print what each took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--lines", type=int, default=3_000_000)
    asked.add_argument("--again", type=int, default=1_000_000)
    asked.add_argument("--accounts", type=int, default=100_000)
    given = asked.parse_args()
    with machine.home() as home:
        machine.say(f"{machine.describe()}\n{given.again:,} of {given.lines:,} lines told again, a fourth otherwise")
        first, second = elsewhere(make_both, home, given.lines, given.again, given.accounts)
        bare = elsewhere(timed_bare, second)
        prepare()
        import_books(first)
        imported, report = timed(lambda: import_books(second))
        machine.say(f"{report.status}: {report.lines_superseding:,} restated, {report.lines_overlapping:,} told alike")
        changed = quickest(lambda: what_changed(report.batch))
        undone, _ = timed(lambda: undo(report.batch))
        machine.say("| work | seconds |\n|---|---|")
        machine.say(f"| DuckDB reads the second file, nothing else | {bare:.2f} |")
        machine.say(f"| check and import the second file | {imported:.2f} |")
        machine.say(f"| what it changed, asked anew | {changed:.2f} |")
        machine.say(f"| take it back | {undone:.2f} |")


def quickest(work: Callable[[], Any]) -> float:
    """Return how long the work takes at its quicker of two times."""
    return min(timed(work)[0] for _time in range(2))


def make_both(home: Path, lines: int, again: int, accounts: int) -> tuple[Path, Path]:
    """Make the books, and the file of their last lines with every fourth amount one more."""
    first, second = make_books(home / "orders.csv", lines=lines, accounts=accounts), home / "again.csv"
    told = csv.read_csv(first).slice(lines - again)
    other = pc.equal(pc.bit_wise_and(pa.array(range(again)), 3), 0)
    amount = pc.if_else(other, pc.add(told["Amount"], 1.0), told["Amount"])
    csv.write_csv(told.set_column(told.schema.get_field_index("Amount"), "Amount", amount), second)
    return first, second


def what_changed(batch: int) -> Any:
    """Ask what an import changed, nothing noted."""
    from vitalfew.ledger.models import Batch
    from vitalfew.ledger.queries import get_changes

    Batch.objects.filter(pk=batch).update(changes={})
    return get_changes(batch)


if __name__ == "__main__":
    main()
