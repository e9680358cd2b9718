"""Power by attitude: where weight and will stand, and how they moved since the last review."""

from collections.abc import Mapping, Sequence

from django.utils.translation import ngettext, pgettext, pgettext_lazy

from vitalfew.relations.labels_map import ATTITUDE_LABELS, POWER_LABELS
from vitalfew.relations.rules.stances import Power
from vitalfew.web.charts.map.card import called, glyph, tone
from vitalfew.web.charts.map.fitting import cut, two_lines, width
from vitalfew.web.charts.map.people import Heading, Person
from vitalfew.web.charts.map.svg import NOTHING, Drawn, at, link, path, picture, rect, stacked, text, together

CELL, LINE, LEFT, TOP = 156.0, 30.0, 124.0, 118.0
ATTITUDES = (None, -3, -2, -1, 0, 1, 2, 3)
# How urgent a cell is, from −2 support to use to 2 urgent.
ZONES: Mapping[str, Mapping[int | None, int]] = {
    Power.INNER: {-3: 2, -2: 2, -1: 2, 0: 1, 1: -1, 2: -2, 3: -2, None: 1},
    Power.STRUCTURE: {-3: 2, -2: 2, -1: 1, 0: 0, 1: -1, 2: -2, 3: -2, None: 1},
    Power.OUTSIDE: {-3: 1, -2: 1, -1: 0, 0: 0, 1: 0, 2: -1, 3: -1, None: 0},
}
ADVICE = {
    (Power.INNER, -3): pgettext_lazy("advice", "Defuse, at the top"),
    (Power.INNER, -2): pgettext_lazy("advice", "Defuse, at the top"),
    (Power.INNER, -1): pgettext_lazy("advice", "Answer the doubts"),
    (Power.INNER, 0): pgettext_lazy("advice", "Win"),
    (Power.INNER, 1): pgettext_lazy("advice", "Strengthen"),
    (Power.INNER, 2): pgettext_lazy("advice", "Ask to speak up"),
    (Power.INNER, 3): pgettext_lazy("advice", "Rely on, do not overuse"),
    (Power.INNER, None): pgettext_lazy("advice", "Find out"),
    (Power.STRUCTURE, -3): pgettext_lazy("advice", "Contain"),
    (Power.STRUCTURE, -2): pgettext_lazy("advice", "Contain"),
    (Power.STRUCTURE, -1): pgettext_lazy("advice", "Answer the doubts"),
    (Power.STRUCTURE, 0): pgettext_lazy("advice", "Win"),
    (Power.STRUCTURE, 2): pgettext_lazy("advice", "Grow into a mentor"),
    (Power.STRUCTURE, None): pgettext_lazy("advice", "Find out"),
    (Power.OUTSIDE, 0): pgettext_lazy("advice", "Keep informed"),
}


def power_grid(people: Sequence[Person], before: Mapping[int, int | None], heading: Heading) -> Drawn:
    """Draw everybody in the cell of power and attitude; `before` holds attitudes that were others at the last review.

    Of whom nobody has said how near he is to the decision, stands outside.
    """
    cells: dict[tuple[str, int | None], list[Person]] = {}
    for one in people:
        cells.setdefault((one.power or Power.OUTSIDE, one.attitude), []).append(one)
    out = [_column_head(i, attitude, people) for i, attitude in enumerate(ATTITUDES)]
    y = TOP
    for power in Power:
        tall = max(34 + LINE * max(len(cells.get((power, one), ())) for one in ATTITUDES), 104.0)
        count = sum((one.power or Power.OUTSIDE) == power for one in people)
        out.append(_row_head(power, count, y, tall))
        for i, attitude in enumerate(ATTITUDES):
            x = LEFT + i * CELL
            out.append(rect(x + 3, y + 3, CELL - 6, tall - 6, f"zone{ZONES[power][attitude]}", 6))
            out.append(text(x + 12, y + 21, cut(str(ADVICE.get((power, attitude), "")), 11, CELL - 24), "t11 ink2"))
            for n, one in enumerate(cells.get((power, attitude), ())):
                out.append(at(x + 8, y + 29 + n * LINE, _pill(one, before)))
        y += tall
    return picture(
        LEFT + len(ATTITUDES) * CELL + 16,
        y + 20,
        heading.title,
        heading.facts,
        heading.language,
        text(16, 34, heading.title, "t22"),
        text(16, 56, heading.facts, "t12 ink2"),
        *out,
    )


def _column_head(index: int, attitude: int | None, people: Sequence[Person]) -> Drawn:
    x = LEFT + index * CELL
    look = "on" if abs(attitude or 0) > 1 else "ink"
    count = sum(one.attitude == attitude for one in people)
    words = stacked(str(ATTITUDE_LABELS[attitude]), x + 38, TOP - 20, 12, CELL - 70, f"t12 b {look}")
    return (
        rect(x + 3, TOP - 40, CELL - 6, 32, f"a{tone(attitude)}b", 6)
        + glyph(attitude, True, x + 14, TOP - 32)
        + words
        + text(x + CELL - 16, TOP - 19, count, f"t13 end {look}")
    )


def _row_head(power: str, count: int, y: float, tall: float) -> Drawn:
    ring = rect(7.5, y + 1.5, LEFT - 13, tall - 3, "ring", 12) if power == Power.INNER else NOTHING
    people = ngettext("%(count)s person", "%(count)s people", count) % {"count": count}
    words = two_lines(str(POWER_LABELS[Power(power)]), 13, LEFT - 40, True)
    return (
        rect(12, y + 6, LEFT - 22, tall - 12, f"p-{power}", 8)
        + ring
        + together(text(24, y + 30 + 16 * n, one, "t13 b") for n, one in enumerate(words))
        + text(24, y + 34 + 16 * len(words), people, "t12 ink2")
    )


def _role(one: Person, room: float) -> str:
    """Return the first role where it leaves room for the whole name: who it is counts more than what part he plays."""
    whole = width(one.name, 13, True) + 6 + width(one.roles[0], 11)
    return one.roles[0] if whole <= room else ""


def _pill(one: Person, before: Mapping[int, int | None]) -> Drawn:
    wide, moved = CELL - 16, one.key in before
    left = 52.0 if moved else 28.0
    role = _role(one, wide - left - 16) if one.roles and not moved else ""
    room = wide - left - 16 - (width(role, 11) + 6 if role else 0)
    says, shift = one.says, NOTHING
    if moved:
        was = before[one.key]
        shift = glyph(was, True, 7, 7.5, "m", 0.7) + path("M20 13h9m-4 -3.5l4 3.5l-4 3.5", "arrow")
        words = ATTITUDE_LABELS[was]
        says += pgettext("between names", ", ") + pgettext("map", "before: %(word)s") % {"word": words}
    return link(
        one.href,
        says,
        rect(0, 0, wide, 26, "unknown" if one.kind == "placeholder" else f"p-{one.power or 'none'}", 13),
        shift,
        glyph(one.attitude, one.is_confirmed, left - 20, 6.5, "m", 0.82),
        text(left, 18, called(one, 13, max(room, 30)), "t13 b"),
        text(wide - 10, 18, role, "t11 ink2 end") if role else NOTHING,
        rect(-2, -2, wide + 4, 30, "focus", 15),
    )
