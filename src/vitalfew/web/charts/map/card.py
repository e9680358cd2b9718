"""A person as a card, a row and a sign; the parts all pictures share."""

from collections.abc import Sequence
from dataclasses import dataclass

from vitalfew.web.charts.map.fitting import cut, name, title, width
from vitalfew.web.charts.map.people import Person, days_word, nobody_word
from vitalfew.web.charts.map.svg import NOTHING, Drawn, at, circle, link, path, rect, tag, text, together


@dataclass(frozen=True)
class Size:
    """How large a card is drawn: its sides, the field of the attitude on its left, its two type sizes."""

    width: int
    height: int
    side: int
    name: int
    small: int


FULL, SLIDE, HEAD = Size(208, 90, 26, 16, 12), Size(176, 64, 20, 14, 11), Size(172, 64, 20, 14, 11)
# Shapes tell the attitude without colour: chevrons up, a bar, chevrons down, in a field of 16 px.
SIGNS = {
    3: "M1 5L8 0L15 5ZM1 10.5L8 5.5L15 10.5ZM1 16L8 11L15 16Z",
    2: "M1 8L8 1L15 8ZM1 15L8 8L15 15Z",
    1: "M1 12L8 4L15 12Z",
    0: "M2 5.5L14 5.5L14 10.5L2 10.5Z",
    -1: "M1 4L8 12L15 4Z",
    -2: "M1 1L8 8L15 1ZM1 8L8 15L15 8Z",
    -3: "M1 0L8 5L15 0ZM1 5.5L8 10.5L15 5.5ZM1 11L8 16L15 11Z",
}


def tone(attitude: int | None) -> str:
    """Return the part of a class that tells the attitude."""
    return "u" if attitude is None else str(attitude)


def glyph(attitude: int | None, is_confirmed: bool, x: float, y: float, ground: str = "g", scale: float = 1.0) -> Drawn:
    """Draw the sign of an attitude, an outline only while it is assumed; `ground` is g on its field, m on paper."""
    if attitude is None:
        return text(x + 8 * scale, y + 13 * scale, "?", f"{'t14' if scale > 0.8 else 't11'} b mid ink2")
    shape = path(SIGNS[attitude], f"a{attitude}{ground} glyph" + ("" if is_confirmed else " hollow"))
    return tag("g", shape, transform=f"translate({x:.1f} {y:.1f}) scale({scale:g})")


def bars(depth: int, x: float, y: float) -> Drawn:
    """Draw how deep the contact is, like the bars of a phone."""
    return together(rect(x + i * 6, y - 4 - i * 3, 4, 4 + i * 3, "bar" if i < depth else "bar0") for i in range(3))


def clock(x: float, y: float) -> Drawn:
    """Draw the sign of a silence that is too long."""
    return circle(x + 5, y - 4, 4.5, "clock") + path(f"M{x + 5:.1f} {y - 7:.1f}v3h2.5", "clock")


def fresh(person: Person, x: float, y: float) -> Drawn:
    """Write the days since the last contact, loud only once they are more than agreed."""
    words = days_word(person.days)
    if person.days is None:
        return text(x, y, words, "t11 watch b" if person.is_key else "t11 ink3")
    if not person.is_stale:
        return text(x, y, words, "t11 ink2")
    return clock(x, y) + text(x + 13, y, words, "t11 watch b")


def fresh_width(person: Person) -> float:
    """Return how wide `fresh` is at most."""
    return width(days_word(person.days), 11, True) + (13 if person.is_stale else 0)


def outline(person: Person, size: Size) -> Drawn:
    """Draw the frame: two rings for the inner circle, a strong one near it, a hairline outside, dashes for a seat."""
    w, h = size.width, size.height
    look = f"p-{person.power or 'none'}"
    if person.kind == "placeholder":
        return rect(0, 0, w, h, "unknown", 8)
    if person.kind == "outsider":
        corner = f"M8 0L{w - 16} 0L{w} 16L{w} {h - 8}Q{w} {h} {w - 8} {h}L8 {h}Q0 {h} 0 {h - 8}L0 8Q0 0 8 0Z"
        return path(corner, look)
    ring = rect(-4.5, -4.5, w + 9, h + 9, "ring", 12) if person.power == "inner" else NOTHING
    return ring + rect(0, 0, w, h, look, 8)


def side(person: Person, size: Size) -> Drawn:
    """Draw the field of the attitude."""
    w, h = size.side, size.height
    scale = 1.0 if w > 22 else 0.85
    course = f"M8 1L{w} 1L{w} {h - 1}L8 {h - 1}Q1 {h - 1} 1 {h - 8}L1 8Q1 1 8 1Z"
    if person.is_bare:
        return path(course, "a0b")
    sign = glyph(person.attitude, person.is_confirmed, w / 2 - 8 * scale, h / 2 - 8 * scale, "g", scale)
    return path(course, f"a{tone(person.attitude)}b") + sign


def called(person: Person, size: float, room: float) -> str:
    """Fit what the person is called; a seat's words are cut, never turned into initials."""
    return cut(person.name, size, room, True) if person.kind == "placeholder" else name(person.name, size, room)


