"""Text whose rows, columns, headers, quotation marks and line ends are not as they should be."""

from collections.abc import Iterator

from badfiles.cases import HEADERS, LINES, SPOILT, Case, accepted, asked, good_rows, refused, spoilt, table

GOOD = table(good_rows())
HEAD, *BODY = GOOD.splitlines()


def cases() -> Iterator[Case]:
    """Yield files that are tables, but not quite."""
    yield from _rows()
    yield from _headers()
    yield from _quotes()
    yield from _ends()
    yield from _separators()
    yield from _controls()
    yield from _totals()


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def _with(row: int, line: str) -> str:
    """Return the good file with another line in place of one."""
    lines = [HEAD, *BODY]
    lines[row - 1] = line
    return _text(lines)


def _rows() -> Iterator[Case]:
    line = BODY[SPOILT - 2]
    yield accepted("one cell more", _with(SPOILT, f"{line},more"), SPOILT)
    yield accepted("ten cells more", _with(SPOILT, line + ",x" * 10), SPOILT)
    yield accepted("one cell less", _with(SPOILT, line.rsplit(",", 1)[0]), SPOILT)
    yield accepted("one cell only", _with(SPOILT, "1010"), SPOILT)
    yield accepted("a separator inside a name", _with(SPOILT, line.replace(" ", ",", 1) + ",Ltd"), SPOILT)
    yield accepted("thousands without quotation marks", _with(SPOILT, line.rsplit(",", 1)[0] + ",1,234.50"), SPOILT)
    yield accepted("a note between the lines", _with(SPOILT, "以下为二月"), SPOILT)
    yield accepted("a rule of dashes between the lines", _with(SPOILT, "-" * 40), SPOILT)
    yield accepted("a row of another separator", _with(SPOILT, line.replace(",", ";")), SPOILT)
    yield accepted("two rows on one line", _with(SPOILT, line + line), SPOILT)
    yield accepted("a row of ten thousand cells", _with(SPOILT, "x," * 10_000), SPOILT)
    for count in (1, 3, 20):
        yield accepted(f"blank lines, {count}", GOOD.replace("\n", "\n" * (count + 1)), lines=LINES)
    yield accepted("blank lines above the header", "\n\n\n" + GOOD, lines=LINES)
    yield accepted("rows of separators only", GOOD + ",,,,,,\n" * 5, lines=LINES)
    yield accepted("rows of blanks only", GOOD + "   \n" * 3, lines=LINES)
    yield accepted("spaces between the cells", GOOD.replace(",", " , "), lines=LINES)
    yield accepted("a separator at every end", GOOD.replace("\n", ",\n"), lines=LINES)
    yield refused("one cell more in every line", _text([HEAD, *(f"{line},x" for line in BODY)]))
    yield refused(
        "every second row too short", _text([HEAD, *(line if at % 2 else "x,y" for at, line in enumerate(BODY))])
    )


def _headers() -> Iterator[Case]:
    yield asked("no header", _text(BODY))
    yield accepted("the header twice", _text([HEAD, HEAD, *BODY]), 2, lines=LINES)
    yield accepted("the header again on every page", _text([HEAD, *BODY[:20], HEAD, *BODY[20:]]), 22, lines=LINES)
    yield accepted("a title above", "销售明细表,,,,,,\n" + GOOD, lines=LINES)
    yield accepted("a title and a period above", "销售明细表\n期间：2026-01 至 2026-03\n\n" + GOOD, lines=LINES)
    yield asked("a header under thirty rows of talk", "说明文字\n" * 30 + GOOD)
    empty = ",".join(["", *HEADERS[1:]])
    yield accepted("a header without its first name", _text([empty, *BODY]), lines=LINES)
    yield asked("two headers without a name", _text([",".join(["", "", "", *HEADERS[3:]]), *BODY]))
    yield asked("no header has a name", _text(["," * 6, *BODY]))
    yield asked("unknown headers", _text(["a,b,c,d,e,f,g", *BODY]))
    yield asked("numbers for headers", _text(["1,2,3,4,5,6,7", *BODY]))
    yield asked("the same header everywhere", _text([",".join(["Text"] * 7), *BODY]))
    twice = [f"{line},9.99" for line in BODY]
    yield accepted("two columns called Amount", _text([f"{HEAD},Amount", *twice]), lines=LINES)
    yield asked(
        "a header without the date", table([row[:3] + row[4:] for row in good_rows()], HEADERS[:3] + HEADERS[4:])
    )
    yield asked("a header without the amount", table([row[:5] for row in good_rows()], HEADERS[:5]))
    yield asked(
        "a header without the customer", table([[row[0], *row[3:]] for row in good_rows()], (HEADERS[0], *HEADERS[3:]))
    )
    yield refused("a header and nothing under it", HEAD + "\n")
    yield refused("a header, and its total", HEAD + "\n合计,,,,,,0\n")
    yield refused("a header without its line end", HEAD)
    yield accepted("a header in capitals", GOOD.replace(HEAD, HEAD.upper()), lines=LINES)
    yield accepted("a header with stars", GOOD.replace(HEAD, "*" + HEAD.replace(",", ",*")), lines=LINES)
    yield accepted("a header in quotation marks", GOOD.replace(HEAD, '"' + HEAD.replace(",", '","') + '"'), lines=LINES)
    yield accepted("a header on two lines", GOOD.replace("Customer Name", '"Customer\nName"'), lines=LINES)
    long = "Remark " + "x" * 5000
    yield accepted(
        "a header of five thousand characters", _text([f"{HEAD},{long}", *(f"{line},y" for line in BODY)]), lines=LINES
    )


