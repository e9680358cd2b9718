"""An import on a disk that is full, again and again in one process: `filling.py KIND` prints what happened as JSON.

The home lies on a small disk of its own. A ballast leaves only so many bytes of it free; then it goes.
"""

import json
import os
import sys
import threading
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation

from faults.processes import _left_over, _named, books, import_newer_file, newer_file, state, undo_newer
from faults.trials import SIZES
from ledger.telling import tell
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.files import sweep
from vitalfew.people.rules import COMMAND_LINE

BALLAST = Path(settings.HOME).parent / "ballast"


def free() -> int:
    """Return how many bytes are free on the disk."""
    found = os.statvfs(BALLAST.parent)
    return found.f_bavail * found.f_frsize


def needed(kind: str) -> int:
    """Import once, undo it, and return the most that it took of the disk."""
    start, least, is_over = free(), [free()], threading.Event()

    def watch() -> None:
        while not is_over.wait(0.002):
            least[0] = min(least[0], free())

    watcher = threading.Thread(target=watch)
    watcher.start()
    import_newer_file(kind)
    is_over.set()
    watcher.join()
    return start - least[0]


def fill(leave: int) -> None:
    """Fill the disk but for so many bytes."""
    with BALLAST.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free() - leave))


def full(kind: str) -> dict[str, Any]:
    """Import on a disk with more and more space, each time once more when there is enough."""
    newer_file(kind)
    commit_checked(tell(books(restated=0)), by=COMMAND_LINE)
    before = state()
    most = needed(kind)
    after = state()
    undo_newer()
    tries = [_try(kind, most * number // SIZES, before, after) for number in range(SIZES)]
    sweep(_named(), older_than=-1)
    return {"tries": tries, "left": _left_over(), "undone": state() == before, "in_step": state()["in_step"]}


def _try(kind: str, leave: int, before: Any, after: Any) -> dict[str, Any]:
    fill(leave)
    try:
        with translation.override("en"):
            said = import_newer_file(kind)
    finally:
        BALLAST.unlink()
    stands = state()
    if said["status"] == "committed":
        undo_newer()
    again = import_newer_file(kind)["status"]
    is_equal = state() == after
    undo_newer()
    return {
        "leave": leave,
        "said": said["message"],
        "status": said["status"],
        "stands": "before" if stands == before else "after" if stands == after else "between",
        "again": again,
        "is_equal": is_equal,
    }


if __name__ == "__main__":
    print(json.dumps(full(sys.argv[1])))
