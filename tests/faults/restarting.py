"""PostgreSQL falls over under an import: `restarting.py CLUSTER` prints what happened as JSON.

The cluster is the test's own; "immediate" stops it as a power failure would, and it recovers from its log.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management import call_command

from faults.processes import _left_over, _named, books, child, import_newer_file, newer_file, start, state, undo_newer
from faults.trials import RESTARTS
from ledger.telling import tell
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.files import sweep
from vitalfew.people.rules import COMMAND_LINE

CONTROL = json.loads(sys.argv[1])


def fall_over() -> None:
    """Stop the server in the middle of whatever it does, and let it come back."""
    _control("stop", "-m", "immediate")
    _control("start", "-w", "-t", "60")


def _control(*words: str) -> None:
    subprocess.run([*CONTROL, *words], check=True, capture_output=True, timeout=90)


def restarts() -> dict[str, Any]:
    """Let the server fall over at random moments of an import; each time say where the books stand, and retry."""
    newer_file("csv")
    child(lambda: commit_checked(tell(books(restated=0)), by=COMMAND_LINE).as_json())
    before = child(state)
    begun = time.monotonic()
    child(lambda: import_newer_file("csv"))
    duration = time.monotonic() - begun
    after = child(state)
    child(undo_newer)
    tries = [_try(duration * (at + random.random()) / RESTARTS, before, after) for at in range(RESTARTS)]
    child(lambda: sweep(_named(), older_than=-1))
    return {"tries": tries, "undone": child(state) == before, "left": child(_left_over)}


def _try(moment: float, before: Any, after: Any) -> dict[str, Any]:
    importing = start(_attempt)
    time.sleep(moment)
    fall_over()
    said = importing.wait()
    stands = child(state)
    if stands == after:
        child(undo_newer)
    again = child(lambda: import_newer_file("csv"))["status"]
    is_equal = child(state) == after
    child(undo_newer)
    return {
        "said": said["is"] if said else "nothing",
        "stands": "before" if stands == before else "after" if stands == after else "between",
        "again": again,
        "is_equal": is_equal,
    }


def _attempt() -> str:
    try:
        return str(import_newer_file("csv")["status"])
    except Exception as error:
        return type(error).__name__


def scenario(_words: Sequence[str]) -> dict[str, Any]:
    """Make the tables, then let the server fall over."""
    child(lambda: call_command("migrate", verbosity=0))
    return restarts()


if __name__ == "__main__":
    print(json.dumps(scenario([str(Path(sys.argv[0]))])))
