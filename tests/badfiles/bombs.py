"""Files made to do harm: they inflate, refer to themselves, repeat themselves or lie about their size."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from badfiles.cases import ACCEPTED, HEADERS, LINES, REFUSED, Case, good_rows
from badfiles.packages import MAIN, XML, ods, ods_rows, pack, parts_of, row_of, sheet_of
from badfiles.workbooks import packed

ORDERS = [list(HEADERS), *good_rows()]
MEGABYTE = 1 << 20


def cases() -> Iterator[Case]:
    """Yield what must be refused before it is unpacked."""
    yield _bomb("a part of 600 MB", _inflating(600))
    yield _bomb("a sheet of 300 MB of blanks", _blanks(300))
    yield _bomb("ten parts of 100 MB", _inflating(*[100] * 10))
    yield _bomb("a part of 10 GB by its own word", _inflating(1, told=10 << 30))
    yield _bomb("a part of 300 MB that says it has 100 bytes", _inflating(300, told=100))
    yield _bomb("a part of 300 MB that says it has 60 MB", _inflating(300, told=60 * MEGABYTE))
    yield _bomb("the same bytes told as a thousand parts", _overlapping)
    yield _bomb("a workbook inside a workbook inside a workbook", _nested)
    yield _bomb("seventy thousand parts", _parts(70_000))
    yield _bomb("a directory that says it has a million parts", _parts(10, told=1_000_000))
    yield _bomb("ten thousand sheets", packed(parts_of({f"{at}": sheet_of([]) for at in range(10_000)})))
    yield _bomb("a billion laughs", packed(_with_entity(_laughs(), "&lol9;")))
    outside = '<!DOCTYPE worksheet [<!ENTITY out SYSTEM "file:///etc/passwd">]>'
    yield _bomb("a file of this computer as an entity", packed(_with_entity(outside, "&out;")))
    network = '<!DOCTYPE worksheet [<!ENTITY out SYSTEM "http://192.0.2.1/x">]>'
    yield _bomb("a page of the network as an entity", packed(_with_entity(network, "&out;")))
    yield _bomb(
        "a row meant a million times",
        packed(ods(ods_rows(ORDERS, ' table:number-rows-repeated="1000000"'))),
        file="orders.ods",
    )
    wide = '<table:table table:name="A"><table:table-row><table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'  # noqa: E501
    yield _bomb("a cell meant 16,384 times", packed(ods(wide)), file="orders.ods")
    yield _bomb("two cells in opposite corners", packed(parts_of({"Orders": _corners()})))
    deep = sheet_of(ORDERS, before="<a>" * 200_000)
    yield Case("elements within elements without end", packed(parts_of({"Orders": deep})), ACCEPTED, LINES,
               file="orders.xlsx", is_quiet=True)  # fmt: skip


def _bomb(name: str, make: Any, file: str = "orders.xlsx") -> Case:
    return Case(name, make, REFUSED, file=file)


def _inflating(*megabytes: int, told: int | None = None) -> Any:
    def make(path: Path) -> None:
        pack(path, parts_of({"Orders": sheet_of(ORDERS)}))
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            for number, size in enumerate(megabytes):
                with archive.open(f"xl/media/image{number}.png", "w") as part:
                    for _ in range(size):
                        part.write(bytes(MEGABYTE))
        if told is not None:
            _say_size(path, told)

    return make


def _say_size(path: Path, told: int) -> None:
    """Let the last part of the archive say that it has so many bytes."""
    data = bytearray(path.read_bytes())
    entry = data.rfind(b"PK\x01\x02")
    if told < 1 << 32:
        data[entry + 24 : entry + 28] = struct.pack("<I", told)
        path.write_bytes(data)
        return
    end = data.rfind(b"PK\x05\x06")
    long = struct.pack("<HHQ", 1, 8, told)
    data[entry + 24 : entry + 28] = b"\xff" * 4
    data[entry + 30 : entry + 32] = struct.pack("<H", len(long))
    name = struct.unpack("<H", data[entry + 28 : entry + 30])[0]
    data[entry + 46 + name : entry + 46 + name] = long
    end += len(long)
    length = struct.unpack("<I", data[end + 12 : end + 16])[0]
    data[end + 12 : end + 16] = struct.pack("<I", length + len(long))
    path.write_bytes(data)


def _blanks(megabytes: int) -> Any:
    def make(path: Path) -> None:
        pack(path, {name: text for name, text in parts_of({"Orders": ""}).items() if "sheet1" not in name})
        start, end = f'{XML}<worksheet xmlns="{MAIN}"><sheetData>', "</sheetData></worksheet>"
        with (
            zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
            archive.open("xl/worksheets/sheet1.xml", "w") as part,
        ):
            part.write(start.encode())
            for _ in range(megabytes):
                part.write(b" " * MEGABYTE)
            part.write(end.encode())

    return make


def _overlapping(path: Path) -> None:
    """Write one part of 10 MB, and a directory that names it a thousand times."""
    pack(path, parts_of({"Orders": sheet_of(ORDERS)}))
    data = path.read_bytes()
    start = data.index(b"PK\x01\x02")
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    squeezed = deflater.compress(bytes(10 * MEGABYTE)) + deflater.flush()
    check, size = zlib.crc32(bytes(10 * MEGABYTE)), 10 * MEGABYTE
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, check, len(squeezed), size, 1, 0) + b"x"
    directory = data[start : data.index(b"PK\x05\x06")]
    for number in range(1000):
        name = f"{number}".encode()
        directory += (
            struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, check, len(squeezed), size,
                        len(name), 0, 0, 0, 0, 0, start)
            + name
        )  # fmt: skip
    at = start + len(local) + len(squeezed)
    count = 1000 + len(parts_of({"Orders": ""}))
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), at, 0)
    path.write_bytes(data[:start] + local + squeezed + directory + end)


def _nested(path: Path) -> None:
    inner = path.with_suffix(".inner")
    pack(path, parts_of({"Orders": sheet_of(ORDERS)}))
    for _ in range(3):
        path.rename(inner)
        pack(path, {"orders.xlsx": inner.read_bytes()})
        inner.unlink()


def _parts(count: int, told: int = 0) -> Any:
    def make(path: Path) -> None:
        pack(path, parts_of({"Orders": sheet_of(ORDERS)}))
        data = path.read_bytes()
        start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
        directory = data[start:end]
        first = directory[: 46 + struct.unpack("<H", directory[28:30])[0]]
        directory += first * count
        said = told or count
        long = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, said, said, len(directory), start)
        locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, start + len(directory), 1)
        short = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
        path.write_bytes(data[:start] + directory + long + locator + short)

    return make


def _laughs() -> str:
    entities = "".join(f'<!ENTITY lol{at} "{f"&lol{at - 1};" * 10 if at else "lol"}">' for at in range(10))
    return f"<!DOCTYPE worksheet [{entities}]>"


def _with_entity(declared: str, used: str) -> dict[str, str]:
    parts = parts_of({"Orders": sheet_of(ORDERS)})
    name = "xl/worksheets/sheet1.xml"
    return parts | {name: parts[name].replace(XML, XML + declared, 1).replace("Münster GmbH", used, 1)}


def _corners() -> str:
    far = [None] * 16_383 + [1]
    lines = row_of(1, list(HEADERS)) + row_of(1_048_576, far)
    return f'{XML}<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
