"""Nobody rewrites what happened without it showing, and the row is named."""

import os
import random
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from vitalfew.journal.actions import write_entry
from vitalfew.journal.models import Entry, Head
from vitalfew.journal.queries import verify_chain
from vitalfew.people.rules import COMMAND_LINE

pytestmark = pytest.mark.django_db
LENGTH = 12
AWKWARD = {
    "z": 1e16,
    "a": -0.0,
    "b": 0.1,
    "nested": [{"2": None, "10": True, 3: "三"}, 1e-7],
    "text": '引号" 换行\n 表情😀 \\u0041',
    "whole": 10**30,
}


@pytest.fixture
def chain(cast: Any) -> None:
    """Write a short journal with values that databases like to change."""
    for turn in range(LENGTH):
        write_entry(by=COMMAND_LINE, verb=f"test.{turn}", row=cast.owner, after={**AWKWARD, "turn": turn}, account_id=7)


@pytest.fixture
def opened(chain: None) -> None:
    """Take the triggers away, as somebody with the database in his hands would."""
    guards = import_module("vitalfew.journal.migrations.0002_append_only")
    off = guards.SQLITE_OFF if connection.vendor == "sqlite" else guards.POSTGRESQL_OFF
    for statement in off:
        _sql(statement)


def _sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_untouched_journal_verifies(chain: None) -> None:
    assert verify_chain() is None


def test_an_empty_journal_verifies(db: None) -> None:
    assert verify_chain() is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET actor_name = 'somebody else' WHERE number = 3",
        "DELETE FROM journal_entry WHERE number = 12",
        "DELETE FROM journal_entry",
        "UPDATE journal_head SET number = 4, seal = ''",
        "DELETE FROM journal_head",
    ],
)
def test_the_database_itself_refuses_to_change_the_past(chain: None, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _sql(statement)
    assert Entry.objects.count() == LENGTH
    assert verify_chain() is None


def test_a_line_cannot_be_replaced_by_inserting_it_again(chain: None) -> None:
    word = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    columns = "number, at, actor_name, verb, subject, subject_id, before, after, previous_seal, seal"
    with pytest.raises(DatabaseError), transaction.atomic():
        _sql(f"{word} INTO journal_entry ({columns}) SELECT {columns} FROM journal_entry WHERE number = 5")
    assert verify_chain() is None


def _edit(rng: random.Random) -> int:
    number = rng.randint(1, LENGTH)
    column, value = rng.choice(
        [
            ("actor_name", "nobody"), ("actor_id", 999), ("verb", "test.other"), ("subject", "people.other"),
            ("subject_id", "0"), ("account_id", 8), ("account_id", None), ("after", '{"turn": 99}'),
            ("before", '{"x": 1}'), ("seal", "0" * 64), ("previous_seal", "f" * 64),
            ("at", "2020-01-01 00:00:00+00:00"),
        ]
    )  # fmt: skip
    _sql(f"UPDATE journal_entry SET {column} = %s WHERE number = %s", value, number)
    return number


def _delete(rng: random.Random) -> int:
    number = rng.randint(1, LENGTH)
    _sql("DELETE FROM journal_entry WHERE number = %s", number)
    return number


def _cut_tail(rng: random.Random) -> int:
    number = rng.randint(1, LENGTH)
    _sql("DELETE FROM journal_entry WHERE number >= %s", number)
    return number


def _insert(rng: random.Random) -> int:
    """Put a copy of one line after the end and move the head there."""
    source = rng.randint(1, LENGTH)
    columns = "at, actor_name, verb, subject, subject_id, account_id, before, after"
    _sql(
        f"INSERT INTO journal_entry (number, {columns}, previous_seal, seal) "
        f"SELECT {LENGTH + 1}, {columns}, (SELECT seal FROM journal_head), '{'a' * 64}' "
        f"FROM journal_entry WHERE number = %s",
        source,
    )
    _sql(f"UPDATE journal_head SET number = {LENGTH + 1}, seal = '{'a' * 64}'")
    return LENGTH + 1


def _insert_between(rng: random.Random) -> int:
    """Move the later lines up by one and put a copy into the gap."""
    number = rng.randint(1, LENGTH)
    for later in range(LENGTH, number, -1):
        _sql("UPDATE journal_entry SET number = %s WHERE number = %s", later + 1, later)
    columns = "at, actor_name, verb, subject, subject_id, account_id, before, after, previous_seal, seal"
    _sql(
        f"INSERT INTO journal_entry (number, {columns}) SELECT %s, {columns} FROM journal_entry WHERE number = %s",
        number + 1,
        number,
    )
    return number + 1


def _reorder(rng: random.Random) -> int:
    first, second = sorted(rng.sample(range(1, LENGTH + 1), 2))
    for old, new in [(first, 1000), (second, first), (1000, second)]:
        _sql("UPDATE journal_entry SET number = %s WHERE number = %s", new, old)
    return first


TAMPERINGS: list[Callable[[random.Random], int]] = [_edit, _delete, _cut_tail, _insert, _insert_between, _reorder]


def test_two_hundred_tamperings_are_all_found_and_the_first_bad_row_is_named(opened: None) -> None:
    rng = random.Random(20261124)
    missed = []
    for turn in range(200):
        tamper = TAMPERINGS[turn % len(TAMPERINGS)]
        try:
            with transaction.atomic():
                expected = tamper(rng)
                if (found := verify_chain()) != expected:
                    missed.append((turn, tamper.__name__, expected, found))
                raise _Undo
        except _Undo:
            pass
    assert missed == []
    assert verify_chain() is None


class _Undo(Exception):
    pass


def test_a_head_moved_back_or_taken_away_shows(opened: None) -> None:
    head = Head.objects.get()
    _sql("UPDATE journal_head SET number = 3")
    assert verify_chain() == LENGTH + 1
    _sql("DELETE FROM journal_head")
    assert verify_chain() == LENGTH + 1
    head.save(force_insert=True)
    assert verify_chain() is None


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="PostgreSQL's types refuse these by themselves")
@pytest.mark.parametrize("column", ["at", "actor_id", "actor_name"])
def test_a_value_that_cannot_be_read_is_named_and_not_an_accident(opened: None, column: str) -> None:
    _sql(f"UPDATE journal_entry SET {column} = %s WHERE number = 4", b"\xff\x00")
    assert verify_chain() == 4


def test_another_key_does_not_fit(chain: None, settings: Any) -> None:
    settings.JOURNAL_KEY = "another key"
    assert verify_chain() == 1
