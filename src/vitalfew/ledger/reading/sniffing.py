"""What a file is, from its bytes: people rename files, and exports lie about their names."""

import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

from vitalfew.ledger.rules.problems import FileProblem, Unreadable

_CHUNK = 1 << 20
# DEFLATE cannot inflate a byte to more than this, so small archives need no counting.
_MOST_INFLATION = 1032
_WORKBOOK_PARTS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}


class FileKind(StrEnum):
    WORKBOOK = "workbook"
    PARQUET = "parquet"
    TEXT = "text"


@dataclass(frozen=True)
class Bounds:
    """How much of anything a file may hold."""

    bytes: int = 1 << 30
    inflated: int = 8 << 30
    rows: int = 20_000_000
    columns: int = 2000
    seconds: int = 900
    memory: int = 6 << 30


def kind_of_file(path: Path, name: str, bounds: Bounds) -> FileKind:
    """Return what the file is, or refuse it: an archive of other things, a web page, nothing at all."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\x00\xef\xbb\xbf\xff\xfe \r\n\t"):
        raise Unreadable(FileProblem.EMPTY, name)
    if head.startswith(b"PK"):
        _check_archive(path, name, bounds)
        return FileKind.WORKBOOK
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return FileKind.WORKBOOK
    if head.startswith(b"PAR1"):
        return FileKind.PARQUET
    return _text(head, name)


def _text(head: bytes, name: str) -> FileKind:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta")):
        raise Unreadable(FileProblem.WEB_PAGE, name)
    if head.startswith((b"%PDF", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"\x89PNG", b"\xff\xd8\xff", b"BZh", b"GIF8")):
        raise Unreadable(FileProblem.UNKNOWN_FORMAT, name)
    return FileKind.TEXT


def _check_archive(path: Path, name: str, bounds: Bounds) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unreadable(FileProblem.DAMAGED, name) from error
    if not _WORKBOOK_PARTS & {member.filename for member in members}:
        raise Unreadable(FileProblem.ARCHIVE, name)
    told = sum(member.file_size for member in members)
    if told > bounds.inflated:
        raise Unreadable(FileProblem.INFLATES, name, found=told, most=bounds.inflated)
    if sum(member.compress_size for member in members) * _MOST_INFLATION > bounds.inflated:
        _count_inflated(path, name, members, bounds)


def _count_inflated(path: Path, name: str, members: list[zipfile.ZipInfo], bounds: Bounds) -> None:
    """Inflate every member and throw it away: the sizes in the directory are only what the archive says of itself."""
    left = bounds.inflated
    with path.open("rb") as file:
        for member in members:
            found = _inflated_size(file, member, left)
            if found > member.file_size:
                raise Unreadable(FileProblem.LYING_SIZES, name)
            left -= found


def _inflated_size(file: IO[bytes], member: zipfile.ZipInfo, left: int) -> int:
    file.seek(member.header_offset + 26)
    lengths = file.read(4)
    file.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), 1)
    if member.compress_type != zipfile.ZIP_DEFLATED:
        return member.compress_size
    inflating, remaining, found = zlib.decompressobj(-15), member.compress_size, 0
    while remaining > 0 and found <= min(left, member.file_size) and not inflating.eof:
        chunk = inflating.unconsumed_tail or file.read(min(_CHUNK, remaining))
        remaining -= 0 if inflating.unconsumed_tail else len(chunk)
        found += len(inflating.decompress(chunk, _CHUNK * 4))
    return found
