"""The concentration curve: accounts from the largest down, what they make together, and where the threshold falls."""

from collections.abc import Sequence
from dataclasses import dataclass

from vitalfew.web.charts.scale import Caption, Point, Scale, area, path, percent, spread, wide

HEIGHT, TOP, BOTTOM = 344, 30, 320
STEPS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
GAP = 17  # between two lines of words
COLUMN = 0.68  # labels of the landmarks stand on one left edge, this far right at most
TURN = 0.62  # right of this the threshold's label stands left of its line


@dataclass(frozen=True)
class Landmark:
    """A point of the curve worth naming: the largest account, the first ten."""

    fraction: float  # of the accounts
    share: float  # of the total
    caption: str
    href: str


@dataclass(frozen=True)
class Class:
    """One of A, B, C: how far it reaches, as a fraction of the accounts, and what is said of it."""

    letter: str
    start: float
    end: float
    caption: str


@dataclass(frozen=True)
class Threshold:
    """The share asked about, and the point where the curve first reaches it."""

    share: float
    fraction: float
    reached: float
    caption: str
    note: str


@dataclass(frozen=True)
class Place:
    """Where a threshold stands: its level, and the point of the curve that reaches it."""

    x: str
    dot_y: float
    level_y: float
    column: str  # the left edge of the landmarks' labels
    is_turned: bool


@dataclass(frozen=True)
class Ring:
    """A named point with its leader to the label."""

    x: str
    y: float
    to_x: str
    to_y: float
    caption: str
    href: str


@dataclass(frozen=True)
class Bracket:
    """A class above the plot."""

    x: str
    width: str
    middle: str
    caption: str
    look: str


@dataclass(frozen=True)
class Tick:
    """A level of the grid; its label gives way to the threshold's."""

    y: float
    text: str
    share: int  # per cent
    is_near: bool


@dataclass(frozen=True)
class ConcentrationCurve:
    """Everything the template draws."""

    height: int
    bottom: float
    full: float  # y of 100 %
    line: str
    ground: str
    before: str
    equal: str
    ticks: list[Tick]
    x_ticks: list[Caption]
    brackets: list[Bracket]
    rings: list[Ring]
    column: str
    caption: str
    note: str
    share: str
    at: Place
    equal_y: float
    before_y: float
    sentence: str


def concentration_curve(
    points: Sequence[Point],
    *,
    threshold: Threshold,
    classes: Sequence[Class],
    landmarks: Sequence[Landmark],
    before: Sequence[Point] | None,
    sentence: str,
) -> ConcentrationCurve:
    """Place a curve of (fraction of accounts, share of the total), from (0, 0) on, largest account first."""
    y = _levels(points)
    placed = _placed(points, y)
    column = min(threshold.fraction, COLUMN)
    return ConcentrationCurve(
        height=HEIGHT,
        bottom=BOTTOM,
        full=y(1),
        line=path(placed),
        ground=area(placed, BOTTOM),
        before=path(_placed(before, y)) if before else "",
        equal=path([(0, BOTTOM), (wide(1), y(1))]),
        ticks=[_tick(step, threshold.share, y) for step in STEPS],
        x_ticks=[Caption(percent(step), BOTTOM + 19, f"{step:.0%}", _anchor(step)) for step in STEPS],
        brackets=[_bracket(each) for each in classes if each.end > each.start],
        rings=_rings(landmarks, threshold, column, y),
        column=percent(column),
        caption=threshold.caption,
        note=threshold.note,
        share=f"{threshold.share:.0%}",
        at=_place(threshold, y),
        equal_y=y(0.6),
        before_y=y(0.72),
        sentence=sentence,
    )


def places_of(points: Sequence[Point], thresholds: Sequence[Threshold]) -> list[Place]:
    """Place other thresholds on the same curve, for the hand that moves it."""
    y = _levels(points)
    return [_place(threshold, y) for threshold in thresholds]


def _levels(points: Sequence[Point]) -> Scale:
    return Scale(0, max(1.0, *(share for _, share in points)), BOTTOM, TOP)


def _place(threshold: Threshold, y: Scale) -> Place:
    return Place(
        x=percent(threshold.fraction),
        dot_y=y(threshold.reached),
        level_y=y(threshold.share),
        column=percent(min(threshold.fraction, COLUMN)),
        is_turned=threshold.fraction > TURN,
    )


def _placed(points: Sequence[Point], y: Scale) -> list[Point]:
    return [(wide(fraction), y(share)) for fraction, share in points]


def _tick(step: float, threshold: float, y: Scale) -> Tick:
    return Tick(y(step), f"{step:.0%}", round(100 * step), is_near=abs(step - threshold) < 0.05)


def _anchor(step: float) -> str:
    return "end" if step == 1 else "mid"


def _bracket(of: Class) -> Bracket:
    # Too narrow for its words, a class shows its letter; the table below says the rest.
    width = of.end - of.start
    caption = of.caption if width > 0.12 else of.letter if width > 0.02 else ""
    return Bracket(percent(of.start), percent(width), percent(of.start + width / 2), caption, of.letter.lower())


def _rings(landmarks: Sequence[Landmark], threshold: Threshold, column: float, y: Scale) -> list[Ring]:
    # A landmark beside or right of the labels' edge has no leader to it: the table names it.
    named = [each for each in landmarks if each.fraction <= column - 0.02 and each.share < threshold.reached]
    from_top = sorted(named, key=lambda each: -each.share)
    free = y(threshold.reached) + 3 * GAP + 3 if threshold.fraction <= COLUMN else TOP
    heights = spread([y(each.share) for each in from_top], GAP, free, BOTTOM - 12)
    return [
        Ring(percent(each.fraction), y(each.share), percent(column), height, each.caption, each.href)
        for each, height in zip(from_top, heights, strict=True)
    ]
