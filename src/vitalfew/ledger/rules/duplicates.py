"""Customers that may be one and the same: shown before they are written, never merged by themselves."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

# What firms carry in their names and leave out in daily life.
_FORMS = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|股份公司|总公司|分公司|公司|集团|\b(co|ltd|limited|inc|corp|corporation|company"
    r"|llc|plc|gmbh|ag|kg|sa|srl|spa|bv|nv|pte|pty|oy|ab|group|holdings?)\b)",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[\W_]+")
# Shorter names differ by one sign for good reasons: 东风, 东方.
_LONG_ENOUGH = 6
MOST = 2000  # more new customers than this come with a first import, when nothing is known yet
SHOWN = 20


class Likeness(StrEnum):
    """In what two customers are alike."""

    ZEROS = "zeros"  # codes that differ by zeros in front: 123 was 00123 before a spreadsheet took it for a number
    SAME_NAME = "same_name"  # one name under two codes
    OTHER_NAME = "other_name"  # one code under two names
    NEAR_NAME = "near_name"  # names that differ by their legal form or by one sign


@dataclass(frozen=True)
class Suspect:
    """A customer of the file and one that is in the books or in the file, who may be one."""

    likeness: Likeness
    code: str
    name: str
    other_code: str
    other_name: str


Customer = tuple[str, str]  # code, name


def bare(name: str) -> str:
    """Return the name without width, case, signs and spaces."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", name).casefold())


def core(name: str) -> str:
    """Return what is left of the name without its legal form; the bare name where nothing is."""
    return bare(_FORMS.sub(" ", unicodedata.normalize("NFKC", name))) or bare(name)


def suspects(coming: Sequence[Customer], known: Sequence[Customer]) -> list[Suspect]:
    """Return who of the customers coming in may be somebody known, or another one coming in."""
    names = dict(known)
    found = [
        Suspect(Likeness.OTHER_NAME, code, name, code, names[code])
        for code, name in coming
        if code in names and name and names[code] and bare(names[code]) != bare(name)
    ]
    zeros = restore_zeros([code for code, _name in coming], names)
    found += [
        Suspect(Likeness.ZEROS, code, name, zeros[code], names[zeros[code]]) for code, name in coming if code in zeros
    ]
    new = [(code, name) for code, name in coming if code not in names and name and code != name]
    if len(new) > MOST:
        return found
    return [*found, *_alike(new, known, {frozenset(pair) for pair in zeros.items()})]


def restore_zeros(codes: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """Return the codes that the books know with other zeros in front, where only one fits."""
    by_number: dict[str, list[str]] = {}
    for code in (known := set(known)):
        if _is_number(code):
            by_number.setdefault(code.lstrip("0"), []).append(code)
    lost = {code for code in codes if _is_number(code)} - known
    return {code: same[0] for code in lost if len(same := by_number.get(code.lstrip("0"), [])) == 1}


def _is_number(code: str) -> bool:
    return code.isascii() and code.isdigit() and bool(code.strip("0"))


def _alike(new: Sequence[Customer], known: Sequence[Customer], told: set[frozenset[str]]) -> Iterator[Suspect]:
    by_bare, by_core, by_nearly = _Names(bare_only), _Names(core_only), _Names(nearly)
    for names in (by_bare, by_core, by_nearly):
        names.take(new)
    for code, name in [*known, *new]:
        for names, likeness in (
            (by_bare, Likeness.SAME_NAME), (by_core, Likeness.NEAR_NAME), (by_nearly, Likeness.NEAR_NAME),
        ):  # fmt: skip
            for other_code, other_name in names.like(name or ""):
                pair = frozenset((code, other_code))
                if len(pair) == 2 and pair not in told:
                    told.add(pair)
                    yield Suspect(likeness, other_code, other_name, code, name)


def bare_only(name: str) -> set[str]:
    """Return the one key under which equal names meet."""
    return {bare(name)} - {""}


def core_only(name: str) -> set[str]:
    """Return the one key under which names of one core meet."""
    return {core(name)} - {""}


def nearly(name: str) -> set[str]:
    """Return keys under which long names meet that differ by one sign: added, left out or exchanged."""
    text = core(name)
    if len(text) < _LONG_ENOUGH:
        return set()
    return {text, *(text[:place] + text[place + 1 :] for place in range(len(text)))}


class _Names:
    """New customers by the keys of their names."""

    def __init__(self, keys: Callable[[str], set[str]]) -> None:
        self.keys = keys
        self.found: dict[str, list[Customer]] = {}

    def take(self, customers: Iterable[Customer]) -> None:
        for customer in customers:
            for key in self.keys(customer[1]):
                self.found.setdefault(key, []).append(customer)

    def like(self, name: str) -> list[Customer]:
        keys = self.keys(name)
        return list(dict.fromkeys(one for key in keys for one in self.found.get(key, ())))
