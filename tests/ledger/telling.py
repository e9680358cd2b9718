"""Checked lines as the reading side hands them over, made from a few plain rows."""

import hashlib
import secrets
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from vitalfew.ledger.files import incoming
from vitalfew.ledger.reading import summing
from vitalfew.ledger.reading.schema import SCHEMA
from vitalfew.ledger.rules.imports import CheckedFiles, IncomingFile


@dataclass(frozen=True)
class Line:
    """One line of a file, in the fewest words."""

    invoice: str | None
    account: str | None
    amount: Decimal
    day: date = date(2025, 3, 1)
    product: str = "bolt"
    line: str | None = None
    kind: str = "sale"
    cost: Decimal | None = None
    quantity: Decimal = Decimal(1)
    currency: str = ""
    name: str | None = None
    country: str | None = None
    product_name: str | None = None
    unit: str | None = None

    @property
    def where(self) -> str:
        return self.invoice or f"{self.account}|{self.day}"

    @property
    def said(self) -> tuple[object, ...]:
        return (self.day, self.account, self.product, self.quantity, self.amount, self.kind, self.cost, self.currency)


def tell(lines: Iterable[Line], **changes: Any) -> CheckedFiles:
    """Write the lines as checked files and return them; their bytes are their own unless `sha256` is given.

    `currency` is what counts for lines that do not say theirs.
    """
    money = str(changes.pop("currency", ""))
    told, tag = [replace(line, currency=line.currency or money) for line in lines], secrets.token_hex(8)
    lines_path, days, accounts = (incoming() / f"{tag}.{part}.parquet" for part in ("lines-0", "days", "accounts"))
    pq.write_table(pa.Table.from_pylist(_rows(told, tag), schema=SCHEMA), lines_path)
    with closing(summing.open_lines([lines_path], incoming() / "spill")) as engine:
        summing.write_days(engine, days)
        summing.write_names(engine, accounts)
        sums = summing.told(engine)
    sha256 = str(changes.pop("sha256", None) or hashlib.sha256(secrets.token_bytes(8)).hexdigest())
    checked = CheckedFiles(
        files=(IncomingFile("orders.csv", 1, sha256),), tag=tag, lines_path=incoming() / "none", lines_read=len(told),
        lines_files=(lines_path,), days_path=days, accounts_path=accounts, told=tuple(sums),
    )  # fmt: skip
    return replace(checked, **changes)


def _rows(lines: list[Line], tag: str) -> list[dict[str, object]]:
    return [
        {
            "place": number, "row": number, "sheet": "", "invoice": line.invoice, "line": line.line, "kind": line.kind,
            "day": line.day, "account": line.account, "account_name": line.name, "country": line.country,
            "product": line.product, "product_name": line.product_name, "unit": line.unit,
            "quantity": line.quantity, "amount": line.amount, "cost": line.cost,
            "unit_price": Decimal(0) if line.kind == "zero_price" else None, "currency": line.currency, "batch": tag,
        }
        for number, line in enumerate(lines)
    ]  # fmt: skip
