"""A tidy tree of boxes of different size.

Reingold & Tilford 1981 with contours, the slack spread over the smaller siblings between after Buchheim, Jünger &
Leipert 2002, boxes of any height after van der Ploeg 2014: two subtrees may share a height unless they overlap in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Part = tuple[float, float, float, float]  # top, bottom, left, right
STEP = 20.0
HALF_RISER = 8.0


@dataclass
class Box:
    """One box; its y is given, its x is found."""

    key: int
    width: float
    height: float
    y: float = 0.0
    children: list["Box"] = field(default_factory=list)
    hang: list["Box"] = field(default_factory=list)  # boxes without children stacked under this one, indented
    riser: float = 0.0  # how high above the box the line to its parent must have free
    x: float = 0.0

    def parts(self, indent: float) -> Iterator[Part]:
        """Yield what the box covers: itself, the line above it, the stack under it."""
        yield self.y, self.y + self.height, self.x, self.x + self.width
        if self.riser:
            middle = self.x + self.width / 2
            yield self.y - self.riser, self.y, middle - HALF_RISER, middle + HALF_RISER
        if self.hang:
            right = self.x + max(indent + leaf.width for leaf in self.hang)
            yield self.y + self.height, self.hang[-1].y + self.hang[-1].height, self.x, max(right, self.x + self.width)


def walk(box: Box) -> Iterator[Box]:
    """Yield the box and all below it."""
    yield box
    for child in box.children:
        yield from walk(child)


def place(box: Box, gap: float = 40, indent: float = 24) -> Box:
    """Set x of every box. A parent stands over the middle between its first and its last child."""
    for child in box.children:
        place(child, gap, indent)
    contours: list[Sequence[Part]] = []
    for index, child in enumerate(box.children):
        need, culprit = _clearance(contours, _covered(child, indent), gap)
        _move(child, need if index else 0.0)
        if index - culprit > 1:
            _spread(box.children, contours, culprit, index, gap, indent)
        contours.append(_outline(child, indent))
    if box.children:
        first, last = box.children[0], box.children[-1]
        box.x = (first.x + first.width / 2 + last.x + last.width / 2) / 2 - box.width / 2
    return box


def _covered(box: Box, indent: float) -> list[Part]:
    return [part for each in walk(box) for part in each.parts(indent)]


def _move(box: Box, dx: float) -> None:
    for each in walk(box):
        each.x += dx


def _clearance(contours: Sequence[Sequence[Part]], own: Sequence[Part], gap: float) -> tuple[float, int]:
    """Return how far the box must go right, and which of those before it asks for that."""
    need, culprit = 0.0, 0
    near = gap * 0.4
    for index, parts in enumerate(contours):
        for top, bottom, _left, right in parts:
            for top2, bottom2, left2, _right2 in own:
                if top < bottom2 + near and top2 < bottom + near and right + gap - left2 > need:
                    need, culprit = right + gap - left2, index
    return need, culprit


def _outline(box: Box, indent: float) -> list[Part]:
    """Return the right contour of a subtree, one value for each step of height: few parts, whatever the size."""
    reach: dict[int, float] = {}
    for top, bottom, _left, right in _covered(box, indent):
        for step in range(int(top // STEP), int(bottom // STEP) + 1):
            reach[step] = max(right, reach.get(step, right))
    merged: list[Part] = []
    for step in sorted(reach):
        top, right = step * STEP, reach[step]
        if merged and merged[-1][3] == right and merged[-1][1] == top:
            merged[-1] = (merged[-1][0], top + STEP, 0.0, right)
        else:
            merged.append((top, top + STEP, 0.0, right))
    return merged


def _spread(
    children: list[Box], contours: list[Sequence[Part]], culprit: int, index: int, gap: float, indent: float
) -> None:
    """Share the room between a box and its culprit among the smaller ones between; none is pushed onto another."""
    right = _covered(children[index], indent)
    slack = min(_room(_covered(children[index - 1], indent), right, gap), default=0.0)
    if slack <= 1:
        return
    count = index - culprit
    for each in range(index - 1, culprit, -1):
        own = _covered(children[each], indent)
        wish = slack * (each - culprit) / count
        _move(children[each], max(0.0, min([wish, *_room(own, right, gap)])))
        contours[each] = _outline(children[each], indent)
        right = [*right, *_covered(children[each], indent)]


def _room(left: Sequence[Part], right: Sequence[Part], gap: float) -> Iterator[float]:
    for top, bottom, _left, edge in left:
        for top2, bottom2, edge2, _right in right:
            if top < bottom2 and top2 < bottom:
                yield edge2 - edge - gap
