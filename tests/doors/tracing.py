"""Following every figure of a page to its lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import unescape

from django.test import Client

_LINK = re.compile(r"<a\b[^>]*\bdata-figure=[^>]*>")
_SUM = re.compile(r'data-sum="([^"]*)"')
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Traced:
    """A figure that a page shows, and where its lines are."""

    page: str
    figure: str
    href: str


def figures_of(client: Client, page: str) -> Iterator[Traced]:
    """Yield every figure of the page that leads to lines."""
    answer = client.get(page)
    assert answer.status_code == 200, (page, answer.status_code)
    for tag in _LINK.findall(answer.content.decode()):
        yield Traced(page, _value(tag, "data-figure"), unescape(_value(tag, "href")))


def check(client: Client, page: str, seen: dict[str, str]) -> int:
    """Follow every figure of the page; fail where the lines come to another one; return how many there were."""
    count = 0
    for one in figures_of(client, page):
        asked = f"{one.href} {bool(_DAY.fullmatch(one.figure))}"
        if asked not in seen:
            seen[asked] = _said(client, one)
        assert _same(one.figure, seen[asked]), f"{one} but its lines come to {seen[asked]!r}"
        count += 1
    return count


def _said(client: Client, one: Traced) -> str:
    answer = client.get(one.href)
    assert answer.status_code == 200, one
    if _DAY.fullmatch(one.figure):
        return str(answer.context["lines"].rows[0].day)
    found = _SUM.search(answer.content.decode())
    assert found, one
    return found.group(1)


def _same(figure: str, found: str) -> bool:
    if _DAY.fullmatch(figure) or not found:
        return figure == found
    return Decimal(figure) == Decimal(found)


def _value(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found.group(1) if found else ""
