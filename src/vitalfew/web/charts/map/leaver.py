"""What if somebody leaves: one of ours, or one of theirs. Consequences on the map, not a forecast."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew.web.charts.map.card import FULL, called, card, glyph
from vitalfew.web.charts.map.fitting import cut, title, width
from vitalfew.web.charts.map.legend import badge
from vitalfew.web.charts.map.people import Colleague, Heading, Knot, Person
from vitalfew.web.charts.map.svg import (
    NOTHING,
    Drawn,
    curve,
    link,
    on_curve,
    path,
    picture,
    rect,
    text,
    together,
)

TILE, STEP = 182.0, 40.0


@dataclass(frozen=True)
class Tile:
    """One figure before and after."""

    label: str
    was: str
    now: str
    is_worse: bool


@dataclass(frozen=True)
class Loss:
    """One contact and what becomes of our lines to him: 0 the only one is lost, 1 one of several, 2 none."""

    person: Person
    state: int
    remedy: str = ""


@dataclass(frozen=True)
class Tail:
    """Somebody the leaver moves or leads, by which line, and what the leaving does there."""

    person: Person
    kind: str
    effect: str
    is_bad: bool


def ours_leaves(
    gone: Colleague,
    ours: Sequence[Colleague],
    losses: Sequence[Loss],
    knots: Sequence[Knot],
    tiles: Sequence[Tile],
    heading: Heading,
) -> Drawn:
    """Draw our people at the left, theirs at the right, the lines that go red."""
    top, a, b = 176.0, 200.0, 540.0
    count = max(len(losses), len(ours), 1)
    y_ours = {one.key: top + (count - 1) * STEP * (i + 0.5) / max(len(ours), 1) for i, one in enumerate(ours)}
    y_theirs = {one.person.key: top + i * STEP for i, one in enumerate(losses)}
    alive = [one for one in knots if one.now > 0 and one.theirs in y_theirs and one.ours in y_ours]
    out: list[Drawn] = []
    for knot in sorted(alive, key=lambda one: one.ours == gone.key):
        start, end = (a, y_ours[knot.ours] + 18), (b, y_theirs[knot.theirs] + 15)
        is_lost = knot.ours == gone.key
        out.append(curve(start, end, f"{'lost' if is_lost else 'tie'} w{min(4, knot.now)}"))
        if is_lost:
            out.append(path(f"M{b - 28:.1f} {end[1] - 5:.1f}l10 10m0 -10l-10 10", "head-minus"))
    out += [_colleague(one, 30, y_ours[one.key], a - 34, is_gone=one.key == gone.key) for one in ours]
    out += [_loss(one, b, y_theirs[one.person.key]) for one in losses]
    return _whole(1240, top + count * STEP + 14, heading, tiles, *out)


def _colleague(one: Colleague, x: float, y: float, w: float, *, is_gone: bool) -> Drawn:
    return link(
        one.href,
        one.name,
        rect(x, y, w, 36, "unknown" if is_gone else "usbox", 8),
        text(x + 14, y + 16, cut(one.name, 13, w - 24, True), f"t13 b {'gone' if is_gone else 'us'}"),
        text(x + 14, y + 30, cut(one.title, 11, w - 24), "t11 ink2"),
        rect(x - 3, y - 3, w + 6, 42, "focus", 10),
    )


def _loss(one: Loss, x: float, y: float) -> Drawn:
    words = (_("only line lost"), _("one line fewer"), _("not affected"))[one.state]
    sign, look = (("✕ ", "bad b"), ("− ", "watch b"), ("", "ink3"))[one.state]
    remedy = text(x + 400, y + 20, cut(one.remedy, 12, 280, True), "t12 us b") if one.remedy else NOTHING
    return _pill(one.person, x, y, 250) + text(x + 272, y + 20, cut(sign + words, 12, 124), f"t12 {look}") + remedy


def _pill(person: Person, x: float, y: float, w: float) -> Drawn:
    shown = called(person, 13, w - 100)
    room = w - 42 - width(shown, 13, True)
    ring = rect(x - 3.5, y - 3.5, w + 7, 37, "ring", 11) if person.power == "inner" else NOTHING
    return link(
        person.href,
        person.says,
        rect(x, y, w, 30, "unknown" if person.kind == "placeholder" else f"p-{person.power or 'none'}", 8),
        ring,
        glyph(person.attitude, person.is_confirmed, x + 8, y + 8, "m", 0.85),
        text(x + 28, y + 20, shown, "t13 b"),
        text(x + w - 8, y + 20, title(person.title, 11, room), "t11 end ink2") if room > 30 else NOTHING,
        rect(x - 6, y - 6, w + 12, 42, "focus", 12),
    )


def theirs_leaves(
    gone: Person,
    tails: Sequence[Tail],
    ours: Sequence[tuple[Colleague, Knot]],
    tiles: Sequence[Tile],
    heading: Heading,
) -> Drawn:
    """Draw the leaver in the middle, those of us who know him at the left, those he moves and leads at the right."""
    centre, top, gap, right = 440.0, 190.0, 68.0, 800.0
    middle = top + max(len(tails) - 1, len(ours) - 1, 2) * gap / 2
    hub = (centre + FULL.width, middle + 45)
    out: list[Drawn] = []
    for i, tail in enumerate(tails):
        y = top + i * gap
        end = (right, y + 26)
        look = {"plus": "plus w3", "minus": "minus w2"}.get(tail.kind, tail.kind)
        double = curve(hub, end, "conflict-in") if tail.kind == "conflict" else NOTHING
        out.append(curve(hub, end, look) + double + badge(tail.kind, *on_curve(hub, end)))
        out.append(_moved(tail, right, y))
    for i, (colleague, knot) in enumerate(ours):
        y = middle + 25 + (i - (len(ours) - 1) / 2) * gap
        out.append(curve((220, y + 18), (centre, middle + 45), f"lost w{min(4, max(knot.now, 1))}"))
        out.append(_colleague(colleague, 30, y, 190, is_gone=False))
    cross = path(f"M{centre + FULL.width - 16:.1f} {middle - 20:.1f}l18 18m0 -18l-18 18", "head-minus")
    heads = (
        (30.0, _("Lines we lose")),
        (centre, _("Who leaves")),
        (right, _("Whom this person moves and leads")),
    )
    notes = together(text(x, top - 16, words, "t12 b ink2") for x, words in heads)
    for x, lost in ((30.0, ours), (right, tails)):
        out.append(NOTHING if lost else text(x, middle + 50, _("Nobody"), "t13 ink2"))
    low = max(top + max(len(tails), 3) * gap, middle + 110, middle + 60 + len(ours) * gap / 2) + 10
    return _whole(1280, low, heading, tiles, *out, card(gone, centre, middle, FULL), cross, notes)


def _moved(tail: Tail, x: float, y: float) -> Drawn:
    person = tail.person
    return link(
        person.href,
        person.says,
        rect(x, y, 200, 52, f"p-{person.power or 'none'}", 8),
        glyph(person.attitude, person.is_confirmed, x + 12, y + 18, "m", 0.95),
        text(x + 38, y + 22, called(person, 14, 150), "t14"),
        text(x + 38, y + 41, cut(person.title, 11, 154), "t11 ink2"),
        rect(x - 4, y - 4, 208, 60, "focus", 10),
    ) + text(x + 216, y + 30, cut(tail.effect, 12, 250, True), f"t12 b {'bad' if tail.is_bad else 'ink2'}")


def _whole(wide: float, low: float, heading: Heading, tiles: Sequence[Tile], *parts: Drawn) -> Drawn:
    figures = [_tile(20 + i * (TILE + 14), 76, one) for i, one in enumerate(tiles)]
    return picture(
        max(wide, heading.room),
        low,
        heading.title,
        heading.facts,
        heading.language,
        text(20, 34, heading.title, "t22"),
        text(20, 58, heading.facts, "t13 b"),
        *figures,
        *parts,
    )


def _tile(x: float, y: float, one: Tile) -> Drawn:
    after = x + 22 + width(one.was, 18, True)
    look = "t18 bad" if one.is_worse else "t18"
    return (
        rect(x, y, TILE, 64, "bad-ground" if one.is_worse else "neutral-ground", 8)
        + text(x + 12, y + 20, cut(one.label, 12, TILE - 20), "t12")
        + text(x + 12, y + 50, one.was, "t18 ink2")
        + path(f"M{after:.1f} {y + 44:.1f}h20m-6 -5l6 5l-6 5", "arrow")
        + text(after + 30, y + 50, one.now, look)
        + text(x + TILE - 10, y + 50, pgettext("tile", "worse") if one.is_worse else "", "t11 end bad")
    )
