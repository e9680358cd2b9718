"""Lines at right angles around cards: the cheapest course on a sparse grid of lanes (Wybrow, Marriott & Stuckey 2009).

A line costs its length, each bend and each crossing; lying on another line costs so much that it hardly ever does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

import numpy as np

from vitalfew.web.charts.map.svg import Point

BEND, CROSS, SHARED = 34.0, 26.0, 4000.0
PAD = 10.0  # rings and numbers stick out so far
OUT = 10.5  # how far outside a card its first lane lies
SIDES = ((0, -1), (0, 1), (-1, 0), (1, 0))
Rect = tuple[float, float, float, float]  # x, y, width, height
State = tuple[int, int, int]  # column, row, 0 across or 1 upright
Cell = tuple[int, int]


@dataclass(frozen=True)
class Trail:
    """How a course came where it is."""

    spot: Point
    before: "Trail | None" = None


class Lanes:
    """The grid of lanes between cards; knows what is blocked and what is taken."""

    def __init__(self, cards: Mapping[int, Rect], area: Rect, lanes: tuple[float, float]) -> None:
        """Lay lanes around the cards; `area` is left, top, right, bottom of what may be used."""
        self.cards = cards
        left, top, right, bottom = area
        xs: set[float] = set()
        ys: set[float] = set()
        for x, y, w, h in cards.values():
            for lane in lanes:
                xs |= {x - lane, x + w + lane}
                ys |= {y - lane, y + h + lane}
            xs |= {x + w * share for share in (0.25, 0.75)}
            ys |= {y + h * share for share in (0.3, 0.7)}
        self.xs = _thin([x for x in xs if left < x < right])
        self.ys = _thin([y for y in ys if top < y < bottom])
        self.taken_across: set[Cell] = set()
        self.taken_upright: set[Cell] = set()
        self._block(np.array(list(cards.values()), dtype=np.float64))

    def _block(self, rects: "np.typing.NDArray[np.float64]") -> None:
        x0, y0 = rects[:, 0] - PAD, rects[:, 1] - PAD
        x1, y1 = rects[:, 0] + rects[:, 2] + PAD, rects[:, 1] + rects[:, 3] + PAD
        xs, ys = np.array(self.xs), np.array(self.ys)
        in_row = (ys[:, None] > y0) & (ys[:, None] < y1)
        in_column = (xs[:, None] > x0) & (xs[:, None] < x1)
        across = (xs[:-1, None] < x1) & (xs[1:, None] > x0)
        upright = (ys[:-1, None] < y1) & (ys[1:, None] > y0)
        self.free_across = ((across.astype(np.int16) @ in_row.T.astype(np.int16)) == 0).tolist()
        self.free_upright = ((in_column.astype(np.int16) @ upright.T.astype(np.int16)) == 0).tolist()

    def take(self, points: Sequence[Point]) -> None:
        """Mark a drawn line, so that others may cross it but hardly lie on it."""
        for (ax, ay), (bx, by) in pairwise(points):
            if abs(ay - by) < 1:
                self.taken_across |= _cells(self.ys, ay, self.xs, ax, bx)
            else:
                self.taken_upright |= _cells(self.xs, ax, self.ys, ay, by)

    def route(self, tail: int, head: int, used: Iterable[Point]) -> list[Point] | None:
        """Return the points of the cheapest line from card to card; `used` are the places on cards already taken."""
        busy = list(used)
        goals = {state: port for state, port in self._ports(head) if not _is_near(port, busy)}
        queue: list[tuple[float, int, float, State, Trail]] = []
        best: dict[State, float] = {}
        order = 0
        for state, port in self._ports(tail):
            if not _is_near(port, busy):
                best[state] = 0.0
                heappush(queue, (0.0, order, 0.0, state, Trail(port)))
                order += 1
        target = self.cards[head]
        while queue:
            _guess, _order, cost, state, trail = heappop(queue)
            if cost > best.get(state, np.inf):
                continue
            here = Trail((self.xs[state[0]], self.ys[state[1]]), trail)
            if state in goals:
                return _straight([goals[state], *_back(here)][::-1])
            for after, step in self._steps(state):
                total = cost + step
                if total < best.get(after, np.inf):
                    best[after] = total
                    heappush(queue, (total + self._guess(after, target), order, total, after, here))
                    order += 1
        return None

    def _steps(self, state: State) -> Iterator[tuple[State, float]]:
        column, row, way = state
        xs, ys = self.xs, self.ys
        bend_across, bend_upright = (0.0, BEND) if way == 0 else (BEND, 0.0)
        for c in (column - 1, column + 1):
            low = min(c, column)
            if 0 <= c < len(xs) and self.free_across[low][row]:
                cost = abs(xs[c] - xs[column]) + bend_across
                cost += SHARED * ((low, row) in self.taken_across)
                yield (c, row, 0), cost + CROSS * ((min(row, len(ys) - 2), c) in self.taken_upright)
        for r in (row - 1, row + 1):
            low = min(r, row)
            if 0 <= r < len(ys) and self.free_upright[column][low]:
                cost = abs(ys[r] - ys[row]) + bend_upright
                cost += SHARED * ((low, column) in self.taken_upright)
                yield (column, r, 1), cost + CROSS * ((min(column, len(xs) - 2), r) in self.taken_across)

    def _guess(self, state: State, target: Rect) -> float:
        """Return a length that the rest of the course has at least."""
        x, y = self.xs[state[0]], self.ys[state[1]]
        left, top, width, height = target
        return max(left - x, 0, x - left - width) + max(top - y, 0, y - top - height)

    def _ports(self, key: int) -> Iterator[tuple[State, Point]]:
        """Yield where a line may leave or reach a card: the cell outside, the way there, the place on its edge."""
        x, y, w, h = self.cards[key]
        for dx, dy in SIDES:
            for share in (0.25, 0.75) if dy else (0.3, 0.7):
                px = x + w * share if dy else (x if dx < 0 else x + w)
                py = y + h * share if dx else (y if dy < 0 else y + h)
                cell = self._outside(px, py, dx, dy)
                if cell is not None:
                    yield (*cell, 0 if dx else 1), (px, py)

    def _outside(self, px: float, py: float, dx: int, dy: int) -> Cell | None:
        if dy:
            rows = [row for row, y in enumerate(self.ys) if (y - py) * dy > OUT]
            row = (rows[0] if dy > 0 else rows[-1]) if rows else None
            return None if row is None or not self.xs else (_nearest(self.xs, px), row)
        columns = [column for column, x in enumerate(self.xs) if (x - px) * dx > OUT]
        column = (columns[0] if dx > 0 else columns[-1]) if columns else None
        return None if column is None or not self.ys else (column, _nearest(self.ys, py))


def _back(trail: Trail | None) -> Iterator[Point]:
    while trail is not None:
        yield trail.spot
        trail = trail.before


def _cells(across: Sequence[float], where: float, along: Sequence[float], a: float, b: float) -> set[Cell]:
    low, high = min(a, b), max(a, b)
    rows = [row for row, value in enumerate(across) if abs(value - where) < 5]
    steps = [step for step in range(len(along) - 1) if along[step] < high and along[step + 1] > low]
    return {(step, row) for row in rows for step in steps}


def _is_near(port: Point, used: Sequence[Point]) -> bool:
    # Ends are snapped to a lane, so a place that is taken is known by nearness.
    return any(abs(port[0] - x) + abs(port[1] - y) < 6 for x, y in used)


def _thin(values: Iterable[float], least: float = 4.5) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] >= least:
            out.append(value)
    return out


def _nearest(values: Sequence[float], wanted: float) -> int:
    return min(range(len(values)), key=lambda index: abs(values[index] - wanted))


def _straight(points: list[Point]) -> list[Point]:
    """Drop what lies on a straight run; snap the ends so that no tiny step is left."""
    for end, near in ((0, 1), (-1, -2)):
        (ax, ay), (bx, by) = points[end], points[near]
        points[end] = (bx, ay) if abs(ax - bx) < abs(ay - by) else (ax, by)
    out = [points[0]]
    for index, here in enumerate(points[1:], 1):
        after = points[index + 1] if index + 1 < len(points) else None
        before = out[-1]
        if after and (before[0] == here[0] == after[0] or before[1] == here[1] == after[1]):
            continue
        if here != before:
            out.append(here)
    return out
