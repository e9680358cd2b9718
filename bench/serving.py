"""What every bench of pages does: serve a home from two gunicorn workers, ask, and print a row for each page."""

import http.client
import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import machine

WORKERS = 2
PORT = 28431
CLIENTS = (1, 8)


@dataclass(frozen=True)
class Page:
    """A kind of page: its name in the table, who looks, and the addresses that are asked for in turn."""

    name: str
    user: Any
    paths: Sequence[str]


def make_user(username: str, role: str) -> Any:
    """Return the user of this name; made where there is none yet."""
    from vitalfew.people.actions import create_user
    from vitalfew.people.queries import get_user
    from vitalfew.people.rules import COMMAND_LINE, Role

    return get_user(username) or create_user(
        by=COMMAND_LINE, username=username, name=username, role=Role(role), password="a long bench password"
    )


def measure_pages(home: Path, pages: Sequence[Page], seconds: float) -> None:
    """Serve the home and print a row for each page and number of clients."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    machine.say(
        "| page | clients | p50 ms | p95 ms | pages/s | CPU ms a page | SQL a page |\n|---|---|---|---|---|---|---|"
    )
    asked = [(page, _cookie(page.user), _statements(page)) for page in pages]
    with _served(home) as server:
        for page, cookie, statements in asked:
            for clients in CLIENTS:
                row = _measure(server, cookie, page.paths, clients, seconds)
                machine.say(f"| {page.name} | {clients} | {row} | {statements} |")


def _cookie(user: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(user)
    return f"sessionid={client.cookies['sessionid'].value}"


def _statements(page: Page) -> int:
    """Return how many SQL statements one page asks."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    client.force_login(page.user)
    assert client.get(page.paths[0]).status_code == 200, page.paths[0]
    with CaptureQueriesContext(connection) as asked:
        client.get(page.paths[0])
    return len(asked)


@contextmanager
def _served(home: Path) -> Iterator[int]:
    """Serve with gunicorn as `vitalfew serve` does; give the master's process number."""
    command = [
        sys.executable, "-m", "gunicorn", "vitalfew.config.wsgi", "--workers", str(WORKERS), "--bind",
        f"127.0.0.1:{PORT}", "--log-level", "error",
    ]  # fmt: skip
    process = subprocess.Popen(command, env={**os.environ, "VITALFEW_HOME": str(home)})
    try:
        _wait_until_served()
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait_until_served() -> None:
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", "/sign-in/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def _measure(server: int, cookie: str, paths: Sequence[str], clients: int, seconds: float) -> str:
    """Ask for the pages in turn with so many clients at once; return the figures of one row."""
    _ask(cookie, paths, time.monotonic() + 1)
    before, started = _cpu_seconds(server), time.monotonic()
    found: list[list[float]] = [[] for _ in range(clients)]
    threads = [
        threading.Thread(target=lambda n=n: found[n].extend(_ask(cookie, _from(paths, n), started + seconds)))
        for n in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(one for some in found for one in some)
    cpu = (_cpu_seconds(server) - before) / len(times) * 1000
    p50, p95 = statistics.median(times) * 1000, times[int(len(times) * 0.95)] * 1000
    return f"{p50:.0f} | {p95:.0f} | {len(times) / (time.monotonic() - started):.0f} | {cpu:.1f}"


def _from(paths: Sequence[str], client: int) -> Sequence[str]:
    """Return the addresses beginning elsewhere for each client."""
    start = client * len(paths) // CLIENTS[-1]
    return [*paths[start:], *paths[:start]]


def _ask(cookie: str, paths: Sequence[str], until: float) -> list[float]:
    times = []
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    turn = 0
    while time.monotonic() < until:
        started = time.perf_counter()
        connection.request("GET", paths[turn % len(paths)], headers={"Cookie": cookie, "Accept-Language": "zh-CN"})
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - started)
        assert answer.status == 200, (paths[turn % len(paths)], answer.status)
        turn += 1
    return times


def _cpu_seconds(server: int) -> float:
    """Return the processor time of the server's workers so far."""
    total = 0.0
    for worker in Path(f"/proc/{server}/task/{server}/children").read_text().split():
        fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total
