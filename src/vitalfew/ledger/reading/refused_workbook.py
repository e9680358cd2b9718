"""The rows set aside as a workbook, because they are mended in a spreadsheet: numbers as numbers, days as days."""

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from vitalfew.ledger.rules.columns import FIELDS, Holds
from vitalfew.ledger.rules.problems import PROBLEM_COLUMNS

# More rows than this nobody mends by hand; they come as text.
MOST_ROWS = 20_000
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,11})(\.\d{1,4})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}( 00:00:00)?")
_FORMULA = re.compile(r"'[=@+\-\t\r]")
_WIDEST, _NARROWEST, _SENTENCE = 36, 9, 44
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(rows: Path, out: IO[bytes], meant: Mapping[str, str]) -> bool:
    """Write the file of refused rows as a workbook, its columns as they are meant; False where it has too many rows."""
    with rows.open(encoding="utf-8-sig", newline="") as file:
        headers, *refused = [line for _number, line in zip(range(MOST_ROWS + 2), csv.reader(file), strict=False)]
    if len(refused) > MOST_ROWS or len(headers) <= PROBLEM_COLUMNS:
        return False
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        sheet = book.add_worksheet()
        looks = _Looks(book)
        _lay_out(sheet, headers, refused)
        own = len(headers) - PROBLEM_COLUMNS
        for place, header in enumerate(headers):
            sheet.write_string(0, place, header, looks.header if place < own else looks.told_header)
        for number, line in enumerate(refused, 1):
            wrong = set(line[own + 2].split(", "))
            for place, cell in enumerate(line):
                holds = _holds(headers[place], meant) if place < own else None
                look = looks.told if place >= own else looks.wrong if headers[place] in wrong else None
                _write(sheet, (number, place), cell, holds, look, looks)
    return True


class _Looks:
    """How cells look: the wrong one stands out, what was said of the row stands back."""

    def __init__(self, book: Any) -> None:
        self.header = book.add_format({"bold": True, "bottom": 1})
        self.told_header = book.add_format({"bold": True, "bottom": 1, "font_color": "#5F6672"})
        self.wrong = book.add_format({"bg_color": "#FCE8E6"})
        self.wrong_day = book.add_format({"bg_color": "#FCE8E6", "num_format": "yyyy-mm-dd"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.told = book.add_format({"font_color": "#5F6672"})


def _lay_out(sheet: Any, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(headers) - 1)
    for place, header in enumerate(headers):
        longest = max((_width(row[place]) for row in rows[:200] if place < len(row)), default=0)
        most = _SENTENCE if place >= len(headers) - 2 else _WIDEST
        sheet.set_column(place, place, min(most, max(_NARROWEST, longest, _width(header)) + 2))


def _width(text: str) -> int:
    # A Chinese character is as wide as two others.
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)


def _holds(header: str, meant: Mapping[str, str]) -> Holds | None:
    field = FIELDS.get(meant.get(header, ""))
    return field.holds if field else None


def _write(sheet: Any, where: tuple[int, int], cell: str, holds: Holds | None, look: Any, looks: _Looks) -> None:
    if not cell:
        # An empty cell that should not be one shows too.
        if look is not None:
            sheet.write_blank(*where, None, look)
    elif holds is Holds.NUMBER and _NUMBER.fullmatch(cell):
        sheet.write_number(*where, float(cell), look)
    elif holds is Holds.DAY and (day := _day(cell)):
        sheet.write_datetime(*where, day, looks.wrong_day if look is looks.wrong else looks.day)
    else:
        # What was put before a formula in the text file does no good in a cell that is text.
        sheet.write_string(*where, cell[1:] if _FORMULA.match(cell) else cell, look)


def _day(cell: str) -> datetime | None:
    try:
        return datetime.fromisoformat(cell[:10]) if _DAY.fullmatch(cell) else None
    except ValueError:
        return None
