"""What has changed since a day: everybody at one place on both days, who has not changed stands back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vitalfew.web.charts.map.card import FULL, card
from vitalfew.web.charts.map.fitting import cut, width
from vitalfew.web.charts.map.hierarchy import band_label, grounds, titles
from vitalfew.web.charts.map.layout import Layout, Room, lay_out
from vitalfew.web.charts.map.people import Heading, Person
from vitalfew.web.charts.map.svg import Drawn, Point, line, path, picture, rect, rounded, text, together

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
    layout = lay_out(people, [], ROOM)
    wide = max(layout.right + 30, 720.0)
    out: list[Drawn] = [
        path(rounded(points), "boss" if changes.get(key) else "boss quiet") for key, points in layout.fixed
    ]
    for one in people:
        x, y = layout.spots[one.key]
        if one.key in former and former[one.key] in layout.spots:
            out.append(_former(layout, one.key, former[one.key]))
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


def _former(layout: Layout, who: int, boss: int) -> Drawn:
    (x, y), (bx, by) = layout.spots[who], layout.spots[boss]
    points: list[Point] = [(x + FULL.width, y + 60), (bx - 34, y + 60), (bx - 34, by + 62), (bx, by + 62)]
    return path(rounded(points), "lost w2")


def _ribbons(ribbons: Sequence[Ribbon], x: float, y: float) -> Drawn:
    out, end = [], x + FULL.width + 44
    for one in ribbons:
        room = end - x - 14
        if room < 40:
            break
        words = cut(f"{SIGNS[one.sign]} {one.words}", 11, room, True)
        wide = width(words, 11, True) + 14
        out.append(rect(x, y, wide, 18, GROUNDS[one.sign], 9) + text(x + 7, y + 13, words, f"t11 b {TONES[one.sign]}"))
        x += wide + 4
    return together(out)
