"""The published books, summed per account by pyarrow alone: nothing of the product stands between file and figure."""

from pathlib import Path

import fastexcel
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv
import pyarrow.parquet as pq

Floats = npt.NDArray[np.float64]


def sums(table: pa.Table, account: str, amount: str) -> Floats:
    """Return the sum of the amount for each account."""
    grouped = table.group_by(account).aggregate([(amount, "sum")])
    return np.asarray(grouped[f"{amount}_sum"], np.float64)


def cdnow(books: Path) -> Floats:
    """Return what each of the 2,357 customers of the CDNOW sample spent."""
    rows = [line.split() for line in (books / "cdnow/CDNOW_sample.txt").read_text().splitlines()]
    table = pa.table({"customer": [row[1] for row in rows], "dollars": [float(row[4]) for row in rows]})
    return sums(table, "customer", "dollars")


def cdnow_purchases(books: Path) -> tuple[npt.NDArray[np.str_], npt.NDArray[np.datetime64], Floats]:
    """Return customer, day and dollars of each purchase of the CDNOW sample."""
    rows = [line.split() for line in (books / "cdnow/CDNOW_sample.txt").read_text().splitlines()]
    days = np.array([f"{row[2][:4]}-{row[2][4:6]}-{row[2][6:]}" for row in rows], "datetime64[D]")
    return np.array([row[1] for row in rows]), days, np.array([float(row[4]) for row in rows])


def online_retail(books: Path) -> pa.Table:
    """Return all lines of Online Retail: invoice, customer, quantity, price, amount."""
    table = pq.read_table(books / "online_retail/online_retail.parquet")
    return _with_amount(table, ["InvoiceNo", "CustomerID", "Quantity", "UnitPrice"])


def online_retail_ii(books: Path) -> pa.Table:
    """Return all lines of the first year of Online Retail II, with the same columns."""
    table = pq.read_table(books / "online_retail_II/year_2009_2010.parquet")
    return _with_amount(table, ["Invoice", "Customer ID", "Quantity", "Price"])


def online_retail_order_days(books: Path) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.datetime64]]:
    """Return (customer, day) of the clean product lines of both years; invoices told twice count once."""
    first = pq.read_table(books / "online_retail_II/year_2009_2010.parquet")
    second = pq.read_table(books / "online_retail/online_retail.parquet")
    names = "Invoice", "StockCode", "Customer ID", "Quantity", "Price", "InvoiceDate"
    old = first.select(list(names))
    new = second.select(["InvoiceNo", "StockCode", "CustomerID", "Quantity", "UnitPrice", "InvoiceDate"])
    new = new.rename_columns(list(names))
    new = new.filter(pc.invert(pc.is_in(new["Invoice"], value_set=pc.unique(old["Invoice"]))))
    found = []
    for table in (old, new):
        is_sale = pc.and_(pc.greater(table["Quantity"], 0), pc.greater(table["Price"], 0))
        is_kept = pc.and_(pc.is_valid(table["Customer ID"]), pc.invert(pc.starts_with(table["Invoice"], "C")))
        is_product = pc.match_substring_regex(table["StockCode"], r"^\d{5}")
        kept = table.filter(pc.and_(pc.and_(is_sale, is_kept), is_product))
        days = kept["InvoiceDate"].cast(pa.timestamp("us")).cast(pa.date32(), safe=False)
        found.append((np.asarray(kept["Customer ID"]).astype(np.int64), np.asarray(days).astype("datetime64[D]")))
    (customers, days), (others, later) = found
    return np.concatenate((customers, others)), np.concatenate((days, later))


def _with_amount(table: pa.Table, columns: list[str]) -> pa.Table:
    lines = table.select(columns).rename_columns(["invoice", "customer", "quantity", "price"])
    return lines.append_column("amount", pc.multiply(lines["quantity"].cast(pa.float64()), lines["price"]))


def clean(lines: pa.Table) -> pa.Table:
    """Keep what published.md calls clean sales: with a customer, not cancelled, quantity and price above zero."""
    is_cancelled = pc.starts_with(lines["invoice"], "C")
    has_amounts = pc.and_(pc.greater(lines["quantity"], 0), pc.greater(lines["price"], 0))
    return lines.filter(pc.and_(pc.and_(pc.is_valid(lines["customer"]), pc.invert(is_cancelled)), has_amounts))


def superstore(books: Path, column: str) -> Floats:
    """Return the sum of a column of 示例 - 超市 for each customer."""
    path = next((books / "chinese_superstore").glob("*.xls"))
    orders = fastexcel.read_excel(str(path)).load_sheet("订单").to_arrow()
    return sums(pa.table(orders), "客户 ID", column)


def northwind(books: Path) -> Floats:
    """Return the net sales of each customer of Northwind that ever ordered."""
    orders = csv.read_csv(books / "northwind/csv/orders.csv").select(["orderID", "customerID"])
    lines = csv.read_csv(books / "northwind/csv/order_details.csv").join(orders, "orderID")
    gross = pc.multiply(lines["unitPrice"], lines["quantity"].cast(pa.float64()))
    return sums(
        lines.append_column("net", pc.multiply(gross, pc.subtract(1.0, lines["discount"]))), "customerID", "net"
    )
