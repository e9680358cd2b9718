"""A table of exchange rates as people keep it: pasted from a spreadsheet or saved as CSV, in either language."""

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from vitalfew.ledger.rules.columns import normalise
from vitalfew.ledger.rules.currency import RateKind, RateRow, Unfit, UnfitMeaning, check_rate

MOST_ROWS = 50_000
_NAMES = {
    "currency": "currency|from currency|source currency|code|iso code|币种|货币|外币|原币|币别|货币代码|币种代码",
    "day": "day|date|valid from|from|effective date|rate date|日期|生效日期|汇率日期|适用日期|起始日期|有效期从",
    "rate": "rate|exchange rate|fx rate|mid rate|price|汇率|中间价|折算汇率|记账汇率|兑换率",
    "per": "per|units|unit|ratio|单位|外币单位|数量|每",
    "kind": "kind|type|类型|汇率类型",
    "source": "source|来源|出处|数据来源",
}
_FIELDS = {normalise(name): field for field, names in _NAMES.items() for name in names.split("|")}
_IN_ORDER = ("currency", "day", "rate", "source")  # of a table without headers
_BUDGET = frozenset({"budget", "plan", "预算", "预算汇率", "计划", "计划汇率"})
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?")


@dataclass(frozen=True)
class TableRow:
    """A rate of the table with its source, in words."""

    rate: RateRow
    source: str


@dataclass(frozen=True)
class TableProblem:
    """A row that cannot be taken: which, what stands there, why."""

    row: int
    found: str
    why: Unfit


@dataclass(frozen=True)
class RateTable:
    """What a table says. With a problem in it nothing of it is taken."""

    rows: tuple[TableRow, ...]
    problems: tuple[TableProblem, ...]


def read_table(text: str, into: str) -> RateTable:
    """Return the rates that a table tells, and every row of it that cannot be read."""
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    cells = list(csv.reader(lines, delimiter=_separator(lines)))[: MOST_ROWS + 1]
    places = _places(cells[0]) if cells else {}
    first = 1 if places else 0
    places = places or {field: place for place, field in enumerate(_IN_ORDER)}
    rows: list[TableRow] = []
    problems: list[TableProblem] = []
    for number, row in enumerate(cells[first:], start=first + 1):
        try:
            rows.append(_row(row, places, into))
        except UnfitMeaning as refusal:
            problems.append(TableProblem(number, refusal.found, refusal.why))
    return RateTable(tuple(rows), tuple(problems))


def _separator(lines: Sequence[str]) -> str:
    return next((sign for sign in "\t;," if lines and sign in lines[0]), ",")


def _places(header: Sequence[str]) -> dict[str, int]:
    """Return the column of each field; nothing where the first row is no header."""
    named = {_FIELDS[normalise(name)]: place for place, name in enumerate(header) if normalise(name) in _FIELDS}
    return named if {"currency", "rate"} <= set(named) else {}


def _row(cells: Sequence[str], places: Mapping[str, int], into: str) -> TableRow:
    told = {field: _cell(cells, place) for field, place in places.items()}
    kind = RateKind.BUDGET if told.get("kind", "").lower() in _BUDGET else RateKind.DATED
    rate = _number(told["rate"]) / _number(told.get("per") or "1")
    day = None if kind is RateKind.BUDGET else _day(told.get("day", ""))
    row = RateRow(told["currency"].upper(), kind, day, rate)
    return TableRow(check_rate(row, into), told.get("source", ""))


def _cell(cells: Sequence[str], place: int) -> str:
    return unicodedata.normalize("NFKC", cells[place]).strip() if place < len(cells) else ""


def _number(text: str) -> Decimal:
    # A comma may part thousands or decimals, and a rate off by a thousand is no small mistake: only a point is read.
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise UnfitMeaning(Unfit.RATE, text) from None
    if not number.is_finite() or number <= 0:
        raise UnfitMeaning(Unfit.RATE, text)
    return number


def _day(text: str) -> date:
    found = _DAY.fullmatch(text)
    try:
        if not found:
            raise ValueError
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        raise UnfitMeaning(Unfit.DAY, text) from None
