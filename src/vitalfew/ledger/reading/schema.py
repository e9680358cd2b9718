"""What a line of the books holds, column by column, as its Parquet files have it."""

import pyarrow as pa

from vitalfew.ledger.reading.money import MONEY

_FEW = pa.dictionary(pa.int32(), pa.string())  # few different words, each kept once

SCHEMA = pa.schema(
    [
        # Tells a batch's lines apart: the number of the table times PLACES, and the row there.
        ("place", pa.int64()),
        ("sheet", _FEW),
        ("row", pa.int64()),
        ("invoice", pa.string()),
        ("line", pa.string()),
        ("kind", _FEW),
        ("day", pa.date32()),
        ("account", pa.string()),
        ("account_name", pa.string()),
        ("country", pa.string()),
        ("product", pa.string()),
        ("product_name", pa.string()),
        ("family", pa.string()),
        ("quantity", MONEY),
        ("unit", pa.string()),
        ("unit_price", MONEY),
        ("amount", MONEY),  # without tax, as far as that is known
        ("tax_amount", MONEY),
        ("cost", MONEY),
        ("currency", _FEW),  # "" where nobody says
        ("channel", pa.string()),
        ("site", pa.string()),
        ("sold_through", pa.string()),  # the distributor, where the end customer is credited
        ("salesperson", pa.string()),
        ("batch", _FEW),
    ]
)
PLACES = 1 << 40
CONSTANT = ("sheet", "kind", "currency", "batch")
# What repeats itself is kept once per row group; of other columns a dictionary would be waste.
REPEATING = [name for name in SCHEMA.names if name not in ("place", "row", "amount", "tax_amount", "cost")]
WITH_BOUNDS = ["place", "invoice", "day", "account"]


def few(word: str, size: int) -> pa.DictionaryArray:
    """Return one word for every row."""
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), size), pa.array([word]))
