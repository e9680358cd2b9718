"""What a file is, from its bytes: people rename files, and exports lie about their names."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from vitalfew.ledger.reading.archives import check_archive
from vitalfew.ledger.rules.problems import FileProblem, Format, Unreadable

_HEAD = 1 << 16
_NOTHING = b"\x00\xef\xbb\xbf\xff\xfe \r\n\t"
_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Excel 2, 3 and 4 wrote their records without a container around them.
_OLD_WORKBOOKS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_WEB_PAGES = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<body", b"mime-version:")
_STARTS = (
    (b"%PDF", Format.PDF),
    (b"{\\rtf", Format.DOCUMENT),
    (b"\x89PNG", Format.PICTURE),
    (b"\xff\xd8\xff", Format.PICTURE),
    (b"GIF8", Format.PICTURE),
    (b"II*\x00", Format.PICTURE),
    (b"MM\x00*", Format.PICTURE),
    (b"SQLite format 3\x00", Format.DATABASE),
    (b"\x00\x01\x00\x00Standard ", Format.DATABASE),
    (b"\x7fELF", Format.PROGRAM),
    (b"MZ\x90\x00", Format.PROGRAM),
    (b"\xca\xfe\xba\xbe", Format.PROGRAM),
    (b"From - ", Format.MAIL),
    (b"BEGIN:VC", Format.CARD),
)
_PACKED = (b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_PICTURE = re.compile(rb"^(RIFF....WEBP|BM....\x00\x00\x00\x00|....ftyphei[cx])", re.S)
_JSON = re.compile(rb'^(\{\s*"|\[\s*[\[{]|\{\s*\}|\[\s*\])')
# The names of what else is kept in the container of the old workbooks.
_IN_CONTAINERS = (
    ("EncryptedPackage", None),
    ("WordDocument", Format.DOCUMENT),
    ("PowerPoint Document", Format.SLIDES),
    ("__properties_version1.0", Format.MAIL),
)


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
        head = file.read(_HEAD)
    if not head.strip(_NOTHING):
        raise Unreadable(FileProblem.EMPTY, name)
    if head.startswith((b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        check_archive(path, name, bounds.inflated)
        return FileKind.WORKBOOK
    if head.startswith(_CONTAINER):
        _check_container(head, name)
        return FileKind.WORKBOOK
    if head.startswith(_OLD_WORKBOOKS):
        raise Unreadable(FileProblem.OLD_WORKBOOK, name)
    if head.startswith(b"PAR1"):
        return FileKind.PARQUET
    return _text(head, name)


def _check_container(head: bytes, name: str) -> None:
    for stream, found in _IN_CONTAINERS:
        if stream.encode("utf-16-le") in head:
            if found is None:
                raise Unreadable(FileProblem.PROTECTED, name)
            raise Unreadable(FileProblem.UNKNOWN_FORMAT, name, found=found.value)


def _text(head: bytes, name: str) -> FileKind:
    if head.startswith(_PACKED):
        raise Unreadable(FileProblem.PACKED, name)
    found = next((format_ for start, format_ in _STARTS if head.startswith(start)), None)
    if _PICTURE.match(head):
        found = Format.PICTURE
    start = _as_text(head)
    if start.startswith(_WEB_PAGES):
        raise Unreadable(FileProblem.WEB_PAGE, name)
    if start.startswith((b"<?xml", b"<!doctype")):
        found = Format.XML
    if _JSON.match(start):
        found = Format.JSON
    if found:
        raise Unreadable(FileProblem.UNKNOWN_FORMAT, name, found=found.value)
    return FileKind.TEXT


def _as_text(head: bytes) -> bytes:
    """Return how a text begins, without marks and blanks, the zeros of wide characters left out."""
    start = head[:2000].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return start.replace(b"\x00", b"").lower()[:400]
