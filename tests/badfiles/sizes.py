"""Files too long, too wide, too large in one cell, or with nothing in them."""

from collections.abc import Iterator
from pathlib import Path

from badfiles.cases import (
    ACCEPTED,
    HEADERS,
    LINES,
    REFUSED,
    SPOILT,
    Case,
    accepted,
    good_rows,
    holding,
    refused,
    spoilt,
    table,
)
from badfiles.packages import MAIN, XML, parts_of, row_of, sheet_of
from badfiles.workbooks import ORDERS, packed


def cases() -> Iterator[Case]:
    """Yield the empty, the wide, the long and the endless."""
    for name, content in (("no bytes", b""), ("one line end", b"\n"), ("blanks", b"  \t \r\n"),
                          ("a mark only", b"\xef\xbb\xbf"),
                          ("a wide mark only", b"\xff\xfe"), ("a thousand zero bytes", bytes(1000))):  # fmt: skip
        yield refused(f"empty: {name}", content)
    yield refused("separators only", ",,,,,,\n" * 40)
    yield refused("quotation marks only", '"","","","","","",""\n' * 40)
    yield from _wide()
    yield from _long()


def _wide() -> Iterator[Case]:
    for count in (2001, 16_384):
        head = [*HEADERS, *(f"x{at}" for at in range(count - 7))]
        wide = [head, *([*row, *[""] * (count - 7)] for row in good_rows())]
        yield refused(f"{count} columns of text", table(wide[1:], head))
        parts = parts_of({"Orders": sheet_of([head, *ORDERS[1:]])})
        yield Case(f"{count} columns of a sheet", packed(parts), REFUSED, file="orders.xlsx")
    head = [*HEADERS, *(f"x{at}" for at in range(193))]
    wide = table([[*row, *[""] * 193] for row in good_rows()], head)
    yield accepted("two hundred columns", wide, lines=LINES)
    last = [*HEADERS, *[None] * 16_376, "x"]
    yield Case(
        "a word in the last column of all",
        packed(parts_of({"Orders": sheet_of([last, *ORDERS[1:]])})),
        REFUSED,
        file="orders.xlsx",
    )


def _long() -> Iterator[Case]:
    rows = spoilt("Product", "y" * (1 << 20))
    yield accepted("a product of a megabyte", table(rows), SPOILT)
    yield refused("a cell of forty megabytes", table(spoilt("Product", "y" * (40 << 20))), is_long=True)
    yield Case("a cell a million rows below", _far_below, ACCEPTED, LINES, (1_048_576,), file="orders.xlsx")
    yield Case(
        "a million empty rows with a format",
        packed(parts_of({"Orders": _formatted()})),
        ACCEPTED,
        LINES,
        file="orders.xlsx",
        is_quiet=True,
        is_long=True,
    )
    yield accepted("a million blank lines", table(good_rows()) + "\n" * 1_000_000, lines=LINES)
    yield accepted(
        "a million rows of separators", table(good_rows()) + ",,,,,,\n" * 1_000_000, lines=LINES, is_long=True
    )
    yield Case(
        "a name of 255 bytes",
        holding(table(spoilt("Amount", "abc"))),
        ACCEPTED,
        LINES - 1,
        (SPOILT,),
        file="北" * 83 + "_x.csv",
    )
    yield Case(
        "a name that points elsewhere",
        holding(table(spoilt("Amount", "abc"))),
        ACCEPTED,
        LINES - 1,
        (SPOILT,),
        file="..%2F..\\..\\orders.csv",
    )
    yield Case("a name with a per cent sign", holding("hello\n"), REFUSED, file="100%(place)s.csv")
    yield Case("a name with markup", holding("hello\n"), REFUSED, file="<b>orders.csv")
    yield Case("a name without an ending", holding(table(good_rows())), ACCEPTED, LINES, file="orders", is_quiet=True)
    yield Case("a folder", Path.mkdir, REFUSED, file="2026")


def _far_below(path: Path) -> None:
    sheet = sheet_of(ORDERS).replace("</sheetData>", row_of(1_048_576, ["x"]) + "</sheetData>")
    packed(parts_of({"Orders": sheet}))(path)


def _formatted() -> str:
    lines = "".join(row_of(at, row) for at, row in enumerate(ORDERS, 1))
    lines += "".join(f'<row r="{at}" s="1" customFormat="1" ht="15"/>' for at in range(42, 1_000_000))
    return f'{XML}<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
