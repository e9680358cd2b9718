"""The five pictures of who meets whom: each as it should be, the records on the same places beside it (S18–S22)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitalfew.accounts.rules import FUNCTIONS, LEVELS, Function, Level, Place, Places
from vitalfew.loop.analysis.rules.pictures import BUYER, MAIN, PICTURES, Shape, falls_short, looks_like, real
from vitalfew.loop.analysis.rules.stages import ORDER, Stage
from vitalfew.loop.analysis.rules.thresholds import DEFAULTS
from vitalfew.relations.rules import Meeting
from vitalfew.relations.rules.joint import TeamKind, Together
from vitalfew.relations.rules.pairs import KAM, ContactSigns, contact_signs

TODAY = date(2026, 6, 1)
KEEPER = 1


def test_each_stage_has_the_picture_that_belongs_to_it() -> None:
    pre, early, mid, partnership, synergistic = (PICTURES[stage] for stage in ORDER)
    assert pre.left == pre.right == ("director", "manager", "supervisor", "clerk", "staff")
    assert pre.edges == early.edges == ((KAM, BUYER),)
    assert early.left == early.right == ("marketing", "operations", "logistics", "finance")
    assert mid.left == ("director", "manager", "expert", "clerk")
    assert set(mid.edges) == {(KAM, BUYER), *((one, one) for one in ("director", "expert", "clerk"))}
    assert partnership.shape is Shape.DIAMOND
    assert len(partnership.left) == 5
    assert set(partnership.edges) == {(KAM, MAIN), *((one, one) for one in partnership.left)}
    assert synergistic.left == tuple(TeamKind)
    assert ("boards", "boards") in synergistic.edges


def _signs(
    met: dict[int, tuple[Function | str, Level | str, int]], ours: dict[int, str], pairs: list[tuple[int, int]]
) -> ContactSigns:
    """Tell of contacts: `met` is function, level and days since the meeting; `pairs` who of us met whom."""
    places = Places(tuple(Place(one, f"n{one}", str(f), str(lv)) for one, (f, lv, _days) in met.items()), ours)
    meetings = [Meeting(user, one, TODAY - timedelta(met[one][2])) for user, one in pairs]
    return contact_signs(places, {KEEPER}, meetings, {}, TODAY, DEFAULTS.warm_days)


FOUR = (Function.RND, Function.QUALITY, Function.LOGISTICS, Function.FINANCE)


def _diamond(days: int = 10) -> ContactSigns:
    met: dict[int, Any] = {10 + n: (function, Level.EXPERT, days) for n, function in enumerate(FOUR)}
    met[20] = (Function.PURCHASING, Level.MANAGER, days)
    ours = {2 + n: function.value for n, function in enumerate(FOUR)}
    return _signs(met, ours, [*((2 + n, 10 + n) for n in range(4)), (KEEPER, 20)])


def test_four_functions_in_contact_look_like_partnership_and_cold_ones_do_not() -> None:
    assert looks_like(_diamond(), None, DEFAULTS) is Stage.PARTNERSHIP
    assert set(_diamond().warm) == set(FOUR)
    cold = _diamond(days=DEFAULTS.warm_days + 1)
    assert cold.warm == ()
    assert set(cold.matched) == set(FOUR)
    assert looks_like(cold, None, DEFAULTS) is not Stage.PARTNERSHIP


def test_teams_and_boards_beyond_partnership_look_like_the_highest() -> None:
    both = Together(teams=2, board_meetings=1)
    assert looks_like(_diamond(), both, DEFAULTS) is Stage.SYNERGISTIC
    assert looks_like(_diamond(), Together(teams=1, board_meetings=1), DEFAULTS) is Stage.PARTNERSHIP


def test_one_line_looks_like_the_first_stage_and_nothing_like_none() -> None:
    single = _signs({20: (Function.PURCHASING, Level.MANAGER, 5)}, {}, [(KEEPER, 20)])
    assert looks_like(single, None, DEFAULTS) is Stage.PRE
    assert looks_like(_signs({}, {}, []), None, DEFAULTS) is None
    assert looks_like(None, None, DEFAULTS) is None
    assert not falls_short(Stage.SYNERGISTIC, None)
    assert falls_short(Stage.EARLY, Stage.PRE)
    assert not falls_short(Stage.EARLY, Stage.MID)


def test_what_the_picture_asks_for_and_is_not_there_is_named_missing() -> None:
    found = real(PICTURES[Stage.PARTNERSHIP], _diamond(), {}, DEFAULTS)
    assert set(found.missing) == {(one, one) for one in ("board", "monitoring", "operations", "external_logistics")}
    assert {(edge.ours, edge.theirs) for edge in found.edges} == {(KAM, MAIN), *((str(f), str(f)) for f in FOUR)}
    assert set(PICTURES[Stage.PARTNERSHIP].left) <= set(found.rows)
    assert all(edge.is_warm for edge in found.edges)


def test_levels_of_ours_are_read_from_the_roles() -> None:
    met = {10: (Function.RND, Level.DIRECTOR, 5), 20: (Function.PURCHASING, Level.MANAGER, 5)}
    signs = _signs(met, {}, [(5, 10), (KEEPER, 20)])
    found = real(PICTURES[Stage.MID], signs, {5: "director"}, DEFAULTS)
    assert {(edge.ours, edge.theirs) for edge in found.edges} == {("director", "director"), (KAM, BUYER)}


functions = st.sampled_from([*map(str, FUNCTIONS), ""])
levels = st.sampled_from([*map(str, LEVELS), ""])
people = st.dictionaries(st.integers(10, 19), st.tuples(functions, levels, st.integers(0, 700)), max_size=8)
ours = st.dictionaries(st.integers(2, 6), functions, max_size=4)


@given(people, ours, st.data())
def test_every_line_drawn_was_a_line_and_none_is_lost(people: Any, ours: Any, data: st.DataObject) -> None:
    users = st.sampled_from([KEEPER, 2, 3, 4, 5, 6])
    pairs = data.draw(st.lists(st.tuples(users, st.sampled_from(sorted(people))), max_size=12)) if people else []
    signs = _signs(people, ours, pairs)
    assert {(one.user_id, one.contact_id) for pair in signs.pairs for one in pair.threads} == set(pairs)
    assert set(signs.warm) <= set(signs.matched)
    assert signs.top_share is None or 0 < signs.top_share <= 1
    for stage in ORDER[:-1]:
        found = real(PICTURES[stage], signs, {}, DEFAULTS)
        drawn = {(one.user_id, one.contact_id) for edge in found.edges for one in edge.threads}
        assert drawn <= set(pairs)
        rows = {*found.rows, KAM, PICTURES[stage].buyer}
        assert all(edge.ours in rows and edge.theirs in rows for edge in found.edges)
        assert set(found.missing).isdisjoint((edge.ours, edge.theirs) for edge in found.edges)


@pytest.mark.parametrize("days", [0, DEFAULTS.warm_days, DEFAULTS.warm_days + 1])
def test_a_pair_is_warm_to_the_last_day_of_its_rhythm(days: int) -> None:
    signs = _signs({10: (Function.RND, Level.EXPERT, days)}, {2: "rnd"}, [(2, 10)])
    assert (signs.warm == ("rnd",)) == (days <= DEFAULTS.warm_days)
