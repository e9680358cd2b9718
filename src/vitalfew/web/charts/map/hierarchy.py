"""Who reports to whom, with every sign a card carries, the lines between people, and what is missing."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew.accounts.rules import ContactKind
from vitalfew.relations.labels_map import KIND_LABELS
from vitalfew.web.charts.map.card import FULL, SLIDE, Size, card
from vitalfew.web.charts.map.fitting import cut, width
from vitalfew.web.charts.map.layout import PAGE, Layout, Room, Strip, lay_out
from vitalfew.web.charts.map.legend import BARE_LINES, LINES, badge, head, legend
from vitalfew.web.charts.map.people import Heading, Line, Person, band_word
from vitalfew.web.charts.map.svg import (
    NOTHING,
    Drawn,
    Point,
    circle,
    line,
    link,
    path,
    picture,
    rect,
    rounded,
    text,
    together,
)

ON_SLIDE = Room(SLIDE, 46, 36, 92, 58, (11, 18))
SLIDE_WIDTH = 1280.0


def hierarchy(people: Sequence[Person], lines: Sequence[Line], heading: Heading, room: Room = PAGE) -> Drawn:
    """Draw the map of up to some thirty people as full cards."""
    return drawn(lay_out(people, lines, room, SLIDE_WIDTH if room is ON_SLIDE else 0), people, heading)


def drawn(layout: Layout, people: Sequence[Person], heading: Heading) -> Drawn:
    """Draw what has been laid out."""
    room, bottom = layout.room, layout.bottom
    is_full = room.size is FULL
    wide = max(layout.right + 30, heading.room, 720.0 if is_full else SLIDE_WIDTH)
    marks = gap_numbers(people)
    badges: list[Point] = []
    courses = [_course(one, points, badges) for one, points in layout.routed]
    is_bare = any(one.is_bare for one in people)
    foot, end = _foot(people, marks, bottom, wide, is_full=is_full, is_bare=is_bare)
    free = NOTHING if is_full else _gaps_on_slide(people, marks, layout, wide)
    return picture(
        wide,
        end,
        heading.title,
        f"{heading.facts}. {_('The table below the picture says the same.')}",
        heading.language,
        *grounds(layout.strips, wide),
        titles(heading, is_full=is_full),
        *(band_label(one, is_full=is_full) for one in layout.strips),
        *(_fence(layout.spots[one.key], room.size) for one in people if one.kind == "outsider"),
        *(path(rounded(points), "boss") for _key, points in layout.fixed),
        *(casing for casing, _line in courses),
        *(course for _casing, course in courses),
        *(card(one, *layout.spots[one.key], room.size, marks.get(one.key)) for one in people),
        foot,
        free,
    )


def gap_numbers(people: Sequence[Person]) -> dict[int, int]:
    """Number the people of whom something is missing, in their order."""
    return {one.key: number for number, one in enumerate((one for one in people if one.gaps), 1)}


def grounds(strips: Sequence[Strip], wide: float) -> list[Drawn]:
    """Draw the ground of each band."""
    return [
        rect(0, one.top, wide, one.bottom - one.top, "paper" if order % 2 else "band")
        for order, one in enumerate(strips)
    ]


def titles(heading: Heading, *, is_full: bool) -> Drawn:
    """Write what the picture is and what it tells in a line."""
    if is_full:
        return text(24, 36, heading.title, "t22") + text(24, 58, heading.facts, "t12 ink2")
    return text(24, 28, heading.title, "t18") + text(24, 45, heading.facts, "t11 ink2")


def band_label(strip: Strip, *, is_full: bool) -> Drawn:
    """Write a band's levels, each on a line of its own where they do not fit on one."""
    words, size, look, step = band_word(strip.band), 12 if is_full else 11, "t12" if is_full else "t11", 15
    room = 74.0
    parts = [words] if width(words, size, True) < room else words.split(pgettext("between levels", "·"))
    return together(
        text(10, strip.top + 22 + order * step, cut(one, size, room, True), f"{look} b ink2")
        for order, one in enumerate(parts)
    )


def _course(one: Line, points: Sequence[Point], badges: list[Point]) -> tuple[Drawn, Drawn]:
    course = rounded(points)
    look = f"{one.kind} w{one.strength}" if one.kind in ("plus", "minus") else one.kind
    double = path(course, "conflict-in") if one.kind == "conflict" else NOTHING
    sign = badge(one.kind, *_middle(points, badges)) if one.kind in ("plus", "minus", "conflict") else NOTHING
    arrival = head(one.kind, points[-2], points[-1])
    return path(course, "casing"), link(one.href, one.says, path(course, look), double, arrival, sign, tabindex="-1")


