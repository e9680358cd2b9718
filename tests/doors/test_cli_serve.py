"""`vitalfew serve` as a user starts and stops it: two web processes and a worker, one command."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from doors.terminal import Inside, Terminal

ORDERS = "Invoice No,Date,Customer code,Amount\n1,2025-01-05,A,100\n2,2025-02-05,B,50\n"
START_SECONDS, STOP_SECONDS = 120, 60


class Served:
    """A running `vitalfew serve`, its group of processes and what it said."""

    def __init__(self, terminal: Terminal, *arguments: str) -> None:
        self.port = _free_port()
        self.log = terminal.home.parent / "said.txt"
        command = [sys.executable, "-m", "vitalfew", "serve", "--port", str(self.port), *arguments]
        with self.log.open("w") as said:
            self.process = subprocess.Popen(
                command, stdout=said, stderr=subprocess.STDOUT, env=terminal.surroundings, start_new_session=True
            )

    @property
    def said(self) -> str:
        return self.log.read_text()

    def get(self, path: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return int(answer.status)

    def wait_until_it_says_where(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            if f"http://127.0.0.1:{self.port}/" in self.said:
                return
            time.sleep(0.05)
        raise AssertionError(self.said)

    def family(self) -> list[int]:
        """Return every process of the group that still runs."""
        found = []
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and os.getpgid(int(entry.name)) == self.process.pid:
                    state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
                    found += [int(entry.name)] if state != "Z" else []
            except (OSError, ProcessLookupError):
                continue
        return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "my orders.csv").write_text(ORDERS)
    running = Served(Terminal(tmp_path / "home"), "--books", str(tmp_path / "my orders.csv"))
    yield running
    for number in running.family():
        os.kill(number, signal.SIGKILL)
    running.process.wait()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="counts processes as Linux shows them")
def test_serve_imports_prints_the_address_and_stops_whole(served: Served) -> None:
    served.wait_until_it_says_where()
    assert served.get("/sign-in/") == 200  # whoever goes there at once is let in
    assert served.get("/static/app.css") == 200
    # Whoever came with books of his own can sign in at once, by passwords drawn for him.
    passwords = re.findall(r"^Key account director +director +(\S{16})$", served.said, re.M)
    assert len(passwords) == 1, served.said
    assert "In the books: 2 new lines" in served.said
    assert len(served.family()) >= 4  # itself, the server and its two workers, or more; and the worker
    served.process.terminate()
    assert served.process.wait(STOP_SECONDS) == 0
    deadline = time.monotonic() + 10
    while served.family() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert served.family() == []
    assert "Traceback" not in served.said


def test_a_port_that_is_taken_is_refused_before_anything_is_set_up(
    db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = Inside(capsys, monkeypatch).vitalfew("serve", "--port", str(taken.getsockname()[1]))
    assert answer.code == 1
    assert "Choose another: --port" in answer.err


def test_files_are_told_apart_however_they_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One word may be one file with spaces in its name, or several files as a shell would write them."""
    from vitalfew.cli.serve import files_named

    monkeypatch.chdir(tmp_path)
    for name in ("a.csv", "b.csv", "示例 - 超市.xls"):
        (tmp_path / name).touch()
    assert files_named(["示例 - 超市.xls"]) == [Path("示例 - 超市.xls")]
    assert files_named(["示例", "-", "超市.xls"]) == [Path("示例 - 超市.xls")]
    assert files_named(["a.csv b.csv"]) == [Path("a.csv"), Path("b.csv")]
    assert files_named(["a.csv", "b.csv"]) == [Path("a.csv"), Path("b.csv")]
    assert files_named(["'示例 - 超市.xls' a.csv"]) == [Path("示例 - 超市.xls"), Path("a.csv")]
    assert files_named(["gone.csv"]) == [Path("gone.csv")]
