"""A cycle goes through its steps in order and never back; only a review ends it (S35, INV12)."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from people.story import make_account
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.models import Entry
from vitalfew.journal.queries import get_history
from vitalfew.loop.analysis.actions import open_cycle, reach_phase
from vitalfew.loop.analysis.models import Cycle
from vitalfew.loop.analysis.queries import get_cycle
from vitalfew.loop.analysis.rules.cycles import ORDER, Phase, phase_of, steps_before
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import NotAllowed

work = st.lists(st.sampled_from(ORDER), max_size=12)


@given(work)
def test_work_in_any_order_never_skips_a_step_and_never_goes_back(steps: list[Phase]) -> None:
    touched: set[Phase] = set()
    at = ORDER.index(phase_of(touched))
    for step in steps:
        touched.add(step)
        moved = ORDER.index(phase_of(touched))
        assert moved >= at
        assert set(ORDER[1 : moved + 1]) <= touched, "a step was skipped"
        if moved + 1 < len(ORDER):
            assert ORDER[moved + 1] not in touched, "it lags behind its work"
        at = moved


@given(work)
def test_the_order_of_the_work_does_not_matter(steps: list[Phase]) -> None:
    assert phase_of(steps) == phase_of(reversed(steps))


def test_the_steps_before_are_done() -> None:
    assert steps_before(Phase.ANALYSIS) == ()
    assert steps_before(Phase.EXECUTION) == (Phase.ANALYSIS, Phase.OBJECTIVES, Phase.PLAN)


pytestmark = pytest.mark.django_db


@pytest.fixture
def account_id() -> int:
    return int(make_account("N", "北辰").pk)


def test_opening_twice_opens_once(cast: Any, account_id: int) -> None:
    first = open_cycle(by=cast.director, account_id=account_id, today=date(2026, 1, 5))
    lines = Entry.objects.count()
    assert open_cycle(by=cast.director, account_id=account_id) == first
    assert (first.number, first.phase, first.reached) == (1, "analysis", {Phase.ANALYSIS: date(2026, 1, 5)})
    assert Entry.objects.count() == lines


def test_a_visit_before_the_plan_counts_once_the_plan_stands(cast: Any, account_id: int) -> None:
    cycle = open_cycle(by=cast.director, account_id=account_id)
    work = (Phase.EXECUTION, Phase.PLAN, Phase.OBJECTIVES, Phase.CONTROL, Phase.PLAN)
    seen = [reach_phase(by=cast.director, cycle_id=cycle.id, phase=step).phase for step in work]
    assert seen == ["analysis", "analysis", "execution", "control", "control"]
    lines = get_history("analysis.cycle", cycle.id)
    assert [line.account_id for line in lines] == [account_id] * 5, "a step worked on again writes nothing"


def test_two_steps_reached_at_once_both_count(cast: Any, account_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    cycle = open_cycle(by=cast.director, account_id=account_id)
    real = Cycle.objects.get
    stale = real(pk=cycle.id)
    reach_phase(by=cast.director, cycle_id=cycle.id, phase=Phase.OBJECTIVES)
    told = iter([stale])
    monkeypatch.setattr(Cycle.objects, "get", lambda **which: next(told, None) or real(**which))
    assert reach_phase(by=cast.director, cycle_id=cycle.id, phase=Phase.PLAN).phase == "plan"


def test_nothing_but_a_review_ends_a_cycle(cast: Any, account_id: int) -> None:
    cycle = open_cycle(by=cast.director, account_id=account_id)
    with pytest.raises(Refused):
        reach_phase(by=cast.director, cycle_id=cycle.id, phase=Phase.REVIEW)
    for wrong in ({"closed_on": date(2030, 1, 1)}, {"phase": "review"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Cycle.objects.filter(pk=cycle.id).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cycle.objects.create(account_id=account_id, number=2, opened_on=date(2026, 1, 1))


def test_who_may_open_a_cycle(cast: Any, account_id: int) -> None:
    for nobody, error in [(cast.owner, NoSuchAccount), (cast.analyst, NotAllowed), (cast.administrator, NotAllowed)]:
        with pytest.raises(error):
            open_cycle(by=nobody, account_id=account_id)
    assert get_cycle(account_id) is None
