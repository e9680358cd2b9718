"""What it takes to look at files: `measuring.py PATH…` prints for each what is said, the time and the memory, as JSON.

Each file is read in a forked process behind the product's own fence; the system counts its processor time and the
most memory it ever had. How much of that is the loaded program itself, an empty file tells.
"""

import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from vitalfew.ledger.reading import child
from vitalfew.ledger.reading.fence import fence_in
from vitalfew.ledger.reading.sniffing import Bounds
from vitalfew.ledger.rules.problems import RowProblem


def look(path: Path) -> dict[str, Any]:
    """Read the file in a process of its own, and return what it took."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        os.close(reading)
        _read(path, writing)
    os.close(writing)
    with os.fdopen(reading) as answers:
        said = answers.read()
    _process, _status, used = os.wait4(process, 0)
    answer = json.loads(said) if said else {"problem": "killed"}
    return {"said": answer.get("problem", ""), "seconds": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss << 10}


def _read(path: Path, writing: int) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    workroom = Path(tempfile.mkdtemp())
    bounds = Bounds()
    fence_in(bounds)
    request = {
        "files": [{"name": path.name, "path": str(path)}], "columns": {}, "options": {}, "bounds": asdict(bounds),
        "refused_share": 0.05, "workroom": str(workroom), "tag": "x", "folder": str(workroom),
        "lines": str(workroom / "lines"), "problems": str(workroom / "problems"),
        "words": {"headings": [""] * 5, "sentences": {key: ["", ""] for key in RowProblem}},
    }  # fmt: skip
    answer = child.answer(request)
    os.write(writing, json.dumps({"problem": answer.get("problem", "")}).encode())
    os._exit(0)


if __name__ == "__main__":
    print(json.dumps([look(Path(name)) for name in sys.argv[1:]]))
