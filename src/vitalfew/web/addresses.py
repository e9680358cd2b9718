"""Addresses of pages, worked out once for each page and then only filled with numbers."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

MARK = 987_654_321_000  # a number of no row: where it stands in an address, the asked one goes
KEPT = 4096


def address(name: str, *parts: int | str) -> str:
    """Return the address of the page of this name for these numbers and words, as `reverse` gives it."""
    if not all(_is_plain(part) for part in parts):
        return reverse(name, args=parts)
    numbers = [part for part in parts if isinstance(part, int)]
    shape = tuple(None if isinstance(part, int) else part for part in parts)
    return _frame(get_script_prefix(), name, shape).format(*numbers)


def _is_plain(part: int | str) -> bool:
    if isinstance(part, bool):
        return False
    return part >= 0 if isinstance(part, int) else part.isascii() and part.replace("_", "").isalpha()


@lru_cache(KEPT)
def _frame(_prefix: str, name: str, shape: tuple[str | None, ...]) -> str:
    """Return the address with a hole for each number, the words filled in."""
    found = reverse(name, args=[MARK + place if word is None else word for place, word in enumerate(shape)])
    framed = found.replace("{", "{{").replace("}", "}}")
    for place, word in enumerate(shape):
        framed = framed.replace(str(MARK + place), "{}") if word is None else framed
    return framed
