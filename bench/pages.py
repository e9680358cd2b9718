"""Account list and account home at 100,000 accounts, from two gunicorn workers: milliseconds, CPU and SQL per page.

python bench/pages.py [--home FOLDER] [--seconds 10]     a home kept by bench/imports.py --home saves the import
"""

import argparse
import http.client
import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import imports
import machine
import refresh
from books import make_books

WORKERS = 2
PORT = 28431
CLIENTS = (1, 8)


def main() -> None:
    """Serve the books and print a row for each page and number of clients."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--home", default="")
    asked.add_argument("--accounts", type=int, default=100_000)
    asked.add_argument("--lines", type=int, default=1_000_000)
    asked.add_argument("--seconds", type=float, default=10)
    given = asked.parse_args()
    with machine.home(given.home) as home:
        imports.prepare()
        collect_files()
        fill(home, given.lines, given.accounts)
        cookie, pages = sign_in()
        machine.say(f"{machine.describe()}\n{given.accounts:,} accounts, {WORKERS} gunicorn workers")
        machine.say(
            "| page | clients | p50 ms | p95 ms | pages/s | CPU ms a page | SQL a page |\n|---|---|---|---|---|---|---|"
        )
        statements = {name: count_statements(paths[0]) for name, paths in pages.items()}
        with served(home) as server:
            for name, paths in pages.items():
                for clients in CLIENTS:
                    row = measure(server, cookie, paths, clients, given.seconds)
                    machine.say(f"| {name} | {clients} | {row} | {statements[name]} |")


def collect_files() -> None:
    """Collect styles and scripts, as serving does."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def fill(home: Path, lines: int, accounts: int) -> None:
    """Import the books unless the kept home has them."""
    from vitalfew.ledger.queries import get_edge

    if get_edge().is_empty:
        imports.import_books(make_books(home / "orders.csv", lines=lines, accounts=accounts))
        refresh.adopt()
        refresh.refresh()


def sign_in() -> tuple[str, dict[str, list[str]]]:
    """Make a director's session; return its cookie and the pages to ask for."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from vitalfew.people.actions import create_user
    from vitalfew.people.queries import get_user
    from vitalfew.people.rules import COMMAND_LINE, Role

    user = get_user("bench") or create_user(
        by=COMMAND_LINE, username="bench", name="Bench", role=Role.DIRECTOR, password="a long bench password"
    )
    assert isinstance(user, get_user_model())
    client = Client()
    client.force_login(user)
    from vitalfew.accounts.queries import accounts_visible_to

    accounts = accounts_visible_to(user).order_by("pk").values_list("pk", flat=True)[:: max(1, 100_000 // 50)]
    pages = {
        "account list": ["/accounts/?view=all", "/accounts/?view=all&order=name", "/accounts/?view=all&page=7"],
        "account home": [f"/accounts/{account}/" for account in accounts],
    }
    return f"sessionid={client.cookies['sessionid'].value}", pages


def count_statements(path: str) -> int:
    """Return how many SQL statements one page asks."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from vitalfew.people.queries import get_user

    client = Client(headers={"host": "localhost"})
    client.force_login(get_user("bench"))
    assert client.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


@contextmanager
def served(home: Path) -> Iterator[int]:
    """Serve with gunicorn as `vitalfew serve` does; give the master's process number."""
    command = [
        sys.executable, "-m", "gunicorn", "vitalfew.config.wsgi", "--workers", str(WORKERS), "--bind",
        f"127.0.0.1:{PORT}", "--log-level", "error",
    ]  # fmt: skip
    process = subprocess.Popen(command, env={**os.environ, "VITALFEW_HOME": str(home)})
    try:
        wait_until_served()
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def wait_until_served() -> None:
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", "/sign-in/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def measure(server: int, cookie: str, paths: list[str], clients: int, seconds: float) -> str:
    """Ask for the pages in turn with so many clients at once; return the figures of one row."""
    ask(cookie, paths, time.monotonic() + 1)
    before, started = cpu_seconds(server), time.monotonic()
    found: list[list[float]] = [[] for _ in range(clients)]
    threads = [
        threading.Thread(target=lambda n=n: found[n].extend(ask(cookie, paths[n:] + paths[:n], started + seconds)))
        for n in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(one for some in found for one in some)
    cpu = (cpu_seconds(server) - before) / len(times) * 1000
    p50, p95 = statistics.median(times) * 1000, times[int(len(times) * 0.95)] * 1000
    return f"{p50:.0f} | {p95:.0f} | {len(times) / (time.monotonic() - started):.0f} | {cpu:.1f}"


def ask(cookie: str, paths: list[str], until: float) -> list[float]:
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


def cpu_seconds(server: int) -> float:
    """Return the processor time of the server's workers so far."""
    total = 0.0
    for worker in Path(f"/proc/{server}/task/{server}/children").read_text().split():
        fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


if __name__ == "__main__":
    main()
