"""A review keeps target and actual as they were, closes the cycle and opens the next with its lesson (S43, INV12)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import import_lines, key_account
from ledger.telling import Line
from vitalfew.accounts.models import AccountRow
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.models import Entry
from vitalfew.journal.queries import verify_chain
from vitalfew.loop.analysis.models import Cycle
from vitalfew.loop.analysis.queries import get_cycle, get_cycles
from vitalfew.loop.analysis.rules.cycles import CycleWhy
from vitalfew.loop.objectives.actions import change_objective, drop_objective, refresh_progress, set_objective
from vitalfew.loop.objectives.queries import get_objective, get_objectives_of
from vitalfew.loop.plan.actions import add_action, complete_action, write_strategy
from vitalfew.loop.plan.queries import get_actions_due, get_plan
from vitalfew.loop.review import actions as reviewing
from vitalfew.loop.review.actions import close_review
from vitalfew.loop.review.models import Review
from vitalfew.loop.review.queries import get_review_draft, get_reviews, get_reviews_due, get_reviews_of
from vitalfew.loop.review.rules import ReviewWhy, review_refused
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import COMMAND_LINE, NotAllowed

TODAY, BEGIN, DUE = date(2026, 1, 8), date(2025, 1, 1), date(2025, 12, 31)


@given(st.integers(0, 3), st.sampled_from(["", " ", "教训"]), st.integers(-2, 2))
def test_a_review_looks_back_on_something_and_teaches_something(objectives: int, lesson: str, days: int) -> None:
    why = review_refused(objectives=objectives, lesson=lesson, held_on=TODAY + timedelta(days), today=TODAY)
    assert (why is None) == (objectives > 0 and bool(lesson.strip()) and days <= 0)


pytestmark = pytest.mark.django_db


def line(amount: int, day: date) -> Line:
    return Line(invoice=f"{day}{amount}", account="A", amount=Decimal(amount), day=day, cost=Decimal(1))


@pytest.fixture
def account_id(cast: Any) -> int:
    found = import_lines([line(100, BEGIN - timedelta(300)), line(110, date(2025, 5, 1)), line(1, DUE)])["A"]
    key_account(cast, found)
    return found


def _aim(cast: Any, account_id: int, **changes: Any) -> Any:
    told = {"metric": "net_revenue", "target": Decimal(120), "starts_on": BEGIN, "due_on": DUE, "for_whom": "us"}
    return set_objective(by=cast.owner, account_id=account_id, owner_id=cast.owner.pk, today=BEGIN, **told | changes)


def _review(cast: Any, account_id: int, *, by: Any = None, **changes: Any) -> Any:
    told: dict[str, Any] = {"held_on": TODAY, "lesson": "产能要先锁定", "decision": "保留目标", "whys": {}}
    return close_review(by=by or cast.director, account_id=account_id, today=TODAY, **told | changes)


def test_a_review_keeps_the_figures_and_opens_the_next_cycle(cast: Any, account_id: int) -> None:
    objective = _aim(cast, account_id)
    draft = get_review_draft(account_id)
    assert draft
    assert (draft.objectives, draft.to_explain) == ((objective,), (objective.id,))
    review = _review(cast, account_id, whys={objective.id: "变桨轴承缺货"})
    (kept,) = review.objectives
    assert (kept.target, kept.actual, kept.state, kept.as_of, kept.why) == (120, 111, "missed", DUE, "变桨轴承缺货")
    assert (review.cycle_number, review.held_by_name, review.met) == (1, "陈国栋", 0)
    closed, following = get_cycles(account_id)[::-1]
    assert (closed.phase, closed.closed_on) == ("review", TODAY)
    assert (following.number, following.phase, following.lesson) == (2, "analysis", "产能要先锁定")
    # The books go on; what was kept stays.
    import_lines([line(500, date(2025, 6, 1))])
    refresh_progress(by=COMMAND_LINE)
    assert get_reviews(account_id)[0].objectives[0].actual == 111
    assert get_objectives_of(cast.owner) == []


def test_the_actual_is_read_at_the_review_itself(cast: Any, account_id: int) -> None:
    _aim(cast, account_id)
    import_lines([line(9, date(2025, 7, 1))])
    (kept,) = _review(cast, account_id).objectives
    assert (kept.actual, kept.state) == (120, "met")


def test_what_is_still_to_do_is_carried_on(cast: Any, account_id: int) -> None:
    objective = _aim(cast, account_id)
    write_strategy(by=cast.owner, account_id=account_id, version=0, strategy="先保交付")
    told = {"owner_id": cast.owner.pk, "due_on": TODAY + timedelta(9), "objective_id": objective.id}
    left = add_action(by=cast.owner, account_id=account_id, what="left", **told)
    done = add_action(by=cast.owner, account_id=account_id, what="done", **told)
    complete_action(by=cast.owner, action_id=done.id, version=1, done_on=TODAY, today=TODAY)
    _review(cast, account_id)
    plan = get_plan(account_id, TODAY)
    assert plan
    assert [(one.id, one.objective_id) for one in plan.actions] == [(left.id, None)]
    assert (plan.cycle_number, plan.strategy) == (2, "")
    assert [one.id for one in get_actions_due(cast.owner)] == [left.id]
    assert AccountRow.objects.get(pk=account_id).next_step == "left"
    assert get_cycle(account_id).phase == "analysis"  # type: ignore[union-attr]


def test_a_review_sent_twice_closes_one_cycle(cast: Any, account_id: int) -> None:
    _aim(cast, account_id)
    cycle = get_cycle(account_id)
    assert cycle
    _review(cast, account_id, cycle_id=cycle.id)
    lines = Entry.objects.count()
    for cycle_id, why in [(cycle.id, ReviewWhy.NO_CYCLE), (None, ReviewWhy.NOTHING_TO_REVIEW)]:
        with pytest.raises(Refused) as refusal:
            _review(cast, account_id, cycle_id=cycle_id)
        assert refusal.value.why is why
    assert (Review.objects.count(), Entry.objects.count()) == (1, lines)


def test_a_closed_cycle_stays_as_it_was(cast: Any, account_id: int) -> None:
    objective = _aim(cast, account_id)
    _review(cast, account_id)
    told = {"metric": "net_revenue", "target": Decimal(1), "starts_on": BEGIN, "due_on": DUE, "for_whom": "us"}
    with pytest.raises(Refused) as refusal:
        change_objective(by=cast.owner, objective_id=objective.id, version=1, owner_id=cast.owner.pk, **told)
    assert refusal.value.why is CycleWhy.CYCLE_CLOSED
    with pytest.raises(Refused):
        drop_objective(by=cast.owner, objective_id=objective.id, version=1)
    assert get_objective(cast.owner, objective.id).target == 120  # type: ignore[union-attr]


def test_a_review_that_fails_half_way_leaves_everything(
    cast: Any, account_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _aim(cast, account_id)
    before, lines = get_cycle(account_id), Entry.objects.count()

    def fail(**_told: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(reviewing, "carry_actions", fail)
    with pytest.raises(RuntimeError):
        _review(cast, account_id)
    assert (get_cycle(account_id), Review.objects.count(), Entry.objects.count()) == (before, 0, lines)
    assert verify_chain() is None


def test_a_dropped_objective_is_looked_back_on_too(cast: Any, account_id: int) -> None:
    objective = _aim(cast, account_id)
    drop_objective(by=cast.owner, objective_id=objective.id, version=1)
    assert _review(cast, account_id).objectives[0].state == "dropped"


def test_which_reviews_are_due(cast: Any, account_id: int) -> None:
    _aim(cast, account_id)
    assert get_reviews_due(cast.owner, DUE) == get_reviews_due(cast.stranger, TODAY) == []
    assert get_reviews_due(cast.owner, TODAY) == [(account_id, AccountRow.objects.get(pk=account_id).name, DUE)]


def test_who_may_review_and_read(cast: Any, account_id: int) -> None:
    _aim(cast, account_id)
    for nobody, error in [(cast.stranger, NoSuchAccount), (cast.analyst, NotAllowed), (cast.administrator, NotAllowed)]:
        with pytest.raises(error):
            _review(cast, account_id, by=nobody)
    review = _review(cast, account_id, by=cast.owner)
    assert get_reviews_of(cast.owner) == get_reviews_of(cast.analyst) == [review]
    assert get_reviews_of(cast.stranger) == []


def test_the_database_keeps_one_review_and_one_open_cycle(cast: Any, account_id: int) -> None:
    _aim(cast, account_id)
    review = _review(cast, account_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(cycle_id=review.cycle_id, held_on=TODAY, lesson="x", held_by=cast.owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.id).update(lesson="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Cycle.objects.filter(pk=review.cycle_id).update(closed_on=None)
