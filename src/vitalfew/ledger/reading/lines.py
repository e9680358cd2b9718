"""Order lines from the cells of a table: every value read, every row judged.

This is the careful way, for rows that the engine found odd (see `plain`); it would do for all of them, only slower.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading import money
from vitalfew.ledger.reading.days import month_only, parse_days
from vitalfew.ledger.reading.decisions import CODES, NUMBERS, WORDS, Decisions
from vitalfew.ledger.reading.distinct import as_mask
from vitalfew.ledger.reading.findings import Findings
from vitalfew.ledger.reading.numbers import parse_numbers
from vitalfew.ledger.reading.signs import kinds
from vitalfew.ledger.reading.tables import Block, Mask, RawTable
from vitalfew.ledger.reading.texts import LONGEST_NAME, LONGEST_TEXT, trimmed, without_powers, words
from vitalfew.ledger.rules.columns import scale_of
from vitalfew.ledger.rules.kinds import REDUCING
from vitalfew.ledger.rules.problems import RowProblem
from vitalfew.ledger.rules.tax import TaxOff

_NAMES = {
    "invoice",
    "line",
    "account",
    "account_name",
    "product",
    "salesperson",
    "end_account",
    "end_account_name",
    "site",
}
_LOOKED_UP = {"kind", "currency"}

_TURNED = ("amount", "tax_amount", "quantity", "cost")


@dataclass(frozen=True)
class Cells:
    """Some rows of a table of lines: the cells of each field, with what was looked up of them once per word."""

    table: RawTable
    block: Block
    fields: Mapping[str, pa.Array]
    headers: Mapping[str, str]

    def where(self, mask: Mask) -> "Cells":
        """Return the rows that the mask names."""
        kept = pa.array(mask)
        fields = {name: pc.filter(column, kept) for name, column in self.fields.items()}
        return Cells(self.table, self.block.where(mask), fields, self.headers)


@dataclass(frozen=True)
class ReadLines:
    """The values of rows, which of them are taken, and what is wrong with the others."""

    values: dict[str, pa.Array]
    findings: Findings


def read_lines(cells: Cells, decisions: Decisions) -> ReadLines:
    """Read every row."""
    return _Reader(cells, decisions).read()


class _Reader:
    """Rows on their way from cells to values."""

    def __init__(self, cells: Cells, decisions: Decisions) -> None:
        self.fields, self.headers, self.decisions = cells.fields, cells.headers, decisions
        self.size = len(cells.block.rows)
        self.findings = Findings(cells.table, cells.block)
        self.values: dict[str, pa.Array] = {}

    def read(self) -> ReadLines:
        self._looked_up()
        for field in WORDS:
            self._words(field)
        self._day()
        self._numbers()
        self._amounts()
        self._kind()
        self.findings.mark_totals()
        return ReadLines(self.values, self.findings)

    def _found(self, problem: RowProblem, mask: Mask, field: str) -> None:
        self.findings.add(problem, mask, self.headers.get(field, ""), self.fields.get(field))

    def _looked_up(self) -> None:
        for name, problem, field in (
            ("no_order", RowProblem.NO_ORDER, "invoice"),
            ("said_is_odd", RowProblem.UNKNOWN_KIND, "kind"),
            ("currency_is_odd", RowProblem.UNKNOWN_CURRENCY, "currency_cell"),
            ("is_voided", RowProblem.VOIDED, "voided"),
            ("voided_is_odd", RowProblem.NOT_YES_OR_NO, "voided"),
        ):
            if name in self.fields:
                self._found(problem, as_mask(self.fields[name]), field)
        if "currency" in self.fields:
            self.values["currency"] = self.fields["currency"]

    def _words(self, field: str) -> None:
        if field not in self.fields or field in _LOOKED_UP:
            return
        longest = LONGEST_NAME if field in _NAMES else LONGEST_TEXT
        found, problems = words(self.fields[field], is_code=False, longest=longest)
        if field in self.decisions.floats:
            found = pc.replace_substring_regex(found, r"\.0+$", "")
        if field in CODES:
            found, lost = without_powers(found)
            self._found(RowProblem.LOST_DIGITS, lost, field)
        self.values[field] = found
        for problem, mask in problems.items():
            self._found(problem, mask, field)

    def _day(self) -> None:
        cells = trimmed(self.fields["day"])
        self.values["day"], bad = parse_days(cells, self.decisions.day_first, epoch=self.decisions.epoch)
        month = month_only(cells) & bad
        self._found(RowProblem.MONTH_ONLY, month, "day")
        self._found(RowProblem.BAD_DAY, bad & ~month, "day")
        no_day = as_mask(pc.is_null(cells))
        if "no_order" in self.fields:
            no_day &= ~as_mask(self.fields["no_order"])
        self._found(RowProblem.NO_DAY, no_day, "day")

    def _numbers(self) -> None:
        for field in (name for name in NUMBERS if name in self.fields):
            self.values[field], bad = parse_numbers(trimmed(self.fields[field]), self.decisions.marks[field])
            self._found(RowProblem.BAD_NUMBER, bad, field)
            if power := scale_of(self.headers[field]):
                self.values[field], too_large = money.scaled(self.values[field], power)
                self._found(RowProblem.TOO_LARGE, too_large, field)

    def _amounts(self) -> None:
        field = self.decisions.tax.field
        given = self._money(field) if field != "unit_price" else None
        quantity, price = self.values.get("quantity"), self.values.get("unit_price")
        if quantity is not None and price is not None:
            made, too_large = money.rounded(money.product(quantity, price, self._discount(given)))
            if given is not None:
                too_large &= as_mask(pc.is_null(given))
            self._found(RowProblem.TOO_LARGE, too_large, "unit_price")
            given = made if given is None else pc.coalesce(given, made)
        # A row refused for a number that cannot be read is not told twice.
        self._found(RowProblem.NO_AMOUNT, as_mask(pc.is_null(given)) & ~self.findings.refused(), field)
        self.values["amount"], self.values["tax_amount"] = self._without_tax(given, self._money("tax_amount"))
        cost, profit = self._money("cost"), self._money("profit")
        if cost is None and profit is not None:
            cost, _too_large = money.rounded(pc.subtract(self.values["amount"], profit))
        self.values["cost"] = cost
        self.values["quantity"], self.values["unit_price"] = self._money("quantity"), self._money("unit_price")

    def _without_tax(self, given: pa.Array, tax: pa.Array | None) -> tuple[pa.Array, pa.Array | None]:
        """Return the amounts without tax, and the tax where it is known."""
        plan = self.decisions.tax
        if plan.off is TaxOff.NOTHING:
            return given, tax
        if plan.off is TaxOff.AMOUNT:
            net = money.rounded(pc.subtract(given, tax))[0]
        else:
            rates = pa.scalar(str(plan.rate)).cast(money.SHARE) if plan.rate is not None else self._rates()
            net = money.without_tax(given, rates)
            tax = money.rounded(pc.subtract(given, net))[0]
        self._found(RowProblem.NO_TAX, as_mask(pc.is_null(net)) & ~self.findings.refused(), "tax_rate")
        return net, tax

    def _rates(self) -> pa.Array:
        rates, bad = money.as_rates(self.values["tax_rate"])
        self._found(RowProblem.BAD_RATE, bad, "tax_rate")
        return rates

    def _discount(self, given: pa.Array | None) -> pa.Array | None:
        if (discount := self.values.get("discount")) is None:
            return None
        shares, bad = money.as_share(discount, in_percent=self.decisions.discount_in_percent)
        # Where the amount is given, what the discount says does not matter.
        if given is not None:
            bad &= as_mask(pc.is_null(given))
        self._found(RowProblem.BAD_DISCOUNT, bad, "discount")
        return shares

    def _money(self, field: str) -> pa.Array | None:
        if (numbers := self.values.get(field)) is None:
            return None
        found, too_large = money.rounded(numbers)
        self._found(RowProblem.TOO_LARGE, too_large, field)
        return found

    def _kind(self) -> None:
        said = self.fields.get("said")
        takes = (self._below_zero("quantity"), self._below_zero("amount"))
        price = self.values.get("unit_price")
        zero_price = np.zeros(self.size, dtype=bool) if price is None else money.is_zero(price)
        kind = kinds(said, self.values.get("invoice"), self.decisions.letters, takes, zero_price)
        self.values["kind"] = kind
        reduces = as_mask(pc.is_in(kind, pa.array([one.value for one in REDUCING])))
        if said is not None:
            above = ~(takes[1] | money.is_zero(self.values["amount"]))
            wrong = reduces & above & as_mask(pc.greater(said, 0)) & ~self.findings.refused()
            if self.decisions.turns_signs:
                self._turn(wrong)
            else:
                self._found(RowProblem.WRONG_SIGN, wrong, self.decisions.tax.field)

    def _turn(self, rows: Mask) -> None:
        """Take what these rows say without a minus away."""
        for field in _TURNED:
            if (values := self.values.get(field)) is not None:
                above = as_mask(pc.greater(values, 0)) & rows
                self.values[field] = pc.if_else(pa.array(above), pc.negate(values), values)

    def _below_zero(self, field: str) -> Mask:
        values = self.values.get(field)
        return np.zeros(self.size, dtype=bool) if values is None else money.is_below_zero(values)
