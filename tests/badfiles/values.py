"""Cells that are no numbers, no dates, no currencies and no names."""

from collections.abc import Iterator

from badfiles.cases import HEADERS, LINES, SPOILT, Case, accepted, asked, good_rows, refused, spoilt, table

NO_NUMBERS = (
    "abc", "一千二百元整？", "12O0.50", "1200..50", "1,2,3", "12-34", "--5", "1200.50.", "12 apples", "#12", "1/2",
    "0x1F", "1e5e5", "1２O", "true", "12:30", "2026-01-05", "½½", "+-5", "(12", "12)", "1200,50,00", "五十个", "约1200",
    "1200~1300", ">1000", "见附件", "√", "Ⅻ", "①", "infinity", "1 2 3 4 x", "$", "-", "?", "12.5.2026", "1200\u00b2",
)  # fmt: skip
NO_DATES = (
    "2026-02-30", "2026-13-01", "2026-00-10", "2025-02-29", "0000-00-00", "2026-01", "2026", "yesterday", "昨天",
    "2026年2月30日", "二〇二六年十三月五日", "31/04/2026", "45-Jan-2026", "2026-1-5-7", "1月5日", "Q1 2026", "12:30:00",
    "20261301", "20260230", "-45000", "99999999", "2026-W02", "1026-01-05", "3026-01-05", "2026/2/29", "abc", "待定",
)  # fmt: skip
TOO_LARGE = ("99999999999999999999", "1e30", "-123456789012345678.99")
CURRENCIES = ("XX", "金币", "12", "CNYY", "C", "US dollars")


def cases() -> Iterator[Case]:
    """Yield files with one bad cell, with many, and with columns that read two ways."""
    for value in NO_NUMBERS:
        yield accepted(f"amount {value}", table(spoilt("Amount", value)), SPOILT)
    for value in NO_DATES:
        yield accepted(f"date {value}", table(spoilt("Date", value)), SPOILT)
    for value in TOO_LARGE:
        yield accepted(f"amount {value}", table(spoilt("Amount", value)), SPOILT)
    yield from _empty()
    yield from _quantities()
    yield from _further_columns()
    yield from _long()
    yield from _orders()
    yield from _everywhere()
    yield from _formulas()


def _empty() -> Iterator[Case]:
    for word in ("", "NULL", "N/A", "nan", "None"):
        yield accepted(f"no amount but {word!r}", table(spoilt("Amount", word)), SPOILT)
        yield accepted(f"no date but {word!r}", table(spoilt("Date", word)), SPOILT)
    yield accepted("no customer", table(spoilt("Customer ID", "")), lines=LINES)
    yield accepted("no invoice number", table(spoilt("Invoice No", "")), lines=LINES)


def _quantities() -> Iterator[Case]:
    for value in ("many", "一打多", "3x4", "10 pcs?"):
        yield accepted(f"quantity {value}", table(spoilt("Quantity", value)), SPOILT)


def _further(header: str, usual: str, unusual: str) -> str:
    rows = [[*row, unusual if number == SPOILT - 2 else usual] for number, row in enumerate(good_rows())]
    return table(rows, (*HEADERS, header))


def _further_columns() -> Iterator[Case]:
    for value in CURRENCIES:
        yield accepted(f"currency {value}", _further("Currency", "CNY", value), SPOILT)
    yield accepted("a return that adds money", _further("Line type", "sale", "return"), SPOILT)
    yield accepted("a credit note that adds money", _further("Line type", "sale", "credit"), SPOILT)
    for value in ("150%", "-20%", "3", "half"):
        rows = [[*row[:6], "7.5", "0.1"] for row in good_rows()]
        rows[SPOILT - 2][7] = value
        yield accepted(f"discount {value}", table(rows, (*HEADERS[:6], "Unit Price", "Discount")), SPOILT)
    rows = [[*row[:6], "7.5"] for row in good_rows()]
    rows[SPOILT - 2][6] = "99999999999999"
    rows[SPOILT - 2][5] = "99999999"
    yield accepted("a price times a quantity beyond all money", table(rows, (*HEADERS[:6], "Unit Price")), SPOILT)
    rows[SPOILT - 2][5:7] = ["", "7.5"]
    yield accepted("a price without its quantity", table(rows, (*HEADERS[:6], "Unit Price")), SPOILT)


