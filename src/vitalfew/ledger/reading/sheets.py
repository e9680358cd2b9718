"""What the parts of an XLSX say that its values do not: formulas never computed, errors, merged and hidden cells."""

import html
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from vitalfew.ledger.reading.archives import inflated
from vitalfew.ledger.rules.problems import NO_VALUE

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_BOOK = "xl/workbook.xml"
_FROM_1904 = re.compile(rb"<(?:\w+:)?workbookPr\s[^>]*date1904=[\"'](?:1|true)[\"']")
_CELL = re.compile(
    rb"""<c\s(?=[^>]*r="([A-Z]{1,3})([0-9]+)")(?=[^>]*?(t="e")|)[^>]*>\s*"""
    rb"""(?:<f[^>]*?(?:/>|>([^<]*)</f>)\s*)?(?:<v\s*/>|<v>([^<]*)</v>)?\s*</c>"""
)
_COLUMNS = re.compile(rb'<row[^>]*>\s*<c [^>]*?r="([A-Z]{1,3})[0-9]+"')
_MERGED = re.compile(rb'<mergeCell [^>]*?ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')
_HIDDEN_ROW = re.compile(rb'<row [^>]*?hidden="(?:1|true)"[^>]*>')
_HIDDEN_COLUMN = re.compile(rb"<col [^>]*?hidden=\"(?:1|true)\"[^>]*>")
# Between two pieces nothing that is looked for is cut: no cell with a formula is longer.
_OVERLAP = 1 << 16
_MOST = 100_000


@dataclass
class SheetMarks:
    """What a sheet says besides its values; rows and columns counted from nought."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    first_column: int = 0
    merged: list[int] = field(default_factory=list)  # the last row of each merged range
    hidden_rows: int = 0
    hidden_columns: int = 0

    @property
    def is_plain(self) -> bool:
        return not (self.cells or self.merged or self.hidden_rows or self.hidden_columns)


def marks_of(path: Path) -> dict[str, SheetMarks]:
    """Return the marks of every sheet of an XLSX that has any; nothing for other workbooks."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        parts = {member.filename: member for member in archive.infolist()}
        named = list(_parts_of_sheets(archive, parts))
    with path.open("rb") as file:
        found = {name: _marks(file, parts[part]) for name, part in named if part in parts}
    return {name: marks for name, marks in found.items() if not marks.is_plain}


def epoch_of(path: Path) -> int:
    """Return the year from which a workbook counts its days: 1904 in those that began on an old Macintosh."""
    if not zipfile.is_zipfile(path):
        return 1900
    with zipfile.ZipFile(path) as archive:
        book = archive.read(_BOOK) if _BOOK in archive.namelist() else b""
    return 1904 if _FROM_1904.search(book) else 1900


def _parts_of_sheets(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> Iterator[tuple[str, str]]:
    book, relations = _BOOK, "xl/_rels/workbook.xml.rels"
    if book not in parts or relations not in parts:
        return
    targets = {one.get(b"Id", b""): one.get(b"Target", b"") for one in _all(_RELATION, archive.read(relations))}
    for sheet in _all(_SHEET, archive.read(book)):
        key = next((value for name, value in sheet.items() if name.endswith(b":id")), b"")
        target = targets.get(key, b"").decode("utf-8", "replace")
        name = html.unescape(sheet.get(b"name", b"").decode("utf-8", "replace"))
        yield name, target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _all(pattern: re.Pattern[bytes], content: bytes) -> Iterator[dict[bytes, bytes]]:
    for attributes in pattern.findall(content):
        yield dict(_ATTRIBUTE.findall(attributes))


def _marks(file: IO[bytes], member: zipfile.ZipInfo) -> SheetMarks:
    found = SheetMarks()
    for block in _blocks(inflated(file, member)):
        _look(block, found)
    if found.cells:
        # Readers of workbooks leave out the empty columns on the left.
        used = {column for block in _blocks(inflated(file, member)) for column in set(_COLUMNS.findall(block))}
        found.first_column = min(map(_number, used), default=0)
    return found


def _blocks(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the pieces so that none ends inside a row or a cell that is looked for."""
    rest = b""
    for piece in pieces:
        block = rest + piece
        end = max(block.rfind(b"<row"), block.rfind(b"<mergeCell "), len(block) - _OVERLAP)
        yield block[:end]
        rest = block[end:]
    yield rest


def _look(block: bytes, found: SheetMarks) -> None:
    # Plain lines have none of it, and are passed over at the speed of a search.
    if b"<f" in block or b't="e"' in block:
        _look_at_cells(block, found)
    if b"hidden=" in block:
        found.hidden_rows += len(_HIDDEN_ROW.findall(block))
        for column in _HIDDEN_COLUMN.findall(block):
            span = dict(_ATTRIBUTE.findall(column))
            found.hidden_columns += int(span.get(b"max", b"1")) - int(span.get(b"min", b"1")) + 1
    if b"<mergeCell " in block:
        found.merged += [int(last) for _first, _row, _column, last in _MERGED.findall(block)]


def _look_at_cells(block: bytes, found: SheetMarks) -> None:
    for column, row, is_error, formula, value in _CELL.findall(block):
        if len(found.cells) >= _MOST or not (is_error or (formula and not value)):
            continue
        said = value if is_error else b"=" + formula
        if said and said != b"#N/A":
            text = html.unescape(said.decode("utf-8", "replace"))[:200]
            found.cells[int(row) - 1, _number(column)] = f"{NO_VALUE}{text}"


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
