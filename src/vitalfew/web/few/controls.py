"""What can be chosen above the picture, as links: each is the whole address of another picture."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from vitalfew.ledger.queries import BooksEdge
from vitalfew.ledger.rules.figures import years_before
from vitalfew.web.forms.concentration import MEASURE_WORDS, SCOPE_WORDS, Question

YEARS = 8


@dataclass(frozen=True)
class Choice:
    """One of a few, and whether it is chosen."""

    value: str
    label: Any
    is_chosen: bool


@dataclass(frozen=True)
class Period:
    """A period that is often asked for; without days it is all the books."""

    label: str
    start: date | None
    end: date | None
    is_chosen: bool


@dataclass(frozen=True)
class Controls:
    """The choices of the page."""

    measures: list[Choice]
    scopes: list[Choice]
    periods: list[Period]


def controls(question: Question, edge: BooksEdge) -> Controls:
    """Return what can be chosen."""
    return Controls(
        measures=[Choice(one.value, word, one is question.by) for one, word in MEASURE_WORDS.items()],
        scopes=[Choice(one.value, word, one is question.scope) for one, word in SCOPE_WORDS.items()],
        periods=_periods(question, edge.first_day, edge.last_day),
    )


def _periods(question: Question, first: date | None, last: date | None) -> list[Period]:
    offered: list[tuple[str, date | None, date | None]] = [(_("all the books"), None, None)]
    if first and last:
        offered.append((_("last 12 months"), years_before(last, 1) + timedelta(1), last))
        years = range(last.year, first.year - 1, -1)[:YEARS]
        offered += [(str(year), date(year, 1, 1), date(year, 12, 31)) for year in years]
    chosen = (question.start, question.end)
    return [Period(label, start, end, chosen == (start, end)) for label, start, end in offered]
