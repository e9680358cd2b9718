"""Many rows written at once: computed columns, a hundred thousand at a time, without holding a lock for long.

Only for rows that nobody edits by hand; those go through the journal, one by one. A tuple of values stands for a row,
its key first. Amounts and days given as text are written as they stand: making them ready costs as much as writing.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from types import NoneType
from typing import Any, TypeVar

from django.db import connection, models

Field = Any
Values = tuple[Any, ...]
T = TypeVar("T")
# Smaller transactions would write the pages of the list's indexes, of which every row touches several, once more.
CHUNK = 5000
FIRST, FEWEST = 1000, 200  # in turns: to begin with, and on the slowest machine
# SQLite has no queue: whoever waits for its lock looks again after 25 ms, and must then find it free. When he has
# waited for 0.13 s he looks more rarely, so nobody is to hold it that long.
TURN, LOCK = 0.03, 0.1


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Yield the values in lists of at most this size."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def in_turns(values: Iterable[T], size: int = FIRST) -> Iterator[list[T]]:
    """Yield the values in lists for a transaction each, with a moment between them in which others get their turn.

    How long the last one took, on this machine, says how many values come next.
    """
    rest, taken = iter(values), 0.0
    while chunk := list(islice(rest, size)):
        if taken and connection.vendor == "sqlite":
            time.sleep(TURN)
        began = time.monotonic()
        yield chunk
        taken = max(time.monotonic() - began, 0.001)
        size = max(FEWEST, int(size * min(LOCK / taken, 2)))


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
    key_last = itemgetter(*range(1, len(fields) + 1), 0)
    _run(statement, map(key_last, _ready([key, *fields], rows)))


def delete_many(model: type[models.Model], keys: Iterable[Any]) -> None:
    """Delete the rows of these primary keys. Nothing may refer to them."""
    statement = f"DELETE FROM {_table(model)} WHERE {_quoted(model._meta.pk)} = %s"  # noqa: S608 (our own names)
    _run(statement, ((key,) for key in keys))


def _insert(model: type[models.Model], fields: Sequence[Field]) -> str:
    names, blanks = ", ".join(map(_quoted, fields)), ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {_table(model)} ({names}) VALUES ({blanks})"  # noqa: S608 (names of our own fields)


def _run(statement: str, rows: Iterable[Values]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))


def _ready(fields: Sequence[Field], rows: Iterable[Values]) -> list[Values]:
    """Return the rows as the database's driver takes them; mostly they are."""
    found = list(rows)
    odd = [place for place, field in enumerate(fields) if _is_odd(field, map(itemgetter(place), found))]
    if not odd:
        return found
    columns: list[Sequence[Any]] = list(zip(*found, strict=True))
    for place in odd:
        columns[place] = [_stored(fields[place], value) for value in columns[place]]
    return list(zip(*columns, strict=True))


def _is_odd(field: Field, values: Iterable[Any]) -> bool:
    if isinstance(field, models.JSONField):
        return not set(map(type, values)) <= {NoneType}
    # SQLite's driver knows neither decimals nor days: Django too gives it their text.
    is_text = connection.vendor == "sqlite" and isinstance(field, models.DecimalField | models.DateField)
    return is_text and not set(map(type, values)) <= {str, NoneType}


def _stored(field: Field, value: Any) -> Any:
    if isinstance(field, models.JSONField):
        return field.get_db_prep_save(value, connection)
    return None if value is None else str(value)


def _field(model: type[models.Model], name: str) -> Field:
    return model._meta.get_field(name)


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _quoted(field: Field) -> str:
    return connection.ops.quote_name(field.column)
