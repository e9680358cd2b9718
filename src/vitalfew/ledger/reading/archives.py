"""The archive that a workbook is: looked into, and inflated into nothing, before anything is read out of it."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from vitalfew.ledger.rules.problems import FileProblem, Format, Unreadable

_CHUNK = 1 << 18
_OUT = 1 << 22
_WORKBOOK_PARTS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
_OTHERS = (("word/", Format.DOCUMENT), ("ppt/", Format.SLIDES), ("Index/", Format.NUMBERS))
_SCRAMBLED = 0x1
# A workbook has some dozens of parts; even ten thousand sheets have no more than this.
MOST_PARTS = 20_000
_MOST_DIRECTORY = 4 << 20
# Order lines shrink to a tenth or a twentieth. What shrinks to less than this was made to do harm, once it is large.
_TIGHTEST = 200
_HARMLESS = 64 << 20


def check_archive(path: Path, name: str, most: int) -> None:
    """Refuse an archive that is no workbook, is damaged, or unpacks to more than `most` bytes or than it says."""
    _check_directory(path, name)
    members = _members(path, name)
    if not members:
        raise Unreadable(FileProblem.EMPTY, name)
    if not _WORKBOOK_PARTS & {member.filename for member in members}:
        raise _no_workbook(members, name)
    if any(member.flag_bits & _SCRAMBLED for member in members):
        raise Unreadable(FileProblem.PROTECTED, name)
    told = sum(member.file_size for member in members)
    if told > most:
        raise Unreadable(FileProblem.INFLATES, name, found=told, most=most)
    tight = [member for member in members if member.file_size > member.compress_size * _TIGHTEST]
    if sum(member.file_size for member in tight) > _HARMLESS:
        raise Unreadable(FileProblem.BOMB, name, found=told, of=path.stat().st_size)
    _check_sizes(path, name, members)


def inflated(file: IO[bytes], member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield what a part holds, piece by piece."""
    file.seek(member.header_offset + 26)
    lengths = file.read(4)
    file.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), 1)
    left = member.compress_size
    inflating = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0 and (chunk := file.read(min(_CHUNK, left))):
        left -= len(chunk)
        while chunk and not (inflating and inflating.eof):
            yield inflating.decompress(chunk, _OUT) if inflating else chunk
            chunk = inflating.unconsumed_tail if inflating else b""


def _check_directory(path: Path, name: str) -> None:
    """Refuse a directory so long that reading it would be the harm."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - (1 << 16) - 22))
        end = file.read()
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or len(end) - at < 22:
        raise Unreadable(FileProblem.DAMAGED, name)
    parts, length = struct.unpack("<HI", end[at + 10 : at + 16])
    if (parts, length) != (0xFFFF, 0xFFFFFFFF) and parts <= MOST_PARTS and length <= _MOST_DIRECTORY:
        return
    long = end.rfind(b"PK\x06\x06", 0, at)
    if long >= 0 and len(end) - long >= 48:
        parts, length = struct.unpack("<QQ", end[long + 32 : long + 48])
    if parts > MOST_PARTS or length > _MOST_DIRECTORY:
        raise Unreadable(FileProblem.TOO_MANY_PARTS, name, found=parts, most=MOST_PARTS)


def _members(path: Path, name: str) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(FileProblem.DAMAGED, name) from error


def _no_workbook(members: list[zipfile.ZipInfo], name: str) -> Unreadable:
    for start, found in _OTHERS:
        if any(member.filename.startswith(start) for member in members):
            return Unreadable(FileProblem.UNKNOWN_FORMAT, name, found=found.value)
    inside = next((member.filename for member in members if not member.is_dir()), "")
    return Unreadable(FileProblem.ARCHIVE, name, found=inside[:100])


def _check_sizes(path: Path, name: str, members: list[zipfile.ZipInfo]) -> None:
    """Inflate every part and throw it away: the sizes in the directory are only what the archive says of itself."""
    with path.open("rb") as file:
        for member in members:
            left = member.file_size
            try:
                for piece in inflated(file, member):
                    left -= len(piece)
                    if left < 0:
                        raise Unreadable(FileProblem.LYING_SIZES, name, found=member.filename[:100])
            except zlib.error as error:
                raise Unreadable(FileProblem.DAMAGED, name) from error
            if left:
                raise Unreadable(FileProblem.DAMAGED, name)
