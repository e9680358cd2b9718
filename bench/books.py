"""Make books of any size for the benches: customers by a power law, the same books for the same arguments."""

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv

FIRST_DAY, DAYS = date(2023, 1, 2), 3 * 365
LINES_OF_AN_INVOICE = 4


def make_books(path: Path, *, lines: int, accounts: int, seed: int = 7) -> Path:
    """Write a CSV of so many order lines over so many accounts; every account has at least one line."""
    draw = np.random.default_rng(seed)
    invoices = -(-lines // LINES_OF_AN_INVOICE)
    buyer = np.concatenate([draw.permutation(accounts), _by_power_law(draw, invoices - accounts, accounts)])[:invoices]
    day = np.sort(draw.integers(0, DAYS, invoices))
    invoice = np.repeat(np.arange(invoices), LINES_OF_AN_INVOICE)[:lines]
    product = draw.integers(0, 2000, lines)
    quantity = draw.integers(1, 200, lines)
    price = np.round(5 + product % 97 * 1.37, 2)
    amount = np.round(quantity * price, 2)
    code = buyer[invoice]
    table = pa.table(
        {
            "Invoice": pa.array(invoice).cast(pa.string()),
            "Line": np.arange(lines) % LINES_OF_AN_INVOICE + 1,
            "Date": (np.datetime64(FIRST_DAY, "D") + day[invoice]).astype("datetime64[D]"),
            "Customer ID": pa.array(np.char.add("C", np.char.zfill(code.astype(str), 6))),
            "Customer name": pa.array(np.char.add("Customer ", code.astype(str))),
            "Product": pa.array(np.char.add("P", product.astype(str))),
            "Quantity": quantity,
            "Unit price": price,
            "Amount": amount,
            "Cost": np.round(amount * (0.6 + product % 23 / 100), 2),
        }
    )
    csv.write_csv(table, path)
    return path


def _by_power_law(draw: np.random.Generator, size: int, accounts: int) -> np.ndarray:
    weight = 1 / np.arange(1, accounts + 1) ** 1.05
    return draw.choice(accounts, max(size, 0), p=weight / weight.sum())