def _middle(points: Sequence[Point], placed: list[Point]) -> Point:
    """Return where the badge goes: on the longest piece that is not near another badge."""
    pieces = sorted(pairwise(points), key=lambda piece: -_length(piece))
    for (ax, ay), (bx, by) in pieces:
        for share in (0.5, 0.35, 0.65, 0.2, 0.8):
            spot = (ax + (bx - ax) * share, ay + (by - ay) * share)
            if all(abs(spot[0] - x) + abs(spot[1] - y) > 30 for x, y in placed):
                placed.append(spot)
                return spot
    return points[len(points) // 2]


def _length(piece: tuple[Point, Point]) -> float:
    (ax, ay), (bx, by) = piece
    return abs(ax - bx) + abs(ay - by)


def _fence(spot: Point, size: Size) -> Drawn:
    (x, y), rise = spot, 24 if size.height > 80 else 17
    place = (x - 13, y - rise, size.width + 26, size.height + rise + 9)
    words = text(x + (24 if rise < 20 else -4), y - 6, str(KIND_LABELS[ContactKind.OUTSIDER]), "t11 ink2")
    return rect(*place, "paper", 12) + rect(*place, "fence", 12) + words


def _said(one: Person) -> str:
    gaps = pgettext("between names", ", ").join(one.gaps)
    return _("%(name)s: %(gaps)s") % {"name": one.name, "gaps": gaps}


def _foot(
    people: Sequence[Person], marks: Mapping[int, int], y: float, wide: float, *, is_full: bool, is_bare: bool
) -> tuple[Drawn, float]:
    """Draw the key and, on a page, the gaps in words; return it and where the picture ends."""
    left, step, lines = (24, 24, 28) if is_full else (12, 19, 20)
    kinds = BARE_LINES if is_bare else LINES
    shown = ("ours", "outsider") if is_bare else ("gap", "ours", "placeholder", "outsider")
    key, end = legend(left, y + lines, wide - 2 * left, step=step, lines=kinds, marks=shown, is_bare=is_bare)
    if not is_full or not marks:
        return key, end + 16
    top = end + 42
    out = [line(24, end + 18, wide - 24, end + 18, "hair"), text(24, top, pgettext("map", "Gaps"), "t12 b ink2")]
    columns = max(1, int((wide - 110) // 340))
    column = (wide - 110) / columns
    for order, one in enumerate(one for one in people if one.gaps):
        x, at_y = 90 + (order % columns) * column, top + (order // columns) * 24
        out.append(circle(x, at_y - 4, 9.5, "gapmark") + text(x, at_y, marks[one.key], "t11 b mid on"))
        out.append(text(x + 17, at_y, cut(_said(one), 12, column - 34), "t12"))
    return key + together(out), top + ((len(marks) - 1) // columns) * 24 + 22


def _gaps_on_slide(people: Sequence[Person], marks: Mapping[int, int], layout: Layout, wide: float) -> Drawn:
    """On a slide the gaps stand in the emptiest corner of the map; without one they are told beside it."""
    size = layout.room.size
    lines = [points for _line, points in layout.routed] + [points for _key, points in layout.fixed]
    for strip in reversed(layout.strips):
        top = strip.top
        left = max([x + size.width for x, y in layout.spots.values() if y + size.height > top], default=0.0) + 34
        hit = any(max(a[0], b[0]) > left - 12 and max(a[1], b[1]) > top for one in lines for a, b in pairwise(one))
        rows = int((layout.bottom - top - 34) // 21)
        columns = -(-len(marks) // rows) if rows > 0 else 0
        if marks and columns and (wide - left) / columns > 270 and not hit:
            return _gap_columns(people, marks, (left, top + 24), (wide - left - 10) / columns, rows)
    return NOTHING


def _gap_columns(people: Sequence[Person], marks: Mapping[int, int], corner: Point, column: float, rows: int) -> Drawn:
    left, top = corner
    out = [text(left, top, pgettext("map", "Gaps"), "t11 b ink2")]
    for order, one in enumerate(one for one in people if one.gaps):
        x, y = left + (order // rows) * column, top + (order % rows + 1) * 21
        out.append(circle(x + 9, y - 4, 8.5, "gapmark") + text(x + 9, y, marks[one.key], "t11 b mid on"))
        out.append(text(x + 24, y, cut(_said(one), 11, column - 34), "t11"))
    return together(out)
