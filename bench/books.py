"""Make books of any size for the benches: customers by a power law, the same books for the same arguments."""

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv

FIRST_DAY, DAYS = date(2023, 1, 2), 3 * 365
LINES_OF_AN_INVOICE = 4
AT_A_TIME = 1_000_000  # invoices


def make_books(path: Path, *, lines: int, accounts: int, seed: int = 7) -> Path:
    """Write a CSV of so many order lines over so many accounts; every account has at least one line."""
    draw = np.random.default_rng(seed)
    invoices = -(-lines // LINES_OF_AN_INVOICE)
    # Of so many invoices the first are one for each account, in any order.
    first = draw.permutation(accounts)
    day = np.sort(draw.integers(0, DAYS, invoices).astype(np.int16))
    with _writer(path) as out:
        for start in range(0, invoices, AT_A_TIME):
            end = min(start + AT_A_TIME, invoices)
            buyer = np.concatenate([first[start:end], _by_power_law(draw, end - max(start, accounts), accounts)])
            table = _lines(draw, np.arange(start, end), buyer, day[start:end])
            out.write_table(table.slice(0, lines - start * LINES_OF_AN_INVOICE))
    return path


def _writer(path: Path) -> csv.CSVWriter:
    return csv.CSVWriter(path, _lines(np.random.default_rng(0), *(np.arange(1) for _part in range(3))).schema)


def _lines(draw: np.random.Generator, invoice: np.ndarray, buyer: np.ndarray, day: np.ndarray) -> pa.Table:
    size = len(invoice) * LINES_OF_AN_INVOICE
    product = draw.integers(0, 2000, size)
    quantity = draw.integers(1, 200, size)
    price = np.round(5 + product % 97 * 1.37, 2)
    amount = np.round(quantity * price, 2)
    code = np.repeat(buyer, LINES_OF_AN_INVOICE).astype(str)
    return pa.table(
        {
            "Invoice": pa.array(np.repeat(invoice, LINES_OF_AN_INVOICE)).cast(pa.string()),
            "Line": np.arange(size) % LINES_OF_AN_INVOICE + 1,
            "Date": np.datetime64(FIRST_DAY, "D") + np.repeat(day, LINES_OF_AN_INVOICE).astype("timedelta64[D]"),
            "Customer ID": pa.array(np.char.add("C", np.char.zfill(code, 6))),
            "Customer name": pa.array(np.char.add("Customer ", code)),
            "Product": pa.array(np.char.add("P", product.astype(str))),
            "Quantity": quantity,
            "Unit price": price,
            "Amount": amount,
            "Cost": np.round(amount * (0.6 + product % 23 / 100), 2),
        }
    )


def _by_power_law(draw: np.random.Generator, size: int, accounts: int) -> np.ndarray:
    weight = 1 / np.arange(1, accounts + 1) ** 1.05
    return draw.choice(accounts, max(size, 0), p=weight / weight.sum())
