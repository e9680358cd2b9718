"""Coverage: which colleague knows which contact how well, now and as wanted."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew.relations.labels_map import POWER_LABELS
from vitalfew.relations.labels_people import STRENGTH_LABELS
from vitalfew.relations.rules.stances import Power
from vitalfew.web.charts.map.card import called, glyph
from vitalfew.web.charts.map.fitting import cut, name, title, width
from vitalfew.web.charts.map.people import Colleague, Heading, Knot, Person, days_word
from vitalfew.web.charts.map.svg import (
    NOTHING,
    Drawn,
    at,
    circle,
    line,
    link,
    path,
    picture,
    rect,
    stacked,
    text,
    together,
)

TOP, CELL, ROW = 132.0, 148.0, 36.0
GROUP, SIGN_AT, NAME_AT, LEFT = 12.0, 100.0, 122.0, 372.0
BEST = 5


def coverage(people: Sequence[Person], ours: Sequence[Colleague], knots: Sequence[Knot], heading: Heading) -> Drawn:
    """Draw a row for each contact, those who count first, a column for each of us."""
    order = {power: place for place, power in enumerate(Power)}
    rows = sorted(people, key=lambda one: order.get(Power(one.power), 3) if one.power else 3)
    pairs = {(one.ours, one.theirs): one for one in knots}
    key, end = _key()
    wide = max(LEFT + CELL * len(ours) + 116, end + 24, heading.room)
    out = [_head(LEFT + i * CELL, one, knots) for i, one in enumerate(ours)]
    out.append(text(LEFT + CELL * len(ours) + 12, TOP - 22, _("our lines"), "t12 b ink2"))
    y, previous = TOP, None
    for person in rows:
        if person.power != previous:
            word = str(POWER_LABELS[Power(person.power)]) if person.power else _("Not said")
            out.append(stacked(word, GROUP, y + 22, 12, 84, "t12 b ink2") + line(12, y, wide - 12, y, "rule"))
            previous = person.power
        else:
            out.append(line(SIGN_AT - 6, y, wide - 12, y, "hair"))
        out.append(_row(person, ours, pairs, y))
        y += ROW
    return picture(
        wide,
        y + 46,
        heading.title,
        heading.facts,
        heading.language,
        text(14, 34, heading.title, "t22"),
        text(14, 56, heading.facts, "t12 ink2"),
        *out,
        line(12, y, wide - 12, y, "rule"),
        at(0, y, key),
    )


def _head(x: float, one: Colleague, knots: Sequence[Knot]) -> Drawn:
    held = sum(knot.ours == one.key and knot.now > 0 for knot in knots)
    said = _("%(name)s, %(title)s, knows %(count)s") % {"name": one.name, "title": one.title, "count": held}
    return link(
        one.href,
        said,
        rect(x + 4, TOP - 50, CELL - 8, 44, "usbox", 6),
        text(x + 12, TOP - 31, name(one.name, 13, CELL - 50), "t13 b us"),
        text(x + CELL - 14, TOP - 31, held, "t13 b end us"),
        text(x + 12, TOP - 14, cut(one.title, 11, CELL - 24), "t11 ink2"),
        rect(x + 2, TOP - 52, CELL - 4, 48, "focus", 8),
    )


def _row(person: Person, ours: Sequence[Colleague], pairs: dict[tuple[int, int], Knot], y: float) -> Drawn:
    shown = called(person, 13, 108)
    job = NAME_AT + max(width(shown, 13, True) + 10, 74)
    out = [
        link(
            person.href,
            person.says,
            rect(SIGN_AT - 6, y + 3, LEFT - SIGN_AT, ROW - 6, "hit"),
            glyph(person.attitude, person.is_confirmed, SIGN_AT, y + 10, "m", 0.9),
            text(NAME_AT, y + 23, shown, "t13 b"),
            text(job, y + 23, title(person.title, 11, LEFT - job - 12), "t11 ink2"),
            rect(SIGN_AT - 6, y + 2, LEFT - SIGN_AT, ROW - 4, "focus", 6),
        )
    ]
    lines = 0
    for i, colleague in enumerate(ours):
        knot, x = pairs.get((colleague.key, person.key)), LEFT + i * CELL
        if knot is None:
            out.append(circle(x + 20, y + ROW / 2, 1.6, "neutral-ground"))
            continue
        lines += knot.now > 0
        is_main = bool(person.owners) and person.owners[0] == colleague.name
        out.append(
            at(
                x,
                y,
                link(knot.href, knot.says, _cell(knot, is_main=is_main), rect(3, 3, CELL - 6, ROW - 6, "focus", 7)),
            )
        )
    return together([*out, _count(person, lines, LEFT + CELL * len(ours) + 12, y)])


def _cell(knot: Knot, *, is_main: bool) -> Drawn:
    """Draw five steps: filled = now, dashed = still to win, a notch under the wanted one."""
    out = [rect(4, 4, CELL - 8, ROW - 8, "usbox" if is_main else "hit", 6)]
    for i in range(BEST):
        look = "had" if i < knot.now else "to-win" if i < (knot.wanted or 0) else "not-had"
        out.append(rect(12 + i * 16, 12, 13, 9, look, 2))
    if knot.wanted:
        x = 12 + (knot.wanted - 1) * 16 + 6.5
        out.append(path(f"M{x - 4:.1f} 28L{x:.1f} 23L{x + 4:.1f} 28Z", "want"))
    out.append(text(CELL - 12, 21, days_word(knot.days), f"t11 end {'watch b' if knot.is_old else 'ink2'}"))
    return together(out)


def _count(person: Person, lines: int, x: float, y: float) -> Drawn:
    words = {0: pgettext("lines", "none"), 1: pgettext("lines", "1 single")}.get(lines, str(lines))
    is_thin = lines < 2 and person.is_key
    ground = rect(x - 6, y + 7, 88, 22, "watch-ground", 11) if is_thin else NOTHING
    return ground + text(x + 4, y + 23, words, f"t12 {'watch b' if is_thin else 'ink2'}")


def _key() -> tuple[Drawn, float]:
    """Return the key to the steps, and where it ends."""
    x, out = 24.0, []
    for steps in range(1, BEST + 1):
        out += [rect(x + i * 10, 17, 8, 9, "had" if i < steps else "not-had", 2) for i in range(BEST)]
        words = str(STRENGTH_LABELS[steps])
        out.append(text(x + 56, 26, words, "t11"))
        x += 56 + 20 + width(words, 11)
    win, wanted = _("still to win"), pgettext("map", "wanted")
    out.append(rect(x, 17, 13, 9, "to-win", 2) + text(x + 19, 26, win, "t11"))
    x += 39 + width(win, 11)
    out.append(path(f"M{x:.1f} 27l4 -6l4 6z", "want") + text(x + 14, 26, wanted, "t11"))
    return together(out), x + 14 + width(wanted, 11)
