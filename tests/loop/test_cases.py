"""An interruption lies over a stage until it has an outcome and a lesson; causes are the company's own (S23, S24)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from accounts.making import key_account
from people.story import make_account, make_alert
from vitalfew.accounts.models import AccountRow, KeyAccount
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.models import Entry
from vitalfew.journal.queries import verify_chain
from vitalfew.journal.rules import StaleVersion
from vitalfew.loop.analysis.actions import answer_stage, propose_stage
from vitalfew.loop.analysis.queries import get_stage
from vitalfew.loop.analysis.rules.stages import ORDER as STAGES
from vitalfew.loop.analysis.rules.stages import Move, Stage
from vitalfew.loop.control import actions
from vitalfew.loop.control.actions import Break, Shows
from vitalfew.loop.control.models import Alert, InterruptionCase
from vitalfew.loop.control.queries.cases import get_case, get_cases_of, get_closed_cases, get_open_case, get_open_cases
from vitalfew.loop.control.queries.causes import get_causes, get_plays
from vitalfew.loop.control.rules import AlertState
from vitalfew.loop.control.rules.cases import (
    NEXT,
    CaseOutcome,
    CaseState,
    CaseTime,
    CaseWhy,
    EvidenceKind,
    pareto,
    time_to_recover,
)
from vitalfew.loop.control.rules.causes import DEEPEST, CauseWhy
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import NotAllowed

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
NOTE = Shows(EvidenceKind.NOTE, said="采购经理说不再回电话", source="林晓雯，电话")


def at_stage(cast: Any, account_id: int, stage: str = "mid", day: date = DAY) -> None:
    claim = propose_stage(by=cast.owner, account_id=account_id, stage=stage, reason="连续四季有订单", today=day)
    answer_stage(
        by=cast.director, account_id=account_id, version=claim.version, is_confirmed=True, today=day
    )  # fmt: skip


@pytest.fixture
def account(cast: Any) -> int:
    account_id = int(make_account("C1", "北屿风电").pk)
    key_account(cast, account_id, designated_on=DAY - timedelta(400))
    at_stage(cast, account_id)
    return account_id


def broken(cast: Any, **changes: Any) -> Break:
    told: dict[str, Any] = {"what": "订单停了六周", "primary_cause": "lack_of_trust", "severity": 4}
    return Break(**told | {"owner_id": cast.owner.pk} | changes)


def opened(cast: Any, account: int, **changes: Any) -> Any:
    return actions.open_case(by=cast.owner, account_id=account, told=broken(cast, **changes), today=DAY)


def watched(cast: Any, account: int) -> Any:
    """Carry a case to where it is watched."""
    case, by = opened(cast, account), cast.owner
    actions.add_evidence(by=by, case_id=case.id, shows=NOTE, today=DAY)
    told: dict[str, Any] = {"diagnosis": "换人后没有交接", "primary_cause": "personnel_change"}
    case = actions.diagnose_case(by=by, case_id=case.id, version=case.version, today=DAY, **told)
    due = {"owner_id": by.pk, "due_on": DAY + timedelta(14)}
    actions.add_remedy(by=by, case_id=case.id, play="senior_meeting", today=DAY, **due)
    case = actions.begin_remedy(by=by, case_id=case.id, version=case.version, today=DAY)
    sign = {"watch_for": "恢复每两周一单", "watch_until": DAY + timedelta(60)}
    return actions.watch_case(by=by, case_id=case.id, version=case.version, today=DAY, **sign)


def close(cast: Any, case: Any, outcome: str, by: Any = None, **told: Any) -> Any:
    said = {"lesson": "换人当周就要由高层出面", "today": DAY + timedelta(30)} | told
    return actions.close_case(
        by=by or cast.owner, case_id=case.id, version=case.version, outcome=outcome, **said
    )  # fmt: skip


def why(act: Callable[..., Any], **told: Any) -> Any:
    lines = Entry.objects.count()
    with pytest.raises(Refused) as refusal:
        act(**told)
    assert Entry.objects.count() == lines
    return refusal.value.why


def test_an_interruption_lies_over_the_stage_it_struck_and_the_stage_stays(cast: Any, account: int) -> None:
    case = opened(cast, account)
    assert (case.from_stage, case.state, case.severity) == (Stage.MID, CaseState.OPEN, 4)
    assert get_open_case(account) == case
    assert get_stage(account).current.stage is Stage.MID  # type: ignore[union-attr]
    assert AccountRow.objects.get(pk=account).interruption == 4


def test_one_case_is_open_at_a_time_whoever_opens_it(cast: Any, account: int) -> None:
    opened(cast, account)
    assert why(actions.open_case, by=cast.director, account_id=account, told=broken(cast)) is CaseWhy.CASE_OPEN
    row = InterruptionCase.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_only_a_key_account_is_interrupted_and_only_by_who_works_on_it(cast: Any, account: int) -> None:
    other = make_account("C2", "别家").pk
    told = {"told": broken(cast), "today": DAY}
    assert why(actions.open_case, by=cast.director, account_id=other, **told) is CaseWhy.NO_KEY_ACCOUNT
    with pytest.raises(NoSuchAccount):
        actions.open_case(by=cast.stranger, account_id=account, **told)
    with pytest.raises(NotAllowed):
        actions.open_case(by=cast.analyst, account_id=account, **told)


def test_a_step_needs_what_it_rests_on(cast: Any, account: int) -> None:
    case = opened(cast, account)
    at: dict[str, Any] = {"by": cast.owner, "case_id": case.id, "version": case.version, "today": DAY}
    said = {"diagnosis": "误会", "primary_cause": "lack_of_trust"}
    assert why(actions.diagnose_case, **at, **said) is CaseWhy.CASE_NEEDS_EVIDENCE
    assert why(actions.begin_remedy, **at) is CaseWhy.CASE_PASSED
    actions.add_evidence(by=cast.owner, case_id=case.id, shows=NOTE, today=DAY)
    at["version"] = actions.diagnose_case(**at, **said).version
    assert why(actions.begin_remedy, **at) is CaseWhy.CASE_NEEDS_REMEDY
    sign = {"watch_for": " ", "watch_until": DAY}
    assert why(actions.watch_case, **at, **sign) is CaseWhy.CASE_NEEDS_WATCH


def test_it_closes_with_an_outcome_and_a_lesson_only(cast: Any, account: int) -> None:
    early = opened(cast, account)
    told = {"by": cast.owner, "case_id": early.id, "version": early.version, "today": DAY}
    assert why(actions.close_case, outcome="recovered", lesson="x", **told) is CaseWhy.CASE_NOT_WATCHED
    assert why(actions.close_case, outcome="exited", lesson=" ", **told) is CaseWhy.CASE_NEEDS_LESSON
    for half in ({"outcome": "recovered"}, {"closed_on": DAY}, {"state": "closed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            InterruptionCase.objects.update(**half)


def test_what_recovered_leaves_the_stage_and_keeps_the_lesson(cast: Any, account: int) -> None:
    case = close(cast, watched(cast, account), "recovered")
    assert (case.outcome, case.closed_on, case.is_open) == (CaseOutcome.RECOVERED, DAY + timedelta(30), False)
    assert get_open_case(account) is None
    assert AccountRow.objects.get(pk=account).interruption == 0
    assert get_stage(account).current.stage is Stage.MID  # type: ignore[union-attr]
    assert [one.lesson for one in get_closed_cases(cast.owner, "高层 北屿")] == [case.lesson]
    assert get_closed_cases(cast.owner, "无关") == get_closed_cases(cast.stranger) == []
    assert [one.is_open for one in get_cases_of(account)] == [False]
    opened(cast, account)
    assert [one.is_open for one in get_cases_of(account)] == [True, False]


def test_who_went_down_gets_the_claim_of_it_and_the_director_confirms(cast: Any, account: int) -> None:
    case = watched(cast, account)
    assert why(close, cast=cast, case=case, outcome="downgraded", lower="partnership") is CaseWhy.CASE_NEEDS_LOWER
    close(cast, case, "downgraded", lower="early")
    waiting = get_stage(account).proposal
    assert waiting is not None
    assert (waiting.stage, waiting.move, waiting.reason) == (Stage.EARLY, Move.REGRESS, "换人当周就要由高层出面")
    assert get_stage(account).current.stage is Stage.MID  # type: ignore[union-attr]


def test_only_the_director_ends_it_and_then_it_is_no_key_account(cast: Any, account: int) -> None:
    case = opened(cast, account)
    with pytest.raises(NotAllowed):
        close(cast, case, "exited")
    assert get_open_case(account) == case
    close(cast, case, "exited", by=cast.director)
    key = KeyAccount.objects.get(account_id=account)
    assert (key.revoked_on, key.revoke_reason) == (DAY + timedelta(30), "换人当周就要由高层出面")
    assert get_stage(account).current is None


def test_a_designation_ended_elsewhere_closes_the_case_with_its_reason(cast: Any, account: int) -> None:
    opened(cast, account)
    actions.end_case(by=cast.director, account_id=account, lesson="业务已停", today=DAY)
    assert get_open_case(account) is not None  # it still is a key account
    KeyAccount.objects.update(revoked_on=DAY, revoke_reason="业务已停")
    actions.end_case(by=cast.director, account_id=account, lesson="业务已停", today=DAY)
    assert get_open_case(account) is None
    assert AccountRow.objects.get(pk=account).interruption == 0


def test_an_alert_opens_a_case_is_its_first_evidence_and_in_hand(cast: Any, account: int) -> None:
    alert = make_alert(account, cast.owner.pk, DAY)
    told = {"by": cast.owner, "account_id": account, "told": broken(cast), "today": DAY}
    case = actions.open_case_from_alert(alert_id=alert.id, **told)
    found = get_case(cast.owner, case.id)
    assert found is not None
    assert [(one.kind, one.alert_id, one.on) for one in found.evidence] == [(EvidenceKind.ALERT, alert.id, DAY)]
    assert Alert.objects.get(pk=alert.id).state == AlertState.ACTING
    assert get_case(cast.stranger, case.id) is None


def test_evidence_is_of_the_same_account_said_once_and_words_have_their_source(cast: Any, account: int) -> None:
    case = opened(cast, account)
    at = {"by": cast.owner, "case_id": case.id, "today": DAY}
    elsewhere = make_alert(make_account("C2", "别家").pk, cast.owner.pk, DAY)
    assert why(actions.add_evidence, **at, shows=Shows(EvidenceKind.ALERT, elsewhere.id)) is CaseWhy.CASE_GONE
    assert why(actions.add_evidence, **at, shows=Shows(EvidenceKind.NOTE, said="x")) is CaseWhy.CASE_NO_SOURCE
    here = Shows(EvidenceKind.ALERT, make_alert(account, cast.owner.pk, DAY).id)
    evidence_id = actions.add_evidence(**at, shows=here)
    assert why(actions.add_evidence, **at, shows=here) is CaseWhy.CASE_PASSED
    actions.remove_evidence(by=cast.owner, evidence_id=evidence_id, version=1, today=DAY)
    assert get_case(cast.owner, case.id).evidence == ()  # type: ignore[union-attr]


def test_a_remedy_ends_once_with_what_came_of_it(cast: Any, account: int) -> None:
    case = opened(cast, account)
    told = {"by": cast.owner, "case_id": case.id, "owner_id": cast.owner.pk, "today": DAY}
    assert why(actions.add_remedy, **told, play="nothing", due_on=DAY) is CauseWhy.NO_SUCH_PLAY
    assert why(actions.add_remedy, **told, due_on=DAY) is CaseWhy.CASE_NEEDS_WORDS
    remedy = actions.add_remedy(**told, play="clear_the_air", due_on=DAY)
    done = {"by": cast.owner, "remedy_id": remedy, "version": 1, "today": DAY}
    assert why(actions.finish_remedy, **done, result="") is CaseWhy.CASE_NEEDS_WORDS
    actions.finish_remedy(**done, result="误会说清了")
    assert why(actions.drop_remedy, by=cast.owner, remedy_id=remedy, version=2) is CaseWhy.CASE_PASSED


def test_two_who_change_a_case_lose_nothing(cast: Any, account: int) -> None:
    case = opened(cast, account)
    told = {"by": cast.owner, "case_id": case.id, "version": case.version}
    actions.change_case(**told, told=broken(cast, severity=5))
    # Another field of the same version: both count; the same field: the second gets both values.
    actions.change_case(**told, told=broken(cast, what="订单停了两个月"))
    assert AccountRow.objects.get(pk=account).interruption == 5
    with pytest.raises(StaleVersion):
        actions.change_case(**told, told=broken(cast, severity=2))


def test_the_tree_is_the_companys_own_and_what_cases_name_stays(cast: Any, account: int) -> None:
    words = {"name": "汇率", "name_en": "Exchange rate"}
    code = actions.write_cause(by=cast.director, parent="external", **words)
    assert [one.code for one in get_causes().parts("external")][-1] == code
    case = opened(cast, account, primary_cause=code, secondary_causes=("quality",))
    told: dict[str, Any] = {"by": cast.director, "code": code, "version": 1, "parent": "external"}
    actions.write_cause(**told, name="汇率波动", name_en="Exchange rates", is_retired=True)
    assert not get_causes().is_choosable(code)
    assert get_causes().by_code[code].name == "汇率波动"
    # The case keeps its cause, and may be changed beside it; another may not name it any more.
    kept = broken(cast, primary_cause=code, what="改了说法", secondary_causes=("quality",))
    actions.change_case(by=cast.owner, case_id=case.id, version=1, told=kept)
    under = {"by": cast.director, "parent": code, "name": "a", "name_en": "a"}
    assert why(actions.write_cause, **under) is CauseWhy.CAUSE_IN_USE
    assert why(actions.write_cause, **under | {"parent": "quality"}) is CauseWhy.CAUSE_IN_USE


def test_only_the_director_writes_causes_and_plays(cast: Any) -> None:
    for by in (cast.owner, cast.analyst):
        with pytest.raises(NotAllowed):
            actions.write_cause(by=by, parent="", name="a", name_en="a")
        with pytest.raises(NotAllowed):
            actions.write_play(by=by, cause="other", name="a", name_en="a", steps="a", steps_en="a")


def test_a_cause_or_play_changed_by_two_keeps_the_first(cast: Any) -> None:
    told: dict[str, Any] = {"by": cast.director, "code": "quality", "parent": "internal", "version": 0}
    actions.write_cause(**told, name="质量", name_en="Quality")
    with pytest.raises(StaleVersion):
        actions.write_cause(**told, name="品质", name_en="Quality")
    play = {"by": cast.director, "code": "ask_them", "cause": "other", "version": 0, "steps": "问", "steps_en": "Ask"}
    actions.write_play(**play, name="当面问", name_en="Ask in person")
    assert next(one for one in get_plays() if one.code == "ask_them").how in {"问", "Ask"}
    with pytest.raises(StaleVersion):
        actions.write_play(**play, name="x", name_en="x")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(2022, 2025), st.integers(0, 300), st.booleans())))
def test_causes_over_years_add_up_to_the_cases(told: list[tuple[str, int, int, bool]]) -> None:
    cases = [
        CaseTime(cause, day := date(year, 3, 1), day + timedelta(days), CaseOutcome.RECOVERED if good else None)
        for cause, year, days, good in told
    ]
    counted = pareto(cases)
    assert sum(one.count for one in counted) == len(cases)
    assert all(sum(one.by_year.values()) == one.count for one in counted)
    assert [one.count for one in counted] == sorted((one.count for one in counted), reverse=True)
    assert not counted or counted[-1].cumulative == pytest.approx(1)
    days, count = time_to_recover(cases)
    assert count == sum(good for *_rest, good in told)
    assert (days is None) == (count == 0)


class Case(RuleBasedStateMachine):
    """Whatever is done to a case in whatever order, INV8 and its life cycle hold."""

    cast: Any

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.today = DAY
        self.account_id = int(make_account("N", "北辰").pk)
        key_account(self.cast, self.account_id, designated_on=DAY)
        at_stage(self.cast, self.account_id, "partnership")
        self.states: dict[int, CaseState] = {}

    def teardown(self) -> None:
        assert verify_chain() is None
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def attempt(self, act: Callable[..., Any], **told: Any) -> None:
        lines = Entry.objects.count()
        try:
            act(today=self.today, **told)
        except (Refused, NotAllowed, NoSuchAccount):
            assert Entry.objects.count() == lines, "refused, and yet something was written"

    @property
    def last(self) -> InterruptionCase | None:
        return InterruptionCase.objects.order_by("pk").last()

    @property
    def is_key(self) -> bool:
        return KeyAccount.objects.filter(account_id=self.account_id, revoked_on=None).exists()

    def at(self, by: Any = None) -> dict[str, Any]:
        case = self.last
        return {"by": by or self.cast.owner, "case_id": case.pk if case else 0, "version": case.version if case else 0}

    @rule(days=st.integers(0, 30))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days)

    @rule(cause=st.sampled_from(["quality", "internal", "", "other", "x"]), what=st.sampled_from(["停单", " "]))
    def open(self, cause: str, what: str) -> None:
        told = broken(self.cast, primary_cause=cause, what=what)
        self.attempt(actions.open_case, by=self.cast.director, account_id=self.account_id, told=told)

    @precondition(lambda self: self.last is not None)
    @rule()
    def show(self) -> None:
        self.attempt(actions.add_evidence, by=self.cast.owner, case_id=self.at()["case_id"], shows=NOTE)

    @precondition(lambda self: self.last is not None)
    @rule(said=st.sampled_from(["误会", ""]))
    def diagnose(self, said: str) -> None:
        self.attempt(actions.diagnose_case, **self.at(), diagnosis=said, primary_cause="lack_of_trust")

    @precondition(lambda self: self.last is not None)
    @rule(days=st.integers(-1, 9))
    def choose(self, days: int) -> None:
        told = {"by": self.cast.owner, "case_id": self.at()["case_id"], "owner_id": self.cast.owner.pk}
        self.attempt(actions.add_remedy, play="clear_the_air", due_on=self.today + timedelta(days), **told)

    @precondition(lambda self: self.last is not None)
    @rule()
    def remedy(self) -> None:
        self.attempt(actions.begin_remedy, **self.at())

    @precondition(lambda self: self.last is not None)
    @rule()
    def watch(self) -> None:
        self.attempt(actions.watch_case, **self.at(), watch_for="恢复下单", watch_until=self.today + timedelta(30))

    @precondition(lambda self: self.last is not None)
    @rule(
        outcome=st.sampled_from(list(CaseOutcome)),
        lesson=st.sampled_from(["早说", ""]),
        lower=st.sampled_from([None, *STAGES]),
        is_director=st.booleans(),
    )
    def close(self, outcome: CaseOutcome, lesson: str, lower: Stage | None, is_director: bool) -> None:
        at = self.at(self.cast.director if is_director else self.cast.owner)
        self.attempt(actions.close_case, **at, outcome=outcome, lesson=lesson, lower=lower)

    @precondition(lambda self: get_stage(self.account_id).proposal is not None)
    @rule(is_confirmed=st.booleans())
    def answer(self, is_confirmed: bool) -> None:
        waiting = get_stage(self.account_id).proposal
        assert waiting is not None
        told = {"version": waiting.version, "is_confirmed": is_confirmed, "reason": "已核实"}
        self.attempt(answer_stage, by=self.cast.director, account_id=self.account_id, **told)

    @invariant()
    def the_overlay_is_there_exactly_while_a_case_is_open(self) -> None:
        standing = list(InterruptionCase.objects.filter(account_id=self.account_id, closed_on=None))
        assert len(standing) <= 1
        found = get_open_case(self.account_id)
        assert (found is not None) == bool(standing)
        assert AccountRow.objects.get(pk=self.account_id).interruption == (standing[0].severity if standing else 0)
        assert len(get_open_cases(self.cast.director)) == len(standing)
        assert not standing or self.is_key

    @invariant()
    def an_open_case_has_a_cause_and_a_closed_one_outcome_and_lesson(self) -> None:
        for case in InterruptionCase.objects.all():
            assert case.primary_cause
            is_closed = case.closed_on is not None
            assert is_closed == bool(case.outcome) == bool(case.lesson) == (case.state == CaseState.CLOSED)

    @invariant()
    def a_case_goes_its_way_step_by_step(self) -> None:
        for case in InterruptionCase.objects.all():
            now, before = CaseState(case.state), self.states.get(case.pk, CaseState.OPEN)
            assert now in {before, CaseState.CLOSED, *NEXT[before]}
            assert before is not CaseState.CLOSED or now is before
            assert now is CaseState.OPEN or case.evidence.exists() or case.outcome == CaseOutcome.EXITED
            assert now is not CaseState.MONITORING or case.remedies.exists()
            self.states[case.pk] = now


def _run(cast: Any, examples: int, steps: int) -> None:
    machine = type("OfCast", (Case,), {"cast": cast})
    told = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=told)


def test_whatever_is_done_a_case_holds_together(cast: Any) -> None:
    _run(cast, examples=25, steps=25)


@pytest.mark.soak
def test_cases_hold_together_for_thousands_of_steps(cast: Any) -> None:
    _run(cast, examples=100, steps=50)


def test_the_tree_is_never_deeper_than_three(cast: Any) -> None:
    told = {"by": cast.director, "name": "a", "name_en": "a"}
    assert why(actions.write_cause, **told, parent="cultural_regional") is CauseWhy.CAUSE_TOO_DEEP
    moved = told | {"code": "cultural_difference", "version": 0}
    assert why(actions.write_cause, **moved, parent="cultural_regional") is CauseWhy.CAUSE_IN_ITSELF
    assert why(actions.write_cause, **moved, parent="quality") is CauseWhy.CAUSE_TOO_DEEP
    assert why(actions.write_cause, **moved, parent="internal", is_retired=True) is CauseWhy.CAUSE_HAS_PARTS
    assert max(depth for depth, _one in get_causes().in_order()) == DEEPEST - 1
