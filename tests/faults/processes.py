"""Real processes that share one home and one database, to be raced and killed.

Run as a program by the tests beside it: `processes.py SCENARIO` prints what happened as JSON. One interpreter loads
everything once and forks; the parent itself never touches database or engine, so each child is a process of its own.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from select import select
from typing import Any

import django

django.setup()

# Loaded once, before the fork, so that each process starts at once.
from django.db import connections  # noqa: E402

from faults.trials import KILLS, KILLS_OF_A_FILE  # noqa: E402
from ledger.files import workbook  # noqa: E402
from ledger.telling import Line, tell  # noqa: E402
from vitalfew.journal.models import Entry  # noqa: E402
from vitalfew.journal.queries import verify_chain  # noqa: E402
from vitalfew.ledger import queries  # noqa: E402
from vitalfew.ledger.actions import import_files  # noqa: E402
from vitalfew.ledger.actions.commit import commit_checked  # noqa: E402
from vitalfew.ledger.actions.mappings import save_mapping  # noqa: E402
from vitalfew.ledger.actions.undo import undo_batch  # noqa: E402
from vitalfew.ledger.files import folder, sweep  # noqa: E402
from vitalfew.ledger.models import Batch, Books, ColumnMapping  # noqa: E402
from vitalfew.ledger.rules.figures import Scope  # noqa: E402
from vitalfew.people.rules import COMMAND_LINE, SystemActor  # noqa: E402

WRITERS, EDITS = 8, 40
NEWER = "b" * 64


def books(restated: int) -> list[Line]:
    """Return a thousand lines; those divisible by `restated` say something else than in the books before."""
    return [
        Line(
            invoice=str(number // 4),
            line=str(number % 4),
            account=f"C{number % 37}",
            amount=Decimal(number) + 7 if restated and number % restated == 0 else Decimal(number),
            day=date(2025, 1, 1) + timedelta(number % 300),
            cost=Decimal(1),
        )
        for number in range(1000)
    ]


def state() -> dict[str, Any]:
    """Return what the books say, in every way that an interrupted import could have put out of step."""
    net, sales = (queries.get_account_amounts(scope=scope) for scope in (Scope.NET, Scope.SALES))
    live = Batch.objects.filter(status="committed")
    return {
        "amounts": [[str(amount) for amount in found.amounts] for found in (net, sales)],
        "lines": queries.get_books().lines,
        "live": sorted(live.values_list("fingerprint", flat=True)),
        "in_step": _in_step(),
    }


def _in_step() -> bool:
    imports = Entry.objects.filter(verb="import_lines").count() == Batch.objects.count()
    moved = Entry.objects.filter(verb__in=["import_lines", "undo_batch"]).count()
    return imports and Books.objects.get(id=1).generation == moved and verify_chain() is None


def import_newer() -> dict[str, Any]:
    """Import the restated books: some lines overlap, some supersede."""
    return commit_checked(tell(books(restated=3), sha256=NEWER), by=COMMAND_LINE).as_json()


def newer_file(kind: str) -> Path:
    """Return the restated books as a file of this kind, made once."""
    path = folder().parent / f"newer.{kind}"
    if not path.exists():
        rows = [(one.invoice, one.line, f"{one.day}", one.account, float(one.amount), 1) for one in books(restated=3)]
        headers = ("Invoice", "Line", "Date", "Customer ID", "Amount", "Cost")
        if kind == "xlsx":
            workbook(path.parent, {"Orders": [headers, *rows]}, path.name)
        else:
            path.write_text("\n".join(",".join(map(str, row)) for row in [headers, *rows]))
    return path


def import_newer_file(kind: str) -> dict[str, Any]:
    """Import the restated books the whole way: a file, read in a process of its own, checked, committed."""
    return import_files(by=COMMAND_LINE, paths=[newer_file(kind)]).as_json()


def undo_newer() -> None:
    """Take the restated books back."""
    undo_batch(by=COMMAND_LINE, batch_id=Batch.objects.filter(status="committed").latest("pk").pk)


def kills() -> dict[str, Any]:
    """Kill the commit of checked lines at random moments."""
    return _kills(import_newer, KILLS)


def kills_of_a_csv() -> dict[str, Any]:
    """Kill the import of a text file at random moments, from its first byte to its commit."""
    return _kills_of_a_file("csv")


def kills_of_an_xlsx() -> dict[str, Any]:
    """Kill the import of a workbook at random moments, from its first byte to its commit."""
    return _kills_of_a_file("xlsx")


def _kills_of_a_file(kind: str) -> dict[str, Any]:
    newer_file(kind)
    return _kills(lambda: import_newer_file(kind), KILLS_OF_A_FILE)


def _kills(newer: Callable[[], Any], times: int) -> dict[str, Any]:
    """Kill an import at random moments; each time say where the books stand, and where after trying again."""
    child(lambda: commit_checked(tell(books(restated=0)), by=COMMAND_LINE).as_json())
    before = child(state)
    after, duration = None, 0.0
    for _time in range(2):  # the first is slower than all that follow
        started = time.monotonic()
        child(newer)
        duration = time.monotonic() - started
        after = child(state)
        child(undo_newer)
    found = [_kill(newer, random.uniform(0, duration), before, after) for _ in range(times)]
    child(lambda: sweep(_named(), older_than=-1))
    return {"before": before, "after": after, "undone": child(state), "trials": found, "left": child(_left_over)}


def _kill(newer: Callable[[], Any], moment: float, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    victim = start(newer)
    select([victim.answers], [], [], moment)  # one that is quicker than it was has answered before
    os.kill(victim.process, signal.SIGKILL)
    victim.wait()
    return child(lambda: _try_again(newer, before, after))


def _try_again(newer: Callable[[], Any], before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    stands = state()
    if stands == after:
        undo_newer()
    retry = newer()["status"]
    retried = state()
    undo_newer()
    where = "before" if stands == before else "after" if stands == after else "between"
    return {"where": where, "retry": retry, "retry_is_equal": retried == after}


def _named() -> set[str]:
    columns = ("own_days_file", "accounts_file", "days_file", "overrides_file", "problems_file")
    lines = {name for names in Batch.objects.values_list("lines_files", flat=True) for name in names}
    return lines | {name for row in Batch.objects.values_list(*columns) for name in row if name}


def _left_over() -> list[str]:
    return [path.name for path in folder().iterdir() if path.is_file() and path.name not in {*_named(), "books.lock"}]


def race() -> dict[str, Any]:
    """Import the same bytes four times at once."""
    people = [SystemActor(name, "analyst") for name in ("Ann", "Ben", "Cai", "Dan")]
    told = [lambda by=by: commit_checked(tell(books(restated=0), sha256=NEWER), by=by).as_json() for by in people]
    answers = [started.wait()["is"] for started in [start(one) for one in told]]
    return {"answers": answers, "state": child(state)}


def writers() -> dict[str, Any]:
    """Let eight processes write journal and ledger rows at once, while they import too."""
    started = [start(lambda number=number: _write(number)) for number in range(WRITERS)]
    errors = [error for one in started for error in one.wait()["is"]]
    return {
        "errors": errors,
        "mappings": child(ColumnMapping.objects.count),
        "state": child(state),
        "entries": child(lambda: Entry.objects.filter(verb="save_mapping").count()),
    }


def _write(number: int) -> list[str]:
    errors = []
    by = SystemActor(f"writer {number}", "administrator")
    for edit in range(EDITS):
        try:
            save_mapping(by=by, name=f"{number}-{edit}", columns={"a": "b"})
            if edit % 20 == 0:
                line = Line(invoice=f"{number}-{edit}", line="1", account="A", amount=Decimal(1))
                commit_checked(tell([line]), by=by)
        except Exception:
            errors.append(traceback.format_exc())
    return errors


class start:  # noqa: N801
    """Run the function in a process of its own."""

    def __init__(self, work: Callable[[], Any]) -> None:
        reading, writing = os.pipe()
        sys.stdout.flush()
        self.process = os.fork()
        if not self.process:
            os.close(reading)
            _work(work, writing)
        os.close(writing)
        self.answers = os.fdopen(reading)

    def wait(self) -> Any:
        """Return what the function returned; None if it was killed."""
        with self.answers:
            answer = self.answers.read()
        os.waitpid(self.process, 0)
        return json.loads(answer) if answer else None


def _work(work: Callable[[], Any], writing: int) -> None:
    try:
        answer = json.dumps({"is": work()})
        connections.close_all()
        with os.fdopen(writing, "w") as file:
            file.write(answer)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def child(work: Callable[[], Any]) -> Any:
    """Run the function in a process of its own and wait for what it returns."""
    answer = start(work).wait()
    if answer is None:
        raise RuntimeError("the process failed: see above")
    return answer["is"]


SCENARIOS: dict[str, Callable[[], Any]] = {
    "kills": kills,
    "kills_of_a_csv": kills_of_a_csv,
    "kills_of_an_xlsx": kills_of_an_xlsx,
    "race": race,
    "writers": writers,
}

if __name__ == "__main__":
    print(json.dumps(SCENARIOS[sys.argv[1]]()))
