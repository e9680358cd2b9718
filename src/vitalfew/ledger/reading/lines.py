"""Order lines from the cells of a table: every value read, every row judged, the good ones kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading import money
from vitalfew.ledger.reading.days import order_of, parse_days
from vitalfew.ledger.reading.distinct import as_mask
from vitalfew.ledger.reading.findings import Findings
from vitalfew.ledger.reading.joining import Source
from vitalfew.ledger.reading.numbers import mark_of, parse_numbers
from vitalfew.ledger.reading.signs import kinds, said_kinds
from vitalfew.ledger.reading.tables import Mask
from vitalfew.ledger.reading.texts import LONGEST_NAME, LONGEST_TEXT, trimmed, words
from vitalfew.ledger.rules.columns import FIELDS, Holds, scale_of
from vitalfew.ledger.rules.kinds import REDUCING, Kind
from vitalfew.ledger.rules.problems import RowProblem

SCHEMA = pa.schema(
    [
        ("row", pa.int64()), ("sheet", pa.string()), ("invoice", pa.string()), ("line", pa.string()),
        ("kind", pa.string()), ("day", pa.date32()), ("account", pa.string()), ("account_name", pa.string()),
        ("country", pa.string()), ("product", pa.string()), ("product_name", pa.string()), ("family", pa.string()),
        ("quantity", money.MONEY), ("unit", pa.string()), ("unit_price", money.MONEY), ("amount", money.MONEY),
        ("cost", money.MONEY), ("currency", pa.string()), ("salesperson", pa.string()), ("cancelled", pa.bool_()),
        ("returned", pa.bool_()), ("zero_price", pa.bool_()),
    ]
)  # fmt: skip
_WORDS = [identifier for identifier, field in FIELDS.items() if field.holds in (Holds.CODE, Holds.TEXT)]
_NUMBERS = [identifier for identifier, field in FIELDS.items() if field.holds is Holds.NUMBER]
_NAMES = {"invoice", "line", "account", "account_name", "product", "salesperson"}
_CURRENCIES = {
    "RMB": "CNY", "人民币": "CNY", "元": "CNY", "￥": "CNY", "¥": "CNY", "美元": "USD", "$": "USD",
    "欧元": "EUR", "€": "EUR", "英镑": "GBP", "£": "GBP", "港币": "HKD", "港元": "HKD", "日元": "JPY",
}  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What nobody can tell from the file alone: two readings fit every row."""

    option: str
    header: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class ReadLines:
    """The good lines of a table, and what is wrong with the others."""

    lines: pa.Table
    findings: Findings
    questions: tuple[Question, ...] = ()


def read_lines(source: Source, options: Mapping[str, Any]) -> ReadLines:
    """Read every line of a table."""
    return _Reader(source, options).read()


