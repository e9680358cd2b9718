"""Where every card of a hierarchy stands and how every line runs; no drawing here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from vitalfew.web.charts.map.card import FULL, Size
from vitalfew.web.charts.map.people import LAST_BAND, Line, Person
from vitalfew.web.charts.map.routes import Lanes, Rect
from vitalfew.web.charts.map.svg import Point
from vitalfew.web.charts.map.tree import Box, place, walk

INDENT = 24.0
ROOT = 0
Row = tuple[int, int]  # band, line within it
Fixed = list[tuple[int, list[Point]]]


@dataclass(frozen=True)
class Room:
    """The room around the cards."""

    size: Size
    gap_x: float
    gap_y: float
    left: float
    top: float
    lanes: tuple[float, float]


PAGE = Room(FULL, 48, 56, 88, 72, (12, 19))


@dataclass(frozen=True)
class Strip:
    """The ground of one band of levels."""

    band: int
    top: float
    bottom: float


class Family:
    """Who reports to whom among the people drawn; a boss who is not drawn is nobody, a circle is cut open."""

    def __init__(self, people: Sequence[Person]) -> None:
        """Take the people in the order in which siblings stand."""
        self.people = {one.key: one for one in people}
        self.boss = {one.key: one.boss if one.boss in self.people else None for one in people}
        for key in self.people:
            self._open(key)
        self.under: dict[int | None, list[Person]] = {}
        for one in people:
            self.under.setdefault(self.boss[one.key], []).append(one)

    def _open(self, key: int) -> None:
        seen, here = {key}, self.boss[key]
        while here is not None:
            if here in seen:
                self.boss[key] = None
                return
            seen.add(here)
            here = self.boss[here]

    def staff(self, key: int | None) -> list[Person]:
        """Return who reports to this person; None: who reports to nobody."""
        return self.under.get(key, [])

    def hangs(self, key: int) -> bool:
        """Tell whether the staff hangs in a stack: several, and none of them with staff."""
        staff = self.staff(key)
        return len(staff) > 1 and not any(self.staff(one.key) for one in staff)

    @cached_property
    def columns(self) -> list[list[Person]]:
        """Return those with neither boss nor staff, in columns by unit, the highest on top."""
        alone: dict[str, list[Person]] = {}
        for one in self.staff(None):
            if not self.staff(one.key):
                alone.setdefault(one.unit, []).append(one)
        return [
            sorted(column, key=lambda one: LAST_BAND if one.band is None else one.band) for column in alone.values()
        ]


def _band(one: Person) -> int:
    return LAST_BAND if one.band is None else one.band


def rows_of(family: Family) -> dict[int, Row]:
    """Return band and line of everybody: the formal level, a next line where the boss is in the same band or below."""
    rows: dict[int, Row] = {}

    def go(person: Person, floor: Row) -> None:
        unknown = min(floor[0] + 1, LAST_BAND)
        band = max(person.band if person.band is not None else unknown, floor[0])
        rows[person.key] = (band, floor[1] + 1 if band == floor[0] else 0)
        seen: dict[int, int] = {}
        hangs = family.hangs(person.key)
        for each in family.staff(person.key):
            go(each, rows[person.key])
            if hangs:
                band, line = rows[each.key]
                rows[each.key] = (band, line + seen.get(band, 0))
                seen[band] = seen.get(band, 0) + 1

    in_columns = {one.key for column in family.columns for one in column}
    for root in family.staff(None):
        if root.key not in in_columns:
            go(root, (-1, 0))
    for column in family.columns:
        seen: dict[int, int] = {}
        for one in column:
            band = _band(one)
            rows[one.key] = (band, seen.get(band, 0))
            seen[band] = seen.get(band, 0) + 1
    return rows


@dataclass(frozen=True)
class Layout:
    """Where everything stands: the left top corner of every card, the bands, the lines."""

    room: Room
    spots: Mapping[int, Point]
    strips: Sequence[Strip]
    right: float
    fixed: Fixed  # the line of each person to the boss
    routed: Sequence[tuple[Line, list[Point]]]

    @property
    def bottom(self) -> float:
        return self.strips[-1].bottom if self.strips else self.room.top

    def rect(self, key: int) -> Rect:
        """Return the card of a person."""
        return (*self.spots[key], self.room.size.width, self.room.size.height)


def lay_out(people: Sequence[Person], lines: Sequence[Line], room: Room = PAGE, wide: float = 0) -> Layout:
    """Place every card and route every line."""
    inside = [one for one in people if one.kind != "outsider"]
    outside = [one for one in people if one.kind == "outsider"]
    family = Family(inside)
    spots, strips, right = _arrange(family, room)
    right = max(right, _place_outside(outside, lines, spots, room) + room.size.width)
    fixed = _boss_lines(family, spots, room)
    bottom = strips[-1].bottom if strips else room.top + room.size.height + room.gap_y
    if not strips:
        strips = [Strip(0, room.top, bottom)]
    area = (room.left - 34, room.top, max(right + 30, wide) - 4, bottom)
    drawn = [one for one in lines if one.tail in spots and one.head in spots]
    return Layout(room, spots, strips, right, fixed, _route(drawn, spots, room, area, fixed))


def _arrange(family: Family, room: Room) -> tuple[dict[int, Point], list[Strip], float]:
    rows, size = rows_of(family), room.size
    ys, strips = _heights(rows.values(), room)
    in_columns = {one.key for column in family.columns for one in column}

    def box(person: Person, above: float | None) -> Box:
        y = ys[rows[person.key]]
        riser = 0.0 if above is None else max(y - above - room.gap_y, 0.0)
        own = Box(person.key, size.width, size.height, y, riser=riser)
        staff = family.staff(person.key)
        if family.hangs(person.key):
            staff = sorted(staff, key=lambda one: ys[rows[one.key]])
            own.hang = [Box(one.key, size.width, size.height, ys[rows[one.key]]) for one in staff]
        else:
            own.children = [box(one, y + size.height) for one in staff]
        return own

    def pile(column: Sequence[Person]) -> Box:
        boxes = [Box(one.key, size.width, size.height, ys[rows[one.key]]) for one in column]
        boxes[0].hang = boxes[1:]
        return boxes[0]

    roots = [box(one, None) for one in family.staff(None) if one.key not in in_columns]
    whole = place(Box(ROOT, 0, 0, room.top, [*roots, *map(pile, family.columns)]), room.gap_x, INDENT)
    boxes = [each for child in whole.children for each in walk(child)]
    least = min((each.x for each in boxes), default=0.0)
    spots: dict[int, Point] = {}
    piled = {column[0].key for column in family.columns}
    for each in boxes:
        x = each.x - least + room.left
        spots[each.key] = (x, each.y)
        for leaf in each.hang:
            spots[leaf.key] = (x if each.key in piled else x + INDENT, leaf.y)
    right = max((x for x, _y in spots.values()), default=room.left) + size.width
    return spots, strips, right


def _heights(rows: Iterable[Row], room: Room) -> tuple[dict[Row, float], list[Strip]]:
    """Return the top of each line of each band, and the ground of each band that has people."""
    ys: dict[Row, float] = {}
    strips: list[Strip] = []
    y, known = room.top, list(rows)
    for band in range(LAST_BAND + 1):
        lines = max((line for b, line in known if b == band), default=-1) + 1
        start = y
        for line in range(lines):
            ys[band, line] = y + room.gap_y / 2
            y += room.size.height + room.gap_y
        if lines:
            strips.append(Strip(band, start, y))
    return ys, strips


def _place_outside(outside: Sequence[Person], lines: Sequence[Line], spots: dict[int, Point], room: Room) -> float:
    """Place outsiders in free places of the first line, over those they have to do with; return the last x."""
    step = room.size.width + 40
    top = min((y for _x, y in spots.values()), default=room.top + room.gap_y / 2)
    busy = [x for x, y in spots.values() if y < top + room.size.height + 1]
    last = room.left - step
    for one in outside:
        met = [spots[line.head][0] for line in lines if line.tail == one.key and line.head in spots]
        met += [spots[line.tail][0] for line in lines if line.head == one.key and line.tail in spots]
        wish = min(met, default=room.left)
        columns = {x for x, _y in spots.values()} | {max(busy, default=room.left - step) + step}
        free = [x for x in columns if all(abs(x - taken) >= step for taken in busy)]
        spots[one.key] = (min(free, key=lambda x: (abs(x - wish), x)), top)
        busy.append(spots[one.key][0])
        last = max(last, spots[one.key][0])
    return last


def _boss_lines(family: Family, spots: Mapping[int, Point], room: Room) -> Fixed:
    """Return the line of each person to the boss: a bus between rows, or a spine at the left of a stack."""
    size, out = room.size, []
    for boss in family.people:
        x, y = spots[boss]
        staff = family.staff(boss)
        foot = y + size.height
        if family.hangs(boss):
            for one in staff:
                px, py = spots[one.key]
                level = py + size.height / 2
                out.append((one.key, [(x + 10, foot), (x + 10, level), (px, level)]))
            continue
        bus, middle = foot + room.gap_y * 0.5, x + size.width / 2
        for one in staff:
            px, py = spots[one.key][0] + size.width / 2, spots[one.key][1]
            bent: list[Point] = [(middle, foot), (middle, bus), (px, bus), (px, py)]
            out.append((one.key, [(middle, foot), (middle, py)] if abs(px - middle) < 2 else bent))
    return out


def _route(
    lines: Sequence[Line], spots: Mapping[int, Point], room: Room, area: Rect, fixed: Fixed
) -> list[tuple[Line, list[Point]]]:
    """Route the lines around the cards, the short ones first."""
    if not lines:
        return []
    size = room.size
    lanes = Lanes({key: (x, y, size.width, size.height) for key, (x, y) in spots.items()}, area, room.lanes)
    for _key, points in fixed:
        lanes.take(points)

    def length(line: Line) -> float:
        (ax, ay), (bx, by) = spots[line.tail], spots[line.head]
        return abs(ax - bx) + abs(ay - by)

    used: set[Point] = set()
    out: list[tuple[Line, list[Point]]] = []
    for line in sorted(lines, key=length):
        course = lanes.route(line.tail, line.head, used)
        if course:
            used |= {course[0], course[-1]}
            lanes.take(course)
            out.append((line, course))
    return out
