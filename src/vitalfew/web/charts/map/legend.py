"""The key to the signs, made with the functions that draw them."""

from collections.abc import Callable, Sequence
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew.accounts.rules import ContactKind
from vitalfew.relations.labels_map import ATTITUDE_LABELS, KIND_LABELS, LINE_LABELS, POWER_LABELS
from vitalfew.relations.rules.stances import ATTITUDES, LineKind, Power
from vitalfew.web.charts.map.card import SIGNS, bars, clock, rings
from vitalfew.web.charts.map.fitting import width
from vitalfew.web.charts.map.svg import NOTHING, Drawn, Point, circle, path, rect, tag, text, together

Draw = Callable[[float, float], Drawn]
LINES = ("boss", *(kind.value for kind in LineKind))
BARE_LINES = ("boss", "dotted")


class _Row:
    """Writes one item after the other and begins a new line when the row is full."""

    def __init__(self, x: float, y: float, room: float, step: float) -> None:
        self.left, self.x, self.y, self.room, self.step = x, x, y, room, step
        self.out: list[Drawn] = []
        self.gap = 22.0 if step > 20 else 17.0

    def put(self, wide: float, words: str, draw: Draw) -> None:
        """Draw a sign and write what it means."""
        need = wide + width(words, 11) + self.gap
        if self.x + need > self.left + self.room and self.x > self.left:
            self.x, self.y = self.left, self.y + self.step
        self.out += [draw(self.x, self.y), text(self.x + wide + 6, self.y, words, "t11")]
        self.x += need

    def head(self, words: str) -> None:
        """Begin a group."""
        self.x += 8 if self.x > self.left else 0
        if self.x + width(words, 11, True) + 150 > self.left + self.room:
            self.x, self.y = self.left, self.y + self.step
        self.out.append(text(self.x, self.y, words, "t11 b ink2"))
        self.x += width(words, 11, True) + 12


def legend(
    x: float,
    y: float,
    room: float,
    *,
    step: float = 24,
    lines: Sequence[str] = LINES,
    marks: Sequence[str] = ("gap", "ours", "placeholder", "outsider"),
    is_round: bool = False,
    is_bare: bool = False,
) -> tuple[Drawn, float]:
    """Draw the key from x, y on; return it and its last line's y. `is_bare` leaves out everything judged."""
    row = _Row(x, y, room, step)
    if not is_bare:
        _judged(row, is_round=is_round)
    row.head(pgettext("map", "Lines"))
    for kind in lines:
        row.put(56, line_word(kind), sample_line(kind))
    if marks:
        row.head(pgettext("map", "Marks"))
    for name in marks:
        wide, words, draw = _marks()[name]
        row.put(wide, words, draw)
    return together(row.out), row.y


def _judged(row: _Row, *, is_round: bool) -> None:
    row.head(pgettext("field", "Attitude"))
    for attitude in ATTITUDES:
        row.put(18, str(ATTITUDE_LABELS[attitude]), _sign(attitude))
    row.put(18, _("outline: assumed"), _sign(1, "hollow"))
    row.head(pgettext("field", "Power circle"))
    for power in Power:
        row.put(22 if is_round else 31, str(POWER_LABELS[power]), _round(power) if is_round else _frame(power))
    row.head(pgettext("map", "Contact"))
    for depth, words in enumerate(depth_words()):
        row.put(17, words, partial(bars, depth))
    row.put(11, _("silent longer than agreed"), clock)


def depth_words() -> tuple[str, str, str, str]:
    """Return how deep a contact is in words, from none on."""
    return (
        pgettext("contact", "none in a year"),
        pgettext("contact", "brief"),
        pgettext("contact", "several"),
        pgettext("contact", "in depth"),
    )


def line_word(kind: str) -> str:
    """Name a kind of line; the widths of influence are its strength."""
    if kind == "boss":
        return pgettext("line", "reports to")
    words = str(LINE_LABELS[LineKind(kind)])
    return _("%(line)s (width: strength)") % {"line": words} if kind == "plus" else words


