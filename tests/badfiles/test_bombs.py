"""What was made to do harm is refused before it is unpacked: in a second of the processor, in 64 MiB of memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from badfiles import bombs
from badfiles.cases import REFUSED, Case
from badfiles.corpus import make

SECONDS, GROWTH = 1.0, 64 << 20


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted by Linux")
def test_no_bomb_takes_more_than_a_second_and_64_mib(tmp_path: Path) -> None:
    cases = [case for case in bombs.cases() if case.outcome == REFUSED]
    paths = [make(case, tmp_path / str(number)) for number, case in enumerate(cases)]
    (tmp_path / "empty.csv").touch()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, Path(__file__).parent / "measuring.py", tmp_path / "empty.csv", *paths]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    empty, *found = json.loads(done.stdout)
    assert empty["said"] == "empty"
    taken = [_told(case, one, empty["memory"]) for case, one in zip(cases, found, strict=True)]
    assert not [one for one, is_much in taken if is_much], "\n".join(one for one, _ in taken)


def _told(case: Case, one: dict[str, float], base: int) -> tuple[str, bool]:
    growth = one["memory"] - base
    told = f"{case.name}: {one['said']}, {one['seconds']:.2f} s, {growth / (1 << 20):.0f} MiB"
    return told, one["seconds"] > SECONDS or growth > GROWTH or not one["said"]
