"""Two ways of reading, one meaning: what the engine reads of a plain row is what the careful reader reads of it."""

from contextlib import closing

import numpy as np
import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vitalfew.ledger.reading import plain
from vitalfew.ledger.reading.choosing import choose
from vitalfew.ledger.reading.decisions import decide
from vitalfew.ledger.reading.joining import sources_of
from vitalfew.ledger.reading.lines import Cells, read_lines
from vitalfew.ledger.reading.lookups import looked_up
from vitalfew.ledger.reading.tables import RawTable

FIELDS = (
    "invoice",
    "line",
    "day",
    "account",
    "account_name",
    "product",
    "quantity",
    "unit_price",
    "amount",
    "cost",
    "kind",
)
HEADERS = (
    "Invoice No", "Line No", "Invoice Date", "Customer ID", "Customer Name", "Product ID", "Quantity", "Unit Price",
    "Net Amount", "Cost", "Line Type",
)  # fmt: skip
CODE = st.one_of(
    st.sampled_from(["C01", "1001", "C1002", "A7", "17850.0", "10.0", "0012", "1.5E+10", " x ", "NULL", "nan", "", "甲",
                     "a\u3000b", "x" * 301, "a\tb", "\ufeffq", "a\ufffdb", "=1+1", "'q"]),
    st.text(max_size=6),
)  # fmt: skip
NUMBER = st.one_of(
    st.sampled_from(["12", "-3", "1,234.50", "1.234", "0.00005", "1e3", "(5)", "12%", "￥9", "1,2", "", "NULL", "abc",
                     "--1", "99999999999", "999999999999999", "1_0", "+4", ".5", "5.", " 7 ", "0,125", "３",
                     "1.2万", "1 234", "-0", "4e-303", "1e-12", "1E5"]),
    st.decimals(-(10**6), 10**6, places=4).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(str),
)  # fmt: skip
DAY = st.one_of(
    st.sampled_from(["2026-01-05", "2026-1-5", "2026-02-30", "2026-01-05 08:30:00", "2026-01-05T08:30", "20260105", "",
                     "infinity", "epoch", "2026/01/05", "05.01.2026", "1969-12-31", "2099-12-31", "2100-01-01",
                     "2026年1月5日", "45000",
                     "today", "2026-01", "2026-01-05x"]),
    st.dates().map(str),
)  # fmt: skip
KIND = st.sampled_from(["", "sale", "退货", "credit", "nonsense", "返利"])
ROWS = st.lists(
    st.tuples(CODE, CODE, DAY, CODE, CODE, CODE, NUMBER, NUMBER, NUMBER, NUMBER, KIND), min_size=1, max_size=12
)


@given(ROWS, st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_row_that_is_not_odd_means_the_same_read_either_way(rows: list[tuple[str, ...]], has_amount: bool) -> None:
    cells, headers, decisions = _cells(rows, has_amount)
    with closing(plain.connect()) as engine:
        asked = {name: column for name, column in cells.fields.items() if name != "kind"}
        found, odd = plain.read_plain(engine, asked, headers, decisions)
    careful = read_lines(cells, decisions)
    assert not (careful.findings.refused() & ~odd).any(), "a row that would be refused was taken for plain"
    for name in (one for one in FIELDS if one in found):
        quick, slow = (values[name].to_pylist() for values in (found, careful.values))
        assert [value for value, is_odd in zip(quick, odd, strict=True) if not is_odd] == [
            value for value, is_odd in zip(slow, odd, strict=True) if not is_odd
        ], name


def test_rows_as_an_export_writes_them_are_plain() -> None:
    row = ("1001", "1", "2026-01-05", "C01", "北辰风电", "bolt", "2", "5.25", "10.50", "7", "sale")
    cells, headers, decisions = _cells([row, (*row[:8], "1,010.50", "7.125", "")], has_amount=True)
    with closing(plain.connect()) as engine:
        asked = {name: column for name, column in cells.fields.items() if name != "kind"}
        assert not plain.read_plain(engine, asked, headers, decisions)[1].any()


def _cells(rows: list[tuple[str, ...]], has_amount: bool) -> tuple[Cells, dict[str, str], object]:
    columns = [list(column) for column in zip(*rows, strict=True)]
    names, headers = list(FIELDS), list(HEADERS)
    if not has_amount:
        del columns[8], names[8], headers[8]
    cells = pa.table({str(place): pa.array(column, pa.string()) for place, column in enumerate(columns)})
    table = RawTable("orders.csv", "", tuple(headers), cells, np.arange(2, len(rows) + 2))
    source = sources_of([choose(table, dict(zip(headers, names, strict=True)))])[0]
    block = next(table.blocks())
    fields, no_order = source.cells_of(block)
    found = Cells(table, block, looked_up(fields, no_order), source.headers)
    return found, source.headers, decide(source, {"day_first": True, "decimal": "."})
