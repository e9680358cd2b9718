"""Whichever engine is asked, the books answer the same, row by row, and what a plain list of decimals says."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from engines import by_hand, questions
from engines.cluster import missing, running_cluster
from engines.random_books import make_books
from ledger.fact_files import bring_in, write_facts

pytestmark = pytest.mark.django_db
BOOKS = 40
FACTS = ("customers", "contacts", "products", "receivables", "payments", "deliveries")


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """Give a database of the test's own."""
    server = os.environ.get("VITALFEW_TEST_POSTGRES")
    if not server:
        pytest.skip("no PostgreSQL: set VITALFEW_TEST_POSTGRES to a server that may make databases")
    name = f"vitalfew_engines_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as admin:
        # Made for another language than the byte-wise order of words in which the other engines sort.
        admin.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
        )
        yield server.rsplit("/", 1)[0] + f"/{name}"
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give a cluster of the test's own."""
    if lacking := missing():
        pytest.skip(f"no cluster: this machine lacks {lacking}")
    with running_cluster(tmp_path_factory.mktemp("cluster")) as address:
        yield address


@pytest.mark.parametrize("engine", ["postgres", "spark"])
@given(seed=some.integers(0, 2**32))
@settings(max_examples=1, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_every_question_has_one_answer(request: pytest.FixtureRequest, tmp_path: Path, engine: str, seed: int) -> None:
    _compare(request.getfixturevalue(engine), tmp_path, seed)


@pytest.mark.soak
@pytest.mark.parametrize("engine", ["postgres", "spark"])
@given(seed=some.integers(0, 2**32))
@settings(max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_every_question_has_one_answer_on_six_hundred_books(
    request: pytest.FixtureRequest, tmp_path: Path, engine: str, seed: int
) -> None:
    _compare(request.getfixturevalue(engine), tmp_path, seed)


def _compare(address: str, folder: Path, seed: int) -> None:
    made = make_books(seed, BOOKS)
    for kind in FACTS:
        bring_in(write_facts(folder, kind, name=f"{kind}.csv"))
    expected = questions.answers("duckdb", made)
    found = questions.answers(address, made)
    for name, answer in expected.items():
        assert answer, f"{name}: nothing to compare"
        assert found[name] == answer, name
    for name, answer in by_hand.answers(made).items():
        assert by_hand.comparable(name, found[name]) == answer, name
