"""No edit is silently overwritten: what was acknowledged stands in the order of the journal, the rest is refused aloud.

The kinds of row come from the model registry, so a new one cannot be forgotten.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import homes
from faults.trials import trials

EDITS = trials(10, 50, 50)  # by each of four, of every kind of row
EDITING = Path(__file__).parent / "editing.py"
LONGEST = 1800  # seconds that the long form may take
Environment = dict[str, str]


def _call(environment: Environment, *words: str, rows: Any = None) -> Any:
    done = subprocess.run(
        [sys.executable, EDITING, *words],
        env=environment,
        input=json.dumps(rows),
        capture_output=True,
        text=True,
        timeout=LONGEST,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _edit_at_once(environment: Environment, rows: Any, *, editors: int, edits: int) -> list[dict[str, Any]]:
    """Let so many processes edit the same rows so many times each; return what each edit was told."""
    said: list[dict[str, Any]] = _call(environment, "edit", str(editors), str(edits), rows=rows)
    assert len(said) == editors * edits * len(rows)
    return said


def test_four_people_who_edit_at_once_lose_nothing_in_any_kind_of_row(environment: Environment) -> None:
    rows = _call(environment, "make")
    said = _edit_at_once(environment, rows, editors=4, edits=EDITS)
    told = _call(environment, "tell", rows=rows)

    assert [line for line in said if line["said"] == "error"] == []
    assert told["first_break"] is None
    for at in rows:
        stored = told["rows"][at["model"]]
        done = [line["wanted"] for line in said if line["model"] == at["model"] and line["said"] == "done"]
        edits = stored["edits"]
        # Every acknowledged edit is in the journal once, each begins where the one before it ended, the last stands.
        assert sorted(after for _before, after in edits) == sorted(done), at
        assert [before for before, _after in edits[1:]] == [after for _before, after in edits[:-1]], at
        assert (stored["stands"], stored["version"]) == (edits[-1][1], len(done) + 1), at
    refused = [line for line in said if line["said"] == "stale"]
    assert refused, "nobody ever met: the test proves nothing"
    for line in refused:
        ((stands, wanted),) = line["clashes"]
        assert wanted == line["wanted"] != stands


def test_eight_writers_never_see_database_is_locked(tmp_path: Path) -> None:
    environment = homes.surroundings(homes.home_at(tmp_path / "home"))
    rows = _call(environment, "make")[:1]
    said = _edit_at_once(environment, rows, editors=8, edits=60)
    assert [line for line in said if line["said"] == "error"] == []
