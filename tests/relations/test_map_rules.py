"""What a map tells of itself: where we are blind, the way to somebody, who could take over, what has changed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from vitalfew.accounts.rules import ContactKind, Seated, goes_round
from vitalfew.relations.rules import Meeting, TieState
from vitalfew.relations.rules.chart import (
    Hole,
    Nearness,
    Placed,
    differences,
    find_way,
    next_meetings,
    place,
    successor,
    support,
)
from vitalfew.relations.rules.stances import LineKind, LineState, Network, StanceState

TODAY = date(2026, 11, 27)
LIN, GAO = 1, 2
NAMES = {LIN: "林晓", GAO: "高远"}


def seat(who: int, boss: int | None = None, **more: Any) -> Seated:
    known: dict[str, Any] = {
        "kind": ContactKind.PERSON, "name": f"人{who}", "name_en": "", "title": "", "unit_id": None, "unit": "",
        "function": "", "level": "", "post_id": who, "version": 1, "since": None, "until": None,
    }  # fmt: skip
    return Seated(contact_id=who, boss_id=boss, **known | more)


def tie(user: int, who: int, strength: int) -> TieState:
    return TieState(0, 1, user, NAMES[user], who, strength, None, "", TODAY)


def line(tail: int, head: int, kind: LineKind) -> LineState:
    return LineState(0, 1, tail, head, kind, 2, "", TODAY, None, "")


def placed(
    seats: list[Seated], *ties: TieState, said: dict[int, StanceState] | None = None, met: tuple[Meeting, ...] = ()
) -> list[Placed]:
    return place(seats, Network(said or {}), ties, met, NAMES, TODAY, 180)


def says(who: int, power: str = "inner", attitude: int | None = 0, **more: Any) -> StanceState:
    return StanceState(who, power=power, attitude=attitude, roles=("decider",), judged_on=TODAY, **more)


def holes(one: Placed) -> tuple[Hole, ...]:
    return one.holes


def test_what_is_missing_of_a_person() -> None:
    meetings = tuple(Meeting(LIN, 4, TODAY - timedelta(days)) for days in (100, 130, 160))
    seats = [seat(1), seat(2), seat(3, kind=ContactKind.PLACEHOLDER), seat(4), seat(5)]
    said = {
        1: says(1),
        2: replace(says(2, attitude=-2), roles=()),
        4: replace(says(4), rhythm_days=60, judged_on=TODAY - timedelta(200)),
        5: says(5, power="outside"),
    }
    found = {one.id: one.holes for one in placed(seats, tie(LIN, 2, 1), tie(GAO, 2, 1), said=said, met=meetings)}
    assert found == {
        1: (Hole.NOBODY,),
        2: (Hole.AGAINST, Hole.ROLE),
        3: (Hole.WHO,),
        4: (Hole.STALE, Hole.ONE_LINE, Hole.OLD),
        5: (),
    }


def test_depth_counts_the_contacts_of_a_year() -> None:
    def depth(count: int, ago: int = 10) -> int:
        met = tuple(Meeting(LIN, 1, TODAY - timedelta(ago)) for _ in range(count))
        return placed([seat(1)], met=met)[0].depth

    assert [depth(count) for count in (0, 1, 2, 3, 5, 6)] == [0, 1, 1, 2, 2, 3]
    assert depth(6, ago=366) == 0


def test_the_way_goes_over_open_doors_and_lines_that_are_listened_to() -> None:
    people = placed([seat(1), seat(2), seat(3), seat(4, boss=1)], tie(LIN, 2, 4), tie(GAO, 3, 2), tie(LIN, 1, 1))
    network = Network(lines=[line(2, 1, LineKind.PLUS), line(1, 3, LineKind.PERSONAL), line(2, 3, LineKind.MINUS)])
    way = find_way(1, people, network)
    assert way
    assert (way.user_name, way.through) == ("林晓", (2,))  # the strong tie is nearer than the personal one of 高远
    stronger = placed([seat(1), seat(2), seat(3)], tie(LIN, 2, 2), tie(GAO, 3, 5))
    both = Network(lines=[line(2, 1, LineKind.PLUS), line(3, 1, LineKind.PLUS)])
    by_trust = find_way(1, stronger, both)
    assert by_trust
    assert by_trust.user_name == "高远"
    direct = find_way(3, people, network)
    assert direct
    assert (direct.user_name, direct.through) == ("高远", ())
    assert find_way(4, people, network) is None  # nobody speaks downwards to 4


def test_whom_to_meet_next_begins_with_the_gravest() -> None:
    people = placed(
        [seat(1), seat(2, kind=ContactKind.PLACEHOLDER), seat(3)],
        tie(LIN, 3, 3),
        said={1: says(1, power="structure"), 3: says(3)},
    )
    assert [(one.contact_id, one.hole) for one in next_meetings(people, Network())] == [
        (2, Hole.WHO),
        (1, Hole.NOBODY),
        (3, Hole.ONE_LINE),
    ]


def test_who_takes_over_is_the_nearest() -> None:
    seats = [seat(1), seat(2, boss=1), seat(3, boss=2), seat(4, unit_id=7), seat(5, unit_id=7)]
    people = placed(seats, tie(LIN, 2, 4), tie(GAO, 1, 1), tie(LIN, 4, 2), tie(GAO, 5, 3), tie(LIN, 3, 3))
    by_id = {one.id: one for one in people}
    boss, unit = successor(by_id[2], LIN, people), successor(by_id[4], LIN, people)
    assert boss
    assert unit
    assert (boss.name, boss.reason) == ("高远", Nearness.KNOWS_BOSS)
    assert unit.reason is Nearness.KNOWS_UNIT
    assert successor(by_id[3], LIN, [one for one in people if one.id not in (1,)]) is None


def test_support_weighs_who_counts() -> None:
    said = {1: says(1, "inner", 2), 2: says(2, "structure", -1), 3: says(3, "outside", 1), 4: says(4, "inner", None)}
    assert support(placed([seat(who) for who in said], said=said)) == 3 * 2 - 2 + 1


def test_only_what_is_different_is_told() -> None:
    before = placed([seat(1), seat(2), seat(3, boss=1)], said={1: says(1, attitude=-1)})
    now = placed([seat(1), seat(3), seat(4)], said={1: says(1, attitude=1)})
    found = differences(before, now)
    assert found[1].attitude == (-1, 1)
    assert found[2].has_left
    assert found[3].boss == (1, None)
    assert found[4].is_new
    assert differences(now, now) == {}


@given(
    st.dictionaries(st.integers(1, 8), st.none() | st.integers(1, 8)), st.integers(1, 8), st.none() | st.integers(1, 8)
)
def test_a_circle_is_seen_before_it_is_made(bosses: dict[int, int | None], who: int, boss: int | None) -> None:
    seen, here = set[int](), boss
    while here is not None and here not in seen:
        seen.add(here)
        here = bosses.get(here)
    assert goes_round(bosses, who, boss) == (who in seen)
