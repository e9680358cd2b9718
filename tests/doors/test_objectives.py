"""An objective is set beside what the books say, watched in a list, changed against its version, dropped (S2)."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from doors.loop_pages import LANGUAGES, days, get, send, went_to
from people.story import Story, tell_story
from vitalfew.web.aims import worst_first
from vitalfew.web.forms.inputs import amount_of, typed_amount

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def _aim(cast: Any, **more: Any) -> dict[str, Any]:
    typed = {"metric": "gross_margin", "target": "1320万", "for_whom": "both", "owner": cast.owner.pk}
    return days(TODAY(), **typed) | more


def _objectives(story: Story) -> list[Any]:
    from vitalfew.loop.objectives.queries import get_objectives

    return get_objectives(story.cycle.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_objective_is_set_and_stands_in_the_list(cast: Any, clients: Any, story: Story, language: str) -> None:
    page = get(clients.owner, "objective_new", story.account.id, language=language)
    assert {"en": "The same days a year before", "zh-hans": "上年同期"}[language] in page.text
    answer = send(clients.owner, "objective_new", story.account.id, **_aim(cast))
    assert went_to(answer, "plan", story.account.id)
    aim = next(one for one in _objectives(story) if one.metric == "gross_margin")
    assert aim.target == 13_200_000
    listed = get(clients.owner, "objectives", language=language).text
    assert {"en": "Gross margin", "zh-hans": "毛利"}[language] in listed
    assert story.account.name in listed
    assert story.account.name not in get(clients.stranger, "objectives", language=language).text


def test_what_is_off_track_stands_before_what_goes_well() -> None:
    rows = [SimpleNamespace(mark=mark) for mark in ("good", "none", "bad", "watch", "bad")]
    assert [row.mark for row in worst_first(rows)] == ["bad", "bad", "watch", "none", "good"]  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_beside_the_field(cast: Any, clients: Any, story: Story, language: str) -> None:
    before = len(_objectives(story))
    typed = _aim(cast, target="lots", due_on="2026-02-30")
    answer = send(clients.owner, "objective_new", story.account.id, language=language, **typed)
    for sentence in {
        "en": ["Write a figure, for example", "Write the day as year-month-day"],
        "zh-hans": ["请填写数字，例如", "日期请写成年-月-日"],
    }[language]:
        assert sentence in answer.text
    backwards = _aim(cast, due_on=f"{TODAY().year - 1}-01-01")
    assert "after the first day" in send(clients.owner, "objective_new", story.account.id, **backwards).text
    nothing = send(clients.owner, "objective_new", story.account.id, **_aim(cast, target="0"))
    assert "Write a target above zero." in nothing.text
    assert len(_objectives(story)) == before


def test_the_period_may_stand_in_the_address(clients: Any, story: Story) -> None:
    page = get(clients.owner, "objective_new", story.account.id, starts_on="2025-04-01", due_on="2025-06-30")
    assert 'value="2025-04-01"' in page.text
    assert "From the books, 1 Apr 2024 to 30 Jun 2024." in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_editors_see_both_values(cast: Any, clients: Any, story: Story, language: str) -> None:
    aim, version = story.objective, story.objective.version
    typed = _aim(cast, metric="net_revenue", do="change", version=version)
    mine = send(clients.owner, "objective", aim.id, **typed, why="first")
    assert went_to(mine, "plan", story.account.id)
    other = send(clients.director, "objective", aim.id, language=language, **typed, why="second")
    assert other.status_code == 409
    assert "first" in other.text
    assert "second" in other.text


def test_dropped_it_leaves_the_list(clients: Any, story: Story) -> None:
    typed = {"do": "drop", "version": story.objective.version, "reason": "机型取消"}
    assert went_to(send(clients.owner, "objective", story.objective.id, **typed), "plan", story.account.id)
    assert story.account.name not in get(clients.owner, "objectives").text
    page = get(clients.owner, "objective", story.objective.id).text
    assert "机型取消" in page
    assert 'name="target"' not in page


def test_a_reader_finds_no_form(clients: Any, story: Story) -> None:
    page = get(clients.analyst, "objective", story.objective.id).text
    assert story.objective.why in page
    assert 'name="target"' not in page


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("13,200,000", "13200000"), ("1320万", "13200000"), ("1.32亿", "132000000"), ("¥1,320 万", "13200000"),
        ("13.2M", "13200000"), ("13.2m", "13200000"), ("860K", "860000"), ("１２３", "123"), ("0.5", "0.5"),
        ("CN¥13.2M", "13200000"), ("40", "40"),
    ],
)  # fmt: skip
def test_a_figure_is_read_as_people_type_it(typed: str, meant: str) -> None:
    assert amount_of(typed) == Decimal(meant)
    assert amount_of(typed_amount(Decimal(meant))) == Decimal(meant)


@pytest.mark.parametrize("typed", ["", "lots", "1.2.3", "12 apples", "--3", "1,2,3x", "万", "."])
def test_what_is_no_figure_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        amount_of(typed)


def test_asking_for_another_period_sets_nothing_and_keeps_what_was_typed(cast: Any, clients: Any, story: Story) -> None:
    before = len(_objectives(story))
    typed = _aim(cast, do="look", starts_on="2025-04-01", due_on="2025-06-30", why="新机型")
    answer = send(clients.owner, "objective_new", story.account.id, **typed)
    assert answer.status_code == 200
    assert "From the books, 1 Apr 2024 to 30 Jun 2024." in answer.text
    assert 'value="1320万"' in answer.text
    assert 'value="新机型"' in answer.text
    assert len(_objectives(story)) == before
