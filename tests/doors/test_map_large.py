"""Maps of large customers: all of it seen at once on a desk, everybody drawn once, and what has changed not hidden."""

import re
from datetime import timedelta
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from doors.loop_pages import get
from people.story import Story, tell_story
from vitalfew.accounts.actions import add_person
from vitalfew.relations.actions import judge_person
from vitalfew.web.charts.map.fitting import two_lines, width
from vitalfew.web.charts.map.folded import DESK, folded
from vitalfew.web.charts.map.grid import power_grid
from vitalfew.web.charts.map.people import Heading, Person

HEADING = Heading("关系图", "截至今天", "zh-CN")
PLACE = re.compile(r"translate\((\S+) (\S+)\)")


@st.composite
def companies(draw: Any) -> list[Person]:
    """Invent a company: a chief or none, heads, units of any size under them, and people nobody has placed."""
    heads = draw(st.integers(0, 14))
    people = [Person(1, "裴总", "/1/", level="board")]
    people += [Person(key, "总监", f"/{key}/", level="director", boss=1) for key in range(2, heads + 2)]
    for key in range(heads + 2, heads + 2 + draw(st.integers(20, 110))):
        boss = draw(st.none() | st.integers(1, heads + 1))
        unit = f"部{draw(st.integers(1, 12))}"
        people.append(Person(key, "王伟", f"/{key}/", unit=unit, level="staff", boss=boss))
    return people


@given(people=companies())
@settings(deadline=None, max_examples=40)
def test_all_of_a_large_company_is_seen_at_once_on_a_desk(people: list[Person]) -> None:
    drawn = folded(people, HEADING, "", lambda unit: f"?open={unit}")
    root = ElementTree.fromstring(drawn)
    assert float(root.get("width") or 0) <= DESK + 48
    led_to = [one.get("href", "") for one in root.iter()]
    assert sorted(href for href in led_to if href.startswith("/")) == sorted(one.href for one in people)
    boxes = list(_boxes(root))
    for (x, y, w, h), (x2, y2, w2, h2) in combinations(boxes, 2):
        assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


def _boxes(root: ElementTree.Element) -> Any:
    """Yield where each head and each unit stands."""
    for group in root:
        place = PLACE.match(group.get("transform", ""))
        ground = next(iter(group.iter("{http://www.w3.org/2000/svg}rect")), None)
        if place and ground is not None:
            sizes = [float(ground.get(name) or 0) for name in ("width", "height")]
            yield (float(place.group(1)), float(place.group(2)), *sizes)


def test_a_unit_opened_is_where_its_link_leads() -> None:
    people = [Person(1, "裴总", "/x/", level="board")]
    people += [Person(key, "王伟", "/x/", unit=f"部{key % 5}", level="staff", boss=1) for key in range(2, 60)]
    closed = folded(people, HEADING, "", lambda unit: f"?open={unit}")
    unit = re.search(r'href="\?open=([^"#]+)#(\w+)"', closed)
    assert unit
    opened = folded(people, HEADING, unit.group(1), lambda unit: f"?open={unit}")
    assert f'id="{unit.group(2)}"' in opened
    assert f'id="{unit.group(2)}"' not in closed


@pytest.mark.django_db
def test_of_a_large_company_only_who_has_changed_and_whom_he_stands_under_is_drawn(clients: Any, cast: Any) -> None:
    story: Story = tell_story(cast)
    account, today = story.account.id, timezone.localdate()

    def note(name: str, boss: int | None = None) -> int:
        return add_person(by=cast.owner, account_id=account, name=name, boss_id=boss).id

    chief = note("裴总")
    head = note("研发总监", chief)
    who = note("马强", head)
    for number in range(34):
        note(f"同事{number}", head)
    told = {"by": cast.owner, "account_id": account, "contact_id": who, "source": "电话"}
    said = judge_person(**told, version=0, attitude=-1, today=today - timedelta(60))
    judge_person(**told, version=said.version, attitude=2)
    since = str(today - timedelta(30))
    page = get(clients.owner, "map", account, language="en", view="changes", since=since, on=str(today)).text
    begin = page.index('<svg xmlns="', page.index('id="picture"'))
    drawn = set(map(int, re.findall(r'data-person="(\d+)"', page[begin : page.index("</svg>", begin)])))
    assert {who, head, chief} <= drawn
    assert len(drawn) < 30
    assert "who stayed as they were are not drawn" in page


def test_a_role_never_costs_the_name() -> None:
    people = [
        Person(1, "Ouyang Wenjing", power="inner", attitude=1, roles=("Influences",)),
        Person(2, "王伟", power="inner", attitude=1, roles=("决策",)),
    ]
    drawn = power_grid(people, {}, HEADING)
    assert "Influences" not in drawn
    assert ">决策<" in drawn
    assert ">王伟<" in drawn


@given(st.text("abcdefg WM 采购·", max_size=40), st.floats(40, 200))
def test_words_on_two_lines_never_leave_their_room(words: str, room: float) -> None:
    lines = two_lines(words, 12, room, is_bold=True)
    assert len(lines) <= 2
    assert all(width(line, 12, is_bold=True) <= room for line in lines)
