"""What a map of the people tells: who counts, where we are blind, whom to meet next and through whom."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from heapq import heappop, heappush

from vitalfew.accounts.rules import ContactKind, Seated
from vitalfew.relations.rules.coverage import Meeting
from vitalfew.relations.rules.stances import LineKind, Network, Power, StanceState
from vitalfew.relations.rules.ties import TieState

YEAR = 365
SEVERAL, IN_DEPTH = 3, 6  # contacts in a year, from which on they are several, and deep
RHYTHM_DAYS = 90  # silence from which on a person is late where no rhythm was agreed
OPEN_DOOR = 2  # strength of a tie from which on one of us is called back
WEIGHTS = {Power.INNER: 3, Power.STRUCTURE: 2, Power.OUTSIDE: 1, "": 1}
AGAINST = -2


class Hole(StrEnum):
    """What is missing of one person, the gravest first."""

    WHO = "who"  # a seat, and nobody knows who holds it
    NOBODY = "nobody"  # he counts, and nobody of us meets him
    AGAINST = "against"  # in the inner circle, against us, and hardly met
    ROLE = "role"  # he counts, and nobody knows what he does when they buy
    STALE = "stale"  # not met for longer than agreed
    ONE_LINE = "one_line"  # he counts, and only one of us knows him
    OLD = "old"  # what is said of him was said long ago


@dataclass(frozen=True)
class Pair:
    """One of us and one of them: how well, how well wanted, when met last."""

    user_id: int
    user_name: str
    contact_id: int
    strength: int | None
    wanted: int | None
    last_on: date | None
    times: int = 0

    @property
    def is_alive(self) -> bool:
        """Tell whether the two know each other at all."""
        return bool(self.strength) or self.last_on is not None


@dataclass(frozen=True)
class Placed:
    """One person of the map with everything that is known on its day."""

    seat: Seated
    stance: StanceState
    pairs: tuple[Pair, ...]  # the best first
    depth: int  # 0 no contact, 1 brief, 2 several, 3 in depth
    days: int | None  # since the last contact; None: never met
    holes: tuple[Hole, ...]

    @property
    def id(self) -> int:
        return self.seat.contact_id

    @property
    def is_person(self) -> bool:
        return self.seat.kind is not ContactKind.PLACEHOLDER

    @property
    def alive(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.is_alive)

    @property
    def is_stale(self) -> bool:
        return self.days is not None and self.days > (self.stance.rhythm_days or RHYTHM_DAYS)

    @property
    def weight(self) -> int:
        return WEIGHTS.get(self.stance.power, 1)


def place(
    seats: Iterable[Seated],
    network: Network,
    ties: Sequence[TieState],
    meetings: Sequence[Meeting],
    names: Mapping[int, str],
    day: date,
    old_after: int,
) -> list[Placed]:
    """Bring together what is known of each person on the day, those who count first within the given order."""
    pairs = _pairs(ties, meetings, names)
    lately = Counter(one.contact_id for one in meetings if one.held_on > day - timedelta(YEAR))
    placed = []
    for seat in seats:
        own = tuple(sorted(pairs.get(seat.contact_id, ()), key=_best))
        last = max((pair.last_on for pair in own if pair.last_on), default=None)
        count = lately[seat.contact_id]
        one = Placed(
            seat=seat,
            stance=network.of(seat.contact_id),
            pairs=own,
            depth=3 if count >= IN_DEPTH else 2 if count >= SEVERAL else int(count > 0),
            days=None if last is None else (day - last).days,
            holes=(),
        )
        placed.append(_with_holes(one, day, old_after))
    return placed


def _pairs(ties: Sequence[TieState], meetings: Sequence[Meeting], names: Mapping[int, str]) -> dict[int, list[Pair]]:
    last: dict[tuple[int, int], date] = {}
    times = Counter((one.user_id, one.contact_id) for one in meetings)
    for one in meetings:
        key = one.user_id, one.contact_id
        last[key] = max(one.held_on, last.get(key, one.held_on))
    judged = {(tie.user_id, tie.contact_id): tie for tie in ties}
    found: dict[int, list[Pair]] = {}
    for user, contact in {**last, **dict.fromkeys(judged)}:
        tie = judged.get((user, contact))
        found.setdefault(contact, []).append(
            Pair(
                user_id=user,
                user_name=tie.user_name if tie else names.get(user, ""),
                contact_id=contact,
                strength=tie.strength if tie else None,
                wanted=tie.wanted if tie else None,
                last_on=last.get((user, contact)),
                times=times[user, contact],
            )
        )
    return found


def _best(pair: Pair) -> tuple[int, int, int, str]:
    return -(pair.strength or 0), -pair.times, -(pair.last_on or date.min).toordinal(), pair.user_name


def _with_holes(one: Placed, day: date, old_after: int) -> Placed:
    return Placed(one.seat, one.stance, one.pairs, one.depth, one.days, tuple(_holes(one, day, old_after)))


def _holes(one: Placed, day: date, old_after: int) -> Iterable[Hole]:
    if not one.is_person:
        yield Hole.WHO
        return
    stance, lines = one.stance, len(one.alive)
    if stance.is_key and not lines:
        yield Hole.NOBODY
    if stance.power == Power.INNER and (stance.attitude or 0) <= AGAINST and one.depth < 2:
        yield Hole.AGAINST
    if stance.is_key and not stance.roles:
        yield Hole.ROLE
    if one.is_stale and (stance.is_key or stance.rhythm_days):
        yield Hole.STALE
    if stance.is_key and lines == 1:
        yield Hole.ONE_LINE
    if stance.is_key and stance.is_older(old_after, day):
        yield Hole.OLD


@dataclass(frozen=True)
class Way:
    """How one of us reaches somebody: whom of us, and through whom; nobody between: the colleague knows him."""

    user_id: int
    user_name: str
    through: tuple[int, ...]


def find_way(target: int, people: Sequence[Placed], network: Network) -> Way | None:
    """Return the shortest way to a person through people who know people; strong ties count as nearer.

    Dijkstra over who of us is called back by whom, and over lines along which one speaks to the other.
    """
    reach: dict[int, list[tuple[float, int]]] = {}
    for line in network.lines:
        if line.kind in (LineKind.PERSONAL, LineKind.PLUS, LineKind.DOTTED):
            cost = 1 + (3 - line.strength) * 0.1
            reach.setdefault(line.tail_id, []).append((cost, line.head_id))
            if line.kind is LineKind.PERSONAL:
                reach.setdefault(line.head_id, []).append((cost, line.tail_id))
    for one in people:  # a report can speak to the boss, though that is the weaker way
        if one.seat.boss_id is not None:
            reach.setdefault(one.id, []).append((1.5, one.seat.boss_id))
    queue: list[tuple[float, int, int, str, tuple[int, ...]]] = []
    for one in people:
        for pair in one.pairs:
            if (pair.strength or 0) >= OPEN_DOOR:
                heappush(queue, (1 + (5 - (pair.strength or 0)) * 0.1, one.id, pair.user_id, pair.user_name, ()))
    done: set[int] = set()
    while queue:
        cost, here, user, name, through = heappop(queue)
        if here == target:
            return Way(user, name, through)
        if here in done:
            continue
        done.add(here)
        for more, there in reach.get(here, ()):
            if there not in done:
                heappush(queue, (cost + more, there, user, name, (*through, here)))
    return None


@dataclass(frozen=True)
class NextMeeting:
    """Whom to meet next, why, and through whom."""

    contact_id: int
    hole: Hole
    way: Way | None


_URGENT = (Hole.WHO, Hole.NOBODY, Hole.AGAINST, Hole.STALE, Hole.ONE_LINE)


def next_meetings(people: Sequence[Placed], network: Network, most: int = 3) -> list[NextMeeting]:
    """Return whom to meet next: who counts most and is met least first."""
    wanting = [one for one in people if any(hole in _URGENT for hole in one.holes)]
    wanting.sort(key=lambda one: (_URGENT.index(_gravest(one)), -one.weight, one.depth, one.id))
    return [
        NextMeeting(one.id, _gravest(one), find_way(one.id, people, network) if one.is_person else None)
        for one in wanting[:most]
    ]


def _gravest(one: Placed) -> Hole:
    return next(hole for hole in _URGENT if hole in one.holes)


@dataclass(frozen=True)
class Change:
    """What is different of one person between two days."""

    contact_id: int
    is_new: bool = False
    has_left: bool = False
    attitude: tuple[int | None, int | None] | None = None
    power: tuple[str, str] | None = None
    boss: tuple[int | None, int | None] | None = None
    depth: tuple[int, int] | None = None

    @property
    def is_any(self) -> bool:
        return self.is_new or self.has_left or any((self.attitude, self.power, self.boss, self.depth))


def differences(before: Sequence[Placed], now: Sequence[Placed]) -> dict[int, Change]:
    """Return what has changed of each person between two days; nobody who stayed as he was."""
    was, is_ = {one.id: one for one in before}, {one.id: one for one in now}
    found = {}
    for who in {**is_, **was}:
        one = _change(who, was.get(who), is_.get(who))
        if one.is_any:
            found[who] = one
    return found


def _change(who: int, was: Placed | None, now: Placed | None) -> Change:
    if was is None or now is None:
        return Change(who, is_new=was is None, has_left=now is None)
    a, b = was.stance, now.stance
    return Change(
        who,
        attitude=(a.attitude, b.attitude) if a.attitude != b.attitude else None,
        power=(a.power, b.power) if a.power != b.power else None,
        boss=(was.seat.boss_id, now.seat.boss_id) if was.seat.boss_id != now.seat.boss_id else None,
        depth=(was.depth, now.depth) if was.depth != now.depth else None,
    )


@dataclass(frozen=True)
class Successor:
    """Who of us could take over a contact, and why: the nearest reason first."""

    user_id: int
    name: str
    reason: "Nearness"


class Nearness(StrEnum):
    """How near one of us is to somebody who loses his only line to us."""

    KNOWS_HIM = "knows_him"
    KNOWS_BOSS = "knows_boss"
    KNOWS_REPORT = "knows_report"
    KNOWS_UNIT = "knows_unit"


def successor(one: Placed, gone: int, people: Sequence[Placed]) -> Successor | None:
    """Return the colleague best placed to take over; None where nobody of us is near."""
    near: list[tuple[int, int, str, int]] = []
    for other in people:
        nearness = _nearness(one, other)
        if nearness is None:
            continue
        near += [
            (nearness, -(pair.strength or 0), pair.user_name, pair.user_id)
            for pair in other.alive
            if pair.user_id != gone
        ]
    if not near:
        return None
    rank, _strength, name, user = min(near)
    return Successor(user, name, tuple(Nearness)[rank])


def _nearness(one: Placed, other: Placed) -> int | None:
    if other.id == one.id:
        return 0
    if other.id == one.seat.boss_id:
        return 1
    if other.seat.boss_id == one.id:
        return 2
    return 3 if one.seat.unit_id is not None and other.seat.unit_id == one.seat.unit_id else None


def support(people: Iterable[Placed]) -> int:
    """Return the attitudes added up, each weighed by how much the person counts (3, 2, 1)."""
    return sum(one.weight * (one.stance.attitude or 0) for one in people)
