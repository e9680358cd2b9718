"""The contact pictures of the stages: the ideal, and what is recorded on the same places beside it (S18–S22)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vitalfew.web.charts.map.fitting import two_lines, width
from vitalfew.web.charts.map.svg import (
    NOTHING,
    Drawn,
    circle,
    curve,
    line,
    link,
    num,
    path,
    picture,
    rect,
    rounded,
    text,
    together,
)

W, H = 460.0, 292.0
OUTER, INNER, APEX, CORNER = 62.0, 166.0, 176.0, 50.0  # how far from its edge each kind of place stands
TOP, BOTTOM = 62.0, 40.0
SLOT = 24.0
REAL_W = 720.0
ROW = 46.0
LEADING = 14.0
Heights = dict[str, float]


@dataclass(frozen=True)
class Spot:
    """One place: its word, and on the real picture whether anybody stands there."""

    key: str
    word: str
    is_there: bool = True
    href: str = ""


@dataclass(frozen=True)
class Stroke:
    """One line across: between which places, how wide, how warm, and what it is called."""

    ours: str
    theirs: str
    name: str = ""
    weight: int = 2
    is_cold: bool = False
    is_missing: bool = False
    is_beside: bool = False  # not what the picture asks for


@dataclass(frozen=True)
class Words:
    """What the frame of a picture says."""

    title: str
    described: str
    us: str
    them: str
    missing: str
    language: str


@dataclass(frozen=True)
class Fans:
    """A bow or a diamond: the places of both sides from the top, the two in the middle, the lines across."""

    is_bow: bool
    ours: Sequence[Spot]
    theirs: Sequence[Spot]
    kam: Spot
    buyer: Spot
    strokes: Sequence[Stroke]


@dataclass(frozen=True)
class Team:
    """One joint team, or the joint board: how many of each side belong to it, and what is said of it."""

    word: str
    ours: int = 2
    theirs: int = 2
    said: str = ""
    is_there: bool = True
    href: str = ""


@dataclass(frozen=True)
class _Plot:
    """Where everything stands on a picture of this size."""

    wide: float
    heights: Heights
    centre: float
    places: float
    hub: float
    slot: float

    @property
    def half(self) -> float:
        return self.slot / 2


def ideal_fans(fans: Fans, words: Words) -> Drawn:
    """Draw the picture that belongs to a stage."""
    return _drawn(fans, words, _plot(fans, W, H, 96), W, H)


def real_fans(fans: Fans, words: Words) -> Drawn:
    """Draw what is recorded, on the places of that picture."""
    high = max(H, TOP + BOTTOM + 12 + ROW * (len(fans.ours) - 1))
    return _drawn(fans, words, _plot(fans, REAL_W, high, 112), REAL_W, high)


def teams(board: Team, five: Sequence[Team], kam: str, main: str, words: Words) -> Drawn:
    """Draw the joint teams and the joint board."""
    high, at, inside = 340.0, _heights([one.word for one in five], 126, 312), 96.0
    centre = sum(at.values()) / len(at)
    out = []
    for one in five:
        y = at[one.word]
        out += [
            curve((CORNER, centre), (inside, y), "inhouse"),
            curve((W - CORNER, centre), (W - inside, y), "inhouse"),
        ]
        out.append(_team(one, inside, y, 36))
    out.append(_team(board, 74, 74, 36))
    out += [_slot(CORNER, centre, kam, "usbox", "us b", 88), _slot(W - CORNER, centre, main, "card", "b", 88)]
    return picture(W, high, words.title, words.described, words.language, _sides(W, high, words), *out)


def _team(one: Team, left: float, y: float, high: float) -> Drawn:
    look = "team" if one.is_there else "unknown"
    mid, said = W / 2, f" · {one.said}" if one.said else ""
    dots = [circle(left + 16 + 12 * n, y, 4.5, "usmark") for n in range(min(one.ours, 4))]
    dots += [circle(W - left - 16 - 12 * n, y, 4.5, "want") for n in range(min(one.theirs, 4))]
    room = W - 2 * left - 2 * (16 + 12 * min(max(one.ours, one.theirs), 4))
    lines = two_lines(one.word + said, 12, room, is_bold=one.is_there)
    label = _written(mid, y, lines, "t12 mid" + (" b" if one.is_there else " watch"))
    box = rect(left, y - high / 2, W - 2 * left, high, look, 12)
    return link(one.href, one.word + said, box, *dots, label) if one.href else together([box, *dots, label])


def _drawn(fans: Fans, words: Words, plot: _Plot, wide: float, high: float) -> Drawn:
    ground = _silhouette(fans.is_bow, plot)
    inside = [_inhouse(fans, plot)]
    across = [_stroke(one, fans.is_bow, plot) for one in sorted(fans.strokes, key=_order)]
    return picture(
        wide, high, words.title, words.described, words.language,
        _sides(wide, high, words), ground, *inside, *across, _slots(fans, plot), *_gaps(fans, plot, words),
    )  # fmt: skip


def _order(one: Stroke) -> tuple[bool, bool]:
    return not one.is_missing, not one.is_beside


def _plot(fans: Fans, wide: float, high: float, slot: float) -> _Plot:
    heights = _heights([one.key for one in fans.ours], TOP, high - BOTTOM)
    scale = wide / W
    places, hub = (OUTER * 1.15, APEX * scale * 0.98) if fans.is_bow else (INNER * scale * 0.98, CORNER * 1.1)
    if wide == W:
        places, hub = (OUTER, APEX) if fans.is_bow else (INNER, CORNER)
    return _Plot(wide, heights, (TOP + high - BOTTOM) / 2, places, hub, slot)


def _heights(keys: Sequence[str], top: float, bottom: float) -> Heights:
    step = (bottom - top) / max(len(keys) - 1, 1)
    return {key: top + step * place for place, key in enumerate(keys)}


def _sides(wide: float, high: float, words: Words) -> Drawn:
    return together([
        line(wide / 2, 30, wide / 2, high - 6, "fence"),
        text(wide / 2 - 10, 24, words.us, "t12 us end"), text(wide / 2 + 10, 24, words.them, "t12 ink2"),
    ])  # fmt: skip


def _silhouette(is_bow: bool, plot: _Plot) -> Drawn:
    """Draw the faint bow-tie or diamond behind the places."""
    far = plot.places - 30 if is_bow else plot.wide / 2
    ys = list(plot.heights.values())

    def half(side: Callable[[float], float]) -> Drawn:
        course = f"M{num(side(plot.hub))} {num(plot.centre)}L{num(side(far))} {num(ys[0] - 8)}"
        return path(f"{course}L{num(side(far))} {num(ys[-1] + 8)}Z", "neutral-ground quiet")

    return half(float) + half(lambda x: plot.wide - x)


def _inhouse(fans: Fans, plot: _Plot) -> Drawn:
    out = []
    for places, is_right in ((fans.ours, False), (fans.theirs, True)):
        for spot in places:
            start, end = (plot.hub, plot.centre), (plot.places, plot.heights[spot.key])
            out.append(curve(_side(start, plot, is_right), _side(end, plot, is_right), "inhouse"))
    return together(out)


def _side(point: tuple[float, float], plot: _Plot, is_right: bool) -> tuple[float, float]:
    return (plot.wide - point[0], point[1]) if is_right else point


def _stroke(one: Stroke, is_bow: bool, plot: _Plot) -> Drawn:
    look = "missing" if one.is_missing else f"tie w{min(one.weight, 4)}"
    look += " cold" if one.is_cold else ""
    look += " quiet" if one.is_beside else ""
    course = _course(one, is_bow, plot)
    drawn = path(course, look)
    if not one.name or one.is_missing:
        return drawn
    # The table lists the same lines, so the keyboard passes them by.
    return link("", one.name, drawn, path(course, "hit"))


def _course(one: Stroke, is_bow: bool, plot: _Plot) -> str:
    from_hub, to_hub = one.ours not in plot.heights, one.theirs not in plot.heights
    if from_hub and to_hub:
        return _between_hubs(is_bow, plot)
    left = plot.hub if from_hub else plot.places
    right = plot.wide - (plot.hub if to_hub else plot.places)
    y1 = plot.centre if from_hub else plot.heights[one.ours]
    y2 = plot.centre if to_hub else plot.heights[one.theirs]
    start, end = left + plot.half, right - plot.half
    if is_bow and not from_hub and not to_hub and y1 == y2:
        return _round_the_middle(start, end, y1, plot)
    return _by_gate(start, y1, end, y2, is_bow, plot, from_hub=from_hub, to_hub=to_hub)


def _between_hubs(is_bow: bool, plot: _Plot) -> str:
    left, right = plot.hub, plot.wide - plot.hub
    if is_bow:
        return f"M{num(left)} {num(plot.centre)}L{num(right)} {num(plot.centre)}"
    low = max(plot.heights.values()) + 26
    return rounded([(left, plot.centre), (left, low), (right, low), (right, plot.centre)], 40)


def _round_the_middle(start: float, end: float, y: float, plot: _Plot) -> str:
    away = -20 if y < plot.centre - 1 else 20 if y > plot.centre + 1 else 36
    near, far = start + (end - start) * 0.3, start + (end - start) * 0.7
    return f"M{num(start)} {num(y)}C{num(near)} {num(y + away)} {num(far)} {num(y + away)} {num(end)} {num(y)}"


def _by_gate(
    start: float, y1: float, end: float, y2: float, is_bow: bool, plot: _Plot, *, from_hub: bool, to_hub: bool
) -> str:
    """Return a course that passes the columns between its ends where no place stands."""
    points = [(start, y1)]
    column = plot.hub if is_bow else plot.places
    if is_bow:
        if not from_hub:
            points += _pass(column, _beside_middle(y1, plot), plot)
        if not to_hub:
            points += _pass(plot.wide - column, _beside_middle(y2, plot), plot)
    else:
        if from_hub:
            points += _pass(column, _beside(y2, plot), plot)
        if to_hub:
            points += _pass(plot.wide - column, _beside(y1, plot), plot)
    points.append((end, y2))
    out = [f"M{num(points[0][0])} {num(points[0][1])}"]
    for (ax, ay), (bx, by) in pairwise(points):
        bend = (bx - ax) * 0.5
        out.append(f"C{num(ax + bend)} {num(ay)} {num(bx - bend)} {num(by)} {num(bx)} {num(by)}")
    return "".join(out)


def _pass(column: float, y: float, plot: _Plot) -> list[tuple[float, float]]:
    return [(column - plot.half - 6, y), (column + plot.half + 6, y)]


def _beside_middle(y: float, plot: _Plot) -> float:
    """Return the height at which a line to this place passes the one in the middle."""
    room = SLOT + 8
    return y if abs(y - plot.centre) >= room else plot.centre + (room if y >= plot.centre else -room)


def _beside(y: float, plot: _Plot) -> float:
    """Return the free height next to this place, towards the middle."""
    ys = sorted(plot.heights.values())
    half = (ys[1] - ys[0]) / 2 if len(ys) > 1 else SLOT
    return y + (half if y < plot.centre else -half)


def _slots(fans: Fans, plot: _Plot) -> Drawn:
    out = []
    for places, is_right in ((fans.ours, False), (fans.theirs, True)):
        for spot in places:
            x, y = _side((plot.places, plot.heights[spot.key]), plot, is_right)
            out.append(_spot(spot, x, y, plot.slot, is_right=is_right))
    for spot, is_right in ((fans.kam, False), (fans.buyer, True)):
        x, y = _side((plot.hub, plot.centre), plot, is_right)
        out.append(_spot(spot, x, y, max(plot.slot, 88), is_right=is_right, weight=" b"))
    return together(out)


def _spot(spot: Spot, x: float, y: float, wide: float, *, is_right: bool, weight: str = "") -> Drawn:
    box = "unknown" if not spot.is_there else "card" if is_right else "usbox"
    tone = "watch" if not spot.is_there else "" if is_right else "us"
    drawn, high = _slot(x, y, spot.word, box, tone + weight, wide), _high(_lines(spot.word, wide))
    ring = rect(x - wide / 2 - 3, y - high / 2 - 3, wide + 6, high + 6, "focus", 14)
    return link(spot.href, spot.word, drawn, ring) if spot.href else drawn


def _slot(x: float, y: float, words: str, look: str, tone: str = "", wide: float = 0) -> Drawn:
    wide = wide or width(words, 12) + 18
    lines = _lines(words, wide)
    high = _high(lines)
    box = rect(x - wide / 2, y - high / 2, wide, high, look, SLOT / 2)
    return box + _written(x, y, lines, f"t12 mid {tone}".strip())


def _lines(words: str, wide: float) -> list[str]:
    return two_lines(words, 12, wide - 10)


def _high(lines: Sequence[str]) -> float:
    return SLOT + LEADING * (len(lines) - 1) * 0.85


def _written(x: float, y: float, lines: Sequence[str], look: str) -> Drawn:
    first = y + 4 - LEADING * (len(lines) - 1) / 2
    return together([text(x, first + LEADING * n, words, look) for n, words in enumerate(lines)])


def _gaps(fans: Fans, plot: _Plot, words: Words) -> list[Drawn]:
    """Write where a line is missing that the picture asks for."""
    heights: Mapping[str, float] = plot.heights
    return [
        _slot(plot.wide / 2, heights.get(one.ours, plot.centre), words.missing, "watch-ground", "watch b")
        for one in fans.strokes
        if one.is_missing and not (one.ours not in heights and not fans.is_bow)
    ] or [NOTHING]