def _quotes() -> Iterator[Case]:
    yield accepted(
        "everything in quotation marks",
        _text(['"' + line.replace(",", '","') + '"' for line in [HEAD, *BODY]]),
        lines=LINES,
    )
    yield accepted("a quotation mark inside a name", table(spoilt("Product", 'bolt 3" long')), lines=LINES)
    yield accepted("a line end inside a name", table(spoilt("Product", "bolt\nlong")), lines=LINES)
    yield accepted("a separator inside quotation marks", table(spoilt("Product", "bolt, long; wide")), lines=LINES)
    line = BODY[SPOILT - 2].split(",")
    line[4] = 'bolt 3" long'
    yield accepted("a bare quotation mark inside a cell", _with(SPOILT, ",".join(line)), lines=LINES)
    line[4] = '"bolt'
    yield refused("a quotation mark never closed", _with(SPOILT, ",".join(line)))
    line[4] = '"bolt" long'
    yield accepted("text after a closed quotation mark", _with(SPOILT, ",".join(line)), lines=LINES)
    line[4] = "“bolt, long”"
    yield accepted("curly quotation marks hold nothing together", _with(SPOILT, ",".join(line)), SPOILT)
    line[4] = "'bolt, long'"
    yield accepted("single quotation marks hold nothing together", _with(SPOILT, ",".join(line)), SPOILT)
    yield refused("a quotation mark never closed in the header", GOOD.replace("Product", '"Product', 1))


def _ends() -> Iterator[Case]:
    yield accepted("ends of windows", GOOD.replace("\n", "\r\n"), lines=LINES)
    yield accepted("ends of old macs", GOOD.replace("\n", "\r"), lines=LINES)
    mixed = "".join(line + ("\r\n" if at % 2 else "\n") for at, line in enumerate([HEAD, *BODY]))
    yield accepted("ends of both kinds", mixed, lines=LINES)
    yield accepted("no end after the last line", GOOD.rstrip("\n"), lines=LINES)
    yield accepted("an end of dos files", GOOD + "\x1a", 42, lines=LINES)
    yield accepted("doubled carriage returns", GOOD.replace("\n", "\r\r\n"), lines=LINES)
    yield accepted("a form feed between pages", GOOD.replace("\n1010,", "\n\f1010,", 1), lines=LINES)


def _separators() -> Iterator[Case]:
    for separator, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        yield accepted(f"{name} between the cells", table(good_rows(), separator=separator), lines=LINES)
    yield refused("one column", "Amount\n" + "\n".join(row[6] for row in good_rows()))
    yield refused("one word", "hello\n")
    yield refused("a letter", "尊敬的客户：\n附件是一月的明细\n谢谢\n")
    for separator, name in (
        ("^", "carets"),
        ("~", "tildes"),
        ("\x01", "control characters"),
        ("，", "wide commas"),
        ("、", "enumeration commas"),
    ):
        yield refused(
            f"{name} between the cells",
            table(good_rows(), separator=separator) if len(separator.encode()) == 1 else GOOD.replace(",", separator),
        )
    yield refused("two colons between the cells", GOOD.replace(",", "::"))
    yield accepted("the separator named on top", "sep=,\n" + GOOD, lines=LINES)
    yield accepted("another separator named on top", "sep=;\n" + table(good_rows(), separator=";"), lines=LINES)
    yield asked("told another separator", GOOD, options={"delimiter": ";"})


def _controls() -> Iterator[Case]:
    yield accepted("a zero byte in a name", table(spoilt("Product", "bo\x00lt")), lines=LINES)
    yield accepted("zero bytes at the end", GOOD + "\x00" * 200, 42, lines=LINES)
    yield accepted("a bell in a name", table(spoilt("Product", "bo\x07lt")), lines=LINES)
    yield accepted("an escape in a name", table(spoilt("Product", "\x1b[31mbolt\x1b[0m")), lines=LINES)
    yield accepted("a zero byte in an amount", table(spoilt("Amount", "12\x00.50")), lines=LINES)
    yield accepted("a blank of no width in a code", table(spoilt("Customer ID", "C0\u200b1")), lines=LINES)
    yield accepted("letters that turn the direction", table(spoilt("Customer Name", "北辰\u202e公司")), lines=LINES)
    yield accepted("the sign of a lost character", table(spoilt("Customer Name", "北辰\ufffd公司")), SPOILT)
    yield accepted("a character of no use", table(spoilt("Customer Name", "北辰\uffff公司")), lines=LINES)


def _totals() -> Iterator[Case]:
    for word in ("合计", "总计", "小计", "Total", "GRAND TOTAL", "Subtotal"):
        row = [word, "", "", "", "", "", "14000.00"]
        yield accepted(f"a total row called {word}", table([*good_rows(), row]), 42, lines=LINES)
    monthly = [*good_rows()[:20], ["小计", "", "", "", "", "", "3570.00"], *good_rows()[20:]]
    yield accepted("a subtotal in the middle", table(monthly), 22, lines=LINES)
    footer = [["制表人：李明", "", "", "", "", "", ""], ["打印时间：2026-04-01", "", "", "", "", "", ""]]
    yield accepted("who printed it and when, under the lines", table([*good_rows(), *footer]), 42, 43, lines=LINES)
