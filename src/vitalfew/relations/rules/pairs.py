"""Which function of ours meets which of theirs, how warm, on how many levels, by how many threads (S18–S21)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vitalfew.accounts.rules import LEVELS, Function, Place, Places
from vitalfew.relations.rules.coverage import Meeting

# Purchasing and sales meet anyway: they are the middle of the picture, no pair of functions behind it.
HUB = (Function.PURCHASING, Function.SALES)
KAM = "kam"  # the function of the manager and the deputy of the account


@dataclass(frozen=True)
class Thread:
    """One of us and one of them who know each other: how well, how often they met, and when last."""

    user_id: int
    contact_id: int
    strength: int
    times: int  # of the contacts looked at
    last_on: date | None


@dataclass(frozen=True)
class Pair:
    """A function of ours and one of theirs, with the threads between them."""

    ours: str
    theirs: str
    threads: tuple[Thread, ...]

    @property
    def is_matched(self) -> bool:
        """Tell whether both sides are of one function, which is none of the middle."""
        return self.ours == self.theirs and bool(self.ours) and self.ours not in HUB

    @property
    def last_on(self) -> date | None:
        return max((one.last_on for one in self.threads if one.last_on), default=None)

    @property
    def weight(self) -> int:
        return sum(max(one.strength, 1) for one in self.threads)

    def is_warm(self, today: date, days: int) -> bool:
        """Tell whether anybody of the two functions has met within so many days."""
        return self.last_on is not None and (today - self.last_on).days <= days


@dataclass(frozen=True)
class ContactSigns:
    """How both sides are joined: pairs of functions, levels met, the share of the thickest thread."""

    pairs: tuple[Pair, ...]
    theirs: tuple[Place, ...]
    ours: Mapping[int, str]  # our functions by user; KAM for who keeps the account
    warm: tuple[str, ...]  # functions matched and warm
    matched: tuple[str, ...]  # functions matched, warm or cold
    levels: tuple[str, ...]  # of theirs, met lately, the highest first
    top_share: float | None  # of the contacts held lately, by the one pair of people that held most
    contacts: int  # held lately
    last_on: date | None
    knows_purchasing: bool | None  # None where nobody of purchasing is named
    as_of: date

    @property
    def is_known(self) -> bool:
        """Tell whether anything is recorded at all of who knows whom."""
        return bool(self.theirs or self.pairs)


def contact_signs(
    places: Places,
    keepers: Collection[int],
    meetings: Sequence[Meeting],
    strength: Mapping[tuple[int, int], int],
    today: date,
    warm_days: int,
) -> ContactSigns:
    """Read from who met whom, who knows whom how well and who stands where how both sides are joined.

    `strength` tells of one of us and one of theirs how well they know each other, where that was judged.
    """
    meetings = [one for one in meetings if one.held_on <= today]  # a meeting to come is no contact yet
    ours = {**places.ours, **dict.fromkeys(keepers, KAM)}
    where = {one.contact_id: one for one in places.theirs}
    lately = [one for one in meetings if one.held_on >= today - timedelta(warm_days)]
    threads = _threads(meetings, strength, lately)
    pairs = _pairs(threads, ours, where)
    matched = [pair for pair in pairs if pair.is_matched]
    buyers = [one.contact_id for one in places.theirs if one.function == Function.PURCHASING]
    return ContactSigns(
        pairs=tuple(pairs),
        theirs=places.theirs,
        ours=ours,
        warm=tuple(pair.ours for pair in matched if pair.is_warm(today, warm_days)),
        matched=tuple(pair.ours for pair in matched),
        levels=_levels(where[one.contact_id].level for one in lately if one.contact_id in where),
        top_share=_top_share(lately),
        contacts=len(lately),
        last_on=max((one.held_on for one in meetings), default=None),
        knows_purchasing=any(one.contact_id in buyers for one in threads) if buyers else None,
        as_of=today,
    )


def _threads(
    meetings: Sequence[Meeting], strength: Mapping[tuple[int, int], int], lately: Sequence[Meeting]
) -> list[Thread]:
    last: dict[tuple[int, int], date | None] = {}
    for one in meetings:
        key = (one.user_id, one.contact_id)
        last[key] = max(one.held_on, last.get(key) or one.held_on)
    times = Counter((one.user_id, one.contact_id) for one in lately)
    for key, known in strength.items():
        if known:
            last.setdefault(key, None)
    return [Thread(*key, strength.get(key, 0), times[key], day) for key, day in last.items()]


def _pairs(threads: Iterable[Thread], ours: Mapping[int, str], where: Mapping[int, Place]) -> list[Pair]:
    found = defaultdict[tuple[str, str], list[Thread]](list)
    for one in threads:
        if one.contact_id in where:  # whoever has left holds no thread any more
            found[ours.get(one.user_id, ""), where[one.contact_id].function].append(one)
    return [Pair(*key, tuple(many)) for key, many in sorted(found.items())]


def _levels(levels: Iterable[str]) -> tuple[str, ...]:
    met = set(levels)
    return tuple(level for level in LEVELS if level in met)


def _top_share(lately: Sequence[Meeting]) -> float | None:
    # Three contacts are the fewest of which a share says anything.
    if len(lately) < 3:
        return None
    return max(Counter((one.user_id, one.contact_id) for one in lately).values()) / len(lately)
