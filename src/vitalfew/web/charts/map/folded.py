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
from vitalfew.web.charts.map.tree import Box, place, walk

COLUMNS, PITCH, TOP, PAD = 6, 24, 46, 8
SIGNS_WIDE, ROWS_WIDE = COLUMNS * PITCH + 2 * PAD, 176
ROWS_UP_TO = 80  # people; of more, each is a sign
BESIDE = 1150.0  # up to this width the opened unit stands beside, then below
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
            spot = (left + box.x + 14, top + leaf.y)
            parts.append(_unit(unit, spot, unit.key == opened, address, is_rows=is_rows))
    every = [leaf for box in boxes for leaf in box.hang] + boxes
    low = top + max((one.y + one.height for one in every), default=root.y + root.height)
    right = max(
        [box.x + max(box.width, *(14 + leaf.width for leaf in box.hang), 0) for box in boxes], default=FULL.width
    )
    right = max(right, root.x + root.width, heading.room - 48)
    wide = right
    shown = next((unit for one in divisions for unit in one.units.values() if unit.key == opened), None)
    if shown:
        panel, x, y, w, h = _panel(shown, right, low, address)
        parts.append(at(left + x, top + y if x else y, panel))
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
    """Place a column of unit boxes under each head."""
    columns = []
    for number, division in enumerate(divisions, 1):
        box, y = Box(number, HEAD.width, HEAD.height, 150), 238.0
        for unit in division.units.values():
            w, h = _size(unit, is_rows=is_rows)
            box.hang.append(Box(-number, w, h, y))
            y += h + 14
        columns.append(box)
    root = place(Box(0, FULL.width if chief else 0, FULL.height if chief else 0, 8, children=columns), 14, 14)
    low = min(one.x for one in walk(root))
    for one in walk(root):
        one.x -= low
    return root, columns


def _size(unit: Unit, *, is_rows: bool) -> tuple[float, float]:
    if is_rows:
        return ROWS_WIDE, TOP + len(unit.staff) * 25 + PAD
    return SIGNS_WIDE, TOP + -(-len(unit.staff) // COLUMNS) * PITCH + PAD


def _bus(root: Box, box: Box) -> list[Point]:
    start, middle, bus = root.x + root.width / 2, box.x + box.width / 2, root.y + FULL.height + 28
    return [(start, root.y + FULL.height), (start, bus), (middle, bus), (middle, box.y)]


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
        "" if is_bare else address("" if is_open else unit.key),
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
