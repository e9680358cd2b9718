"""The picture of contacts that belongs to each stage, as data, and which of them the records look like (S18–S22)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vitalfew.accounts.rules import FUNCTIONS, LEVELS, Function, Level
from vitalfew.loop.analysis.rules.stages import ORDER, Stage
from vitalfew.loop.analysis.rules.thresholds import Thresholds
from vitalfew.relations.rules.joint import TeamKind, Together
from vitalfew.relations.rules.pairs import KAM, ContactSigns, Pair, Thread

BUYER, MAIN = "buyer", "main"  # their side of the middle: the purchasing manager, later the main contact
BOARDS = "boards"


class Shape(StrEnum):
    """How the places stand to each other."""

    BOW = "bow"  # the middle joins two fans
    DIAMOND = "diamond"  # function meets function, the middle stands outside
    TEAMS = "teams"  # teams of both firms


@dataclass(frozen=True)
class Picture:
    """One stage's picture: the places of both sides from the top, who is in the middle, and who meets whom."""

    shape: Shape
    left: tuple[str, ...]
    right: tuple[str, ...]
    edges: tuple[tuple[str, str], ...]
    buyer: str = BUYER

    @property
    def is_of_levels(self) -> bool:
        return all(place in set(Level) for place in self.left)  # a board is a function as well as a level


def _same(*places: str) -> tuple[tuple[str, str], ...]:
    return tuple((place, place) for place in places)


_FIVE = (Level.DIRECTOR, Level.MANAGER, Level.SUPERVISOR, Level.CLERK, Level.STAFF)
_BEHIND = (Function.MARKETING, Function.OPERATIONS, Function.LOGISTICS, Function.FINANCE)
_LADDER = (Level.DIRECTOR, Level.MANAGER, Level.EXPERT, Level.CLERK)
_FACING = (Function.BOARD, Function.RND, Function.MONITORING, Function.OPERATIONS, Function.EXTERNAL_LOGISTICS)
PICTURES: Mapping[Stage, Picture] = {
    Stage.PRE: Picture(Shape.BOW, _FIVE, _FIVE, ((KAM, BUYER),)),
    Stage.EARLY: Picture(Shape.BOW, _BEHIND, _BEHIND, ((KAM, BUYER),)),
    Stage.MID: Picture(Shape.BOW, _LADDER, _LADDER, ((KAM, BUYER), *_same(Level.DIRECTOR, Level.EXPERT, Level.CLERK))),
    Stage.PARTNERSHIP: Picture(Shape.DIAMOND, _FACING, _FACING, ((KAM, MAIN), *_same(*_FACING)), MAIN),
    Stage.SYNERGISTIC: Picture(
        Shape.TEAMS, tuple(TeamKind), tuple(TeamKind), ((BOARDS, BOARDS), *_same(*TeamKind)), MAIN
    ),
}


@dataclass(frozen=True)
class Edge:
    """What joins a place of ours and one of theirs: the threads, how warm, whether the picture asks for it."""

    ours: str
    theirs: str
    threads: tuple[Thread, ...]
    last_on: date | None
    weight: int
    is_warm: bool
    is_asked: bool


@dataclass(frozen=True)
class Real:
    """What is recorded, on the places of a picture and those besides that somebody stands at."""

    picture: Picture
    rows: tuple[str, ...]
    edges: tuple[Edge, ...]
    missing: tuple[tuple[str, str], ...]  # asked for, and not there
    ours: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # users by place
    theirs: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # contacts by place


def real(picture: Picture, contacts: ContactSigns, levels_of_ours: Mapping[int, str], asked: Thresholds) -> Real:
    """Place everybody who is recorded, and join them by what passed between them."""
    where = {one.contact_id: _their_place(picture, one.function, one.level) for one in contacts.theirs}
    users = {thread.user_id for pair in contacts.pairs for thread in pair.threads} | set(contacts.ours)
    here = {user: _our_place(picture, user, contacts, levels_of_ours) for user in users}
    joined = defaultdict[tuple[str, str], list[Thread]](list)
    for pair in contacts.pairs:
        for thread in pair.threads:
            if here[thread.user_id] and where.get(thread.contact_id):
                joined[here[thread.user_id], where[thread.contact_id]].append(thread)
    edges = tuple(_edge(key, threads, picture, contacts.as_of, asked) for key, threads in sorted(joined.items()))
    places = {place for edge in edges for place in (edge.ours, edge.theirs)} | set(where.values())
    known = LEVELS if picture.is_of_levels else FUNCTIONS
    rows = tuple(str(one) for one in known if one in picture.left or one in places)
    there = {(edge.ours, edge.theirs) for edge in edges}
    missing = tuple(edge for edge in picture.edges if edge not in there)
    return Real(picture, rows, edges, missing, _by_place(here), _by_place(where))


def looks_like(contacts: ContactSigns | None, together: Together | None, asked: Thresholds) -> Stage | None:
    """Return whose picture what is recorded comes nearest to; None where nothing is recorded."""
    if contacts is None or not contacts.is_known:
        return None
    top = 1.0 if contacts.top_share is None else contacts.top_share
    is_matched = len(contacts.warm) >= asked.pairs and top < asked.thread
    if is_matched and together and together.teams >= asked.teams and together.board_meetings >= asked.boards:
        return Stage.SYNERGISTIC
    if is_matched:
        return Stage.PARTNERSHIP
    threads = sum(len(pair.threads) for pair in contacts.pairs)
    if len(contacts.levels) >= asked.levels and threads > 2:
        return Stage.MID
    return Stage.EARLY if threads > 1 else Stage.PRE


def falls_short(claimed: Stage, looks: Stage | None) -> bool:
    """Tell whether what is recorded looks like an earlier stage than the one claimed."""
    return looks is not None and ORDER.index(looks) < ORDER.index(claimed)


def _our_place(picture: Picture, user: int, contacts: ContactSigns, levels_of_ours: Mapping[int, str]) -> str:
    function = contacts.ours.get(user, "")
    if function == KAM:
        return KAM
    return levels_of_ours.get(user, "") if picture.is_of_levels else function


def _their_place(picture: Picture, function: str, level: str) -> str:
    if function == Function.PURCHASING:
        return picture.buyer
    return level if picture.is_of_levels else function


def _edge(key: tuple[str, str], threads: list[Thread], picture: Picture, today: date, asked: Thresholds) -> Edge:
    pair = Pair(*key, tuple(threads))
    return Edge(
        ours=key[0],
        theirs=key[1],
        threads=pair.threads,
        last_on=pair.last_on,
        weight=pair.weight,
        is_warm=pair.is_warm(today, asked.warm_days),
        is_asked=key in picture.edges,
    )


def _by_place(places: Mapping[int, str]) -> dict[str, tuple[int, ...]]:
    found = defaultdict[str, list[int]](list)
    for number, place in places.items():
        if place:
            found[place].append(number)
    return {place: tuple(numbers) for place, numbers in found.items()}
