"""The product as a user starts it: `vitalfew serve` on a home of its own, and a real browser in front of it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

# Nothing that Chromium fetches for itself, which a test machine without a network refuses many times a second.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb",
]  # fmt: skip

_running: list[Browser] = []


@dataclass(frozen=True)
class Server:
    """A running Vitalfew: where it answers and where its home is."""

    address: str
    home: Path

    def run(self, *arguments: str, given: str = "") -> str:
        """Run `vitalfew …` on the same home and return what it printed."""
        command = [vitalfew(), *arguments]
        done = subprocess.run(
            command, env=environment(self.home), input=given, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


Serve = Callable[..., AbstractContextManager[Server]]


@contextmanager
def serving(home: Path, *options: str) -> Iterator[Server]:
    """Serve this home until the test is over."""
    port = free_port()
    log = home.parent / f"{home.name}.log"
    with log.open("w") as file:
        process = subprocess.Popen(
            [vitalfew(), "serve", "--port", str(port), *options],
            env=environment(home), stdout=file, stderr=file, start_new_session=True,
        )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/sign-in/", process, log)
        yield Server(f"http://127.0.0.1:{port}", home)
    finally:
        # Nobody waits for the last answer here; how it stops when asked to is told in doors/test_cli_serve.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's Chromium, or give the one that runs: Playwright lets a process have no second."""
    if _running:
        yield _running[0]
        return
    path = os.environ.get("VITALFEW_TEST_BROWSER") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        _running.append(browser)
        yield browser
        _running.clear()
        browser.close()


def vitalfew() -> str:
    """Return the path of the command beside this Python."""
    return str(Path(sys.executable).parent / "vitalfew")


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a process on this home, with SQLite whatever the tests run on."""
    ours = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    return {**ours, "VITALFEW_HOME": str(home)}


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until the server answers; say what it printed if it does not."""
    for _ in range(600):
        try:
            urllib.request.urlopen(address, timeout=5).read()
            return
        except OSError:
            assert process.poll() is None, log.read_text()
            time.sleep(0.2)
    raise AssertionError(log.read_text())
