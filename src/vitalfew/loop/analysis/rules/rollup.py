"""Adding up a tree of customers: whole numbers from below to above, each part of time by the tree that held in it."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from vitalfew.accounts.rules.pairs import Pairs
from vitalfew.accounts.rules.tree import FIRST, LAST

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Parts:
    """Parts of time in which the tree does not change: `first` to `end`, that day not included.

    `above` has a row for each part and a column for each node: the place of its parent, -1 of one that has none.
    """

    first: tuple[date, ...]
    end: tuple[date, ...]
    above: Ints

    def __len__(self) -> int:
        return len(self.first)


def parts_of(nodes: Ints, links: Pairs, first: date, last: date) -> Parts:
    """Cut the days from `first` to `last` wherever a membership begins or ends in them; the nodes are in order."""
    days, start = np.concatenate([links.first, links.end]), first.toordinal()
    cuts = np.unique(days[(start < days) & (days <= last.toordinal())])
    child, parent = np.searchsorted(nodes, links.below), np.searchsorted(nodes, links.above)
    above = np.full((len(cuts) + 1, len(nodes)), -1)
    for row, day in zip(above, (start, *cuts), strict=True):
        holds = (links.first <= day) & (day < links.end)
        row[child[holds]] = parent[holds]
    # The first part reaches back and the last one on as far as anybody asks: so days need no care at the edges.
    told = tuple(map(date.fromordinal, cuts.tolist()))
    return Parts((FIRST, *told), (*told, LAST), above)


def moving(parts: Parts) -> Flags:
    """Tell of each node whether anything changes above it between the parts."""
    above, has_parent = parts.above, parts.above >= 0
    found: Flags = (above != above[0]).any(axis=0)
    while True:
        more: Flags = found | (found[above] & has_parent).any(axis=0)
        if (more == found).all():
            return found
        found = more


def add_up(own: Ints, above: Ints) -> Ints:
    """Return what each node comes to with all below it, part by part: `own` has parts, nodes, sums; `above` as `Parts`.

    A node has one parent, and nobody stands below himself.
    """
    sums, (parts, size) = own.reshape(-1, own.shape[-1]).copy(), above.shape
    # Every part is a tree of its own: all of them are one forest, gone through once.
    parent = np.where(above < 0, -1, above + size * np.arange(parts)[:, None]).reshape(-1)
    child = np.flatnonzero(_needed(sums, parent) & (parent >= 0))
    for lower, upper in reversed(_levels(child, parent[child])):
        np.add.at(sums, upper, sums[lower])
    return sums.reshape(own.shape)


def _needed(own: Ints, parent: Ints) -> Flags:
    """Tell which nodes bring anything or stand above one that does."""
    needed: Flags = np.any(own != 0, axis=1)
    new = np.flatnonzero(needed)
    while len(new):
        up = np.unique(parent[new])
        up = up[up >= 0]
        new = up[~needed[up]]
        needed[new] = True
    return needed


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
