"""Which accounts may be one customer: by tax number, name, a like name. Proposed with the reason, never decided."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from vitalfew import words
from vitalfew.accounts.models import NotSame
from vitalfew.accounts.queries.visible import Reader, accounts_visible_to
from vitalfew.accounts.rules import AccountKind, Reason
from vitalfew.accounts.rules.merging import core
from vitalfew.ledger.queries.facts import get_facts
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.ledger.rules.tax_ids import plain_tax_id

LIKE = 90  # of 100: one character of eight is another name in Chinese
SHOWN = 200
CROWD = 60  # names that share so much are told apart by more than that


@dataclass(frozen=True)
class Twin:
    """One of two accounts."""

    id: int
    code: str
    name: str  # as the reader reads it
    own_name: str  # what is compared: whether two are alike depends on no reader
    country: str
    tax_id: str


@dataclass(frozen=True)
class Match:
    """Two accounts that may be one, why, and how like their names are, of 100."""

    first: Twin
    second: Twin
    reason: Reason
    likeness: int


def get_matches(user: Reader) -> list[Match]:
    """Return the pairs that nobody has said to be two, the surest first."""
    twins = _twins(user)
    denied = set(NotSame.objects.values_list("first_id", "second_id"))
    found: dict[tuple[int, int], Match] = {}
    for match in _found(twins):
        pair = (match.first.id, match.second.id)
        if pair not in denied:
            found.setdefault(pair, match)
    order = list(Reason)
    return sorted(found.values(), key=lambda one: (order.index(one.reason), -one.likeness, one.first.id))[:SHOWN]


def _twins(user: Reader) -> list[Twin]:
    told = {fact.code: plain_tax_id(fact["tax_id"] or "") for fact in get_facts(FactKind.CUSTOMERS) if fact.code}
    rows = accounts_visible_to(user).filter(merged_into=None).exclude(kind=AccountKind.GROUP).order_by("pk")
    columns = rows.values_list("pk", "code", "name", "name_en", "country", "tax_id")
    return [
        Twin(pk, code or "", words.name(name, name_en), name, country, tax_id or told.get(code or "", ""))
        for pk, code, name, name_en, country, tax_id in columns
    ]


def _found(twins: list[Twin]) -> Iterator[Match]:
    cores = {one.id: core(one.own_name) for one in twins}
    yield from _alike(twins, {one.id: one.tax_id for one in twins}, Reason.TAX_ID, cores)
    yield from _alike(twins, cores, Reason.NAME, cores)
    by_id = {one.id: one for one in twins}
    for first, second in _near(cores):
        likeness = round(fuzz.ratio(cores[first], cores[second]))
        if likeness >= LIKE:
            yield Match(by_id[first], by_id[second], Reason.LIKE, likeness)


def _alike(twins: Iterable[Twin], said: Mapping[int, str], reason: Reason, cores: Mapping[int, str]) -> Iterator[Match]:
    same: dict[str, list[Twin]] = defaultdict(list)
    for one in twins:
        if said[one.id]:
            same[said[one.id]].append(one)
    for group in same.values():
        for first, second in combinations(group[:CROWD], 2):
            yield Match(first, second, reason, round(fuzz.ratio(cores[first.id], cores[second.id])))


def _near(cores: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that begin or end alike: only they can be much alike, and comparing all would take hours."""
    ends: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number, name in cores.items():
        if len(name) > 3:
            # A letter says less than a character.
            size = 5 if name.isascii() else 2
            ends[0, name[:size]].append(number)
            ends[1, name[-size:]].append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in ends.values():
        for pair in combinations(numbers, 2) if len(numbers) <= CROWD else ():
            if pair not in seen:
                seen.add(pair)
                yield pair
