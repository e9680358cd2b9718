"""Files kept with an account: which kinds, how large, under which names."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath

HEAD_BYTES = 4096  # of a file, by which it is known whether it is what its name says
LONGEST_NAME = 150
_ZIP, _OLE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_JPEG = (b"\xff\xd8\xff",)
# Ending → how such a file begins; of plain text nothing is known but that it holds no zero byte.
# Nothing that a browser would run: no page, no drawing with script, no programme, no document with macros.
KINDS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".docx": _ZIP,
    ".xlsx": _ZIP,
    ".pptx": _ZIP,
    ".doc": _OLE,
    ".xls": _OLE,
    ".ppt": _OLE,
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".txt": (),
    ".csv": (),
}


class AttachmentWhy(StrEnum):
    """Why a file is not kept."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN_KIND = "unknown_kind"
    NOT_WHAT_IT_SAYS = "not_what_it_says"
    NO_REASON = "no_reason"
    REMOVED = "removed"


class UnfitAttachment(ValueError):
    """The file cannot be kept, or not be removed. Nothing was written."""

    def __init__(self, why: AttachmentWhy) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class AttachmentState:
    """One file: what it is called, how large, what it is, who brought it; removed, its bytes are gone."""

    id: int
    version: int
    account_id: int
    name: str
    size: int
    sha256: str
    note: str
    stored: str
    added_by_name: str
    added_on: date
    removed_on: date | None
    remove_reason: str


def safe_name(given: str) -> str:
    """Return the name under which the file is offered again: no path, nothing unseen, nothing that turns text round."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C" and sign not in '<>:"|?*')
    bare = PurePosixPath(" ".join(seen.split()).strip(". "))
    ending = bare.suffix.lower()
    stem = bare.stem[: LONGEST_NAME - len(ending)].strip(". ") or "file"
    return stem + ending


def check_file(name: str, size: int, head: bytes, most: int) -> None:
    """Raise UnfitAttachment unless the file is of a kind that is kept, and is what its name says."""
    if not size:
        raise UnfitAttachment(AttachmentWhy.EMPTY)
    if size > most:
        raise UnfitAttachment(AttachmentWhy.TOO_LARGE)
    ending = PurePosixPath(name).suffix.lower()
    if ending not in KINDS:
        raise UnfitAttachment(AttachmentWhy.UNKNOWN_KIND)
    begins = KINDS[ending]
    fits = head.startswith(begins) if begins else b"\0" not in head
    if not fits:
        raise UnfitAttachment(AttachmentWhy.NOT_WHAT_IT_SAYS)
