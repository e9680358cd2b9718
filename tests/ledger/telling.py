"""Checked lines as the reading side hands them over, made from a few plain rows."""

import hashlib
import json
import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

from vitalfew.ledger.files import incoming
from vitalfew.ledger.rules.imports import CheckedFiles, IncomingFile

MONEY = pa.decimal128(18, 4)
SCHEMA = pa.schema(
    [
        ("row", pa.int64()), ("sheet", pa.string()), ("invoice", pa.string()), ("line", pa.string()),
        ("kind", pa.string()), ("day", pa.date32()), ("account", pa.string()), ("account_name", pa.string()),
        ("country", pa.string()), ("product", pa.string()), ("product_name", pa.string()), ("family", pa.string()),
        ("quantity", MONEY), ("unit", pa.string()), ("unit_price", MONEY), ("amount", MONEY), ("cost", MONEY),
        ("currency", pa.string()), ("salesperson", pa.string()), ("cancelled", pa.bool_()), ("returned", pa.bool_()),
        ("zero_price", pa.bool_()), ("key", pa.string()), ("weak_key", pa.string()), ("content", pa.string()),
    ]
)  # fmt: skip


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

    @property
    def said(self) -> str:
        return _md5(self.day, self.account, self.product, self.quantity, self.amount, self.kind, self.cost)


def tell(lines: Iterable[Line], **changes: object) -> CheckedFiles:
    """Write the lines as a checked file and return it; its bytes are its own unless `sha256` is given."""
    told = list(lines)
    path = incoming() / f"{secrets.token_hex(8)}.parquet"
    pq.write_table(pa.Table.from_pylist(_rows(told), schema=SCHEMA), path)
    sha256 = str(changes.pop("sha256", None) or hashlib.sha256(secrets.token_bytes(8)).hexdigest())
    checked = CheckedFiles((IncomingFile("orders.csv", 1, sha256),), path, lines_read=len(told))
    return replace(checked, **changes)  # type: ignore[arg-type]


def keyed(lines: Iterable[Line]) -> list[tuple[str, Line]]:
    """Return each line with its key: by its number where it has one, by what it says and how often otherwise."""
    seen: Counter[str] = Counter()
    found = []
    for line in lines:
        place = line.invoice or f"{line.account}|{line.day}"
        if line.line is not None:
            found.append((_md5(place, line.line), line))
            continue
        ordinal = seen[place + line.said]
        seen[place + line.said] += 1
        found.append((_md5(place, line.said, ordinal), line))
    return found


def _rows(lines: list[Line]) -> list[dict[str, object]]:
    return [
        {
            "row": number, "sheet": "", "invoice": line.invoice, "line": line.line, "kind": line.kind, "day": line.day,
            "account": line.account, "account_name": line.name, "country": line.country, "product": line.product,
            "quantity": line.quantity, "amount": line.amount, "cost": line.cost, "currency": line.currency,
            "cancelled": line.kind == "cancellation", "returned": line.kind == "return",
            "zero_price": line.kind == "zero_price", "key": key, "weak_key": "", "content": line.said,
        }
        for number, (key, line) in enumerate(keyed(lines))
    ]  # fmt: skip


def _md5(*parts: object) -> str:
    return hashlib.md5(json.dumps([str(part) for part in parts]).encode(), usedforsecurity=False).hexdigest()
