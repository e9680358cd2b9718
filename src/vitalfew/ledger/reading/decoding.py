"""Text of any usual encoding as UTF-8, decoded by ourselves: the engine knows UTF-8 only."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vitalfew.ledger.rules.problems import FileProblem, Unreadable

_CHUNK = 8 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]+")
REPLACEMENT = "\ufffd"
# Of the characters that are not ASCII: with fewer broken ones the text is UTF-8 in which something was cut off.
_MOST_BROKEN = 0.02


@dataclass(frozen=True)
class Decoded:
    """A text file as UTF-8."""

    path: Path
    encoding: str


def decoded(path: Path, name: str, target: Path, asked: str = "") -> Decoded:
    """Return the file as UTF-8, written to the target unless it is that already."""
    encoding = asked or _encoding(path)
    if encoding == "utf-8":
        return Decoded(path, encoding)
    try:
        _rewrite(path, target, encoding)
    except (UnicodeError, LookupError) as error:
        raise Unreadable(FileProblem.ENCODING, name, found=encoding) from error
    return Decoded(target, encoding.removesuffix("-sig").removesuffix("?"))


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4096)
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding
    if wide := _without_bom(head):
        return wide
    if _reads_as(path, "utf-8"):
        return "utf-8"
    return "utf-8?" if _is_utf8_with_scars(path) else _chinese_or_western(path)


def _without_bom(head: bytes) -> str:
    zeros = [head[start::2].count(0) for start in (0, 1)]
    if max(zeros) * 4 < len(head):
        return ""
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _reads_as(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_utf8_with_scars(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    broken = high = 0
    for chunk in _chunks(path):
        text = decoder.decode(chunk)
        broken += text.count(REPLACEMENT)
        high += len(text) - len(text.encode("ascii", "ignore"))
    return broken <= high * _MOST_BROKEN


def _chinese_or_western(path: Path) -> str:
    """Tell GB18030 from cp1252: Chinese bytes come in pairs, an accented letter stands alone."""
    lonely = pairs = 0
    for chunk in _chunks(path):
        for run in _HIGH.findall(chunk):
            lonely += len(run) == 1
            pairs += len(run) // 2
    order = ("cp1252", "gb18030") if lonely > pairs else ("gb18030", "cp1252")
    return next((encoding for encoding in order if _reads_as(path, encoding)), order[0])


def _rewrite(path: Path, target: Path, encoding: str) -> None:
    errors = "replace" if encoding.endswith("?") else "strict"
    decoder = codecs.getincrementaldecoder(encoding.removesuffix("?"))(errors)
    with target.open("w", encoding="utf-8", newline="") as out:
        for chunk in _chunks(path):
            out.write(decoder.decode(chunk))
        out.write(decoder.decode(b"", final=True))
