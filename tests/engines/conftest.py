"""The engines that the machine can give, each of the test's own."""

import os
import secrets
from collections.abc import Iterator

import psycopg
import pytest
from bench.cluster import missing, running_cluster


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """Give a database of the test's own."""
    server = os.environ.get("VITALFEW_TEST_POSTGRES")
    if not server:
        pytest.skip("no PostgreSQL: set VITALFEW_TEST_POSTGRES to a server that may make databases")
    name = f"vitalfew_engines_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield server.rsplit("/", 1)[0] + f"/{name}"
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give a cluster of the test's own."""
    if lacking := missing():
        pytest.skip(f"no cluster: this machine lacks {lacking}")
    with running_cluster(tmp_path_factory.mktemp("cluster")) as address:
        yield address