class _Reader:
    """The columns of one table on their way from cells to values."""

    def __init__(self, source: Source, options: Mapping[str, Any]) -> None:
        self.source, self.options = source, options
        self.size = source.table.cells.num_rows
        self.findings = Findings(source.table)
        self.questions: list[Question] = []
        self.values: dict[str, pa.Array] = {}

    def read(self) -> ReadLines:
        if self.source.without_order is not None:
            self._found(RowProblem.NO_ORDER, self.source.without_order, "invoice")
        for field in _WORDS:
            self._words(field)
        self._name_accounts()
        self._currency()
        self._day()
        self._numbers()
        self._amounts()
        self._kind()
        self.findings.mark_totals()
        return ReadLines(self._table(), self.findings, tuple(self.questions))

    def _found(self, problem: RowProblem, mask: Mask, field: str) -> None:
        self.findings.add(problem, mask, self.source.headers.get(field, ""), self.source.fields.get(field))

    def _words(self, field: str) -> None:
        if field not in self.source.fields:
            return
        longest = LONGEST_NAME if field in _NAMES else LONGEST_TEXT
        is_code = FIELDS[field].holds is Holds.CODE
        self.values[field], problems = words(self.source.fields[field], is_code=is_code, longest=longest)
        for problem, mask in problems.items():
            self._found(problem, mask, field)

    def _name_accounts(self) -> None:
        # Books that know customers by name only: the name is the code.
        if "account" not in self.values:
            self.values["account"] = self.values["account_name"]

    def _currency(self) -> None:
        if (said := self.values.get("currency")) is None:
            return
        encoded = pc.dictionary_encode(said)
        codes = [_CURRENCIES.get(word.upper(), word.upper()) for word in encoded.dictionary.to_pylist()]
        self.values["currency"] = pc.take(pa.array(codes, pa.string()), encoded.indices)
        unknown = pc.invert(pc.match_substring_regex(self.values["currency"], r"^[A-Z]{3}$"))
        self._found(RowProblem.UNKNOWN_CURRENCY, as_mask(unknown), "currency")

    def _day(self) -> None:
        cells = trimmed(self.source.fields["day"])
        day_first = self.options.get("day_first")
        if day_first is None:
            order = order_of(cells)
            day_first = order.day_first
            if order.is_open:
                self._ask("day_first", "day", cells)
        self.values["day"], bad = parse_days(cells, day_first)
        self._found(RowProblem.BAD_DAY, bad, "day")
        no_day = as_mask(pc.is_null(cells))
        if self.source.without_order is not None:
            no_day &= ~self.source.without_order
        self._found(RowProblem.NO_DAY, no_day, "day")

    def _ask(self, option: str, field: str, cells: pa.Array) -> None:
        samples = [str(value)[:80] for value in pc.unique(cells).drop_null().slice(0, 4).to_pylist()]
        self.questions.append(Question(option, self.source.headers[field], tuple(samples)))

    def _numbers(self) -> None:
        cells = {field: trimmed(self.source.fields[field]) for field in _NUMBERS if field in self.source.fields}
        marks = self._marks(cells)
        for field, column in cells.items():
            self.values[field], bad = parse_numbers(column, marks[field])
            self._found(RowProblem.BAD_NUMBER, bad, field)
            if power := scale_of(self.source.headers[field]):
                self.values[field], too_large = money.scaled(self.values[field], power)
                self._found(RowProblem.TOO_LARGE, too_large, field)

    def _marks(self, cells: Mapping[str, pa.Array]) -> dict[str, str]:
        """Return the decimal mark of each column: as told, by its own evidence, or by that of the others."""
        if asked := self.options.get("decimal"):
            return dict.fromkeys(cells, str(asked))
        own = {field: mark_of([column]) for field, column in cells.items()}
        if self.source.table.is_typed:
            return {field: "," if mark == "," else "." for field, mark in own.items()}
        whole = mark_of(cells.values())
        if whole == "?":
            unsure = next(field for field, mark in own.items() if mark == "?")
            self._ask("decimal", unsure, cells[unsure])
        return {field: self._mark(cells[field], mark, whole) for field, mark in own.items()}

    @staticmethod
    def _mark(column: pa.Array, own: str, whole: str) -> str:
        has_marks = own != "?" and pc.any(pc.match_substring_regex(pc.unique(column), "[.,]")).as_py()
        return own if has_marks else "," if whole == "," else "."

    def _amounts(self) -> None:
        given = self._money("amount")
        quantity, price = self.values.get("quantity"), self.values.get("unit_price")
        if quantity is not None and price is not None:
            made, too_large = money.rounded(money.product(quantity, price, self._discount()))
            if given is not None:
                too_large &= as_mask(pc.is_null(given))
            self._found(RowProblem.TOO_LARGE, too_large, "unit_price")
            given = made if given is None else pc.coalesce(given, made)
        self.values["amount"] = given
        # A row refused for a number that cannot be read is not told twice.
        self._found(RowProblem.NO_AMOUNT, as_mask(pc.is_null(given)) & ~self.findings.refused(), "amount")
        cost, profit = self._money("cost"), self._money("profit")
        if cost is None and profit is not None:
            cost, _too_large = money.rounded(pc.subtract(given, profit))
        self.values["cost"] = cost
        self.values["quantity"], self.values["unit_price"] = self._money("quantity"), self._money("unit_price")

    def _discount(self) -> pa.Array | None:
        if (discount := self.values.get("discount")) is None:
            return None
        shares, bad = money.as_share(discount)
        # Where the amount is given, what the discount says does not matter.
        if "amount" in self.source.fields:
            bad &= as_mask(pc.is_null(self.values["amount"]))
        self._found(RowProblem.BAD_DISCOUNT, bad, "discount")
        return shares

    def _money(self, field: str) -> pa.Array | None:
        if (numbers := self.values.get(field)) is None:
            return None
        found, too_large = money.rounded(numbers)
        self._found(RowProblem.TOO_LARGE, too_large, field)
        return found

    def _kind(self) -> None:
        said = None
        if "kind" in self.source.fields:
            said, unknown = said_kinds(trimmed(self.source.fields["kind"]))
            self._found(RowProblem.UNKNOWN_KIND, unknown, "kind")
        takes = (self._below_zero("quantity"), self._below_zero("amount"))
        price = self.values.get("unit_price")
        zero_price = np.zeros(self.size, dtype=bool) if price is None else money.is_zero(price)
        kind = kinds(said, self.values.get("invoice"), takes, zero_price)
        self.values |= {
            "kind": kind,
            "cancelled": pc.equal(kind, Kind.CANCELLATION.value),
            "returned": pc.equal(kind, Kind.RETURN.value),
            "zero_price": pa.array(zero_price),
        }
        reduces = as_mask(pc.is_in(kind, pa.array([one.value for one in REDUCING])))
        if said is not None:
            above = ~(takes[1] | money.is_zero(self.values["amount"]))
            wrong = reduces & above & as_mask(pc.greater(said, 0)) & ~self.findings.refused()
            self._found(RowProblem.WRONG_SIGN, wrong, "amount")

    def _below_zero(self, field: str) -> Mask:
        values = self.values.get(field)
        return np.zeros(self.size, dtype=bool) if values is None else money.is_below_zero(values)

    def _table(self) -> pa.Table:
        table = self.source.table
        given = self.values | {
            "row": pa.array(table.rows),
            "sheet": pa.repeat(pa.scalar(table.sheet or table.file), self.size),
            "currency": self.values.get("currency", pa.nulls(self.size, pa.string())).fill_null(""),
        }
        columns = [_column(given.get(field.name), field.type, self.size) for field in SCHEMA]
        return pa.Table.from_arrays(columns, schema=SCHEMA).filter(pa.array(~self.findings.refused()))


def _column(values: pa.Array | None, type_: pa.DataType, size: int) -> pa.Array:
    if values is None:
        return pa.nulls(size, type_)
    return values.cast(type_) if values.type != type_ else values
