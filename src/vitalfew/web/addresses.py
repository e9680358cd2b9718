"""Addresses of pages, worked out once for each page and then only filled with numbers."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

MARK = 987_654_321_000  # a number of no row: where it stands in an address, the asked one goes
KEPT = 4096


def address(name: str, *parts: int | str) -> str:
    """Return the address of the page of this name for these numbers and words, as `reverse` gives it."""
    numbers = [part for part in parts if type(part) is int]
    shape = tuple([None if type(part) is int else part for part in parts])
    frame = _frame(get_script_prefix(), name, shape)
    if frame is None or (numbers and min(numbers) < 0):
        return reverse(name, args=parts)
    return frame.format(*numbers)


@lru_cache(KEPT)
def _frame(_prefix: str, name: str, shape: tuple[object, ...]) -> str | None:
    """Return the address with a hole for each number, the words filled in; None where a word is more than letters."""
    if not all(word is None or _is_plain(word) for word in shape):
        return None
    found = reverse(name, args=[MARK + place if word is None else word for place, word in enumerate(shape)])
    framed = found.replace("{", "{{").replace("}", "}}")
    for place, word in enumerate(shape):
        framed = framed.replace(str(MARK + place), "{}") if word is None else framed
    return framed


def _is_plain(word: object) -> bool:
    return isinstance(word, str) and word.isascii() and word.replace("_", "").isalpha()
