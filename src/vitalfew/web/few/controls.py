"""What can be chosen above the picture, as links: each is the whole address of another picture."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from vitalfew.ledger.labels_meaning import RATE_LABELS
from vitalfew.ledger.queries import BooksEdge
from vitalfew.ledger.rules.figures import years_before
from vitalfew.ledger.rules.fiscal import FiscalPeriod, quarters_of, years_between
from vitalfew.web.forms.concentration import MEASURE_WORDS, SCOPE_WORDS, Question

YEARS = 8
QUARTERS = 4


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
    rates: list[Choice]  # empty where there is one kind only
    periods: list[Period]


def controls(question: Question, edge: BooksEdge, has_budget_rates: bool = False) -> Controls:
    """Return what can be chosen."""
    return Controls(
        measures=[Choice(one.value, word, one is question.by) for one, word in MEASURE_WORDS.items()],
        scopes=[Choice(one.value, word, one is question.scope) for one, word in SCOPE_WORDS.items()],
        rates=_rates(question, edge) if has_budget_rates else [],
        periods=_periods(question, edge),
    )


def _rates(question: Question, edge: BooksEdge) -> list[Choice]:
    asked = question.rates or edge.rates
    return [Choice(kind.value, word, kind is asked) for kind, word in RATE_LABELS.items()]


def _periods(question: Question, edge: BooksEdge) -> list[Period]:
    offered: list[tuple[str, date | None, date | None]] = [(_("all the books"), None, None)]
    if edge.first_day and edge.last_day:
        start = years_before(edge.last_day, 1) + timedelta(1)
        offered.append((_("last 12 months"), start, edge.last_day))
        years = years_between(edge.first_day, edge.last_day, edge.fiscal_month)[:YEARS]
        offered += [(_year(year), year.start, year.end) for year in years]
        offered += [(_quarter(one, edge), one.start, one.end) for one in _quarters(years, edge)]
    chosen = (question.start, question.end)
    return [Period(label, start, end, chosen == (start, end)) for label, start, end in offered]


def _quarters(years: list[FiscalPeriod], edge: BooksEdge) -> list[FiscalPeriod]:
    """Return the last quarters that the books hold whole, the latest first."""
    found = [one for year in years[:2] for one in reversed(quarters_of(year))]
    whole = [one for one in found if edge.first_day and edge.last_day and edge.first_day <= one.start]
    return [one for one in whole if edge.last_day and one.end <= edge.last_day][:QUARTERS]


def _year(year: FiscalPeriod) -> str:
    # A year that begins in January is the calendar's, and is called as everybody calls it.
    return str(year.year) if year.start.month == 1 else _("FY%(year)s") % {"year": year.year}


def _quarter(one: FiscalPeriod, edge: BooksEdge) -> str:
    text = _("%(year)s Q%(quarter)s") if edge.fiscal_month == 1 else _("FY%(year)s Q%(quarter)s")
    return text % {"year": one.year, "quarter": one.quarter}
