"""The portfolio on two axes: a bubble for each account, its name beside it where no other word or bubble is."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, sqrt

from vitalfew.web.charts.scale import Caption, Scale, percent

HEIGHT, TOP, BOTTOM = 440, 24, 412
# As narrow as the plot ever is: what keeps clear of each other at this width does so at every larger one.
NARROWEST = 500.0
TEN = 10.0
LARGEST, SMALLEST = 24.0, 4.0  # radii
LINE = 16.0
GAP = 4.0
HAN, LATIN = 12.0, 6.8  # widths of letters
LONGEST = 12 * HAN


@dataclass(frozen=True)
class Standing:
    """One account: where it stands 0..10, what it brings, what it buys in all if that is known, how it is drawn."""

    name: str
    strength: float
    attractiveness: float
    revenue: float
    potential: float | None
    look: str
    href: str
    is_named: bool


@dataclass(frozen=True)
class Bubble:
    """One account in the picture; without a `name` there was no room for it."""

    x: str
    y: float
    radius: float
    ring: float | None
    look: str
    href: str
    title: str
    name: Caption | None


@dataclass(frozen=True)
class Matrix:
    """Everything the template draws."""

    height: int
    bottom: float
    x_line: str
    y_line: float
    boxes: list[Caption]
    ticks: list[Caption]
    low_y: str
    bubbles: list[Bubble]
    sentence: str


@dataclass(frozen=True)
class Area:
    """A rectangle of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area") -> bool:
        """Tell whether the two share any ground."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def matrix(
    accounts: Sequence[Standing],
    *,
    strong_from: float,
    attractive_from: float,
    boxes: tuple[str, str, str, str],
    sentence: str,
) -> Matrix:
    """Place the accounts, those named first before the others; `boxes` are the words of the corners, the top left
    first and round with the clock.
    """
    low_x = _low([one.strength for one in accounts], strong_from)
    low_y = _low([one.attractiveness for one in accounts], attractive_from)
    x, y = Scale(low_x, TEN, 0, 1000), Scale(low_y, TEN, BOTTOM, TOP)
    sizes = _sizes(accounts)
    spots = [
        (x(one.strength) / 1000 * NARROWEST, y(one.attractiveness), radius)
        for one, (radius, _ring) in zip(accounts, sizes, strict=True)
    ]
    names = place_names([_short(one.name) if one.is_named else "" for one in accounts], spots, _corners(boxes))
    return Matrix(
        height=HEIGHT,
        bottom=BOTTOM,
        x_line=percent(x(strong_from) / 1000),
        y_line=y(attractive_from),
        boxes=[
            Caption("0", TOP - 10, boxes[0], "", 4),
            Caption("100%", TOP - 10, boxes[1], "end", -4),
            Caption("100%", BOTTOM - 8, boxes[2], "end", -4),
            Caption("0", BOTTOM - 8, boxes[3], "", 4),
        ],
        ticks=[
            Caption(percent(x(value) / 1000), BOTTOM + 18, f"{value:g}", look)
            for value, look in ((low_x, ""), (strong_from, "mid inkt b"), (TEN, "end"))
        ],
        low_y=f"{low_y:g}",
        bubbles=[
            Bubble(
                x=percent(x(one.strength) / 1000),
                y=y(one.attractiveness),
                radius=size[0],
                ring=size[1],
                look=one.look,
                href=one.href,
                title=one.name,
                name=_caption(one, name, percent(x(one.strength) / 1000), y(one.attractiveness)),
            )
            for one, size, name in zip(accounts, sizes, names, strict=True)
        ],
        sentence=sentence,
    )


def place_names(
    names: Sequence[str], spots: Sequence[tuple[float, float, float]], taken: Sequence[Area] = ()
) -> list[tuple[float, float] | None]:
    """Return for each name its left end and its middle, as seen from its spot's centre; None where there is no room.

    Spots are x, y and radius in a picture as narrow as it ever is. Tried are right, left, above and below.
    """
    bubbles = [Area(x - r, y - r, x + r, y + r) for x, y, r in spots]
    words: list[Area] = list(taken)
    found: list[tuple[float, float] | None] = []
    for index, (name, (x, y, r)) in enumerate(zip(names, spots, strict=True)):
        others = [bubble for place, bubble in enumerate(bubbles) if place != index]
        place = _room(width_of(name), x, y, r, [*others, *words]) if name else None
        found.append(place)
        if place:
            words.append(_area(x + place[0], y + place[1], width_of(name)))
    return found


def width_of(words: str) -> float:
    """Return about how wide words of 12 px are."""
    return sum(HAN if ord(letter) > 0x2E7F else LATIN for letter in words)


def _room(width: float, x: float, y: float, r: float, taken: Sequence[Area]) -> tuple[float, float] | None:
    tries = ((r + GAP, 0.0), (-r - GAP - width, 0.0), (-width / 2, -r - LINE / 2), (-width / 2, r + LINE / 2))
    for dx, dy in tries:
        area = _area(x + dx, y + dy, width)
        is_inside = area.left >= 0 and area.right <= NARROWEST and area.top >= 0 and area.bottom <= BOTTOM
        if is_inside and not any(area.meets(other) for other in taken):
            return dx, dy
    return None


def _area(left: float, middle: float, width: float) -> Area:
    return Area(left, middle - LINE / 2, left + width, middle + LINE / 2)


def _corners(boxes: tuple[str, str, str, str]) -> list[Area]:
    wide = [width_of(word) + GAP for word in boxes]
    up, down = TOP - 14, BOTTOM - 12
    return [
        _area(0, up, wide[0]),
        _area(NARROWEST - wide[1], up, wide[1]),
        _area(NARROWEST - wide[2], down, wide[2]),
        _area(0, down, wide[3]),
    ]


def _sizes(accounts: Sequence[Standing]) -> list[tuple[float, float | None]]:
    """Return the radii of revenue and of all they buy; the ground grows with the amount."""
    most = max((max(one.revenue, one.potential or 0) for one in accounts), default=0) or 1

    def radius(amount: float) -> float:
        return round(max(SMALLEST, LARGEST * sqrt(max(amount, 0) / most)), 1)

    return [
        (radius(one.revenue), None if one.potential is None else max(radius(one.potential), radius(one.revenue) + 2))
        for one in accounts
    ]


def _low(values: Sequence[float], line: float) -> float:
    """Return where an axis begins: a whole score below all that is on it."""
    return max(0.0, float(floor(min([*values, line])) - 1))


def _caption(one: Standing, place: tuple[float, float] | None, x: str, y: float) -> Caption | None:
    if place is None:
        return None
    return Caption(x, y + place[1] + 4, _short(one.name), "lab halo", round(place[0], 1))


def _short(name: str) -> str:
    if width_of(name) <= LONGEST:
        return name
    while width_of(name) > LONGEST - HAN:
        name = name[:-1]
    return f"{name}…"
