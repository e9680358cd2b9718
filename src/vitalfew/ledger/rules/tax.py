"""Whether the money of a file holds tax, and how it is taken off: told by the headers and by people, never guessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from vitalfew.ledger.rules.columns import tax_of

KEEP = "gross"  # the answer that leaves the tax in


class TaxOff(StrEnum):
    """How tax is taken off."""

    NOTHING = ""
    AMOUNT = "amount"  # a column says how much
    COLUMN = "column"  # a column says which rate
    RATE = "rate"  # one rate for the whole file


@dataclass(frozen=True)
class TaxPlan:
    """What the money of a table means, and what becomes of it."""

    field: str  # where it stands: amount, gross_amount, or unit_price where it is made of quantity and price
    off: TaxOff = TaxOff.NOTHING
    rate: Decimal | None = None
    outcome: str = "unknown"  # net | gross | unknown: what the books get
    is_open: bool = False  # with tax, and nobody has said how much


def plan_tax(headers: Mapping[str, str], told: object = None) -> TaxPlan:
    """Return what the money under these headers means, given what was told: a rate, "gross" or nothing."""
    field = next((name for name in ("amount", "gross_amount") if name in headers), "unit_price")
    holds = "gross" if field == "gross_amount" else tax_of(headers.get(field, ""))
    if holds == "unknown" and field == "amount" and {"tax_amount", "gross_amount"} & set(headers):
        # 金额 beside 税额 or 价税合计 is the part without tax.
        holds = "net"
    if told in (None, "") or holds == "net":
        return _as_headed(field, holds, headers)
    if str(told) == KEEP:
        return TaxPlan(field, outcome="gross")
    return TaxPlan(field, TaxOff.RATE, _rate(told), "net")


def _as_headed(field: str, holds: str, headers: Mapping[str, str]) -> TaxPlan:
    if holds != "gross":
        return TaxPlan(field, outcome=holds)
    if "tax_amount" in headers and field != "unit_price":
        return TaxPlan(field, TaxOff.AMOUNT, outcome="net")
    if "tax_rate" in headers:
        return TaxPlan(field, TaxOff.COLUMN, outcome="net")
    return TaxPlan(field, outcome="gross", is_open=True)


def _rate(told: object) -> Decimal:
    text = str(told).strip()
    try:
        rate = Decimal(text.rstrip("%"))
    except InvalidOperation:
        return Decimal(0)
    return rate / 100 if text.endswith("%") or rate >= 1 else rate
