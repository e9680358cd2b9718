"""Workbooks with odd cells, odd sheets, locks and missing pieces."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from badfiles.cases import ACCEPTED, ASKED, HEADERS, LINES, REFUSED, SPOILT, Case, Make, good_rows, table
from badfiles.packages import container, ods, ods_rows, old_workbook, pack, parts_of, record, sheet_of

ROWS: list[list[Any]] = [[*row[:5], int(row[5]), float(row[6])] for row in good_rows()]
ORDERS = [list(HEADERS), *ROWS]
Parts = dict[str, str]


def cases() -> Iterator[Case]:
    """Yield workbooks that Excel would open, and some that it would not."""
    yield from _cells()
    yield from _sheets()
    yield from _marks()
    yield from _locked()
    yield from _damaged()
    yield from _other_workbooks()


def packed(parts: dict[str, Any]) -> Make:
    """Return what packs these parts."""
    return lambda path: pack(path, parts)


def _case(name: str, make: Make, *rows: int, outcome: str = ACCEPTED, lines: int = -1, **how: Any) -> Case:
    kept = (LINES - len(rows) if lines < 0 else lines) if outcome == ACCEPTED else 0
    how = {"file": "orders.xlsx", "is_quiet": outcome == ACCEPTED and not rows} | how
    return Case(name, make, outcome, kept, rows, **how)


def _book(rows: Sequence[Sequence[Any]], **how: Any) -> Make:
    return packed(parts_of({"Orders": sheet_of(rows, **how)}))


def _spoilt(column: str, value: Any) -> list[list[Any]]:
    rows = [list(HEADERS), *(list(row) for row in ROWS)]
    rows[SPOILT - 1][HEADERS.index(column)] = value
    return rows


def _cells() -> Iterator[Case]:
    for error in ("#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#N/A"):
        yield _case(f"amount {error}", _book(_spoilt("Amount", f'<c t="e"><v>{error}</v></c>')), SPOILT)
    for error in ("#REF!", "#VALUE!"):
        for column in ("Date", "Customer ID", "Customer Name"):
            yield _case(f"{column} {error}", _book(_spoilt(column, f'<c t="e"><v>{error}</v></c>')), SPOILT)
    for column in ("Amount", "Date", "Quantity", "Customer ID", "Invoice No"):
        yield _case(f"{column} is a formula never computed", _book(_spoilt(column, "<c><f>A1*2</f></c>")), SPOILT)
    yield _case(
        "a formula with an empty result", _book(_spoilt("Amount", '<c t="str"><f>IF(1,"")</f><v></v></c>')), SPOILT
    )
    yield _case("a formula with a result", _book(_spoilt("Amount", "<c><f>A1*2</f><v>12.5</v></c>")))
    yield _case(
        "a formula whose result is an error", _book(_spoilt("Amount", '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>')), SPOILT
    )
    every = [list(HEADERS), *([*row[:6], f"<c><f>F{at}*17.5</f></c>"] for at, row in enumerate(ROWS, 2))]
    yield _case("no formula was ever computed", _book(every), outcome=REFUSED)
    yield _case("true for an amount", _book(_spoilt("Amount", True)), SPOILT)
    yield _case("false for a quantity", _book(_spoilt("Quantity", False)), SPOILT)
    yield _case("an amount beyond all numbers", _book(_spoilt("Amount", "<c><v>1e400</v></c>")), SPOILT)
    yield _case("an amount that is no number", _book(_spoilt("Amount", "<c><v>NaN</v></c>")), SPOILT)
    yield _case("a number cell with words", _book(_spoilt("Amount", "<c><v>abc</v></c>")), SPOILT)
    yield _case(
        "a text that is not in the list of texts", _book(_spoilt("Product", '<c t="s"><v>99</v></c>')), outcome=REFUSED
    )
    yield _case("a date as the number of its day", _book(_spoilt("Date", 46027)))
    yield _case("a date before all calendars", _book(_spoilt("Date", -3)), SPOILT)
    yield _case("a date written as text", _book(_spoilt("Date", "2026年1月5日")))
    yield _case("a date that does not exist, as text", _book(_spoilt("Date", "2026-02-30")), SPOILT)
    yield _case("an amount as text with its currency", _book(_spoilt("Amount", "￥1,234.50")))
    yield _case("an amount as text with a letter", _book(_spoilt("Amount", "12O0.50")), SPOILT)
    yield _case("a name of 32,767 characters", _book(_spoilt("Customer Name", "x" * 32_767)), SPOILT)
    yield _case("a product of 32,767 characters", _book(_spoilt("Product", "长" * 32_767)), SPOILT)
    yield _case("a cell of a million bytes", _book(_spoilt("Customer Name", "x" * 1_000_000)), SPOILT)
    yield _case("a control character as Excel writes it", _book(_spoilt("Product", "bolt_x0007_")))
    yield _case(
        "a total under the lines", _book([*ORDERS, ["合计", None, None, None, None, None, 14350.0]]), 42, lines=LINES
    )
    computed = ["合计", None, None, None, None, None, "<c><f>SUM(G2:G41)</f></c>"]
    yield _case("a total never computed under the lines", _book([*ORDERS, computed]), 42, lines=LINES)


def _sheets() -> Iterator[Case]:
    orders = sheet_of(ORDERS)
    yield _case("no sheet has a cell", packed(parts_of({"Orders": sheet_of([])})), outcome=REFUSED)
    yield _case("a header and nothing under it", _book([list(HEADERS)]), outcome=REFUSED)
    yield _case("a workbook without sheets", packed(parts_of({})), outcome=REFUSED)
    yield _case("a picture of the table only", packed(parts_of({"Orders": sheet_of([["见图"]])})), outcome=REFUSED)
    yield _case(
        "a cover before the lines",
        packed(parts_of({"封面": sheet_of([["销售明细"], ["2026 年 1 月"]]), "Orders": orders})),
    )
    yield _case(
        "the sheet asked for is not there",
        packed(parts_of({"Orders": orders, "退货": orders})),
        outcome=REFUSED,
        options={"sheet": "年度"},
    )
    yield _case(
        "the lines start far from the corner", _book([[], [], [], *([None, None, None, *row] for row in ORDERS)])
    )
    far = [list(HEADERS), *ROWS, *([] for _ in range(1000)), ["x"]]
    yield _case("one cell far under the lines", _book(far), 1042, lines=LINES)
    yield _case("a name with all its punctuation", packed(parts_of({"R&D <2026> “一”": orders})))
    yield _case(
        "two hundred sheets", packed(parts_of({f"{at}": sheet_of(ORDERS if at == 7 else []) for at in range(200)}))
    )
    many = {f"{at}": sheet_of([]) for at in range(501)}
    yield _case("five hundred and one sheets", packed(parts_of(many)), outcome=REFUSED)


def _marks() -> Iterator[Case]:
    merged = '<mergeCells count="1"><mergeCell ref="B2:B5"/></mergeCells>'
    rows = [list(HEADERS), *(list(row) for row in ROWS)]
    for at in (2, 3, 4):
        rows[at][1] = rows[at][2] = None
    yield _case("customers in merged cells", _book(rows, after=merged), is_quiet=False)
    dates = [list(HEADERS), *(list(row) for row in ROWS)]
    dates[3][3] = None
    yield _case(
        "dates in merged cells", _book(dates, after='<mergeCells count="1"><mergeCell ref="D3:D4"/></mergeCells>'), 4
    )
    title = [["销售明细表", *[None] * 6], *ORDERS]
    yield _case(
        "a title across merged cells", _book(title, after='<mergeCells count="1"><mergeCell ref="A1:G1"/></mergeCells>')
    )
    yield _case("hidden rows", _book(ORDERS, hidden=(5, 6, 7)), is_quiet=False)
    yield _case(
        "a hidden column", _book(ORDERS, before='<cols><col min="5" max="6" hidden="1"/></cols>'), is_quiet=False
    )
    yield _case(
        "filtered rows", _book(ORDERS, hidden=range(10, 30), after='<autoFilter ref="A1:G41"/>'), is_quiet=False
    )
    orders = sheet_of(ORDERS)
    for state in ("hidden", "veryHidden"):
        parts = parts_of({"Orders": orders, "old": sheet_of([["x"]])}, {"old": f' state="{state}"'})
        yield _case(f"a {state} sheet beside the lines", packed(parts))
    yield _case(
        "all sheets are hidden", packed(parts_of({"Orders": orders}, {"Orders": ' state="hidden"'})), is_quiet=False
    )


def _locked() -> Iterator[Case]:
    sealed = container({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y" * 100})
    yield _case("locked with a password", _bytes(sealed), outcome=REFUSED)
    old = container({"Workbook": old_workbook(ORDERS, sealed=True)})
    yield _case("an old workbook locked with a password", _bytes(old), outcome=REFUSED, file="orders.xls")
    yield _case("a sheet that may not be edited", _book(ORDERS, after='<sheetProtection password="CC1A" sheet="1"/>'))
    yield _case("an archive with a password", _scrambled, outcome=REFUSED)


def _bytes(content: bytes) -> Make:
    return lambda path: path.write_bytes(content) and None


def _scrambled(path: Path) -> None:
    pack(path, parts_of({"Orders": sheet_of(ORDERS)}))
    data = bytearray(path.read_bytes())
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    path.write_bytes(data)


def _damaged() -> Iterator[Case]:
    for share in (10, 50, 90, 99):
        yield _case(f"cut off after {share} per cent", _cut(share), outcome=REFUSED)
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"):
        parts = parts_of({"Orders": sheet_of(ORDERS)})
        del parts[name]
        yield _case(f"without {name}", packed(parts), outcome=REFUSED)
        yield _case(f"with {name} cut off", packed(_halved(name)), outcome=REFUSED)
    yield _case("a byte changed in the middle", _flipped, outcome=REFUSED)
    yield _case("the sheet is not what it is called", packed(parts_of({"Orders": "<html>no</html>"})), outcome=REFUSED)
    yield _case(
        "a cell at a place that does not exist", _book(_spoilt("Amount", '<c r="??"><v>1</v></c>')), outcome=REFUSED
    )


def _halved(name: str) -> Parts:
    parts = parts_of({"Orders": sheet_of(ORDERS)})
    return parts | {name: parts[name][: len(parts[name]) // 2]}


def _cut(share: int) -> Make:
    def make(path: Path) -> None:
        pack(path, parts_of({"Orders": sheet_of(ORDERS)}))
        data = path.read_bytes()
        path.write_bytes(data[: len(data) * share // 100])

    return make


def _flipped(path: Path) -> None:
    pack(path, parts_of({"Orders": sheet_of(ORDERS)}))
    data = bytearray(path.read_bytes())
    at = data.rindex(b"sheet1.xml", 0, data.index(b"PK\x01\x02")) + 40
    data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)


def _other_workbooks() -> Iterator[Case]:
    yield _case("a workbook called csv", _book(ORDERS), file="orders.csv")
    yield _case("an old workbook", _bytes(container({"Workbook": old_workbook(ORDERS)})), file="orders.xls")
    yield _case("an old workbook called csv", _bytes(container({"Workbook": old_workbook(ORDERS)})), file="orders.csv")
    yield _case("an old workbook called xlsx", _bytes(container({"Workbook": old_workbook(ORDERS)})))
    yield _case(
        "an old workbook cut off",
        _bytes(container({"Workbook": old_workbook(ORDERS)})[:3000]),
        outcome=REFUSED,
        file="orders.xls",
    )
    spoilt = [[str(value) for value in row] for row in _spoilt("Amount", "abc")]
    yield _case(
        "an old workbook with a word for an amount",
        _bytes(container({"Workbook": old_workbook(spoilt)})),
        SPOILT,
        file="orders.xls",
    )
    for kind, name in ((0x0009, "2"), (0x0209, "3"), (0x0409, "4")):
        content = record(kind, bytes(4 if kind == 0x0009 else 6)) + bytes(100)
        yield _case(f"a workbook of Excel {name}", _bytes(content), outcome=REFUSED, file="orders.xls")
    yield _case("a spreadsheet of LibreOffice", packed(ods(ods_rows(ORDERS))), file="orders.ods")
    yield _case(
        "a spreadsheet of LibreOffice cut off",
        packed(ods(ods_rows(ORDERS)) | {"content.xml": "<office:docu"}),
        outcome=REFUSED,
        file="orders.ods",
    )
    yield _case(
        "a spreadsheet with macros",
        packed(parts_of({"Orders": sheet_of(ORDERS)}) | {"xl/vbaProject.bin": "x" * 100}),
        file="orders.xlsm",
    )
    yield _case("text called xlsx", _bytes(table(good_rows()).encode()))
    yield _case(
        "text called xls, of another encoding",
        _bytes(table(good_rows(), separator="\t").encode("utf-16")),
        file="orders.xls",
    )
    yield _case("unknown headers in a workbook", _book([list("abcdefg"), *ROWS]), outcome=ASKED)
    yield _case("lines without any header in a workbook", _book(ROWS), outcome=ASKED)
