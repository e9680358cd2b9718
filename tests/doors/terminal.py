"""The command line as scripts meet it: in a process and a home of its own, or, quicker, in this process."""

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from vitalfew.cli import commands


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Terminal:
    """A terminal that nobody sits at."""

    home: Path
    language: str = "en_GB.UTF-8"

    @property
    def surroundings(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if name not in {"LC_ALL", "LC_MESSAGES", "DATABASE_URL"}
        }
        return kept | {"VITALFEW_HOME": str(self.home), "LANG": self.language, "COLUMNS": "200"}

    def vitalfew(self, *arguments: str | Path, told: str = "", language: str = "") -> Answer:
        """Run one command to its end."""
        surroundings = self.surroundings | ({"LANG": language} if language else {})
        command = [sys.executable, "-m", "vitalfew", *map(str, arguments)]
        done = subprocess.run(command, input=told, capture_output=True, text=True, env=surroundings, timeout=180)
        assert "Traceback" not in done.stderr, done.stderr
        return Answer(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Inside:
    """The commands in this process, on the test's own database."""

    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def vitalfew(self, *arguments: str | Path, told: str = "", language: str = "en") -> Answer:
        """Run one command to its end."""
        self.patch.setattr("sys.stdin", io.StringIO(told))
        self.capture.readouterr()
        with translation.override(language), pytest.raises(SystemExit) as ended:
            commands.run([str(argument) for argument in arguments])
        said = self.capture.readouterr()
        code = ended.value.code
        return Answer(code if isinstance(code, int) else 0, said.out, said.err)
