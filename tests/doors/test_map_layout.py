"""A map can be read whoever is on it: no card covers another, every line is drawn and runs round the cards."""

from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitalfew.web.charts.map.hierarchy import ON_SLIDE, hierarchy
from vitalfew.web.charts.map.layout import PAGE, Layout, lay_out
from vitalfew.web.charts.map.people import Heading, Line, Person

LEVELS = ("board", "director", "manager", "supervisor", "expert", "clerk", "staff", "")
KINDS = ("dotted", "plus", "minus", "conflict", "personal")
HEADING = Heading("关系图", "截至今天", "zh-CN")


@st.composite
def buyers(draw: Any, most: int = 16) -> tuple[list[Person], list[Line]]:
    """Invent a buyer: any bosses (also in circles, also nobody), any levels, lines of any kind between any two."""
    count = draw(st.integers(1, most))
    people = [
        Person(
            key=key,
            href="/x/",
            name=draw(st.sampled_from(["王伟", "欧阳文静", "阿依古丽·买买提", "Zheng Kai"])),
            title="采购经理",
            unit=draw(st.sampled_from(["采购部", "研发部", ""])),
            level=draw(st.sampled_from(LEVELS)),
            boss=draw(st.none() | st.integers(1, count).filter(lambda boss, key=key: boss != key)),
            kind=draw(st.sampled_from(["person"] * 6 + ["placeholder", "outsider"])),
            power=draw(st.sampled_from(["inner", "structure", "outside", ""])),
            attitude=draw(st.none() | st.integers(-3, 3)),
            roles=("决策", "把关"),
            owners=("林晓",),
            gaps=draw(st.sampled_from([(), ("只靠一条线",)])),
        )
        for key in range(1, count + 1)
    ]
    pairs = draw(st.lists(st.tuples(st.integers(1, count), st.integers(1, count)), max_size=count // 2 + 2))
    lines = {
        frozenset(pair): Line(*pair, draw(st.sampled_from(KINDS)), draw(st.integers(1, 3)))
        for pair in pairs
        if pair[0] != pair[1]
    }
    return people, list(lines.values())


def touches(layout: Layout, points: list[tuple[float, float]], key: int, *, is_own: bool) -> bool:
    """Tell whether a line runs over a card; its own card it may only reach."""
    x, y, w, h = layout.rect(key)
    pad = -0.5 if is_own else 1.0
    return any(
        min(ax, bx) < x + w + pad and max(ax, bx) > x - pad and min(ay, by) < y + h + pad and max(ay, by) > y - pad
        for (ax, ay), (bx, by) in pairwise(points)
    )


@pytest.mark.parametrize("room", [PAGE, ON_SLIDE], ids=["page", "slide"])
@given(buyer=buyers())
@settings(deadline=None, max_examples=60)
def test_no_card_covers_another_and_every_line_runs_round_them(room: Any, buyer: Any) -> None:
    people, lines = buyer
    layout = lay_out(people, lines, room)
    assert set(layout.spots) == {one.key for one in people}
    for one, other in combinations(layout.spots, 2):
        (x, y, w, h), (x2, y2, _w, _h) = layout.rect(one), layout.rect(other)
        assert abs(x - x2) >= w or abs(y - y2) >= h, (one, other)
    assert len(layout.routed) == len(lines)
    for line, points in layout.routed:
        own = {line.tail, line.head}
        assert not [key for key in layout.spots if touches(layout, points, key, is_own=key in own)], line
    for _key, points in layout.fixed:
        assert not [key for key in layout.spots if touches(layout, points, key, is_own=True)]


@given(buyer=buyers(8))
@settings(deadline=None, max_examples=30)
def test_everybody_is_drawn_once_and_named(buyer: Any) -> None:
    people, lines = buyer
    drawing = hierarchy(people, lines, HEADING)
    assert sorted(int(part.split('"')[0]) for part in drawing.split(' data-person="')[1:]) == [
        one.key for one in people
    ]


def test_a_boss_of_lower_level_still_stands_above() -> None:
    people = [
        Person(1, "甲", level="manager"),
        Person(2, "乙", level="director", boss=1),
        Person(3, "丙", level="manager", boss=2),
    ]
    spots = lay_out(people, []).spots
    assert spots[1][1] < spots[2][1] < spots[3][1]


def test_those_nobody_has_placed_stand_together_by_unit() -> None:
    people = [Person(key, f"人{key}", unit=f"部{key % 3}", level="manager") for key in range(1, 13)]
    spots = lay_out(people, []).spots
    columns = {spots[one.key][0] for one in people}
    assert len(columns) == 3
