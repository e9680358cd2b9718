"""PostgreSQL may fall over under an import: what was acknowledged stands, nothing stands twice, nothing in between."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from faults.test_imports import happens
from faults.trials import RESTARTS


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL server of the test's own."""

    control: list[str]
    url: str


def _program(name: str) -> str | None:
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(installed[-1]) if installed else shutil.which(name)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Give a server of its own; it must not run as root, so root becomes the user whom its package made."""
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    if not initdb or not pg_ctl:
        pytest.skip("no PostgreSQL programs: install the server to see it restarted under an import")
    place = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path must be short
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if become:
        shutil.chown(place, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _run([*become, initdb, "-D", f"{place}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8"], place)
    settings = f"-p {port} -k {place} -c listen_addresses=127.0.0.1"
    control = [*become, pg_ctl, "-D", f"{place}/data", "-l", f"{place}/log", "-o", settings]
    _run([*control, "start", "-w"], place)
    yield Cluster(control, f"postgresql://postgres@127.0.0.1:{port}/postgres")
    subprocess.run([*control, "stop", "-m", "immediate"], cwd=place, capture_output=True, check=False)
    shutil.rmtree(place, ignore_errors=True)


def _run(command: list[str], place: Path) -> None:
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=120)
    if done.returncode:
        pytest.skip(f"no PostgreSQL server of its own: {done.stderr.strip()[-200:]}")


@pytest.mark.postgres
def test_a_server_that_falls_over_loses_nothing_and_doubles_nothing(tmp_path: Path, cluster: Cluster) -> None:
    seen = happens(json.dumps(cluster.control), tmp_path, cluster.url, program="restarting.py")
    assert len(seen["tries"]) == RESTARTS
    for one in seen["tries"]:
        assert one["stands"] in {"before", "after"}, one
        assert one["said"] != "committed" or one["stands"] == "after", one
        assert (one["again"], one["is_equal"]) == ("committed", True), one
    assert (seen["undone"], seen["left"]) == (True, [])
