"""Homes and databases that have their tables, made once a run by whichever process asks first, and copied."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from django.db.backends.signals import connection_created

RUN = "VITALFEW_TEST_RUN"
MIGRATE = [sys.executable, "-m", "django", "migrate", "-v0", "--skip-checks"]


def begin() -> None:
    """Give the run a folder that all its processes know."""
    os.environ[RUN] = tempfile.mkdtemp(prefix="vitalfew-run-")


def end() -> None:
    """Leave nothing of the run behind."""
    folder = Path(os.environ.pop(RUN))
    if (made := folder / "database").exists():
        with psycopg.connect(server(), autocommit=True) as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {made.read_text()} WITH (FORCE)")
    shutil.rmtree(folder, ignore_errors=True)


def once(name: str, make: Callable[[Path], None]) -> Path:
    """Return what the first who asks has made at the place he is given; the others wait for him."""
    folder = Path(os.environ[RUN])
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        place = folder / name
        if not place.exists():
            make(folder / f"{name}.begun")
            (folder / f"{name}.begun").rename(place)
    return place


def home_at(place: Path) -> Path:
    """Make a home with its tables in this place."""
    return shutil.copytree(once("home", _make_home), place, dirs_exist_ok=True)


def copy_tables(connection: Any) -> None:
    """Let the database in which this process tests begin as a copy, whichever kind it is of."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = once("database", _make_database).read_text()
    else:
        connection_created.connect(_fill)


def _fill(sender: Any, connection: Any, **_more: Any) -> None:
    if connection.is_in_memory_db() and not connection.connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        with closing(sqlite3.connect(once("home", _make_home) / "vitalfew.sqlite3")) as tables:
            tables.backup(connection.connection)


def surroundings(home: Path, url: str = "") -> dict[str, str]:
    """Return the environment of a process on this home, and on this database where it is not SQLite in the home."""
    return {
        **os.environ, "VITALFEW_HOME": str(home), "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "vitalfew.config.settings",
    }  # fmt: skip


def server() -> str:
    """Return the address of a PostgreSQL server that lets us make databases, or skip."""
    if found := os.environ.get("VITALFEW_TEST_POSTGRES") or os.environ.get("DATABASE_URL"):
        return found
    pytest.skip("no PostgreSQL: set VITALFEW_TEST_POSTGRES to the URL of a server that may make databases")


@contextmanager
def database() -> Iterator[str]:
    """Give the address of a PostgreSQL database with its tables, of one's own."""
    name, tables = f"vitalfew_{uuid4().hex[:12]}", once("database", _make_database).read_text()
    with psycopg.connect(server(), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {tables}")
        try:
            yield _address(name)
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _make_home(place: Path) -> None:
    subprocess.run(MIGRATE, env=surroundings(place), check=True, timeout=300)


def _make_database(place: Path) -> None:
    name = f"vitalfew_tables_{uuid4().hex[:12]}"
    with psycopg.connect(server(), autocommit=True) as admin, tempfile.TemporaryDirectory() as home:
        admin.execute(f"CREATE DATABASE {name}")
        subprocess.run(MIGRATE, env=surroundings(Path(home), _address(name)), check=True, timeout=300)
    place.write_text(name)


def _address(name: str) -> str:
    return urlunsplit(urlsplit(server())._replace(path=f"/{name}"))
