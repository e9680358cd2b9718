"""Questions that a page asks every time: put into SQL once in a process, asked with other values ever after.

Django turns a queryset into SQL anew for each question, which costs several times what the database's answer does. Here
the SQL is kept, and rows become models exactly as they do there. A question is kept whole: of values only numbers and
days may differ, one place each, and no list of them.
"""

from collections.abc import Callable
from copy import copy
from datetime import date
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.query import ModelIterable

Row = TypeVar("Row")
Value = int | date
Kept = tuple[Any, str, tuple[Any, ...], dict[Any, str], bool]
MARK, MARKED_YEAR = 987_654_321_000, 9876  # values that nobody asks for: where they stand, the asked ones go


class Prepared(Generic[Row]):
    """A question with names in place of values: `Prepared(lambda account_id: Alert.objects.filter(…))`."""

    def __init__(self, make: Callable[..., "models.QuerySet[Any, Row]"]) -> None:
        self._make = make
        self._kept: Kept | None = None

    def __call__(self, **values: Value) -> list[Row]:
        """Return the models, or the tuples of `values_list`, for these values, in the question's order."""
        compiler, statement, parameters, names, is_model = self._kept or self._keep(values)
        asked = [_adapted(values[names[one]]) if one in names else one for one in parameters]
        with connection.cursor() as cursor:
            cursor.execute(statement, asked)
            rows = cursor.fetchall()
        found: Any = _Answered(compiler, rows)
        return list(ModelIterable(found) if is_model else compiler.results_iter([rows], tuple_expected=True))

    def _keep(self, values: dict[str, Value]) -> Kept:
        marks = {name: _mark(place, value) for place, (name, value) in enumerate(values.items())}
        asked = self._make(**marks)
        compiler = asked.query.get_compiler(connection=connection)
        statement, parameters = compiler.as_sql()
        names = {_adapted(mark): name for name, mark in marks.items()}
        lost = set(names) - set(parameters)
        if lost:
            raise ValueError(f"{', '.join(names[one] for one in lost)} cannot be told apart in the question")
        self._kept = compiler, statement, tuple(parameters), names, asked._iterable_class is ModelIterable
        return self._kept


class _Answered:
    """What ModelIterable reads of a queryset, with the answer at hand."""

    def __init__(self, compiler: Any, rows: list[Any]) -> None:
        self.query, self.db = self, connection.alias
        self._known_related_objects: dict[Any, Any] = {}
        self._compiler = copy(compiler)
        self._compiler.execute_sql = lambda **_asked: [rows]

    def get_compiler(self, using: str) -> Any:
        return self._compiler


def _mark(place: int, value: Value) -> Value:
    return date(MARKED_YEAR, 1, place + 1) if isinstance(value, date) else MARK + place


def _adapted(value: Value) -> Any:
    """Return the value as the database takes it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
