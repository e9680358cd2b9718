"""Large buyers: every unit a box, one unit opened; everybody else stays in sight as a row or a sign."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vitalfew.web.charts.map.card import FULL, HEAD, card, row, sign, tone
from vitalfew.web.charts.map.fitting import cut, width
from vitalfew.web.charts.map.layout import Family
from vitalfew.web.charts.map.legend import legend
from vitalfew.web.charts.map.people import LAST_BAND, Heading, Person
from vitalfew.web.charts.map.svg import (
    NOTHING,
    Drawn,
    Point,
    at,
    circle,
    link,
    path,
    picture,
    rect,
    rounded,
    text,
    together,
)
from vitalfew.web.charts.map.tree import Box

COLUMNS, PITCH, TOP, PAD = 6, 24, 46, 8
SIGNS_WIDE, ROWS_WIDE = COLUMNS * PITCH + 2 * PAD, 176
ROWS_UP_TO = 80  # people; of more, each is a sign
DESK = 1168.0  # as wide as is seen at once on a desk
BESIDE = 670.0  # up to this width the opened unit stands beside, then below
FIRST_SHELF, BETWEEN, GAP, INDENT, ROUND = 150.0, 44.0, 14.0, 14.0, -12.0
PANEL = "opened"
POWERS = {"inner": 0, "structure": 1, "outside": 2}


@dataclass
class Unit:
    """One unit and its people; `key` opens it."""

    key: str
    name: str
    staff: list[Person] = field(default_factory=list)


@dataclass
class Division:
    """A head under the chief and the units below; without a head: those whom nobody has placed."""

    head: Person | None
    units: dict[str, Unit] = field(default_factory=dict)


def divide(people: Sequence[Person]) -> tuple[Person | None, list[Division]]:
    """Return the chief, and the others by the head under whom they stand and by unit."""
    family = Family([one for one in people if one.kind != "outsider"])
    below = _sizes(family)
    roots = [one for one in family.staff(None) if family.staff(one.key)]
    chief = max(roots, key=lambda one: (below[one.key], -(one.band or 0)), default=None)
    heads = [one for one in (family.staff(chief.key) if chief else []) if family.staff(one.key)]
    divisions = {one.key: Division(one) for one in heads}
    rest = Division(None)
    for one in people:
        if (chief is not None and one.key == chief.key) or one.key in divisions:
            continue
        division = divisions.get(_head_of(one.key, family, divisions), rest)
        unit = division.units.setdefault(
            one.unit, Unit(f"{division.head.key if division.head else 0}.{one.unit}", one.unit)
        )
        unit.staff.append(one)
    for division in [*divisions.values(), rest]:
        for unit in division.units.values():
            unit.staff.sort(key=_order)
    return chief, [one for one in [*divisions.values(), rest] if one.head or one.units]


def _sizes(family: Family) -> dict[int, int]:
    sizes = Counter(dict.fromkeys(family.people, 0))
    for key in family.people:
        above = family.boss[key]
        while above is not None:
            sizes[above] += 1
            above = family.boss[above]
    return sizes


def _head_of(key: int, family: Family, heads: Mapping[int, Division]) -> int:
    here: int | None = key
    while here is not None and here not in heads:
        here = family.boss.get(here)
    return here or 0


def _order(one: Person) -> tuple[int, int, int, int]:
    """The highest first, then power, then attitude: the same person is always found at the same place."""
    attitude = -4 if one.attitude is None else one.attitude
    return (LAST_BAND if one.band is None else one.band, POWERS.get(one.power, 3), -attitude, one.key)


def folded(people: Sequence[Person], heading: Heading, opened: str, address: Callable[[str], str]) -> Drawn:
    """Draw everybody by division and unit, the opened unit as cards; `address` leads to a unit opened, "" to none."""
    is_rows = len(people) <= ROWS_UP_TO
    chief, divisions = divide(people)
    root, boxes = _arrange(chief, divisions, is_rows=is_rows)
    left, top = 24.0, 74.0
    lines: list[Sequence[Point]] = []
    parts = [card(chief, left + root.x, top + root.y, FULL)] if chief else []
    for division, box in zip(divisions, boxes, strict=True):
        if division.head:
            parts.append(card(division.head, left + box.x, top + box.y, HEAD))
            lines += [_bus(root, box)] if chief else []
        for unit, leaf in zip(division.units.values(), box.hang, strict=True):
            if division.head:
                middle = leaf.y + 20
                lines.append([(box.x + 5, box.y + HEAD.height), (box.x + 5, middle), (box.x + 14, middle)])
            parts.append(_unit(unit, (left + leaf.x, top + leaf.y), unit.key == opened, address, is_rows=is_rows))
    every = [leaf for box in boxes for leaf in box.hang] + [root, *boxes]
    low = top + max(one.y + one.height for one in every)
    right = max(max(one.x + one.width for one in every), heading.room - 48)
    wide = right
    shown = next((unit for one in divisions for unit in one.units.values() if unit.key == opened), None)
    if shown:
        panel, x, y, w, h = _panel(shown, right, low, address)
        parts.append(at(left + x, top + y if x else y, panel, id=PANEL))
        wide, low = max(wide, x + w), max(low, (top + y if x else y) + h)
    is_bare = any(one.is_bare for one in people)
    marks = ("ours",) if is_bare else ("gap", "ours")
    key, end = legend(24, low + 30, wide, lines=("boss",), marks=marks, is_round=True, is_bare=is_bare)
    return picture(
        wide + 48,
        end + 18,
        heading.title,
        heading.facts,
        heading.language,
        text(24, 34, heading.title, "t22"),
        text(24, 56, heading.facts, "t12 ink2"),
        at(left, top, *(path(rounded(points), "boss") for points in lines)),
        *parts,
        key,
        may_shrink=False,
    )


def _arrange(chief: Person | None, divisions: Sequence[Division], *, is_rows: bool) -> tuple[Box, list[Box]]:
    """Place the heads on as many shelves as fit a desk, units under each; whom nobody has placed on the last."""
    root = Box(0, FULL.width if chief else 0, FULL.height if chief else 0, 8)
    headed = [_column(number, one, is_rows=is_rows) for number, one in enumerate(divisions, 1) if one.head]
    shelves = _shelves(headed)
    y = FIRST_SHELF if chief else root.y
    for shelf in shelves:
        x = 0.0
        for box in shelf:
            _put(box, x, y)
            x += _wide(box) + GAP
        y = max(_low(box) for box in shelf) + BETWEEN
    if shelves:
        first, last = shelves[0][0], shelves[0][-1]
        root.x = max(0.0, (first.x + last.x + HEAD.width - FULL.width) / 2)
    loose = [_loose(one, y, is_rows=is_rows) for one in divisions if not one.head]
    return root, headed + loose


def _column(number: int, division: Division, *, is_rows: bool) -> Box:
    box, y = Box(number, HEAD.width, HEAD.height), HEAD.height + 24.0
    for unit in division.units.values():
        w, h = _size(unit, is_rows=is_rows)
        box.hang.append(Box(-number, w, h, y))
        y += h + GAP
    return box


def _shelves(columns: Sequence[Box]) -> list[Sequence[Box]]:
    """Divide the columns evenly among no more shelves than they need."""
    fitting = int((DESK + GAP) // (max(map(_wide, columns), default=DESK) + GAP))
    count = -(-len(columns) // fitting)
    each = -(-len(columns) // count) if count else 1
    return [columns[start : start + each] for start in range(0, len(columns), each)]


def _put(box: Box, x: float, y: float) -> None:
    box.x, box.y = x, box.y + y
    for leaf in box.hang:
        leaf.x, leaf.y = x + INDENT, leaf.y + y


def _wide(box: Box) -> float:
    return max(HEAD.width, *(INDENT + leaf.width for leaf in box.hang), 0)


def _low(box: Box) -> float:
    return max(one.y + one.height for one in [box, *box.hang])


def _loose(division: Division, top: float, *, is_rows: bool) -> Box:
    """Place units without a head side by side, in lines as wide as a desk."""
    box, x, y, low = Box(0, 0, 0, top), 0.0, top, top
    for unit in division.units.values():
        w, h = _size(unit, is_rows=is_rows)
        if x and x + w > DESK:
            x, y = 0.0, low + GAP
        box.hang.append(Box(0, w, h, y, x=x))
        x, low = x + w + GAP, max(low, y + h)
    return box


def _size(unit: Unit, *, is_rows: bool) -> tuple[float, float]:
    if is_rows:
        return ROWS_WIDE, TOP + len(unit.staff) * 25 + PAD
    return SIGNS_WIDE, TOP + -(-len(unit.staff) // COLUMNS) * PITCH + PAD


def _bus(root: Box, box: Box) -> list[Point]:
    """Return the line from the chief to a head; to a lower shelf it goes round the left."""
    start, middle, bus = root.x + root.width / 2, box.x + box.width / 2, root.y + FULL.height + 28
    course: list[Point] = [(start, root.y + FULL.height), (start, bus)]
    if box.y > FIRST_SHELF:
        course += [(ROUND, bus), (ROUND, box.y - BETWEEN / 2)]
    return [*course, (middle, course[-1][1]), (middle, box.y)]


def _unit(unit: Unit, spot: Point, is_open: bool, address: Callable[[str], str], *, is_rows: bool) -> Drawn:
    w, h = _size(unit, is_rows=is_rows)
    staff = unit.staff
    holes = sum(bool(one.gaps) for one in staff)
    name, facts = unit.name or _("Unit not noted"), _facts(staff)
    state = pgettext("unit", "opened") if is_open else pgettext("unit", "open it")
    gaps = ngettext("%(count)s gap", "%(count)s gaps", holes) % {"count": holes}
    told = {"unit": name, "facts": facts, "gaps": gaps, "state": state}
    is_bare = any(one.is_bare for one in staff)
    top = link(
        "" if is_bare else address("") if is_open else _to_panel(address(unit.key)),
        f"{name} · {facts}" if is_bare else _("%(unit)s: %(facts)s, %(gaps)s, %(state)s") % told,
        rect(0, 0, w, TOP - 10, "hit"),
        text(PAD, 18, cut(name, 13, w - 50, True), "t13 b"),
        text(PAD, 34, facts, "t11 ink2"),
        circle(w - 17, 15, 9.5, "gapmark") + text(w - 17, 19, holes, "t11 b mid on") if holes else NOTHING,
        rect(2, 2, w - 4, TOP - 12, "focus", 6),
    )
    if is_rows:
        people = [row(one, PAD - 2, TOP + 2 + i * 25, w - 2 * PAD + 4) for i, one in enumerate(staff)]
    else:
        people = [
            sign(one, PAD + (i % COLUMNS) * PITCH, TOP + 2 + (i // COLUMNS) * PITCH) for i, one in enumerate(staff)
        ]
    ground = rect(0, 0, w, h, "usbox" if is_open else "card", 8)
    return at(*spot, ground, _attitudes(staff, PAD, 38, w - 2 * PAD), top, *people)


def _to_panel(href: str) -> str:
    """Lead to the opened unit, which may stand below what is seen; nowhere in a picture that leaves the house."""
    return f"{href}#{PANEL}" if href else ""


def _facts(staff: Sequence[Person]) -> str:
    if any(one.is_bare for one in staff):
        return ngettext("%(count)s person", "%(count)s people", len(staff)) % {"count": len(staff)}
    met, keys = sum(bool(one.depth) for one in staff), sum(one.is_key for one in staff)
    return _("%(met)s/%(all)s met · %(keys)s key") % {"met": met, "all": len(staff), "keys": keys}


def _attitudes(staff: Sequence[Person], x: float, y: float, room: float) -> Drawn:
    """Draw the shares of the attitudes as a thin bar, those against us at the left."""
    if any(one.is_bare for one in staff):
        return NOTHING
    counts, out = Counter(one.attitude for one in staff), []
    for attitude in (-3, -2, -1, 0, None, 1, 2, 3):
        part = room * counts[attitude] / len(staff)
        if part:
            out.append(rect(x, y, max(part - 1, 1), 5, f"a{tone(attitude)}b"))
        x += part
    return together(out)


def _panel(
    unit: Unit, right: float, low: float, address: Callable[[str], str]
) -> tuple[Drawn, float, float, float, float]:
    """Return the opened unit as cards with its place: beside the overview where there is room, else below."""
    is_beside = right < BESIDE
    columns = 2 if is_beside else max(1, int((right - 18) // (FULL.width + 18)))
    rows = -(-len(unit.staff) // columns)
    w, h = columns * (FULL.width + 18) + 18.0, 52.0 + rows * (FULL.height + 20)
    name = f"{unit.name or _('Unit not noted')} · {len(unit.staff)}"
    close = pgettext("unit", "close") + " ✕"
    room = width(close, 12, True)
    shut = link(
        address(""),
        close,
        rect(w - room - 24, 8, room + 16, 28, "hit"),
        text(w - 16, 28, close, "t12 end us b"),
        rect(w - room - 26, 6, room + 20, 32, "focus", 6),
    )
    cards = [
        card(one, 18 + (i % columns) * (FULL.width + 18), 50 + (i // columns) * (FULL.height + 20), FULL)
        for i, one in enumerate(unit.staff)
    ]
    body = together(
        [rect(0, 0, w, h, "usbox", 10), text(18, 28, cut(name, 15, w - room - 60, True), "t15"), shut, *cards]
    )
    return (body, right + 26, 150.0, w, h) if is_beside else (body, 0.0, low + 18, w, h)
