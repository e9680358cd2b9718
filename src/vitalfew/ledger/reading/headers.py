"""Where in a sheet the headers stand: under a title, on top, or nowhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vitalfew.ledger.reading.tables import named
from vitalfew.ledger.rules.columns import known
from vitalfew.ledger.rules.facts_recognition import is_named

_LOOKED_AT = 20
_A_VALUE = re.compile(r"^[-+(]?[¥￥$£€]?\d[\d.,:/\-年月日 ]*%?\)?$")


@dataclass(frozen=True)
class Heading:
    """The headers, and the number of their row, counted from one; 0 where there is none."""

    headers: tuple[str, ...]
    row: int


def heading_of(rows: Sequence[Sequence[str | None]]) -> Heading:
    """Return the row that names the most known columns; without any, the first row that holds no values."""
    first = rows[:_LOOKED_AT]
    scores = [sum(1 for cell in row if cell and (known(cell) or is_named(cell))) for row in first]
    best = max(range(len(first)), key=lambda position: scores[position], default=0)
    width = max((len(row) for row in first), default=0)
    if not first or (scores[best] < 2 and any(_A_VALUE.match((cell or "").strip()) for cell in first[_top(first)])):
        return Heading(named([None] * width), 0)
    if scores[best] < 2:
        best = _top(first)
    return Heading(named(first[best]), best + 1)


def _top(rows: Sequence[Sequence[str | None]]) -> int:
    return next((position for position, row in enumerate(rows) if any(row)), 0)
