"""A small writer of SVG: classes only, never a style; every word it is given is escaped on the way in."""

from collections.abc import Iterable, Sequence
from html import escape
from zlib import crc32

from vitalfew.web.charts.map.fitting import two_lines

Point = tuple[float, float]
Value = str | float | None

FITS = 1620  # px: a quarter wider than a page at 1440


class Drawn(str):
    """Markup written by this module. Plain words that meet it are escaped, so none of them can become markup."""

    __slots__ = ()

    def __html__(self) -> str:
        return self

    def __add__(self, other: str) -> "Drawn":
        return Drawn(str.__add__(self, other if isinstance(other, Drawn) else escape(other)))


NOTHING = Drawn("")


def together(parts: Iterable[str]) -> Drawn:
    """Put pieces one after the other."""
    return Drawn("".join(part if isinstance(part, Drawn) else escape(part) for part in parts))


def num(value: float) -> str:
    """Write a length with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def tag(name: str, *children: str, **attributes: Value) -> Drawn:
    """Write an element; `class_` is class, `aria_label` is aria-label, None leaves an attribute out."""
    head = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else num(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    body = together(children)
    return Drawn(f"<{name}{head}>{body}</{name}>" if body else f"<{name}{head}/>")


def text(x: float, y: float, words: object, look: str = "t12") -> Drawn:
    """Write words; `look` are classes of map.css."""
    return Drawn(f'<text x="{num(x)}" y="{num(y)}" class="{look}">{escape(str(words), quote=False)}</text>')


def rect(x: float, y: float, width: float, height: float, look: str, radius: float = 0) -> Drawn:
    """Draw a box."""
    return Drawn(
        f'<rect x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}" rx="{num(radius)}" '
        f'class="{look}"/>'
    )


def stacked(words: str, x: float, y: float, size: float, room: float, look: str) -> Drawn:
    """Write words around this height, on two lines where one is too short for them."""
    parts = two_lines(words, size, room, " b" in look)
    first = y - 6.5 * (len(parts) - 1)
    return together(text(x, first + 13 * n, one, look) for n, one in enumerate(parts))


def path(course: str, look: str) -> Drawn:
    """Draw a path."""
    return Drawn(f'<path d="{course}" class="{look}"/>')


def line(x1: float, y1: float, x2: float, y2: float, look: str) -> Drawn:
    """Draw a straight line."""
    return path(f"M{num(x1)} {num(y1)}L{num(x2)} {num(y2)}", look)


def circle(x: float, y: float, radius: float, look: str) -> Drawn:
    """Draw a disc or a ring."""
    return Drawn(f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}" class="{look}"/>')


def at(x: float, y: float, *children: str, **attributes: Value) -> Drawn:
    """Draw the children in a place of their own."""
    return tag("g", *children, transform=f"translate({num(x)} {num(y)})", **attributes)


def link(href: str, name: str, *children: str, **attributes: Value) -> Drawn:
    """Draw what can be opened: one stop of the keyboard, named for the screen reader and as a tooltip.

    Without an address, in a picture that leaves the house, it is a group with the same name.
    """
    title = tag("title", name)
    if not href:
        return tag("g", title, *children, role="img", aria_label=name)
    return tag("a", title, *children, href=href, aria_label=name, **attributes)


def picture(
    width: float, height: float, title: str, described: str, language: str, *children: str, may_shrink: bool = True
) -> Drawn:
    """Draw the whole. Never role=img: that would hide the links inside from a screen reader.

    What is hardly wider than a desk may shrink to be seen at once, except where its signs are the smallest that a
    finger can hit.
    """
    key = f"m{crc32((title + language).encode()):x}"  # several pictures may share a page
    return tag(
        "svg",
        tag("title", title, id=f"{key}-title"),
        tag("desc", described, id=f"{key}-desc"),
        rect(0, 0, width, height, "paper"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {num(width)} {num(height)}",
        width=width,
        height=height,
        class_="map at-once" if may_shrink and width <= FITS else "map",
        role="group",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-desc",
        lang=language,
    )


def rounded(points: Sequence[Point], radius: float = 7) -> str:
    """Return the course through the points with round corners."""
    out = [f"M{num(points[0][0])} {num(points[0][1])}"]
    for (ax, ay), (bx, by), (cx, cy) in zip(points, points[1:], points[2:], strict=False):
        before, after = abs(bx - ax) + abs(by - ay), abs(cx - bx) + abs(cy - by)
        r = min(radius, before / 2, after / 2)
        if r < 0.5:
            continue
        px, py = bx - r * (bx - ax) / before, by - r * (by - ay) / before
        qx, qy = bx + r * (cx - bx) / after, by + r * (cy - by) / after
        out.append(f"L{num(px)} {num(py)}Q{num(bx)} {num(by)} {num(qx)} {num(qy)}")
    out.append(f"L{num(points[-1][0])} {num(points[-1][1])}")
    return "".join(out)


def curve(start: Point, end: Point, look: str, bend: float = 0.45) -> Drawn:
    """Draw a curve that leaves and arrives level."""
    (x1, y1), (x2, y2) = start, end
    dx = (x2 - x1) * bend
    ends = f"{num(x1 + dx)} {num(y1)} {num(x2 - dx)} {num(y2)} {num(x2)} {num(y2)}"
    return path(f"M{num(x1)} {num(y1)}C{ends}", look)


def on_curve(start: Point, end: Point, share: float = 0.5, bend: float = 0.45) -> Point:
    """Return the place on such a curve, 0 at its start and 1 at its end."""
    (x1, y1), (x2, y2) = start, end
    dx, rest = (x2 - x1) * bend, 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    xs, ys = (x1, x1 + dx, x2 - dx, x2), (y1, y1, y2, y2)
    return sum(w * x for w, x in zip(weights, xs, strict=True)), sum(w * y for w, y in zip(weights, ys, strict=True))
