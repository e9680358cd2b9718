"""Questions that a page asks every time: put into SQL once in a process, asked with other values ever after.

Django turns a queryset into SQL anew for each question, and works out anew which column goes where in a model; both
cost several times what the database's answer does. Here they are kept, and rows become models exactly as they do there.
A question is kept whole: of values only numbers and days may differ, and no list of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models import query as asking

Row = TypeVar("Row")
Value = int | date
Read = Callable[[Iterable[Any]], list[Any]]
WIDEST = 2**63  # of a number in a database
MARK, MARKED_YEAR = 987_654_321_000, 9876  # values that nobody asks for: where they stand, the asked ones go


@dataclass(frozen=True)
class _Kept:
    """The SQL, its values in order (marks where one is asked for by name), and how its answer is read."""

    statement: str
    parameters: tuple[Any, ...]
    names: dict[Any, str]
    read: Read


class Prepared(Generic[Row]):
    """A question with names in place of values: `Prepared(lambda account_id: Alert.objects.filter(…))`."""

    def __init__(self, make: Callable[..., "models.QuerySet[Any, Row]"]) -> None:
        self._make = make
        self._kept: _Kept | None = None

    def __call__(self, **values: Value) -> list[Row]:
        """Return the models, or the tuples of `values_list`, for these values, in the question's order."""
        if any(not isinstance(one, date) and abs(one) >= WIDEST for one in values.values()):
            return []  # no row has such a number, and databases refuse to look for it
        kept = self._kept or self._keep(values)
        asked = [_adapted(values[kept.names[one]]) if one in kept.names else one for one in kept.parameters]
        with connection.cursor() as cursor:
            cursor.execute(kept.statement, asked)
            return kept.read(cursor.fetchall())

    def _keep(self, values: dict[str, Value]) -> _Kept:
        marks = {name: _mark(place, value) for place, (name, value) in enumerate(values.items())}
        asked = self._make(**marks)
        compiler = asked.query.get_compiler(connection=connection)
        statement, parameters = compiler.as_sql()
        names = {_adapted(mark): name for name, mark in marks.items()}
        lost = set(names) - set(parameters)
        if lost:
            raise ValueError(f"{', '.join(names[one] for one in lost)} cannot be told apart in the question")
        read = _models(compiler) if asked._iterable_class is asking.ModelIterable else _tuples(compiler)
        self._kept = _Kept(statement, tuple(parameters), names, read)
        return self._kept


def _values(compiler: Any) -> Callable[[Iterable[Any]], Iterable[list[Any]]]:
    """Return what turns a row of the database into values of Python."""
    converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
    return lambda rows: compiler.apply_converters(rows, converters)


def _tuples(compiler: Any) -> Read:
    valued = _values(compiler)
    return lambda rows: list(map(tuple, valued(rows)))


def _models(compiler: Any) -> Read:
    """Return what makes models of rows, with what was asked for beside them, as Django's ModelIterable does."""
    valued, found = _values(compiler), compiler.klass_info
    first, last = found["select_fields"][0], found["select_fields"][-1] + 1
    names = [column[0].target.attname for column in compiler.select[first:last]]
    related = found.get("related_klass_infos", [])
    populator = vars(asking)["RelatedPopulator"]  # which the type stubs do not know
    beside = [populator(one, compiler.select, connection.alias) for one in related]
    counted = (compiler.annotation_col_map or {}).items()

    def read(row: list[Any]) -> Any:
        made = found["model"].from_db(connection.alias, names, row[first:last])
        for one in beside:
            one.populate(row, made)
        for name, place in counted:
            setattr(made, name, row[place])
        return made

    return lambda rows: [read(row) for row in valued(rows)]


def _mark(place: int, value: Value) -> Value:
    return date(MARKED_YEAR, 1, place + 1) if isinstance(value, date) else MARK + place


def _adapted(value: Value) -> Any:
    """Return the value as the database takes it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
