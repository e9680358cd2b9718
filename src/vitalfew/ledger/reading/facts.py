"""Rows of other facts from the cells of a table: every value read, every row judged, the good ones kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading import money
from vitalfew.ledger.reading.days import order_of, parse_days
from vitalfew.ledger.reading.distinct import as_mask
from vitalfew.ledger.reading.facts_keys import keyed
from vitalfew.ledger.reading.facts_values import currencies, listed, periods, tax_ids
from vitalfew.ledger.reading.findings import Findings
from vitalfew.ledger.reading.numbers import mark_of, parse_numbers
from vitalfew.ledger.reading.tables import Mask, RawTable
from vitalfew.ledger.reading.texts import LONGEST_NAME, LONGEST_TEXT, trimmed, words
from vitalfew.ledger.rules.columns import Guess, normalise, scale_of
from vitalfew.ledger.rules.facts import FactHolds, Shape
from vitalfew.ledger.rules.facts_words import VOCABULARIES, metric_of
from vitalfew.ledger.rules.imports import Question
from vitalfew.ledger.rules.problems import RowProblem

_TYPES = {FactHolds.NUMBER: money.MONEY, FactHolds.DAY: pa.date32()}
_TOTALS = {normalise(word) for word in ("合计", "总计", "小计", "共计", "total", "totals", "grand total", "subtotal")}
_PROSE = {"text", "terms", "address", "title"}


@dataclass(frozen=True)
class ReadFacts:
    """The good rows of a table, and what is wrong with the others."""

    rows: pa.Table
    findings: Findings
    questions: tuple[Question, ...] = ()


def schema_of(shape: Shape) -> pa.Schema:
    """Return the columns in which rows of this kind are kept."""
    fields = [(name, _TYPES.get(field.holds, pa.string())) for name, field in shape.fields.items()]
    keys = [("key", pa.string()), ("is_of_customer", pa.bool_())]
    return pa.schema([("row", pa.int64()), ("sheet", pa.string()), *fields, *keys])


def read_facts(table: RawTable, shape: Shape, guesses: Sequence[Guess], options: Mapping[str, Any]) -> ReadFacts:
    """Read every row of a table whose columns are known."""
    return _Reader(table, shape, guesses, options).read()


class _Reader:
    """The columns of one table on their way from cells to values."""

    def __init__(self, table: RawTable, shape: Shape, guesses: Sequence[Guess], options: Mapping[str, Any]) -> None:
        self.table, self.shape, self.options = table, shape, options
        self.size = table.cells.num_rows
        self.findings = Findings.of(table)
        self.questions: list[Question] = []
        self.headers = {one.field: table.headers[place] for place, one in enumerate(guesses) if one.field}
        self.raw = {one.field: table.column(place) for place, one in enumerate(guesses) if one.field}
        self.cells = {field: trimmed(column) for field, column in self.raw.items()}
        self.values: dict[str, pa.Array] = {}
        self.totals = self._totals()

    def read(self) -> ReadFacts:
        self.findings.add(RowProblem.TOTAL_ROW, self.totals)
        self._texts()
        self._listed()
        self._days()
        self._numbers()
        self._settle()
        self._required()
        rows = self._rows()
        return ReadFacts(rows, self.findings, tuple(self.questions))

    def _holding(self, *holds: FactHolds) -> list[str]:
        return [name for name, field in self.shape.fields.items() if field.holds in holds and name in self.cells]

    def _found(self, problem: RowProblem, mask: Mask, field: str) -> None:
        mask = mask & ~self.totals
        self.findings.add(problem, mask, self.headers.get(field, ""), self.raw.get(field))

    def _totals(self) -> Mask:
        """Tell which rows are sums under the list: a row that says "Total" where it should name something."""
        found = np.zeros(self.size, dtype=bool)
        for cells in self.cells.values():
            said = [word for word in pc.unique(cells).to_pylist() if word and normalise(word) in _TOTALS]
            if said:
                found |= as_mask(pc.is_in(cells, pa.array(said, pa.string())))
        return found

    def _texts(self) -> None:
        for field in self._holding(FactHolds.CODE, FactHolds.TEXT, FactHolds.TAX_ID):
            is_code = self.shape.fields[field].holds is not FactHolds.TEXT
            longest = LONGEST_TEXT if field in _PROSE else LONGEST_NAME
            self.values[field], problems = words(self.raw[field], is_code=is_code, longest=longest)
            for problem, mask in problems.items():
                self._found(problem, mask, field)
        for field in self._holding(FactHolds.TAX_ID):
            self.values[field] = tax_ids(self.values[field])

    def _listed(self) -> None:
        for field in self._holding(FactHolds.PERIOD):
            self.values[field], bad = periods(self.cells[field])
            self._found(RowProblem.BAD_PERIOD, bad, field)
        for field in self._holding(FactHolds.CURRENCY):
            self.values[field], bad = currencies(self.cells[field])
            self._found(RowProblem.UNKNOWN_CURRENCY, bad, field)
        if "currency" in self.shape.fields and (told := str(self.options.get("currency") or "")):
            said = self.values.get("currency", pa.nulls(self.size, pa.string()))
            self.values["currency"] = pc.fill_null(said, told)
        for field in self._holding(FactHolds.WORD):
            self.values[field], bad = listed(self.cells[field], field)
            if problem := VOCABULARIES[field].problem:
                self._found(problem, bad, field)
        if "target" in self.headers and "metric" not in self.values:
            metric = metric_of(self.headers["target"])
            self.values["metric"] = pa.repeat(pa.scalar(metric or None, pa.string()), self.size)

    def _days(self) -> None:
        for field in self._holding(FactHolds.DAY):
            cells, day_first = self.cells[field], self.options.get("day_first")
            if day_first is None:
                order = order_of(cells)
                day_first = order.day_first
                if order.is_open:
                    self._ask("day_first", field)
            self.values[field], bad = parse_days(cells, day_first)
            self._found(RowProblem.BAD_DAY, bad, field)

    def _numbers(self) -> None:
        fields = self._holding(FactHolds.NUMBER)
        mark = str(self.options.get("decimal") or mark_of([self.cells[field] for field in fields]))
        if mark == "?" and not self.table.is_typed:
            self._ask("decimal", next(field for field in fields if mark_of([self.cells[field]]) == "?"))
        for field in fields:
            numbers, bad = parse_numbers(self.cells[field], "," if mark == "," else ".")
            self._found(RowProblem.BAD_NUMBER, bad, field)
            found, too_large = money.scaled(numbers, scale_of(self.headers[field]))
            self._found(RowProblem.TOO_LARGE, too_large, field)
            self.values[field], too_large = money.rounded(found)
            self._found(RowProblem.TOO_LARGE, too_large, field)

    def _ask(self, option: str, field: str) -> None:
        if any(question.option == option for question in self.questions):
            return
        samples = [str(value)[:80] for value in pc.unique(self.cells[field]).drop_null().slice(0, 4).to_pylist()]
        self.questions.append(Question(option, self.headers[field], tuple(samples)))

    def _settle(self) -> None:
        """Let what was owed, paid and is still open of an invoice tell each other."""
        if "outstanding" not in self.values:
            return
        outstanding = self.values["outstanding"]
        amount = self.values.get("amount", pa.nulls(self.size, money.MONEY))
        paid = self.values.get("paid", pa.nulls(self.size, money.MONEY))
        left = pc.subtract(pc.coalesce(amount, outstanding), outstanding).cast(money.MONEY)
        self.values |= {"amount": pc.coalesce(amount, outstanding), "paid": pc.coalesce(paid, left)}

    def _required(self) -> None:
        """Set aside rows in which something stands empty without which they say nothing."""
        refused = self.findings.refused()
        for group in self.shape.required:
            empty = np.ones(self.size, dtype=bool)
            for field in group:
                if field in self.values:
                    empty &= as_mask(pc.is_null(self.values[field]))
            first = next((field for field in group if field in self.headers), group[0])
            self._found(RowProblem.MISSING, empty & ~refused, first)

    def _rows(self) -> pa.Table:
        kept = ~self.findings.refused()
        keys = keyed(self.shape, self.values, kept)
        self._found(RowProblem.TOLD_TWICE, keys.again, next(iter(self.headers)))
        given = self.values | {
            "row": pa.array(self.table.rows),
            "sheet": pa.repeat(pa.scalar(self.table.sheet or self.table.file), self.size),
            "key": keys.key,
            "is_of_customer": keys.is_of_customer,
        }
        schema = schema_of(self.shape)
        columns = [given[field.name].cast(field.type) if field.name in given else pa.nulls(self.size, field.type)
                   for field in schema]  # fmt: skip
        return pa.Table.from_arrays(columns, schema=schema).filter(pa.array(~self.findings.refused()))
