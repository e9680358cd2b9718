"""Text of any usual encoding as UTF-8, decoded by ourselves: the engine knows UTF-8 only."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vitalfew.ledger.rules.problems import FileProblem, Format, Unreadable

_CHUNK = 8 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = (("utf-32-le", 0), ("utf-32-be", 3), ("utf-16-le", 0), ("utf-16-be", 1))
_HIGH = re.compile(rb"[\x80-\xff]+")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_PAIRS = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
REPLACEMENT = "\ufffd"
# Of the characters that are not ASCII: with fewer broken ones something was cut off, or lines of another text were
# pasted in; with more the text is in another encoding.
_MOST_BROKEN = 0.02
# What only UTF-8 puts together by accident so seldom: a character of three bytes.
_LONG = re.compile("[\u0800-\ufffc\U00010000-\U0010ffff]")
# So many lines of old Chinese, and more, come before one of them passes for UTF-8.
_SELDOM = 10
_ENDS = 1 << 20
_FEW = 64
_JAPANESE, _TRADITIONAL = range(0x81, 0x91), range(0xA4, 0xC7)


@dataclass(frozen=True)
class Decoded:
    """A text file as UTF-8."""

    path: Path
    encoding: str


def decoded(path: Path, name: str, target: Path, asked: str = "") -> Decoded:
    """Return the file as UTF-8, written to the target unless it is that already."""
    encoding = asked or _encoding(path, name)
    if encoding == "utf-8":
        return Decoded(path, encoding)
    said = encoding.removesuffix("?").removesuffix("-sig")
    try:
        _rewrite(path, target, encoding)
    except UnicodeError as error:
        raise Unreadable(FileProblem.ENCODING, name, found=said.upper(), row=_row_of_break(path, encoding)) from error
    except LookupError as error:
        raise Unreadable(FileProblem.ENCODING, name, found=said.upper(), row=1) from error
    return Decoded(target, said)


def _encoding(path: Path, name: str) -> str:
    with path.open("rb") as file:
        head = file.read(4096)
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return _as_marked(path, name, head, encoding)
    if wide := _without_bom(head):
        return wide
    if len(_CONTROLS.findall(head.rstrip(b"\x00"))) * 20 > len(head):
        raise Unreadable(FileProblem.UNKNOWN_FORMAT, name, found=Format.BINARY.value)
    if _reads_as(path, "utf-8"):
        return "utf-8"
    return _with_scars(path, "utf-8") if _is_utf8_with_scars(path) else _of_old_windows(path)


def _as_marked(path: Path, name: str, head: bytes, encoding: str) -> str:
    """Return the encoding that the mark at the start names, or refuse a mark that lies."""
    if encoding == "utf-8-sig":
        return encoding if _reads_as(path, encoding) else _with_scars(path, encoding)
    # Digits and separators of wide characters are full of zeros.
    if len(head) > _FEW and b"\x00" not in head:
        raise Unreadable(FileProblem.ENCODING, name, found=encoding.upper(), row=1)
    return encoding


def _with_scars(path: Path, encoding: str) -> str:
    return f"{encoding}?" if _is_utf8_with_scars(path) else encoding


def _without_bom(head: bytes) -> str:
    """Tell wide characters by their zeros: a code of digits and separators is zero in all bytes but one."""
    for encoding, place in _WIDE:
        width = 4 if "32" in encoding else 2
        places = [head[start::width] for start in range(width)]
        zeros = [part.count(0) * 2 > len(part) for part in places]
        if places[place].count(0) * 2 < len(places[place]) and zeros.count(True) == width - 1:
            return encoding
    return ""


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
    """Tell whether the text is UTF-8 in which something was cut off, or to which lines of another text were added."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    broken = high = 0
    for chunk in _chunks(path):
        text = decoder.decode(chunk)
        broken += text.count(REPLACEMENT)
        high += len(text) - len(text.encode("ascii", "ignore"))
    return broken <= high * _MOST_BROKEN or _has_utf8_lines(path)


def _has_utf8_lines(path: Path) -> bool:
    with path.open("rb") as file:
        lines = file.read(_ENDS).splitlines()
        file.seek(max(0, path.stat().st_size - _ENDS))
        lines += file.read().splitlines()[1:]
    texts = [line.decode("utf-8", "replace") for line in lines if _HIGH.search(line)]
    broken = sum(REPLACEMENT in text for text in texts)
    whole = sum(REPLACEMENT not in text and bool(_LONG.search(text)) for text in texts)
    return whole * _SELDOM > broken


def _of_old_windows(path: Path) -> str:
    """Tell the encodings of old Windows apart, by where the bytes of their characters lie."""
    lonely = pairs = 0
    firsts: Counter[int] = Counter()
    low_seconds = 0
    for chunk in _chunks(path):
        for run in _HIGH.findall(chunk):
            lonely += len(run) == 1
            pairs += len(run) // 2
        found = _PAIRS.findall(chunk)
        firsts.update(pair[0] for pair in found)
        low_seconds += sum(pair[1] < 0x80 for pair in found)
    order = _candidates(lonely, pairs, low_seconds, firsts)
    for encoding in order:
        if _reads_as(path, encoding):
            return encoding
        if _nearly_reads_as(path, encoding):
            return f"{encoding}?"
    return order[0]


def _candidates(lonely: int, pairs: int, low_seconds: int, firsts: Counter[int]) -> tuple[str, ...]:
    """Return the encodings to try.

    An accented letter stands alone, Chinese bytes come in pairs. Of a simplified character both are high; of a
    traditional one in Big5 the first lies between A4 and C6, and the second is low two times in five; the first of a
    Japanese one is lower than either.
    """
    seen = max(1, firsts.total())
    if sum(firsts[byte] for byte in _JAPANESE) * 5 > seen * 2:
        return ("cp932", "gb18030")
    if low_seconds * 5 > seen and sum(firsts[byte] for byte in _TRADITIONAL) * 10 > seen * 7:
        return ("big5hkscs", "gb18030")
    return ("cp1252", "gb18030") if lonely > pairs else ("gb18030", "cp1252")


def _nearly_reads_as(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    broken = high = 0
    for chunk in _chunks(path):
        text = decoder.decode(chunk)
        broken += text.count(REPLACEMENT)
        high += len(text) - len(text.encode("ascii", "ignore"))
    # The last character may always be cut off.
    broken += len(decoder.decode(b"", final=True))
    return broken <= max(1, high * _MOST_BROKEN)


def _row_of_break(path: Path, encoding: str) -> int:
    """Return the number of the line in which the first byte stands that is no character."""
    decoder, before = codecs.getincrementaldecoder(encoding.removesuffix("?"))("replace"), 1
    for chunk in _chunks(path):
        try:
            text = decoder.decode(chunk)
        except UnicodeError:
            # Wide characters without the mark that says which way round they are.
            return before
        if (at := text.find(REPLACEMENT)) >= 0:
            return before + text.count("\n", 0, at)
        before += text.count("\n")
    return before


def _rewrite(path: Path, target: Path, encoding: str) -> None:
    errors = "replace" if encoding.endswith("?") else "strict"
    decoder = codecs.getincrementaldecoder(encoding.removesuffix("?"))(errors)
    with target.open("w", encoding="utf-8", newline="") as out:
        for chunk in _chunks(path):
            out.write(decoder.decode(chunk))
        out.write(decoder.decode(b"", final=True))
