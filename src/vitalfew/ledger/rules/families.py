"""To which family a product belongs: as lines or files say, or as its code begins."""

import re
from dataclasses import dataclass

_LETTERS = re.compile(r"([^\W\d_]{2,})[-_. /]?\d")


@dataclass(frozen=True)
class Family:
    """The family of a product; "" where nobody knows. A guess rests on the letters its code begins with."""

    name: str
    is_guessed: bool = False


def family_of(product: str, *told: str | None) -> Family:
    """Return the first family that is told, or else the letters with which the product's code begins."""
    if known := next((one for one in told if one), None):
        return Family(known)
    found = _LETTERS.match(product)
    return Family(found[1].upper(), True) if found else Family("")
