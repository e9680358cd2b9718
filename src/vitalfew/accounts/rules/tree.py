"""The tree of customers: who belonged to whom from when to when (INV4), and which key account covers whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FIRST, LAST = date.min, date.max


class TreeWhy(StrEnum):
    """Why an account is not placed, moved or taken out."""

    CIRCLE = "circle"
    OVERLAPS = "overlaps"
    PLACED = "placed"
    NOT_PLACED = "not_placed"
    WRONG_DAYS = "wrong_days"
    NO_PARENT = "no_parent"


class UnfitTree(ValueError):
    """The tree cannot be arranged so. Nothing was written."""

    def __init__(self, why: TreeWhy) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Link:
    """The child belongs to the parent from a day until another, that day not included; None is still."""

    child: int
    parent: int
    valid_from: date
    valid_to: date | None = None

    @property
    def end(self) -> date:
        return self.valid_to or LAST

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day < self.end


@dataclass(frozen=True)
class MembershipState:
    """A membership as the pages know it."""

    id: int
    version: int
    child_id: int
    child_name: str
    parent_id: int
    parent_name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class NodeState:
    """An account as a node of the tree."""

    id: int
    code: str
    name: str
    name_en: str
    kind: str
    country: str
    tier: str


def require_fit(new: Link, siblings: Iterable[Link], above: Iterable[Link]) -> None:
    """Raise UnfitTree where the new membership crosses another of its child, or closes a circle on any day.

    `siblings` are the child's other memberships, `above` all those on the way up from the parent.
    """
    if new.valid_from >= new.end:
        raise UnfitTree(TreeWhy.WRONG_DAYS)
    if new.child == new.parent:
        raise UnfitTree(TreeWhy.CIRCLE)
    if any(other.valid_from < new.end and new.valid_from < other.end for other in siblings):
        raise UnfitTree(TreeWhy.OVERLAPS)
    if any(account == new.child for account, _start, _end in way_up(new, above)):
        raise UnfitTree(TreeWhy.CIRCLE)


def way_up(start: Link, above: Iterable[Link]) -> Iterator[tuple[int, date, date]]:
    """Yield every account above the link's child within its days, and from when to when it is above."""
    parents: dict[int, list[Link]] = {}
    for link in above:
        parents.setdefault(link.child, []).append(link)
    todo = [(start.parent, start.valid_from, start.end)]
    while todo:
        account, first, end = todo.pop()
        yield account, first, end
        if account == start.child:
            return  # a circle: it would go on for ever
        for link in parents.get(account, ()):
            later, sooner = max(first, link.valid_from), min(end, link.end)
            if later < sooner:
                todo.append((link.parent, later, sooner))


def cover(keys: Iterable[tuple[int, int]], children: Mapping[int, Sequence[int]]) -> dict[tuple[int, int], bool]:
    """Return (account, key account) → whether it is the nearest, for every account under a designated one.

    `keys` are (key account, its account), `children` who belongs to whom on the day. The nearest covers an account;
    those above it see it as well.
    """
    distance: dict[tuple[int, int], int] = {}
    for key, account in keys:
        level, depth = [account], 0
        while level:
            distance |= {(one, key): depth for one in level}
            level, depth = [child for one in level for child in children.get(one, ())], depth + 1
    nearest: dict[int, tuple[int, int]] = {}
    for (account, key), far in distance.items():
        nearest[account] = min(nearest.get(account, (far, key)), (far, key))
    return {(account, key): nearest[account][1] == key for account, key in distance}
