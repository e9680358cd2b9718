"""Every address of the product, from the table of addresses itself."""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def all_routes() -> dict[str, str]:
    """Return route name → address pattern; an address without a name stands under its pattern."""
    return {name or f"(no name) {pattern}": pattern for name, pattern in _walk(get_resolver().url_patterns, "", "")}


def _walk(patterns: Iterable[URLPattern | URLResolver], prefix: str, space: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, address, inner)
        else:
            yield (space + pattern.name if pattern.name else ""), address
