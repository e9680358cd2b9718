"""No edit is silently overwritten: what was acknowledged stands in the order of the journal, the rest is refused aloud.

The kinds of row come from the model registry, so a new one cannot be forgotten.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

EDITING = Path(__file__).parent / "editing.py"
LONGEST = 1800  # seconds that the long form may take
Environment = dict[str, str]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Environment]:
    """Give a migrated database of its own, reached by separate processes as in earnest."""
    if request.param == "sqlite":
        yield _migrated(tmp_path, "")
        return
    server = os.environ.get("DATABASE_URL") or os.environ.get("VITALFEW_TEST_POSTGRES")
    if not server:
        pytest.skip("no PostgreSQL: set VITALFEW_TEST_POSTGRES to the URL of a server that may make databases")
    name = f"vitalfew_edits_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield _migrated(tmp_path, urlunsplit(urlsplit(server)._replace(path=f"/{name}")))
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _migrated(home: Path, url: str) -> Environment:
    environment = {**os.environ, "VITALFEW_HOME": str(home), "DATABASE_URL": url}
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=environment, check=True, timeout=300)
    return environment


def _call(environment: Environment, word: str, rows: Any = None) -> Any:
    done = subprocess.run(
        [sys.executable, EDITING, word],
        env=environment,
        input=json.dumps(rows),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _edit_at_once(environment: Environment, rows: Any, *, editors: int, edits: int) -> list[dict[str, Any]]:
    """Let so many processes edit the same rows so many times each; return what each edit was told."""
    # Files, not pipes: a full pipe would make its writer wait while the others go on.
    told = [Path(environment["VITALFEW_HOME"]) / f"editor-{name}" for name in range(editors)]
    running = [
        subprocess.Popen(
            [sys.executable, EDITING, "edit", str(name), str(edits)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=file.open("w"),
            text=True,
        )
        for name, file in enumerate(told)
    ]
    for process in running:
        assert process.stdin
        process.stdin.write(json.dumps(rows))
    # All have their rows and wait for the end of the input: they begin together.
    for process in running:
        assert process.stdin
        process.stdin.close()
    assert [process.wait(timeout=LONGEST) for process in running] == [0] * editors
    said = [json.loads(line) for file in told for line in file.read_text().splitlines()]
    assert len(said) == editors * edits * len(rows)
    return said


def test_four_people_and_fifty_edits_each_lose_nothing_in_any_kind_of_row(environment: Environment) -> None:
    rows = _call(environment, "make")
    said = _edit_at_once(environment, rows, editors=4, edits=50)
    told = _call(environment, "tell", rows)

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
    environment = _migrated(tmp_path, "")
    rows = _call(environment, "make")[:1]
    said = _edit_at_once(environment, rows, editors=8, edits=60)
    assert [line for line in said if line["said"] == "error"] == []
