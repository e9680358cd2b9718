"""Addresses of pages, worked out once for each page and then only filled with numbers."""

from functools import cache

from django.urls import get_script_prefix, reverse

MARK = 987_654_321_000  # a number of no row: where it stands in an address, the asked one goes


def address(name: str, *numbers: int) -> str:
    """Return the address of the page of this name for these numbers, as `reverse` gives it."""
    if any(number < 0 for number in numbers):
        return reverse(name, args=numbers)  # which says that there is no such page
    return _frame(get_script_prefix(), name, len(numbers)).format(*numbers)


@cache
def _frame(_prefix: str, name: str, count: int) -> str:
    """Return the address with a hole for each number."""
    found = reverse(name, args=[MARK + place for place in range(count)])
    framed = found.replace("{", "{{").replace("}", "}}")
    for place in range(count):
        framed = framed.replace(str(MARK + place), f"{{{place}}}")
    return framed
