"""Other facts as the pages show them: every cell in words, contracts with what they ask for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import pgettext

from vitalfew import words
from vitalfew.ledger.labels_facts import AGE_LABELS, FACT_FIELD_LABELS, fact_word
from vitalfew.ledger.queries.facts import Fact
from vitalfew.ledger.rules.facts import FactHolds, FactKind
from vitalfew.ledger.rules.facts_money import OVERDUE, Aging
from vitalfew.ledger.rules.facts_shapes import SHAPES
from vitalfew.ledger.rules.tax_ids import TaxId, check_tax_id

# So long before a contract's notice day it is said aloud.
NOTICE_DAYS = 60


@dataclass(frozen=True)
class Cell:
    """One value in words; figures stand right."""

    text: str
    is_figure: bool = False


@dataclass(frozen=True)
class FactRow:
    """One fact as a row of a table."""

    fact: Fact
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class FactTable:
    """Facts of one kind: the columns in which anything stands."""

    headings: tuple[tuple[str, bool], ...]  # its word, and whether it holds figures
    rows: tuple[FactRow, ...]


@dataclass(frozen=True)
class Term:
    """A contract, and what it asks for by when."""

    fact: Fact
    kind: str
    state: str  # watch where somebody must act, none where it is over
    said: str


@dataclass(frozen=True)
class Step:
    """One age of what is open."""

    word: str
    amount: Decimal
    is_overdue: bool


def fact_table(kind: FactKind, facts: Sequence[Fact], without: Iterable[str] = ()) -> FactTable:
    """Lay facts out as a table."""
    leave_out = set(without)
    fields = [
        name for name in SHAPES[kind].fields if name not in leave_out and any(fact[name] is not None for fact in facts)
    ]
    holds = {name: SHAPES[kind].fields[name].holds for name in fields}
    rows = [FactRow(fact, tuple(_cell(name, holds[name], fact[name]) for name in fields)) for fact in facts]
    return FactTable(tuple((heading(kind, name), holds[name] is FactHolds.NUMBER) for name in fields), tuple(rows))


def heading(kind: FactKind, field: str) -> str:
    """Name a column."""
    if kind is FactKind.CONTRACTS and field == "number":
        return pgettext("fact", "Contract number")
    return str(FACT_FIELD_LABELS[field])


def _cell(name: str, holds: FactHolds, value: Any) -> Cell:
    if value is None:
        return Cell(words.UNKNOWN, holds is FactHolds.NUMBER)
    if holds is FactHolds.NUMBER:
        return Cell(written(value), is_figure=True)
    if holds is FactHolds.DAY:
        return Cell(words.day(value))
    return Cell(fact_word(name, value) if holds is FactHolds.WORD else value)


def written(value: Decimal) -> str:
    """Write a number without the zeros at its end."""
    return words.number(value, max(0, -int(value.normalize().as_tuple().exponent)))


def terms(contracts: Sequence[Fact], today: date) -> list[Term]:
    """Say of each contract when it ends and by when somebody must give notice."""
    return [_term(fact, today) for fact in contracts]


def _term(fact: Fact, today: date) -> Term:
    kind = fact_word("contract", fact["contract"]) if fact["contract"] else words.UNKNOWN
    ends, notice = fact["ends"], fact["notice_by"]
    if ends and ends < today:
        return Term(fact, kind, "none", pgettext("fact", "ended"))
    if notice and notice < today:
        return Term(fact, kind, "none", pgettext("fact", "notice day has passed"))
    left = (notice or ends or date.max) - today
    if left.days <= NOTICE_DAYS:
        said = pgettext("fact", "notice in %(days)s days") if notice else pgettext("fact", "ends in %(days)s days")
        return Term(fact, kind, "watch", said % {"days": left.days})
    return Term(fact, kind, "good", pgettext("fact", "runs"))


def steps(found: Aging) -> list[Step]:
    """Lay what is open out by how long it has been due."""
    return [Step(str(word), found.by_age[age], age in OVERDUE) for age, word in AGE_LABELS.items()]


def tax_doubt(customer: Fact | None) -> str:
    """Return the sentence that doubts a tax number, "" where there is nothing to doubt."""
    number = customer["tax_id"] if customer else None
    if number and check_tax_id(number) is TaxId.WRONG_CHECK:
        return pgettext("fact", "The check character does not fit: compare the number with the business licence.")
    return ""
