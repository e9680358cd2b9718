"""Who stands above whom, and on which days: every pair of a tree, however deep, in a few steps of arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from vitalfew.accounts.rules.tree import Link

Ints = npt.NDArray[np.int64]
NEVER_ENDS = date.max.toordinal()


@dataclass(frozen=True)
class Pairs:
    """`below` belongs to `above`, itself or through others, from `first` until `end`, that day not included.

    Arrays of one shape; days are ordinals. An account that left and came back has a pair for each time.
    """

    below: Ints
    above: Ints
    first: Ints
    end: Ints


def as_pairs(links: Sequence[Link]) -> Pairs:
    """Return the memberships themselves as pairs."""
    told = [(link.child, link.parent, link.valid_from.toordinal(), link.end.toordinal()) for link in links]
    return Pairs(*np.array(told, np.int64).reshape(-1, 4).T)


def pairs_of(links: Pairs) -> Pairs:
    """Return every pair that these memberships make. They close no circle."""
    order = np.argsort(links.below, kind="stable")
    parents = Pairs(links.below[order], links.above[order], links.first[order], links.end[order])
    found = [links]
    while len(found[-1].below):
        found.append(_one_up(found[-1], parents))
    return Pairs(*(np.concatenate([getattr(part, name) for part in found]) for name in Pairs.__dataclass_fields__))


def _one_up(pairs: Pairs, parents: Pairs) -> Pairs:
    """Return the pairs one step further up, on the days on which both steps hold."""
    start = np.searchsorted(parents.below, pairs.above)
    count = np.searchsorted(parents.below, pairs.above, "right") - start
    again = np.repeat(np.arange(len(count)), count)
    step = np.repeat(start - np.cumsum(count) + count, count) + np.arange(len(again))
    first = np.maximum(pairs.first[again], parents.first[step])
    end = np.minimum(pairs.end[again], parents.end[step])
    holds = first < end
    return Pairs(pairs.below[again][holds], parents.above[step][holds], first[holds], end[holds])
