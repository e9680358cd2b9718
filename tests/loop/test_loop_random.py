"""Whatever is done to an account, in whatever order, its loop holds together.

Designated, claimed, answered, aimed, planned, visited, warned, reviewed and revoked at random; after every step the
rules that must always hold are asked of the stored rows: INV5, INV6, INV10, INV11, INV12, and what the list shows.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import Phase as HypothesisPhase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from accounts.making import key_account
from people.story import make_account, make_alert
from vitalfew.accounts.actions import revoke_designation
from vitalfew.accounts.models import AccountRow, KeyAccount
from vitalfew.journal.models import Entry
from vitalfew.journal.queries import verify_chain
from vitalfew.loop.analysis.actions import answer_stage, end_stage, open_cycle, propose_stage
from vitalfew.loop.analysis.models import Cycle, StageRecord
from vitalfew.loop.analysis.queries import get_cycle, get_stage
from vitalfew.loop.analysis.rules.cycles import ORDER as PHASES
from vitalfew.loop.analysis.rules.cycles import Phase
from vitalfew.loop.analysis.rules.stages import ORDER as STAGES
from vitalfew.loop.analysis.rules.stages import Move, Stage, move_to
from vitalfew.loop.control.actions import acknowledge_alert, act_on_alert, close_alert, dismiss_alert
from vitalfew.loop.control.models import Alert
from vitalfew.loop.control.queries import get_alerts_of_account
from vitalfew.loop.control.rules import OPEN
from vitalfew.loop.execution.actions import log_visit
from vitalfew.loop.objectives.actions import drop_objective, refresh_progress, set_objective
from vitalfew.loop.objectives.models import Objective
from vitalfew.loop.objectives.queries import get_objectives
from vitalfew.loop.plan.actions import add_action, cancel_action, complete_action, write_strategy
from vitalfew.loop.plan.models import PlannedAction
from vitalfew.loop.plan.queries import get_plan
from vitalfew.loop.review.actions import close_review
from vitalfew.loop.review.models import Review, ReviewedObjective
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import CLOCK
from vitalfew.relations.models import Interaction

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2026, 1, 5)
reasons = st.sampled_from(["", " ", "亲眼所见"])


class Loop(RuleBasedStateMachine):
    """One account, its manager and its director, and a day that only goes forward."""

    cast: Any

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.today = FIRST_DAY
        self.sent = 0
        self.silences = 0
        self.phases: dict[int, int] = {}
        self.account_id: int = make_account("N", "北辰").pk

    def teardown(self) -> None:
        assert verify_chain() is None
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def attempt(self, act: Callable[..., Any], **told: Any) -> Any:
        """Do it, or be refused without a trace."""
        lines = Entry.objects.count()
        try:
            return act(**told)
        except Refused:
            assert Entry.objects.count() == lines, "refused, and yet something was written"
            return None

    @property
    def key(self) -> KeyAccount | None:
        return KeyAccount.objects.filter(account_id=self.account_id, revoked_on=None).first()

    @property
    def owner(self) -> Any:
        return self.cast.owner if self.key else self.cast.director

    @rule(days=st.integers(0, 40))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days)
        refresh_progress(by=CLOCK, today=self.today)

    @precondition(lambda self: self.key is None)
    @rule()
    def designate(self) -> None:
        key_account(self.cast, self.account_id, designated_on=self.today)
        open_cycle(by=self.cast.director, account_id=self.account_id, today=self.today)

    @precondition(lambda self: self.key is not None)
    @rule(is_rare=st.integers(0, 4))
    def revoke(self, is_rare: int) -> None:
        key = self.key
        if is_rare or key is None:
            return
        told = {"version": key.version, "reason": "业务已停", "revoked_on": self.today}
        revoke_designation(by=self.cast.director, account_id=self.account_id, **told)
        end_stage(by=self.cast.director, account_id=self.account_id, today=self.today)

    @rule(stage=st.sampled_from(STAGES), reason=reasons, is_director=st.booleans())
    def claim(self, stage: Stage, reason: str, is_director: bool) -> None:
        by = self.cast.director if is_director else self.owner
        self.attempt(propose_stage, by=by, account_id=self.account_id, stage=stage, reason=reason, today=self.today)

    @rule(is_confirmed=st.booleans(), reason=reasons)
    def answer(self, is_confirmed: bool, reason: str) -> None:
        waiting = get_stage(self.account_id).proposal
        told = {"version": waiting.version if waiting else 1, "is_confirmed": is_confirmed, "reason": reason}
        self.attempt(answer_stage, by=self.cast.director, account_id=self.account_id, today=self.today, **told)

    @rule(wanted=st.integers(-1, 5), days=st.integers(-1, 60), whom=st.sampled_from(["us", "both"]))
    def aim(self, wanted: int, days: int, whom: str) -> None:
        told: dict[str, Any] = {"metric": "order_days", "target": Decimal(wanted), "for_whom": whom}
        told |= {"starts_on": self.today, "due_on": self.today + timedelta(days), "owner_id": self.cast.owner.pk}
        self.attempt(set_objective, by=self.owner, account_id=self.account_id, today=self.today, **told)

    @rule(pick=st.integers(0, 9))
    def drop(self, pick: int) -> None:
        cycle = get_cycle(self.account_id)
        found = get_objectives(cycle.id) if cycle else []
        if found and (one := found[pick % len(found)]):
            told = {"objective_id": one.id, "version": one.version}
            self.attempt(drop_objective, by=self.owner, today=self.today, **told)

    @rule(strategy=st.text(max_size=5))
    def write(self, strategy: str) -> None:
        plan = get_plan(self.account_id)
        told = {"version": plan.version if plan else 0, "strategy": strategy.replace("\x00", "")}
        write_strategy(by=self.owner, account_id=self.account_id, today=self.today, **told)

    @rule(what=st.sampled_from(["", "报价", "回访"]), days=st.integers(-3, 30), serves=st.booleans())
    def plan(self, what: str, days: int, serves: bool) -> None:
        cycle = get_cycle(self.account_id)
        found = get_objectives(cycle.id) if cycle and serves else []
        told = {"what": what, "owner_id": self.cast.owner.pk, "due_on": self.today + timedelta(days)}
        told |= {"objective_id": found[0].id if found else None}
        self.attempt(add_action, by=self.owner, account_id=self.account_id, today=self.today, **told)

    @rule(pick=st.integers(0, 9), days=st.integers(0, 2), is_done=st.booleans())
    def finish(self, pick: int, days: int, is_done: bool) -> None:
        plan = get_plan(self.account_id)
        if not plan or not plan.actions:
            return
        one = plan.actions[pick % len(plan.actions)]
        told: dict[str, Any] = {"by": self.owner, "action_id": one.id, "version": one.version}
        if is_done:
            day = self.today + timedelta(days - 1)
            self.attempt(complete_action, **told, done_on=day, today=self.today)
        else:
            self.attempt(cancel_action, **told)

    @rule(
        again=st.booleans(), back=st.integers(-1, 20), name=st.sampled_from(["", "王丽", "沈建华"]), step=st.booleans()
    )
    def visit(self, again: bool, back: int, name: str, step: bool) -> None:
        self.sent += not again
        told: dict[str, Any] = {"contact_name": name, "outcome": "advance", "note": "谈过", "sent_key": f"k{self.sent}"}
        told |= {"next_step": "报价", "next_due_on": self.today} if step else {}
        day = self.today - timedelta(back)
        before, lines = Interaction.objects.filter(sent_key=f"k{self.sent}").exists(), Entry.objects.count()
        self.attempt(
            log_visit, by=self.cast.director, account_id=self.account_id, held_on=day, today=self.today, **told
        )
        assert not before or Entry.objects.count() == lines, "the same note was kept twice"

    @rule()
    def ring(self) -> None:
        self.silences += 1
        make_alert(self.account_id, self.cast.owner.pk, self.today, 100 * self.silences)

    @rule(how=st.sampled_from([acknowledge_alert, act_on_alert, close_alert, dismiss_alert]), reason=reasons)
    def handle(self, how: Callable[..., Any], reason: str) -> None:
        for alert in get_alerts_of_account(self.account_id, "all")[:1]:
            more = {"reason": reason} if how in (close_alert, dismiss_alert) else {}
            self.attempt(how, by=self.owner, alert_id=alert.id, version=alert.version, **more)

    @rule(lesson=st.sampled_from(["", "产能要先锁定", "先见高层"]), back=st.integers(-1, 3))
    def review(self, lesson: str, back: int) -> None:
        told: dict[str, Any] = {"held_on": self.today - timedelta(back), "lesson": lesson, "decision": "", "whys": {}}
        self.attempt(close_review, by=self.owner, account_id=self.account_id, today=self.today, **told)

    @rule()
    def turn_once(self) -> None:
        self.aim(wanted=3, days=30, whom="both")
        self.plan(what="报价", days=9, serves=True)
        self.review(lesson="先见高层", back=0)

    @invariant()
    def one_stage_holds_and_the_intervals_touch(self) -> None:
        for key in KeyAccount.objects.filter(account_id=self.account_id):
            held = list(StageRecord.objects.filter(key_account=key, state="confirmed").order_by("answered_at", "pk"))
            still = [record for record in held if record.valid_to is None]
            assert len(still) == (1 if held and key.revoked_on is None else 0)
            for earlier, later in pairwise(held):
                assert earlier.valid_to == later.valid_from
            assert StageRecord.objects.filter(key_account=key, state="proposed").count() <= 1

    @invariant()
    def moves_keep_to_the_table_and_somebody_else_judged(self) -> None:
        for key in KeyAccount.objects.filter(account_id=self.account_id):
            current: Stage | None = None
            for record in StageRecord.objects.filter(key_account=key, state="confirmed").order_by("answered_at", "pk"):
                assert move_to(current, Stage(record.stage)) is Move(record.move)
                assert record.reason.strip()
                assert record.answered_by_id == self.cast.director.pk
                assert record.answered_by_id not in {key.manager_id, key.deputy_id}
                current = Stage(record.stage)

    @invariant()
    def cycles_follow_each_other_through_their_reviews(self) -> None:
        cycles = list(Cycle.objects.filter(account_id=self.account_id).order_by("number"))
        assert [cycle.number for cycle in cycles] == list(range(1, len(cycles) + 1))
        assert [cycle.closed_on is None for cycle in cycles] == [False] * (len(cycles) - 1) + [True] * bool(cycles)
        for cycle, following in pairwise(cycles):
            assert Review.objects.get(cycle=cycle).lesson == following.lesson
            assert cycle.phase == Phase.REVIEW
        for cycle in cycles:
            at = PHASES.index(Phase(cycle.phase))
            assert at >= self.phases.get(cycle.pk, 0), "a cycle went back"
            touched = {Phase.ANALYSIS, *map(Phase, cycle.reached)}
            if cycle.closed_on is None:
                assert set(PHASES[: at + 1]) <= touched, "a step was skipped"
                assert PHASES[at + 1] not in touched, "it lags behind its work"
            self.phases[cycle.pk] = at

    @invariant()
    def every_objective_is_whole_and_kept_by_its_review(self) -> None:
        for objective in Objective.objects.select_related("progress", "cycle"):
            assert objective.target > 0
            assert objective.due_on > objective.starts_on
            assert objective.progress.generation == 0, "there are no books here"
            kept = ReviewedObjective.objects.filter(objective=objective)
            assert kept.exists() == (objective.cycle.closed_on is not None)

    @invariant()
    def every_action_serves_its_own_cycle_and_none_is_left_behind(self) -> None:
        for action in PlannedAction.objects.select_related("plan__cycle", "objective"):
            assert action.what.strip()
            assert action.owner_id
            assert action.objective is None or action.objective.cycle_id == action.plan.cycle_id
            assert action.state != "todo" or action.plan.cycle.closed_on is None

    @invariant()
    def the_list_shows_what_stands(self) -> None:
        row = AccountRow.objects.get(pk=self.account_id)
        current = get_stage(self.account_id).current
        assert row.stage == (current.stage if current else "")
        todo = PlannedAction.objects.filter(state="todo").order_by("due_on", "pk").first()
        assert (row.next_step, row.next_due_on) == ((todo.what, todo.due_on) if todo else ("", None))
        last = Interaction.objects.order_by("-held_on").first()
        assert row.last_contact_on == (last.held_on if last else None)
        # The clock that rings shows its alarm itself; what is handled here must not show an ended one.
        assert row.alarm in {0, 2}
        assert row.alarm == 0 or Alert.objects.filter(state__in=OPEN).exists()


def _run(cast: Any, examples: int) -> None:
    Loop.cast = cast
    run_state_machine_as_test(
        Loop,
        settings=settings(
            max_examples=examples,
            stateful_step_count=50,
            deadline=None,
            # A story of fifty steps is read as it is: making it shorter would take minutes.
            phases=[HypothesisPhase.explicit, HypothesisPhase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_loop_holds_together_in_whatever_order(cast: Any) -> None:
    _run(cast, 6)


@pytest.mark.soak
def test_the_loop_holds_together_for_thousands_of_steps(cast: Any) -> None:
    _run(cast, 60)
