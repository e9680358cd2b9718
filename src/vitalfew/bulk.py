"""Many rows written at once: computed columns, a hundred thousand at a time, without holding a lock for long.

Only for rows that nobody edits by hand; those go through the journal, one by one. A tuple of values stands for a row,
its key first. Values are made ready by the column, because asking Django's fields for each costs more than writing.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from types import NoneType
from typing import Any, TypeVar

from django.db import connection, models

Field = Any
Values = tuple[Any, ...]
T = TypeVar("T")
# A transaction of this many rows holds SQLite's only write lock for a quarter of a second. Smaller ones would write the
# pages of the list's indexes, of which every row touches several, once more for each.
CHUNK = 5000
# SQLite has no queue: whoever waits for its lock looks again after 25 ms, and must then find it free.
TURN = 0.03


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Yield the values in lists of at most this size."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def in_turns(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Yield the values in lists for a transaction each, with a moment between them in which others get their turn."""
    for number, chunk in enumerate(chunks(values, size)):
        if number and connection.vendor == "sqlite":
            time.sleep(TURN)
        yield chunk


def insert_many(model: type[models.Model], columns: Sequence[str], rows: Iterable[Values]) -> None:
    """Insert these rows; `columns` names every value of each."""
    fields = [_field(model, name) for name in columns]
    _run(_insert(model, fields), _ready(fields, rows))


def upsert_many(model: type[models.Model], columns: Sequence[str], rows: Iterable[Values]) -> None:
    """Insert these rows, primary key first, or overwrite those that are there; `columns` names the rest of each."""
    key, fields = model._meta.pk, [_field(model, name) for name in columns]
    new = ", ".join(f"{_quoted(field)} = excluded.{_quoted(field)}" for field in fields)
    statement = f"{_insert(model, [key, *fields])} ON CONFLICT ({_quoted(key)}) DO UPDATE SET {new}"
    _run(statement, _ready([key, *fields], rows))


def update_many(model: type[models.Model], columns: Sequence[str], rows: Iterable[Values]) -> None:
    """Set these columns of the rows named by the first value of each tuple; of a row that is not there, nothing."""
    key, fields = model._meta.pk, [_field(model, name) for name in columns]
    new = ", ".join(f"{_quoted(field)} = %s" for field in fields)
    statement = f"UPDATE {_table(model)} SET {new} WHERE {_quoted(key)} = %s"  # noqa: S608 (names of our own fields)
    _run(statement, [(*values, key) for key, *values in _ready([key, *fields], rows)])


def _insert(model: type[models.Model], fields: Sequence[Field]) -> str:
    names, blanks = ", ".join(map(_quoted, fields)), ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {_table(model)} ({names}) VALUES ({blanks})"  # noqa: S608 (names of our own fields)


def _run(statement: str, rows: Iterable[Values]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))


def _ready(fields: Sequence[Field], rows: Iterable[Values]) -> Iterator[Values]:
    """Return the rows as the database's driver takes them, converted column by column."""
    columns = list(zip(*rows, strict=True))
    return zip(*(_stored(field, column) for field, column in zip(fields, columns, strict=bool(columns))), strict=True)


def _stored(field: Field, values: Sequence[Any]) -> Sequence[Any]:
    if isinstance(field, models.JSONField):
        return [field.get_db_prep_save(value, connection) for value in values]
    # SQLite's driver knows neither decimals nor days: Django too gives it their text. A whole column of text is that.
    if connection.vendor == "sqlite" and isinstance(field, models.DecimalField | models.DateField):
        kinds = set(map(type, values))
        return values if kinds <= {str, NoneType} else [None if value is None else str(value) for value in values]
    return values


def _field(model: type[models.Model], name: str) -> Field:
    return model._meta.get_field(name)


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _quoted(field: Field) -> str:
    return connection.ops.quote_name(field.column)
