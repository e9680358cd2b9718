"""Web server and worker as two processes that live and die together."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

GRACE_SECONDS = 20
LOOK_EVERY = 0.3
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


def run_side_by_side(*, host: str, port: int, workers: int, when_open: Callable[[], None]) -> int:
    """Run both until one ends or somebody stops us, and call `when_open` once the port answers; return the exit code.

    Whoever is told where the pages are goes there at once, and would be refused a moment before.
    """
    stopped: list[int] = []
    is_open = False

    def stop(number: int, _frame: FrameType | None) -> None:
        stopped.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    server, worker = subprocess.Popen(_server(host, port, workers)), _Worker()  # noqa: S603 - our own words
    while not stopped and server.poll() is None:
        if not is_open and (is_open := _answers(host, port)):
            when_open()
        worker.keep_alive()
        time.sleep(LOOK_EVERY)
    code = server.poll()
    _end(server, worker.process)
    return 0 if stopped else code or 1


class _Worker:
    """The worker's process, started again when it ends: its queue is all it is. Ever more slowly if it ends at once."""

    def __init__(self) -> None:
        self._pause, self._next = FIRST_PAUSE, 0.0
        self._start()

    def _start(self) -> None:
        self.process = subprocess.Popen([sys.executable, "-m", "vitalfew", "worker"])

    def keep_alive(self) -> None:
        """Start it again if it has ended, not sooner than it may."""
        if self.process.poll() is None:
            return
        if not self._next:
            self._next, self._pause = time.monotonic() + self._pause, min(LONGEST_PAUSE, self._pause * 2)
        elif time.monotonic() >= self._next:
            self._next = 0.0
            self._start()


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def _server(host: str, port: int, workers: int) -> list[str]:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        sys.executable, "-m", "gunicorn", "vitalfew.config.wsgi:application",
        "--bind", address, "--workers", str(workers), "--log-level", "warning",
        "--timeout", "120", "--graceful-timeout", "15", "--max-requests", "5000", "--max-requests-jitter", "500",
    ]  # fmt: skip


def _end(*processes: "subprocess.Popen[bytes]") -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
