"""The lines behind a figure: what a person sees who asks where a number comes from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.queries.live import effective_lines, live_batches

_SHOWN = (
    "day", "invoice", "line", "kind", "product", "product_name", "quantity", "unit", "unit_price", "amount", "cost",
    "salesperson", "sheet", "row", "batch",
)  # fmt: skip


@dataclass(frozen=True)
class LedgerLine:
    """One line that counts, and where it came from: batch, sheet and row."""

    day: date
    invoice: str | None
    line: str | None
    kind: str
    product: str | None
    product_name: str | None
    quantity: Decimal | None
    unit: str | None
    unit_price: Decimal | None
    amount: Decimal
    cost: Decimal | None
    salesperson: str | None
    sheet: str | None
    row: int
    batch: int


@dataclass(frozen=True)
class LinePage:
    """A page of lines, and what all of them come to."""

    rows: list[LedgerLine]
    total_lines: int
    total_amount: Decimal


def get_lines(
    code: str | None, start: date | None = None, end: date | None = None, *, limit: int = 100, offset: int = 0
) -> LinePage:
    """Return the account's lines of the period, latest first; of no account, those that belong to nobody."""
    live = live_batches()
    if not live:
        return LinePage([], 0, Decimal(0))
    lines = effective_lines(live)
    lines = lines.filter(_.account.isnull() if code is None else _.account == code)
    lines = lines.filter(_.day >= start) if start else lines
    lines = lines.filter(_.day <= end) if end else lines
    total: Any = rows(lines.agg(lines=_.count(), amount=_.amount.sum().fill_null(0).cast("decimal(38, 4)")))[0]
    page: list[Any] = rows(lines.order_by(_.day.desc(), "invoice", "row").select(*_SHOWN).limit(limit, offset=offset))
    ids = {batch.lines_file.split(".")[0]: batch.pk for batch in live}
    return LinePage([LedgerLine(**row | {"batch": ids[row["batch"]]}) for row in page], total["lines"], total["amount"])