def _long() -> Iterator[Case]:
    for column in ("Customer ID", "Customer Name", "Invoice No"):
        yield accepted(f"{column} of 301 characters", table(spoilt(column, "长" * 301)), SPOILT)
    yield accepted("a name of 32,767 characters", table(spoilt("Customer Name", "x" * 32_767)), SPOILT)
    yield accepted("a name of a million bytes", table(spoilt("Customer Name", "长" * 350_000)), SPOILT)
    yield accepted("a name of exactly 300 characters", table(spoilt("Customer Name", "长" * 300)), lines=LINES)
    yield accepted("an amount of a thousand digits", table(spoilt("Amount", "1" * 1000)), SPOILT)


def _dated(*values: str) -> str:
    rows = good_rows()
    for number, row in enumerate(rows):
        row[3] = values[number % len(values)]
    return table(rows)


def _orders() -> Iterator[Case]:
    yield asked("dates that read both ways", _dated("01/02/2026", "03/04/2026", "05/06/2026"))
    yield accepted("dates with points", _dated("01.02.2026", "03.04.2026"), lines=LINES)
    rows = good_rows()
    for number, row in enumerate(rows):
        row[3] = "13/02/2026" if number % 2 else "02/03/2026"
    rows[SPOILT - 2][3] = "02/13/2026"
    yield asked("one date of the other order", table(rows))
    yield refused("dates of both orders, half and half", _dated("13/02/2026", "02/13/2026"))
    rows = good_rows()
    for row in rows:
        row[6] = "1.234"
    yield asked("points that read both ways", table(rows))
    rows = good_rows()
    for row in rows:
        row[6] = row[6].replace(".", ",")
    rows[SPOILT - 2][6] = "1,234.50"
    yield accepted("one amount with the other mark", table(rows, separator=";"), lines=LINES)


def _everywhere() -> Iterator[Case]:
    rows = good_rows()
    for row in rows:
        row[6] = "abc"
    yield refused("words in all amounts", table(rows))
    rows = good_rows()
    for row in rows:
        row[3] = "yesterday"
    yield refused("words in all dates", table(rows))
    rows = good_rows()
    for number, row in enumerate(rows):
        row[6] = "abc" if number % 10 == 0 else row[6]
    yield refused("one row in ten is bad", table(rows))
    rows = good_rows()
    rows[SPOILT - 2][3:7] = ["yesterday", "bolt", "many", "abc"]
    yield accepted("three bad cells in one row", table(rows), SPOILT)
    rows = good_rows()
    rows[SPOILT - 2][3], rows[SPOILT - 2][6] = rows[SPOILT - 2][6], rows[SPOILT - 2][3]
    yield accepted("two cells that changed places", table(rows), SPOILT)


def _formulas() -> Iterator[Case]:
    for value in ("#REF!", "#VALUE!", "#DIV/0!", "#NAME?"):
        yield accepted(f"amount {value} in text", table(spoilt("Amount", value)), SPOILT)
    yield accepted("date #REF! in text", table(spoilt("Date", "#REF!")), SPOILT)
    yield accepted("amount of hashes, the column was too narrow", table(spoilt("Amount", "########")), SPOILT)
    yield accepted("date of hashes, the column was too narrow", table(spoilt("Date", "########")), SPOILT)
    yield accepted("a formula for an amount", table(spoilt("Amount", "=B2*C2")), SPOILT)
    yield accepted("a formula for a name", table(spoilt("Customer Name", "=HYPERLINK(1)")), lines=LINES)
