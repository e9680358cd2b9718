"""What has changed since a day: everybody at one place on both days, who has not changed stands back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vitalfew.web.charts.map.card import FULL, card
from vitalfew.web.charts.map.fitting import cut, width
from vitalfew.web.charts.map.hierarchy import band_label, grounds, titles
from vitalfew.web.charts.map.layout import Room, lay_out
from vitalfew.web.charts.map.people import Heading, Line, Person
from vitalfew.web.charts.map.svg import Drawn, line, path, picture, rect, rounded, text, together

ROOM = Room(FULL, 62, 60, 92, 72, (12, 19))
SIGNS = {"new": "＋", "left": "✕", "up": "▲", "down": "▼", "moved": "⇄"}
GROUNDS = {
    "new": "good-ground",
    "up": "good-ground",
    "down": "bad-ground",
    "left": "bad-ground",
    "moved": "watch-ground",
}
TONES = {"new": "good", "up": "good", "down": "bad", "left": "bad", "moved": "watch"}


@dataclass(frozen=True)
class Ribbon:
    """One change of one person: new, left, up, down or moved, in words."""

    sign: str
    words: str


def difference(
    people: Sequence[Person],
    changes: Mapping[int, Sequence[Ribbon]],
    former: Mapping[int, int],
    gone: frozenset[int],
    heading: Heading,
) -> Drawn:
    """Draw all who are or were there; `former` names the former bosses of those who moved."""
    known = {one.key for one in people}
    moves = [Line(who, boss, "former") for who, boss in former.items() if boss in known]
    layout = lay_out(people, moves, ROOM)
    wide = max(layout.right + 30, heading.room, 720.0)
    out: list[Drawn] = [
        path(rounded(points), "boss" if changes.get(key) else "boss quiet") for key, points in layout.fixed
    ]
    out += [path(rounded(points), "lost w2") for _line, points in layout.routed]
    for one in people:
        x, y = layout.spots[one.key]
        out.append(card(one, x, y, FULL, look=None if changes.get(one.key) else "quiet"))
        if one.key in gone:
            out.append(line(x + 6, y + FULL.height - 6, x + FULL.width - 6, y + 6, "lost w2"))
        out.append(_ribbons(changes.get(one.key, ()), x + 4, y - (20 if one.power == "inner" else 16)))
    return picture(
        wide,
        layout.bottom + 12,
        heading.title,
        heading.facts,
        heading.language,
        *grounds(layout.strips, wide),
        titles(heading, is_full=True),
        *(band_label(one, is_full=True) for one in layout.strips),
        *out,
    )


def _ribbons(ribbons: Sequence[Ribbon], x: float, y: float) -> Drawn:
    """Write the changes while they fit, then how many more."""
    out, end = [], x + FULL.width + 40
    for order, one in enumerate(ribbons):
        words = f"{SIGNS[one.sign]} {one.words}"
        wide = width(words, 11, True) + 14
        if x + wide > end - (26 if order + 1 < len(ribbons) else 0) and order:
            out.append(text(x + 2, y + 13, f"+{len(ribbons) - order}", "t11 b ink2"))
            break
        shown = cut(words, 11, FULL.width, True)
        wide = width(shown, 11, True) + 14
        out.append(rect(x, y, wide, 18, GROUNDS[one.sign], 9) + text(x + 7, y + 13, shown, f"t11 b {TONES[one.sign]}"))
        x += wide + 4
    return together(out)