def _sign(attitude: int, more: str = "") -> Draw:
    def draw(x: float, y: float) -> Drawn:
        shape = path(SIGNS[attitude], f"a{attitude}g glyph {more}".strip())
        inner = tag("g", shape, transform=f"translate({x + 2.6:.1f} {y - 10.4:.1f}) scale(.8)")
        return rect(x, y - 13, 18, 18, f"a{attitude}b", 3) + inner

    return draw


def _frame(power: str) -> Draw:
    def draw(x: float, y: float) -> Drawn:
        outer = rect(x - 3, y - 15, 34, 20, "ring", 7) if power == "inner" else NOTHING
        return outer + rect(x, y - 12, 28, 14, f"p-{power}", 5)

    return draw


def _round(power: str) -> Draw:
    return lambda x, y: rings(power, x + 11, y - 4, 10.5, 8, 9.5) + rect(x + 6, y - 6.5, 10, 4, "a0m")


def _marks() -> dict[str, tuple[float, str, Draw]]:
    return {
        "gap": (
            19,
            pgettext("map", "gap"),
            lambda x, y: circle(x + 9.5, y - 4, 9, "gapmark") + text(x + 9.5, y, "1", "t11 b mid on"),
        ),
        "ours": (8, _("who of us keeps the contact"), lambda x, y: rect(x, y - 8, 7, 7, "usmark", 1)),
        "placeholder": (
            28,
            str(KIND_LABELS[ContactKind.PLACEHOLDER]),
            lambda x, y: rect(x, y - 12, 28, 14, "unknown", 4),
        ),
        "outsider": (
            28,
            str(KIND_LABELS[ContactKind.OUTSIDER]),
            lambda x, y: path(f"M{x:.1f} {y - 12:.1f}h20l8 8v6h-28z", "p-outside"),
        ),
    }


def sample_line(kind: str) -> Draw:
    """Return what draws a short line of the kind with its head and its badge."""

    def draw(x: float, y: float) -> Drawn:
        y -= 4
        course = f"M{x:.1f} {y:.1f}L{x + 54:.1f} {y:.1f}"
        look = f"{kind} w2" if kind in ("plus", "minus") else kind
        double = path(course, "conflict-in") if kind == "conflict" else NOTHING
        return path(course, look) + double + head(kind, (x, y), (x + 54, y)) + badge(kind, x + 26, y)

    return draw


def head(kind: str, before: Point, end: Point) -> Drawn:
    """Draw where a line arrives: an arrow for +, a bar for −, a ring at the boss of a dotted line."""
    (ax, ay), (x, y) = before, end
    dx, dy = (x > ax) - (x < ax), (y > ay) - (y < ay)
    if kind == "plus":
        left = f"{x - 10 * dx - 5.5 * dy:.1f} {y - 10 * dy - 5.5 * dx:.1f}"
        right = f"{x - 10 * dx + 5.5 * dy:.1f} {y - 10 * dy + 5.5 * dx:.1f}"
        return path(f"M{x:.1f} {y:.1f}L{left}L{right}Z", "head-plus")
    if kind == "minus":
        one = f"{x - 2 * dx - 8 * dy:.1f} {y - 2 * dy - 8 * dx:.1f}"
        other = f"{x - 2 * dx + 8 * dy:.1f} {y - 2 * dy + 8 * dx:.1f}"
        return path(f"M{one}L{other}", "head-minus")
    return circle(x - 4 * dx, y - 4 * dy, 4, "origin") if kind == "dotted" else NOTHING


def badge(kind: str, x: float, y: float) -> Drawn:
    """Draw the sign in the middle of a line, so that its sense is read without colour or arrow."""
    if kind == "plus":
        return circle(x, y, 8.5, "dot-plus") + path(f"M{x - 4:.1f} {y:.1f}h8M{x:.1f} {y - 4:.1f}v8", "sign")
    if kind == "minus":
        return circle(x, y, 8.5, "dot-minus") + path(f"M{x - 4:.1f} {y:.1f}h8", "sign")
    if kind == "conflict":
        flash = f"M{x + 1.5:.1f} {y - 7:.1f}l-5 8h3.5l-1.5 6l5.5 -8.5h-3.8l2 -5.5z"
        return circle(x, y, 9.5, "dot-conflict") + path(flash, "sign-fill")
    return NOTHING
