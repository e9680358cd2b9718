"""What a crash, a race or a crowd does to the books: nothing. Real processes, on each database."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import homes
from faults.trials import KILLS, KILLS_OF_A_FILE, SECONDS

HERE = Path(__file__).parent
WRITERS, EDITS = 8, 40
KILLED = {"kills": KILLS, "kills_of_a_csv": KILLS_OF_A_FILE, "kills_of_an_xlsx": KILLS_OF_A_FILE}


def happens(scenario: str, home: Path, database: str, *more: str, program: str = "processes.py") -> Any:
    """Run the scenario in processes of its own and return what it saw."""
    environment = homes.surroundings(homes.home_at(home / "home"), database) | {
        "PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE.parent.parent / "src")]),
    }
    done = subprocess.run(
        [sys.executable, str(HERE / program), scenario, *more],
        env=environment, capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("what", KILLED)
def test_an_import_killed_at_any_moment_has_happened_or_has_not(tmp_path: Path, database: str, what: str) -> None:
    seen = happens(what, tmp_path, database)
    trials = seen["trials"]
    assert len(trials) == KILLED[what]
    assert {trial["where"] for trial in trials} <= {"before", "after"}
    assert {trial["retry"] for trial in trials} == {"committed"}
    assert all(trial["retry_is_equal"] for trial in trials)
    assert seen["undone"] == seen["before"] != seen["after"]
    assert seen["before"]["in_step"]
    assert seen["left"] == []


def test_the_same_bytes_four_times_at_once_are_one_copy_and_three_polite_answers(tmp_path: Path, database: str) -> None:
    seen = happens("race", tmp_path, database)
    answers = sorted(seen["answers"], key=lambda answer: answer["status"])
    assert [answer["status"] for answer in answers] == ["already_imported"] * 3 + ["committed"]
    winner = next(name for name in ("Ann", "Ben", "Cai", "Dan") if name in answers[0]["message"])
    assert all(winner in answer["message"] for answer in answers[:3])
    assert len({answer["batch"] for answer in answers}) == 1
    assert (seen["state"]["lines"], len(seen["state"]["live"])) == (1000, 1)


def test_eight_writers_at_once_never_meet_a_locked_database(tmp_path: Path, database: str) -> None:
    seen = happens("writers", tmp_path, database)
    assert seen["errors"] == []
    assert seen["mappings"] == seen["entries"] == WRITERS * EDITS
    assert (seen["state"]["lines"], seen["state"]["in_step"]) == (WRITERS * EDITS // 20, True)
