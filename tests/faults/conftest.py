"""A database with its tables for each trial: SQLite in a home, or one of its own on the PostgreSQL server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import homes


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of a database, none for SQLite in the home."""
    if request.param == "sqlite":
        yield ""
        return
    with homes.database() as address:
        yield address


@pytest.fixture
def environment(database: str, tmp_path: Path) -> dict[str, str]:
    """Give the environment of separate processes that share a home and this database."""
    return homes.surroundings(homes.home_at(tmp_path / "home"), database)
