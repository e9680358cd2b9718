"""Many rows written at once: computed columns, a hundred thousand at a time, without holding a lock for long.

Only for rows that nobody edits by hand; those go through the journal, one by one.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models

Field = Any
Values = tuple[Any, ...]
T = TypeVar("T")
# A transaction of this many rows holds SQLite's only write lock for well under half a second.
CHUNK = 2000


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Yield the values in lists of at most this size."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def update_many(model: type[models.Model], columns: Sequence[str], rows: Iterable[Values]) -> None:
    """Set these columns of the rows named by the first value of each tuple; of a row that is not there, nothing."""
    fields = [_field(model, name) for name in columns]
    assignments = ", ".join(f"{_quoted(field)} = %s" for field in fields)
    statement = f"UPDATE {_table(model)} SET {assignments} WHERE {_quoted(model._meta.pk)} = %s"  # noqa: S608 (our own names)
    _run(statement, ((*_stored(fields, values), key) for key, *values in rows))


def upsert_many(model: type[models.Model], columns: Sequence[str], rows: Iterable[Values]) -> None:
    """Insert these rows, primary key first, or overwrite those that are there; `columns` names the rest of each."""
    fields = [_field(model, name) for name in columns]
    names = ", ".join(_quoted(field) for field in [model._meta.pk, *fields])
    blanks = ", ".join(["%s"] * (len(fields) + 1))
    new = ", ".join(f"{_quoted(field)} = excluded.{_quoted(field)}" for field in fields)
    key = _quoted(model._meta.pk)
    statement = f"INSERT INTO {_table(model)} ({names}) VALUES ({blanks}) ON CONFLICT ({key}) DO UPDATE SET {new}"  # noqa: S608
    _run(statement, ((key, *_stored(fields, values)) for key, *values in rows))


def _run(statement: str, values: Iterable[Values]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(values))


def _field(model: type[models.Model], name: str) -> Field:
    return model._meta.get_field(name)


def _stored(fields: Sequence[Field], values: Sequence[Any]) -> Iterator[Any]:
    return (field.get_db_prep_save(value, connection) for field, value in zip(fields, values, strict=True))


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _quoted(field: Field) -> str:
    return connection.ops.quote_name(field.column)
