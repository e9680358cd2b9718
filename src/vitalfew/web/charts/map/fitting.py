"""How wide words are, without asking a font, and how they are shortened to their room."""

import unicodedata
from functools import lru_cache

_NARROW, _WIDE = frozenset("iljtfrI.,:;|'!()[] ·-1"), frozenset("mwMW@%&")
# Words shortened in titles before an ellipsis is used; the whole words stay in the link's name and in the table.
SHORT = {
    "Director": "Dir.", "Manager": "Mgr", "Procurement": "Proc.", "Purchasing": "Purch.", "Operations": "Ops",
    "General": "Gen.", "Technology": "Tech", "Specialist": "Spec.", "Engineer": "Eng.", "Department": "Dept",
    "Supervisor": "Supv.", "Logistics": "Log.", "Production": "Prod.", "Quality": "Qual.", "Officer": "Off.",
    "Financial": "Fin.", "Development": "Dev.", "and": "&",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WFA" and letter != "·":
        return 1.0
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE:
        return 0.90
    return 0.64 if letter.isupper() else 0.575


@lru_cache(maxsize=20_000)
def width(words: str, size: float, is_bold: bool = False) -> float:
    """Return about how many px words take, meant to be a little too many."""
    return sum(map(_em, words)) * size * (1.06 if is_bold else 1.0)


@lru_cache(maxsize=20_000)
def cut(words: str, size: float, room: float, is_bold: bool = False) -> str:
    """Shorten to the room with an ellipsis: Latin at the end of a word where one is near, Chinese at any letter."""
    if width(words, size, is_bold) <= room:
        return words
    kept = words
    while kept and width(kept + "…", size, is_bold) > room:
        kept = kept[:-1]
    space = kept.rfind(" ")
    if space > len(kept) * 0.6:
        kept = kept[:space]
    return kept.rstrip(" ·、,，&-") + "…"


def two_lines(words: str, size: float, room: float, is_bold: bool = False) -> list[str]:
    """Break what is too long for one line: at a dot between two things said, else where both halves are shortest.

    A single word is cut.
    """
    spaces = [place for place, letter in enumerate(words) if letter == " "]
    if not spaces or width(words, size, is_bold) <= room:
        return [cut(words, size, room, is_bold)]
    dots = [at for at in spaces if words[at:].startswith(" · ") and width(words[:at], size, is_bold) <= room]
    at = dots[0] if dots else min(spaces, key=lambda at: max(width(words[:at], size), width(words[at:], size)))
    return [cut(half.strip(" ·"), size, room, is_bold) for half in (words[:at], words[at:])]


def title(words: str, size: float, room: float) -> str:
    """Fit what a person is: shorten known words first, then cut."""
    if width(words, size) > room:
        words = " ".join(SHORT.get(word, word) for word in words.split(" "))
    return cut(words, size, room)


def name(words: str, size: float, room: float) -> str:
    """Fit a person's name: of a Latin one the family name stays, of one with a dot the part before it."""
    if width(words, size, is_bold=True) <= room:
        return words
    if " " in words and words.isascii():
        family, *given = words.split()  # Chinese order: Ouyang Wenjing → Ouyang W.
        short = f"{family} {given[0][0]}." if given else family
        return cut(short, size, room, is_bold=True)
    head, dot, _ = words.partition("·")  # 阿依古丽·买买提 → 阿依古丽
    return cut(head if dot else words, size, room, is_bold=True)
