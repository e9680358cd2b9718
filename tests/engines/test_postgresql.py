"""What PostgreSQL keeps of the books is a copy: it follows the files, and leaves with them."""

import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import ibis
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from ibis import _

from vitalfew.ledger import engine
from vitalfew.ledger.engines import postgresql
from vitalfew.ledger.files import folder

NAME = "engines-test.parquet"
WORDS = ["", None, "null", '"', "a,b", "two\nlines", "\\.", "\\N", "乙", "ÖL"]


@pytest.fixture
def database(postgres: str, settings: Any) -> Iterator[str]:
    settings.ENGINE = postgres
    yield postgres
    (folder() / NAME).unlink(missing_ok=True)


def _write(words: list[str | None], **more: pa.Array) -> None:
    pq.write_table(pa.table({"word": pa.array(words, pa.string()), **more}), folder() / NAME)


def _tables(database: str) -> list[str]:
    with psycopg.connect(database) as asked:
        found = asked.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'vitalfew_ledger'")
        return [name for (name,) in found.fetchall() if "engines-test" in name]


def test_every_word_and_every_digit_comes_back_as_it_went(database: str) -> None:
    money = [Decimal("99999999999999.9999"), Decimal("-0.0001"), None, *[Decimal(0)] * 7]
    kinds = {"money": pa.array(money, pa.decimal128(18, 4)), "yes": pa.array([True, False, None, *[True] * 7])}
    _write(WORDS, **kinds)
    told = pa.table({"word": pa.array(WORDS), **kinds})
    assert engine.arrow(engine.scan([NAME])).to_pylist() == told.to_pylist()
    assert engine.arrow(ibis.memtable(told)).to_pylist() == told.to_pylist()
    assert engine.arrow(engine.scan([NAME]).select("word").filter(_.word == "none")).num_rows == 0


def test_words_stand_in_the_order_of_their_bytes_and_become_small_in_every_alphabet(database: str) -> None:
    _write(["b", "B", "Ö", "a", "é"])
    words = engine.scan([NAME])
    ordered = engine.rows(words.order_by("word"))
    assert [row["word"] for row in ordered] == sorted(["b", "B", "Ö", "a", "é"])
    assert engine.rows(words.filter(_.word.lower().contains("ö"))) == [{"word": "Ö"}]


def test_a_file_written_anew_is_another_table_and_the_old_one_goes(database: str) -> None:
    """So a person forgotten in a file of contacts is forgotten in the database, too."""
    _write(["王建国", "李敏"])
    assert len(engine.rows(engine.scan([NAME]))) == 2
    before = _tables(database)
    _write(["李敏"])
    os.utime(folder() / NAME, ns=(1, 1))
    assert engine.rows(engine.scan([NAME])) == [{"word": "李敏"}]
    engine.forget_files()
    assert len(_tables(database)) == 1
    assert _tables(database) != before


def test_a_file_that_is_gone_leaves_no_table_but_those_of_other_homes_stay(database: str, tmp_path: Path) -> None:
    _write(["a"])
    engine.rows(engine.scan([NAME]))
    other = postgresql.connect(database, tmp_path)
    pq.write_table(pa.table({"word": ["b"]}), tmp_path / NAME)
    other.arrow(other.scan([tmp_path / NAME]))
    (folder() / NAME).unlink()
    engine.forget_files()
    assert len(_tables(database)) == 1
    assert other.arrow(other.scan([tmp_path / NAME])).to_pylist() == [{"word": "b"}]


def test_tables_that_somebody_dropped_come_again(database: str) -> None:
    _write(["a"])
    engine.rows(engine.scan([NAME]))
    with psycopg.connect(database, autocommit=True) as asked:
        asked.execute("DROP SCHEMA vitalfew_ledger CASCADE")
    postgresql.connect(database, folder())  # as any process that starts does
    assert engine.rows(engine.scan([NAME])) == [{"word": "a"}]
