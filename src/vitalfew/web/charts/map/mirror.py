"""Function by level on both sides; the lines between show a bow-tie (a fan) or a diamond (level rungs)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vitalfew.accounts.labels_people import FUNCTION_LABELS
from vitalfew.accounts.rules import Function
from vitalfew.web.charts.map.card import called, glyph
from vitalfew.web.charts.map.fitting import name
from vitalfew.web.charts.map.people import BANDS, Colleague, Heading, Knot, Person, band_word
from vitalfew.web.charts.map.svg import (
    NOTHING,
    Drawn,
    at,
    circle,
    curve,
    line,
    link,
    picture,
    rect,
    stacked,
    text,
    together,
)

US, THEM, MIDDLE, SIDE, TOP = 92.0, 128.0, 200.0, 104.0, 122.0
COUNT = len(BANDS)
# Which of our functions faces which of theirs, where they are not of one name.
FACES = {Function.SALES: Function.PURCHASING, Function.MARKETING: Function.PURCHASING}


@dataclass(frozen=True)
class _Frame:
    """The columns of both sides: of the bands in which there is anybody, the highest nearest to the middle."""

    us: list[int]
    them: list[int]

    @property
    def a(self) -> float:
        return SIDE + US * len(self.us)  # where our side ends

    @property
    def b(self) -> float:
        return self.a + MIDDLE  # where theirs begins

    @property
    def wide(self) -> float:
        return self.b + THEM * len(self.them) + SIDE


def mirror(people: Sequence[Person], ours: Sequence[Colleague], knots: Sequence[Knot], heading: Heading) -> Drawn:
    """Draw a row for each function of either side, ours at the left, the highest levels nearest to the middle."""
    frame = _Frame(sorted({_band(one) for one in ours}) or [0], sorted({_their_band(one) for one in people}) or [0])
    heights: dict[str, float] = {}
    out: list[Drawn] = []
    y = TOP
    for index, function in enumerate(_rows(people, ours)):
        mine = [[one for one in ours if _row_of(one.function) == function and _band(one) == band] for band in frame.us]
        theirs = [
            [one for one in people if one.function == function and _their_band(one) == band] for band in frame.them
        ]
        tall = 16 + 28.0 * max(1, *map(len, mine), *map(len, theirs))
        out.append(rect(0, y, frame.wide, tall, "paper" if index % 2 else "band"))
        out.append(_ends(function, y + tall / 2 + 4, frame))
        out += [_mine(one, frame.a - (i + 1) * US, n, y) for i, each in enumerate(mine) for n, one in enumerate(each)]
        out += [_theirs(one, frame.b + i * THEM, n, y) for i, each in enumerate(theirs) for n, one in enumerate(each)]
        heights[function] = y + tall / 2
        y += tall
    alive = [one for one in knots if one.now > 0]
    return picture(
        max(frame.wide, heading.room),
        y + 16,
        heading.title,
        heading.facts,
        heading.language,
        *out,
        _heads(len(alive), frame),
        line(frame.a, TOP - 34, frame.a, y, "rule") + line(frame.b, TOP - 34, frame.b, y, "rule"),
        _threads(people, ours, alive, heights, frame),
        text(14, 34, heading.title, "t22"),
        text(14, 56, heading.facts, "t12 ink2"),
    )


def _their_band(one: Person) -> int:
    """Return the band of one of theirs; of whom nobody knows it, the lowest."""
    return COUNT - 1 if one.band is None else one.band


def _row_of(function: str) -> str:
    """Return the row in which one of our functions stands: that of theirs which it faces."""
    return FACES.get(Function(function), Function(function)).value if function else ""


def _band(one: Colleague) -> int:
    return next((band for band, levels in enumerate(BANDS) if one.level in levels), COUNT - 1)


def _rows(people: Sequence[Person], ours: Sequence[Colleague]) -> list[str]:
    known = {one.function for one in people} | {_row_of(one.function) for one in ours}
    return [one.value for one in Function if one.value in known] + ([""] if "" in known else [])


def _ends(function: str, y: float, frame: _Frame) -> Drawn:
    word = str(FUNCTION_LABELS[Function(function)]) if function else _("Function not noted")
    facing = [str(FUNCTION_LABELS[one]) for one, other in FACES.items() if other == function]
    mine = facing[0] if facing else word
    return stacked(mine, 14, y, 12, SIDE - 22, "t12 b us") + stacked(
        word, frame.wide - 14, y, 12, SIDE - 22, "t12 b end"
    )


def _heads(count: int, frame: _Frame) -> Drawn:
    out = []
    for place, band in enumerate(frame.us):
        out.append(stacked(band_word(band), frame.a - (place + 0.5) * US, TOP - 14, 11, US - 4, "t11 mid ink2"))
    for place, band in enumerate(frame.them):
        out.append(stacked(band_word(band), frame.b + (place + 0.5) * THEM, TOP - 14, 11, THEM - 4, "t11 mid ink2"))
    out.append(text(frame.a - 10, TOP - 36, pgettext("map", "Us"), "t13 b us end"))
    out.append(text(frame.b + 10, TOP - 36, pgettext("map", "Customer"), "t13 b"))
    lines = ngettext("%(count)s line", "%(count)s lines", count) % {"count": count}
    out.append(text((frame.a + frame.b) / 2, TOP - 36, lines, "t12 mid ink2"))
    return together(out)


def _mine(one: Colleague, x: float, n: int, y: float) -> Drawn:
    w = US - 8
    return at(
        x + 4,
        y + 10 + 28 * n,
        link(
            one.href,
            f"{one.name}{pgettext('between names', ', ')}{one.title}",
            rect(0, 0, w, 24, "usbox", 6),
            text(w / 2, 16, name(one.name, 12, w - 8), "t12 mid us b"),
            rect(-2, -2, w + 4, 28, "focus", 8),
        ),
    )


def _theirs(one: Person, x: float, n: int, y: float) -> Drawn:
    w = THEM - 8
    look = "unknown" if one.kind == "placeholder" else f"p-{one.power or 'none'}"
    words = "t12" + (" b" if one.is_key else "") + ("" if one.depth else " ink3")
    return at(
        x + 4,
        y + 10 + 28 * n,
        link(
            one.href,
            one.says,
            rect(0, 0, w, 24, look, 6),
            glyph(one.attitude, one.is_confirmed, 4, 6, "m", 0.75),
            text(20, 16, called(one, 12, w - 24), words),
            rect(-2, -2, w + 4, 28, "focus", 8),
        ),
    )


def _threads(
    people: Sequence[Person],
    ours: Sequence[Colleague],
    knots: Sequence[Knot],
    heights: Mapping[str, float],
    frame: _Frame,
) -> Drawn:
    """Draw one line for each pair of functions in contact, and dots where a function of theirs is met by none."""
    a, b = frame.a, frame.b
    mine = {one.key: _row_of(one.function) for one in ours}
    theirs = {one.key: one.function for one in people}
    joined: dict[tuple[str, str], list[Knot]] = {}
    for knot in knots:
        if knot.ours in mine and knot.theirs in theirs:
            joined.setdefault((mine[knot.ours], theirs[knot.theirs]), []).append(knot)
    out = [
        line(a + 14, y, b - 14, y, "missing")
        for function, y in heights.items()
        if function and function in theirs.values() and not any(end == function for _start, end in joined)
    ]
    spread = _spread(joined, heights)
    for (start, end), lines in joined.items():
        y1, y2 = heights[start] + spread[start, end, 0], heights[end] + spread[start, end, 1]
        cold = " cold" if all(one.is_old for one in lines) else ""
        said = f"{_word(start)} – {_word(end)}: {len(lines)}"
        drawn = curve((a + 8, y1), (b - 8, y2), f"tie w{min(4, len(lines))}{cold}")
        dots = circle(a + 8, y1, 3, "usmark") + circle(b - 8, y2, 3, "usmark")
        out.append(link(lines[0].href, said, drawn, dots, tabindex="-1") if lines[0].href else drawn + dots)
    return together(out) if out else NOTHING


def _word(function: str) -> str:
    return str(FUNCTION_LABELS[Function(function)]) if function else _("Function not noted")


def _spread(
    joined: Mapping[tuple[str, str], Sequence[Knot]], heights: Mapping[str, float]
) -> dict[tuple[str, str, int], float]:
    """Return how far each line's ends stand off the middle of their rows, in the order in which they go away."""
    found: dict[tuple[str, str, int], float] = {}
    for side in (0, 1):
        at_row: dict[str, list[tuple[str, str]]] = {}
        for pair in joined:
            at_row.setdefault(pair[side], []).append(pair)
        for pairs in at_row.values():
            pairs.sort(key=lambda pair: heights[pair[1 - side]])
            for place, pair in enumerate(pairs):
                found[(*pair, side)] = (place - (len(pairs) - 1) / 2) * 8
    return found
