"""Adding up a tree of customers: whole numbers from below to above, each part of time by the tree that held in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from vitalfew.accounts.rules import Link
from vitalfew.accounts.rules.tree import FIRST, LAST

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Parts:
    """Parts of time in which the tree does not change: `first` to `end`, that day not included, and its links."""

    first: tuple[date, ...]
    end: tuple[date, ...]
    links: tuple[tuple[Link, ...], ...]

    def __len__(self) -> int:
        return len(self.first)


def parts_of(links: Sequence[Link], first: date, last: date) -> Parts:
    """Cut the days from `first` to `last` wherever a membership begins or ends in them."""
    cuts = sorted({day for link in links for day in (link.valid_from, link.end) if first < day <= last})
    starts, ends = (FIRST, *cuts), (*cuts, LAST)
    # The first part reaches back and the last one on as far as anybody asks: so days need no care at the edges.
    held = (_held(links, max(start, first)) for start in starts)
    return Parts(starts, ends, tuple(held))


def _held(links: Sequence[Link], day: date) -> tuple[Link, ...]:
    return tuple(link for link in links if link.holds_on(day))


def moving(parts: Parts) -> set[int]:
    """Return the nodes above which something changes between the parts."""
    if len(parts) == 1:
        return set()
    always = set(parts.links[0]).intersection(*parts.links)
    changed = {link.child for held in parts.links for link in held if link not in always}
    children: dict[int, set[int]] = {}
    for held in parts.links:
        for link in held:
            children.setdefault(link.parent, set()).add(link.child)
    found, todo = set(changed), list(changed)
    while todo:
        below = children.get(todo.pop(), set()) - found
        found |= below
        todo += below
    return found


def add_up(own: Ints, child: Ints, parent: Ints) -> Ints:
    """Return what each node comes to with all below it: `own` has a row per node, links name rows.

    A node has one parent, and nobody stands below himself.
    """
    sums = own.copy()
    for lower, upper in reversed(_levels(child, parent)):
        np.add.at(sums, upper, sums[lower])
    return sums


def _levels(child: Ints, parent: Ints) -> list[tuple[Ints, Ints]]:
    """Return the links level by level, those of the highest nodes first."""
    order = np.argsort(parent, kind="stable")
    child, parent = child[order], parent[order]
    level, found = np.setdiff1d(parent, child), []
    while len(level):
        start = np.searchsorted(parent, level)
        count = np.searchsorted(parent, level, "right") - start
        place = np.repeat(start - np.cumsum(count) + count, count) + np.arange(count.sum())
        if len(place):
            found.append((child[place], parent[place]))
        level = np.sort(child[place])
    return found
