"""Whatever people claim, answer, found and hold in whatever order, the stages hold together (INV5, INV6, INV7)."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import Phase as HypothesisPhase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.making import key_account
from people.story import make_account
from vitalfew.accounts.models import AccountRow
from vitalfew.loop.analysis.actions import answer_stage, change_thresholds, propose_stage
from vitalfew.loop.analysis.models import StageRecord
from vitalfew.loop.analysis.queries import get_stage
from vitalfew.loop.analysis.queries.stage_board import get_stage_board, get_stage_moves
from vitalfew.loop.analysis.queries.thresholds import get_threshold_state
from vitalfew.loop.analysis.rules.evidence import Contradiction
from vitalfew.loop.analysis.rules.stages import ORDER, ClaimState, Move, Stage
from vitalfew.loop.analysis.rules.thresholds import Thresholds
from vitalfew.loop.rules import Refused
from vitalfew.relations import actions
from vitalfew.relations.rules.joint import TeamKind, UnfitJoint

pytestmark = pytest.mark.django_db
stages = st.sampled_from(ORDER)
kinds = st.sampled_from(list(TeamKind))
SYNERGY = {Contradiction.FEW_TEAMS, Contradiction.NO_BOARD_MEETING, Contradiction.COSTS_CLOSED}


class Stages(RuleBasedStateMachine):
    """One account, its manager, two directors' answers, and joint work beside it."""

    cast: ClassVar[Any]
    made = 0

    @initialize()
    def begin(self) -> None:
        Stages.made += 1
        self.account_id = make_account(f"S{Stages.made}", f"客户{Stages.made}").pk
        key_account(self.cast, self.account_id)
        self.day = date(2026, 1, 1)
        self.teams: dict[TeamKind, int] = {}

    @rule(days=st.integers(0, 120))
    def time_passes(self, days: int) -> None:
        self.day += timedelta(days)

    @rule(stage=stages, by_director=st.booleans(), reason=st.sampled_from(["亲眼所见", " "]))
    def somebody_claims(self, stage: Stage, by_director: bool, reason: str) -> None:
        stands, lines = get_stage(self.account_id), StageRecord.objects.count()
        told = {"account_id": self.account_id, "stage": stage, "reason": reason, "today": self.day}
        try:
            propose_stage(by=self.cast.director if by_director else self.cast.owner, **told)
        except Refused:
            assert not reason.strip() or stands.proposal or stage not in stands.next_stages
            assert StageRecord.objects.count() == lines

    @rule(is_confirmed=st.booleans(), reason=st.sampled_from(["", "证据不足"]))
    def the_director_answers(self, is_confirmed: bool, reason: str) -> None:
        waiting = get_stage(self.account_id).proposal
        version = waiting.version if waiting else 1
        told = {"account_id": self.account_id, "version": version, "is_confirmed": is_confirmed, "reason": reason}
        try:
            answer_stage(by=self.cast.director, today=self.day, **told)
        except Refused:
            assert waiting is None or (not is_confirmed and not reason)

    @rule(kind=kinds)
    def a_team_is_founded(self, kind: TeamKind) -> None:
        told = {"account_id": self.account_id, "kind": kind, "charter": "一起做", "from_on": self.day}
        try:
            self.teams[kind] = actions.found_team(by=self.cast.owner, **told).id
        except UnfitJoint:
            assert kind in self.teams

    @rule(kind=st.none() | kinds)
    def they_meet(self, kind: TeamKind | None) -> None:
        team = self.teams.get(kind) if kind else None
        told = {"account_id": self.account_id, "held_on": self.day, "agenda": "例会", "today": self.day}
        if kind is None or team:
            actions.note_joint_meeting(by=self.cast.owner, team_id=team, **told)

    @rule(teams=st.integers(0, 3), boards=st.integers(0, 2), costs=st.integers(0, 1))
    def a_director_moves_the_thresholds(self, teams: int, boards: int, costs: int) -> None:
        asked = Thresholds(teams=teams, boards=boards, costs=costs)
        change_thresholds(by=self.cast.director, version=get_threshold_state().version, asked=asked)

    @invariant()
    def exactly_one_stage_is_open_and_none_overlaps(self) -> None:
        rows = list(self._records().filter(state=ClaimState.CONFIRMED).order_by("pk"))
        assert sum(row.valid_to is None for row in rows) == (1 if rows else 0)
        for row, after in pairwise(rows):
            assert row.valid_to == after.valid_from
        assert self._records().filter(state=ClaimState.PROPOSED).count() <= 1

    @invariant()
    def nobody_rises_by_more_than_a_step(self) -> None:
        before = None
        for row in self._records().filter(state=ClaimState.CONFIRMED).order_by("pk"):
            step = None if before is None else ORDER.index(Stage(row.stage)) - ORDER.index(before)
            assert row.move == {None: Move.INITIAL}.get(step, Move.ADVANCE if step == 1 else Move.REGRESS)
            assert step is None or step == 1 or step < 0
            assert row.answered_by_id == self.cast.director.pk
            before = Stage(row.stage)

    @invariant()
    def what_speaks_against_the_stage_is_said_at_once_and_blocks_nothing(self) -> None:
        stands = get_stage(self.account_id)
        current = stands.current.stage if stands.current else None
        together, asked = stands.recorded.together, stands.asked
        assert together is not None
        expected = {
            Contradiction.FEW_TEAMS: together.teams < asked.teams,
            Contradiction.NO_BOARD_MEETING: together.board_meetings < asked.boards,
            Contradiction.COSTS_CLOSED: together.open_costs < asked.costs,
        }
        found = SYNERGY & set(stands.contradictions)
        wanted = {one for one, is_so in expected.items() if is_so} if current is Stage.SYNERGISTIC else set()
        assert found == wanted
        assert stands.proposal or stands.next_stages

    @invariant()
    def board_and_page_and_list_say_the_same(self) -> None:
        stands = get_stage(self.account_id)
        current = stands.current.stage if stands.current else None
        card = next(
            one for one in get_stage_board(self.cast.director, date.today()) if one.account_id == self.account_id
        )
        assert (card.stage, set(card.against)) == (current, set(stands.contradictions))
        assert card.claimed == (stands.proposal.stage if stands.proposal else None)
        assert AccountRow.objects.get(pk=self.account_id).stage == (current or "")
        moves = [one for one in get_stage_moves(self.cast.director) if one.account_id == self.account_id]
        assert [one.after for one in moves] == [one.stage for one in stands.history if one.valid_from]

    def _records(self) -> Any:
        return StageRecord.objects.filter(key_account__account_id=self.account_id)


def _run(cast: Any, examples: int, steps: int) -> None:
    Stages.cast = cast
    run_state_machine_as_test(
        Stages,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            phases=[HypothesisPhase.explicit, HypothesisPhase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_stages_hold_together_in_whatever_order(cast: Any) -> None:
    _run(cast, examples=8, steps=30)


@pytest.mark.soak
def test_stages_hold_together_for_thousands_of_steps(cast: Any) -> None:
    _run(cast, examples=60, steps=50)
