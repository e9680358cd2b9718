"""Workbooks written part by part, so that they can be made wrong: XLSX, ODS, and the old container with its records."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def letters(column: int) -> str:
    """Return the letters of a column counted from nought."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell(row: int, column: int, value: Any) -> str:
    """Return a cell, row counted from one; a value that is markup already stands as it is."""
    place = f"{letters(column)}{row}"
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith("<c"):
        return value.replace("<c", f'<c r="{place}"', 1)
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def row_of(number: int, values: Sequence[Any], attributes: str = "") -> str:
    """Return a row with its cells."""
    cells = "".join(cell(number, column, value) for column, value in enumerate(values))
    return f'<row r="{number}"{attributes}>{cells}</row>'


def sheet_of(rows: Sequence[Sequence[Any]], *, before: str = "", after: str = "", hidden: Sequence[int] = ()) -> str:
    """Return a sheet of these rows, with markup before and after its lines, and some rows hidden."""
    lines = "".join(
        row_of(number, row, ' hidden="1"' if number in hidden else "") for number, row in enumerate(rows, 1)
    )
    return f'{XML}<worksheet xmlns="{MAIN}">{before}<sheetData>{lines}</sheetData>{after}</worksheet>'


def parts_of(sheets: Mapping[str, str], states: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the parts of a workbook with these sheets."""
    states = states or {}
    numbered = list(enumerate(sheets.items(), 1))
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}"{states.get(name, "")} r:id="rId{number}"/>'
        for number, (name, _) in numbered
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number, _ in numbered
    )
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for number, _ in numbered
    )
    return {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
        f'"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{kinds}</Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>',
    } | {f"xl/worksheets/sheet{number}.xml": content for number, (_, content) in numbered}


def pack(path: Path, parts: Mapping[str, str | bytes], kind: int = zipfile.ZIP_DEFLATED) -> None:
    """Write the parts as one archive."""
    with zipfile.ZipFile(path, "w", kind) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, kind)


def ods(table: str) -> dict[str, str]:
    """Return the parts of an OpenDocument spreadsheet with this table."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'{XML}<manifest:manifest xmlns:manifest="{names}:manifest:1.0"/>',
        "content.xml": f'{XML}<office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet>{table}'
        "</office:spreadsheet></office:body></office:document-content>",
    }


def ods_rows(rows: Sequence[Sequence[Any]], repeated: str = "") -> str:
    """Return a table of text cells."""
    lines = "".join(
        f"<table:table-row{repeated}>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'
            for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="Orders">{lines}</table:table>'


def container(streams: Mapping[str, bytes]) -> bytes:
    """Return the old container of Office with these streams, each long enough to need no small sectors."""
    padded = {name: content.ljust(8 * SECTOR, b"\0") for name, content in streams.items()}
    chains, sectors, places = [], b"", {}
    for name, content in padded.items():
        content += b"\0" * (-len(content) % SECTOR)
        first, count = len(chains), len(content) // SECTOR
        places[name] = (first, len(padded[name]))
        chains += [*range(first + 1, first + count), END]
        sectors += content
    entries = [_entry("Root Entry", 5, END, 0, child=1 if streams else -1)]
    names = list(padded)
    entries += [
        _entry(name, 2, *places[name], right=at + 2 if at + 1 < len(names) else -1) for at, name in enumerate(names)
    ]
    directory = b"".join(entries).ljust(SECTOR * -(-len(entries) // 4), b"\0")
    first_entry, count = len(chains), len(directory) // SECTOR
    chains += [*range(first_entry + 1, first_entry + count), END]
    sectors += directory
    tables = -(-(len(chains) + 1) // (SECTOR // 4))
    first_table = len(chains)
    chains += [FAT] * tables
    sectors += b"".join(struct.pack("<I", one) for one in chains).ljust(tables * SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, first_entry, 0, 4096, END, 0, END, 0)
    head += struct.pack("<I", first_table) + struct.pack("<I", FREE) * 108
    return head + sectors


def _entry(name: str, kind: int, start: int, size: int, child: int = -1, right: int = -1) -> bytes:
    said = name.encode("utf-16-le") + b"\0\0"
    entry = said.ljust(64, b"\0") + struct.pack("<HBBiii", len(said), kind, 1, -1, right, child)
    return entry + bytes(36) + struct.pack("<IQ", start, size)


def record(kind: int, content: bytes = b"") -> bytes:
    """Return one record of an old workbook."""
    return struct.pack("<HH", kind, len(content)) + content


def old_workbook(rows: Sequence[Sequence[Any]], *, sealed: bool = False) -> bytes:
    """Return the stream of a workbook of Excel 97: one sheet of numbers and labels."""
    version = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    start = record(0x0809, version) + (record(0x2F, struct.pack("<H", 1) + bytes(52)) if sealed else b"")
    start += record(0x42, struct.pack("<H", 1200))
    name = b"Orders"
    sheet_at = len(start) + 4 + 8 + len(name) + 4
    start += record(0x85, struct.pack("<IBBBB", sheet_at, 0, 0, len(name), 0) + name) + record(0x0A)
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    sheet += record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, len(rows[0]), 0))
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            place = struct.pack("<HHH", at, column, 0)
            if isinstance(value, int | float):
                sheet += record(0x203, place + struct.pack("<d", value))
            else:
                text = str(value).encode("utf-16-le")
                sheet += record(0x204, place + struct.pack("<HB", len(text) // 2, 1) + text)
    return start + sheet + record(0x0A)
