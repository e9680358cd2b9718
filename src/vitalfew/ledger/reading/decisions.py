"""What is decided on all rows of a table before any of them is read: marks, orders, letters, tax."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.days import order_of
from vitalfew.ledger.reading.joining import Source
from vitalfew.ledger.reading.marks import marks_of
from vitalfew.ledger.reading.numbers import mark_of, parse_numbers
from vitalfew.ledger.reading.texts import trimmed
from vitalfew.ledger.rules.columns import FIELDS, Holds, told
from vitalfew.ledger.rules.imports import Question
from vitalfew.ledger.rules.tax import TaxPlan, plan_tax

WORDS = [identifier for identifier, one in FIELDS.items() if one.holds in (Holds.CODE, Holds.TEXT)]
CODES = [identifier for identifier, one in FIELDS.items() if one.holds is Holds.CODE]
NUMBERS = [identifier for identifier, one in FIELDS.items() if one.holds is Holds.NUMBER]
_FLOAT = r"^-?[0-9]+\.0+$"
_YEAR_FIRST = re.compile(r"^[0-9]{4}([-/.年])[0-9]{1,2}[-/.月][0-9]{1,2}")
_YEAR_LAST = re.compile(r"^[0-9]{1,2}([-/.])[0-9]{1,2}([-/.])[0-9]{4}(?: |$)")


@dataclass(frozen=True)
class Decisions:
    """How the cells of a table are to be read."""

    tax: TaxPlan
    day_first: bool | None = None
    day_format: str = ""  # how the usual day of this file is written, in strptime's letters; "iso"; "" for none
    epoch: int = 1900
    marks: Mapping[str, str] = field(default_factory=dict)
    floats: frozenset[str] = frozenset()  # codes that a spreadsheet has made numbers: 17850.0
    letters: tuple[str, ...] = ()  # of LETTERS, those that tell a kind in this file
    discount_in_percent: bool = False
    currency: str = ""  # of lines that do not say
    turns_signs: bool = False  # lines that take money away are written without a minus
    questions: tuple[Question, ...] = ()


def decide(source: Source, options: Mapping[str, Any]) -> Decisions:
    """Return how a table is to be read: as told, else by what stands in it."""
    questions: list[Question] = []
    plan = plan_tax(source.headers, options.get("tax_rate"))
    if plan.is_open:
        questions.append(_question("tax_rate", source, plan.field))
    first = _day_first(source, options, questions)
    return Decisions(
        tax=plan,
        day_first=first,
        day_format=_day_format(source.head("day"), first),
        epoch=int(options.get("epoch") or source.table.epoch),
        marks=_marks(source, options, questions),
        floats=frozenset(name for name in CODES if name in source.fields and _are_floats(source.head(name))),
        discount_in_percent=_in_percent(source),
        currency=str(options.get("currency") or "").upper(),
        turns_signs=bool(options.get("turns_signs")),
        questions=tuple(questions),
    )


def with_marks_of_all_rows(decisions: Decisions, source: Source, options: Mapping[str, Any]) -> Decisions:
    """Return the decisions with each column's decimal mark decided on all of its rows."""
    questions = [one for one in decisions.questions if one.option != "decimal"]
    columns = {name: trimmed(source.whole_column(name)) for name in NUMBERS if name in source.fields}
    marks = _marks_of(columns, source, options, questions)
    return replace(decisions, marks=marks, questions=tuple(questions))


def _day_first(source: Source, options: Mapping[str, Any], questions: list[Question]) -> bool | None:
    asked = told(options.get("day_first"), source.headers["day"])
    if asked is not None:
        return bool(asked)
    head = trimmed(source.head("day")).drop_null()
    if len(head) and all(_YEAR_FIRST.match(text) for text in pc.unique(head).to_pylist()):
        # The odd rows of such a column are decided among themselves.
        return None
    order = order_of(trimmed(source.whole_column("day")))
    if order.is_open:
        questions.append(_question("day_first", source, "day"))
    return order.day_first


def _day_format(head: pa.Array, day_first: bool | None) -> str:
    text = next((text for text in trimmed(head).drop_null().slice(0, 50).to_pylist()), "")
    if found := _YEAR_FIRST.match(text):
        return {"-": "iso", "年": "%Y年%m月%d日"}.get(found[1], f"%Y{found[1]}%m{found[1]}%d")
    if re.fullmatch(r"[0-9]{8}", text):
        return "%Y%m%d"
    if (found := _YEAR_LAST.match(text)) and found[1] == found[2]:
        return f"%m{found[1]}%d{found[1]}%Y" if day_first is False else f"%d{found[1]}%m{found[1]}%Y"
    return ""


def _marks(source: Source, options: Mapping[str, Any], questions: list[Question]) -> dict[str, str]:
    """Return the decimal marks by the first rows, where these are evidence enough; else by all."""
    heads = {name: trimmed(source.head(name)) for name in NUMBERS if name in source.fields}
    if mark_of(heads.values()) == "." and any(_has_point(column) for column in heads.values()):
        return _marks_of(heads, source, options, questions)
    return _marks_of({name: trimmed(source.whole_column(name)) for name in heads}, source, options, questions)


def _marks_of(
    columns: Mapping[str, pa.Array], source: Source, options: Mapping[str, Any], questions: list[Question]
) -> dict[str, str]:
    """Return the decimal mark of each column, and ask where nobody can tell."""
    options_of = {name: told(options.get("decimal"), source.headers[name]) for name in columns}
    found = marks_of(columns, options_of, is_typed=source.table.is_typed)
    if found.asked:
        questions.append(_question("decimal", source, found.asked[0]))
    return found.of


def _has_point(column: pa.Array) -> bool:
    return bool(pc.any(pc.match_substring(pc.unique(column), ".")).as_py())


def _are_floats(column: pa.Array) -> bool:
    # All of them, because "10.0" beside "10.1" is a code.
    return bool(pc.all(pc.match_substring_regex(pc.unique(trimmed(column)), _FLOAT)).as_py())


def _in_percent(source: Source) -> bool:
    """Tell whether discounts are written as 15 and not as 0.15: one odd number does not make the others percentages."""
    if "discount" not in source.fields or "amount" in source.fields:
        return False
    given = pc.abs(parse_numbers(trimmed(source.whole_column("discount")))[0]).drop_null()
    beyond, between = (pc.sum(pc.greater(given, one)).as_py() or 0 for one in (1, 0))
    return bool(beyond * 2 > between)


def _question(option: str, source: Source, name: str) -> Question:
    values = pc.unique(trimmed(source.head(name))).drop_null().slice(0, 4).to_pylist()
    return Question(option, source.headers[name], tuple(str(value)[:80] for value in values))
