"""Whichever engine is asked, the books answer the same, row by row, and what a plain list of decimals says."""

import secrets
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as some

from engines import by_hand, questions
from engines.random_books import make_books
from ledger.fact_files import bring_in, write_facts

pytestmark = pytest.mark.django_db
BOOKS = 40
FACTS = ("customers", "contacts", "products", "receivables", "payments", "deliveries")


# Books in which one import tells two names of one customer on one day.
TWO_NAMES = 1167522804
HYPOTHESIS = {"deadline": None, "phases": [Phase.explicit, Phase.generate], "suppress_health_check": list(HealthCheck)}


@given(seed=some.integers(0, 2**32))
@example(seed=TWO_NAMES)
@settings(max_examples=1, **HYPOTHESIS)
def test_postgresql_answers_every_question_as_duckdb_does(postgres: str, tmp_path: Path, seed: int) -> None:
    _compare(postgres, tmp_path, seed)


@pytest.mark.soak
def test_spark_answers_every_question_as_duckdb_does(spark: str, tmp_path: Path) -> None:
    """Once, because each question takes a cluster seconds; other books every time."""
    _compare(spark, tmp_path, secrets.randbits(32))


@pytest.mark.soak
@pytest.mark.parametrize("engine", ["postgres", "spark"])
@given(seed=some.integers(0, 2**32))
@settings(max_examples=15, **HYPOTHESIS)
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
        assert answer, f"{name}: nothing to compare (seed {seed})"
        assert found[name] == answer, f"{name} (seed {seed})"
    for name, answer in by_hand.answers(made).items():
        assert by_hand.comparable(name, found[name]) == answer, f"{name} (seed {seed})"