def owners(person: Person, x: float, y: float, room: float) -> Drawn:
    """Write who of us keeps the contact, ending at x, with our square; loud where nobody does."""
    if not person.owners and person.is_bare:
        return NOTHING
    if not person.owners:
        words, look = cut(nobody_word(), 11, room - 14, True), "t11 end watch b"
    else:
        more = f" +{len(person.owners) - 1}" if len(person.owners) > 1 else ""
        words = name(person.owners[0], 11, room - 14 - width(more, 11, True)) + more
        look = "t11 end us b"
    square = rect(x - width(words, 11, True) - 11, y - 8, 7, 7, "usmark" if person.owners else "watch-fill", 1)
    return square + text(x, y, words, look)


def chips(person: Person, x: float, y: float, room: float) -> Drawn:
    """Draw the roles while they fit, then how many more."""
    out, left = [], x
    for index, words in enumerate(person.roles):
        w = width(words, 11) + 10
        rest = len(person.roles) - index
        if left + w > x + room - (22 if rest > 1 else 0):
            out.append(text(left, y + 12, f"+{rest}", "t11 ink2"))
            break
        loud = " watch b" if person.is_role_open else ""
        out.append(rect(left, y, w, 16, "role", 8) + text(left + w / 2, y + 12, words, f"t11 mid{loud}"))
        left += w + 5
    return together(out)


def face(person: Person, size: Size) -> Drawn:
    """Write what stands on a card."""
    x, room = size.side + 9, size.width - size.side - 18
    if size.height < FULL.height:
        return _small_face(person, size, x, room)
    shown = called(person, size.name, room)
    beside = x + width(shown, size.name, True) + 6
    fits = person.also and width(person.also, 11) < size.width - beside - 14
    foot = owners(person, size.width - 10, 83, 86)
    if not person.is_bare:
        foot = bars(person.depth, x, 83) + fresh(person, x + 23, 83) + foot
    return (
        text(x, 25, shown, "t16")
        + (text(beside, 25, person.also, "t11 ink3") if fits else NOTHING)
        + text(x, 43, title(person.title or person.unit, 12, room), "t12 ink2")
        + chips(person, x, 50, room)
        + foot
    )


def _small_face(person: Person, size: Size, x: float, room: float) -> Drawn:
    """Smaller card: contact beside the name while the name fits; else only its bars."""
    right = size.width - 9
    contact = fresh_width(person) + 25
    is_short = width(person.name, size.name, True) <= room - contact
    shown = called(person, size.name, room - (contact if is_short else 24))
    beside = NOTHING
    if not person.is_bare:
        left = right - (fresh_width(person) if is_short else 0)
        beside = bars(person.depth, left - (21 if is_short else 17), 20) + (
            fresh(person, left, 20) if is_short else NOTHING
        )
    first = width(person.roles[0], 11) + 10 if person.roles else 0
    half = min(max(room - first - 8, 40), 92)
    return (
        text(x, 20, shown, "t14")
        + beside
        + text(x, 37, title(person.title or person.unit, 11, room), "t11 ink2")
        + chips(person, x, 43, room - half)
        + owners(person, right, 55, half)
    )


def numbers(mark: int | None, person: Person, size: Size) -> Drawn:
    """Draw the number of a gap on the corner that holds no other sign."""
    if mark is None:
        return NOTHING
    corner = size.width - (24 if person.kind == "outsider" else 10)
    x = 10 if size.height < FULL.height else corner
    return circle(x, 0, 9.5, "gapmark") + text(x, 4, mark, "t11 b mid on")


def card(person: Person, x: float, y: float, size: Size, mark: int | None = None, look: str | None = None) -> Drawn:
    """Draw a person as a card at a place."""
    body = (
        outline(person, size),
        side(person, size),
        face(person, size),
        numbers(mark, person, size),
        rect(-6, -6, size.width + 12, size.height + 12, "focus", 13),
    )
    more = {"id": f"p{person.key}", "data_person": str(person.key), "data_version": str(person.version)}
    return at(x, y, link(person.href, person.says or person.name, *body, **more), class_=look)


def rings(power: str, x: float, y: float, outer: float, inner: float, single: float) -> Drawn:
    """Draw the power circle round a small sign."""
    radii: Sequence[float] = {"inner": (outer, inner), "structure": (single,)}.get(power, ())
    return together(circle(x, y, radius, "ring") for radius in radii)


def row(person: Person, x: float, y: float, room: float) -> Drawn:
    """Draw a person as a line of 24 px: sign, name, depth of the contact."""
    label = called(person, 12, room - 56)
    body = (
        rect(0, 0, room, 24, "hit"),
        rings(person.power, 11, 12, 12, 9.5, 10.5),
        NOTHING if person.is_bare else glyph(person.attitude, person.is_confirmed, 5, 6, "m", 0.75),
        text(27, 16, label, "t12" + (" b" if person.is_key else "")),
        NOTHING if person.is_bare else bars(person.depth, room - 20, 17),
        rect(-1, -1, room + 2, 26, "focus", 4),
    )
    return at(x, y, link(person.href, person.says or person.name, *body))


def sign(person: Person, x: float, y: float) -> Drawn:
    """Draw a person as a sign in a field of 24 px, the smallest target there may be."""
    body = (
        rect(0, 0, 24, 24, "hit"),
        rings(person.power, 12, 12, 10.5, 8, 9.5),
        circle(12, 12, 4, "bar0")
        if person.is_bare
        else glyph(person.attitude, person.is_confirmed, 6.5, 6.5, "m", 0.68),
        rect(1, 1, 22, 22, "focus", 4),
    )
    return at(x, y, link(person.href, person.says or person.name, *body))
