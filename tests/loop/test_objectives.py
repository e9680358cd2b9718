"""An objective is measured by the books alone, and judged by what is due by now (S2, C23, INV10)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import assume, given
from hypothesis import strategies as st

from accounts.making import import_lines, key_account
from ledger.telling import Line
from vitalfew.accounts.queries import get_codes, get_ids_by_code
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.actions.undo import undo_batch
from vitalfew.ledger.models import Batch
from vitalfew.loop.analysis.queries import get_cycle
from vitalfew.loop.objectives.actions import change_objective, drop_objective, refresh_progress, set_objective
from vitalfew.loop.objectives.models import Objective
from vitalfew.loop.objectives.queries import get_baselines, get_objective, get_objectives
from vitalfew.loop.objectives.rules import (
    Aim,
    Metric,
    ObjectiveStanding,
    ObjectiveWhy,
    attained,
    expected,
    improvement,
    objective_refused,
    shortfall,
    state_of,
    time_gone,
)
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import COMMAND_LINE, NotAllowed

BEGIN, DUE = date(2025, 1, 1), date(2025, 12, 31)
amounts = st.decimals(0, 10**7, places=2)
days = st.dates(date(2024, 12, 1), date(2026, 2, 1))
aims = st.builds(
    Aim,
    metric=st.sampled_from(Metric),
    starts_on=st.just(BEGIN),
    due_on=st.just(DUE),
    target=st.decimals(1, 10**7, places=2),
    baseline=st.none() | amounts,
    baseline_so_far=st.none() | amounts,
    actual=st.none() | st.decimals(-(10**6), 10**7, places=2),
    as_of=st.none() | days,
)


def aim(**told: Any) -> Aim:
    return Aim(**{"metric": Metric.NET_REVENUE, "starts_on": BEGIN, "due_on": DUE, "target": Decimal(120)} | told)


@given(aims)
def test_what_is_due_is_a_part_of_the_target(one: Aim) -> None:
    share = expected(one)
    assert (share is None) == (one.as_of is None) or one.has_season
    if share is not None:
        assert 0 <= share <= 1
    if one.is_over:
        assert share == 1


@given(aims)
def test_a_judgement_is_made_of_known_figures_only(one: Aim) -> None:
    state = state_of(one)
    assert (shortfall(one) is None) == (one.actual is None or expected(one) is None)
    if one.actual is None:
        assert state is ObjectiveStanding.UNKNOWN
        assert attained(one) is improvement(one) is None
    if one.is_over and one.actual is not None:
        reached = one.actual <= one.target if one.wants_less else one.actual >= one.target
        assert state is (ObjectiveStanding.MET if reached else ObjectiveStanding.MISSED)
    assert state_of(one, is_dropped=True) is ObjectiveStanding.DROPPED


RANK = {ObjectiveStanding.OFF_TRACK: 0, ObjectiveStanding.MISSED: 0, ObjectiveStanding.UNKNOWN: 0.5,
        ObjectiveStanding.AT_RISK: 1, ObjectiveStanding.ON_TRACK: 2, ObjectiveStanding.MET: 3}  # fmt: skip


@given(aims, st.decimals(0, 10**6, places=2))
def test_more_is_never_judged_worse_where_more_is_wanted(one: Aim, more: Decimal) -> None:
    assume(one.actual is not None and not one.wants_less)
    assert one.actual is not None
    better = Aim(**{**vars(one), "actual": one.actual + more})
    assert RANK[state_of(better)] >= RANK[state_of(one)]
    assert (attained(better) or 0) >= (attained(one) or 0)


@given(st.decimals(1, 10**6, places=2), st.decimals(1, 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_on_the_last_day_the_improvement_is_c23_in_both_directions(
    baseline: Decimal, target: Decimal, actual: Decimal
) -> None:
    one = aim(metric=Metric.ORDER_DAYS, baseline=baseline, baseline_so_far=baseline, target=target, actual=actual,
              as_of=DUE)  # fmt: skip
    if target == baseline:
        assert improvement(one) is None
    else:
        assert improvement(one) == (actual - baseline) / (target - baseline)


def test_revenue_is_never_too_much_but_order_days_may_be_cut() -> None:
    assert not aim(baseline=Decimal(150)).wants_less
    assert aim(metric=Metric.ORDER_DAYS, baseline=Decimal(150)).wants_less
    cut = aim(metric=Metric.ORDER_DAYS, baseline=Decimal(150), actual=Decimal(118), as_of=DUE)
    assert (state_of(cut), improvement(cut)) == (ObjectiveStanding.MET, Decimal(32) / 30)
    held = aim(baseline=Decimal(150), actual=Decimal(130), as_of=DUE)
    assert (state_of(held), improvement(held)) == (ObjectiveStanding.MET, None)


@pytest.mark.parametrize(
    ("actual", "state"),
    [
        ("60", ObjectiveStanding.ON_TRACK),
        ("58.5", ObjectiveStanding.ON_TRACK),
        ("57", ObjectiveStanding.AT_RISK),
        ("53", ObjectiveStanding.OFF_TRACK),
        ("120", ObjectiveStanding.MET),
    ],
)
def test_half_way_half_of_the_target_is_due(actual: str, state: ObjectiveStanding) -> None:
    # 120 in 365 days; after 182 of them 59.8 is due.
    assert state_of(aim(actual=Decimal(actual), as_of=date(2025, 7, 1))) is state


def test_a_customer_with_seasons_is_judged_by_its_season() -> None:
    quiet = {"baseline": Decimal(100), "baseline_so_far": Decimal(10), "as_of": date(2025, 7, 1)}
    assert expected(aim(**quiet)) == Decimal("0.1")
    assert state_of(aim(**quiet, actual=Decimal(12))) is ObjectiveStanding.ON_TRACK
    assert state_of(aim(as_of=date(2025, 7, 1), actual=Decimal(12))) is ObjectiveStanding.OFF_TRACK
    assert improvement(aim(**quiet, actual=Decimal(11))) == Decimal("0.5")


def test_in_the_first_days_being_short_says_nothing() -> None:
    assert state_of(aim(actual=Decimal(0), as_of=date(2025, 1, 20))) is ObjectiveStanding.UNKNOWN
    assert time_gone(aim(as_of=date(2024, 12, 1))) == 0


def test_what_makes_no_objective() -> None:
    assert objective_refused(BEGIN, BEGIN, Decimal(1)) is ObjectiveWhy.DUE_BEFORE_START
    for target in ("0", "-5", "NaN", "Infinity"):
        assert objective_refused(BEGIN, DUE, Decimal(target)) is ObjectiveWhy.NO_TARGET
    assert objective_refused(BEGIN, DUE, Decimal(1)) is None


pytestmark = pytest.mark.django_db


def line(account: str, amount: int, day: date, **more: Any) -> Line:
    return Line(invoice=f"{account}{day}{amount}", account=account, amount=Decimal(amount), day=day, **more)


def monthly(account: str, first: date, count: int, amount: int = 10, **more: Any) -> list[Line]:
    return [line(account, amount, first + timedelta(30 * n), **more) for n in range(count)]


def _aim(cast: Any, account_id: int, **changes: Any) -> Any:
    told = {
        "metric": "net_revenue", "target": Decimal(150), "starts_on": BEGIN, "due_on": DUE, "for_whom": "us",
        "owner_id": cast.owner.pk,
    }  # fmt: skip
    return set_objective(by=cast.owner, account_id=account_id, **told | changes)


@pytest.fixture
def account_id(cast: Any) -> int:
    """An account with 12 orders of 10 in 2024 and 6 orders of 12 in 2025, the last on 30 May."""
    ids = import_lines(
        [
            *monthly("A", date(2024, 1, 1), 12, cost=Decimal(6)),
            *monthly("A", date(2025, 1, 1), 6, 12, cost=Decimal(6)),
            line("B", 1, date(2023, 6, 1), cost=Decimal(1)),
            line("B", 1, date(2025, 6, 30)),
        ],
        currency="CNY",
    )
    key_account(cast, ids["A"])
    key_account(cast, ids["B"])
    return ids["A"]


def test_baseline_and_actual_come_from_the_books_at_once(cast: Any, account_id: int) -> None:
    revenue = _aim(cast, account_id)
    assert (revenue.baseline, revenue.actual, revenue.as_of) == (120, 72, date(2025, 6, 30))
    assert (revenue.currency, revenue.has_season, revenue.expected) == ("CNY", True, Decimal(70) / 120)
    margin = _aim(cast, account_id, metric="gross_margin", target=Decimal(50))
    assert (margin.baseline, margin.actual) == (48, 36)
    orders = _aim(cast, account_id, metric="order_days", target=Decimal(14))
    assert (orders.baseline, orders.actual, orders.currency) == (12, 6, "")
    cycle = get_cycle(account_id)
    assert cycle
    assert cycle.phase == "objectives"
    assert [one.id for one in get_objectives(cycle.id)] == [revenue.id, margin.id, orders.id]


def test_what_the_books_do_not_reach_is_not_known(cast: Any, account_id: int) -> None:
    early = _aim(cast, account_id, starts_on=date(2024, 1, 1), due_on=date(2024, 12, 31))
    assert (early.baseline, early.actual, early.state) == (None, 120, ObjectiveStanding.MISSED)
    before_books = _aim(cast, account_id, starts_on=date(2023, 1, 1), due_on=date(2023, 12, 31))
    assert (before_books.baseline, before_books.actual) == (None, None)
    following = _aim(cast, account_id, starts_on=date(2026, 1, 1), due_on=date(2026, 12, 31))
    assert (following.baseline, following.actual, following.state) == (None, None, ObjectiveStanding.UNKNOWN)


def test_a_margin_with_a_line_of_unknown_cost_is_unknown(cast: Any, account_id: int) -> None:
    unknown = _aim(cast, get_ids_by_code(COMMAND_LINE)["B"], metric="gross_margin")
    assert (unknown.baseline, unknown.actual, unknown.state) == (0, None, ObjectiveStanding.UNKNOWN)


def test_the_actual_follows_imports_and_undo(cast: Any, account_id: int) -> None:
    objective = _aim(cast, account_id)
    import_lines([line("A", 30, date(2025, 7, 1), cost=Decimal(1))])
    assert refresh_progress(by=COMMAND_LINE) == 1
    moved = get_objective(cast.owner, objective.id)
    assert moved
    assert (moved.actual, moved.as_of, moved.version) == (102, date(2025, 7, 1), objective.version)
    assert refresh_progress(by=COMMAND_LINE) == 0, "nothing moved, nothing written"
    last = Batch.objects.order_by("-pk")[0]
    undo_batch(by=COMMAND_LINE, batch_id=last.pk)
    refresh_progress(by=COMMAND_LINE)
    back = get_objective(cast.owner, objective.id)
    assert back
    assert (back.actual, back.as_of) == (72, date(2025, 6, 30))
    with pytest.raises(NotAllowed):
        refresh_progress(by=cast.owner)


def test_many_objectives_are_read_in_one_question_and_few_statements(cast: Any, account_id: int) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            refresh_progress(by=COMMAND_LINE, today=DUE)
        return len(asked)

    _aim(cast, account_id)
    import_lines([line("A", 1, date(2025, 7, 2), cost=Decimal(1))])
    one = statements()
    for target in range(1, 12):
        _aim(cast, account_id, target=Decimal(target), metric="order_days")
    import_lines([line("A", 1, date(2025, 7, 3), cost=Decimal(1))])
    assert statements() == one


def test_when_the_last_due_day_has_passed_the_cycle_reaches_control(cast: Any, account_id: int) -> None:
    from vitalfew.loop.execution.actions import log_visit
    from vitalfew.loop.plan.actions import write_strategy

    _aim(cast, account_id)
    write_strategy(by=cast.owner, account_id=account_id, version=0, strategy="先保交付")
    told = {"contact_name": "王丽", "outcome": "advance", "note": "谈过", "sent_key": "k"}
    log_visit(by=cast.owner, account_id=account_id, held_on=date(2025, 6, 1), **told)
    refresh_progress(by=COMMAND_LINE, today=DUE)
    assert get_cycle(account_id).phase == "execution"  # type: ignore[union-attr]
    refresh_progress(by=COMMAND_LINE, today=DUE + timedelta(1))
    assert get_cycle(account_id).phase == "control"  # type: ignore[union-attr]


def test_changing_an_objective_reads_the_books_again(cast: Any, account_id: int) -> None:
    objective = _aim(cast, account_id)
    told = {
        "metric": "order_days", "target": Decimal(20), "starts_on": date(2025, 2, 1), "due_on": DUE,
        "for_whom": "both", "owner_id": cast.director.pk, "why": "更密的节奏",
    }  # fmt: skip
    changed = change_objective(by=cast.owner, objective_id=objective.id, version=1, **told)
    assert (changed.version, changed.actual, changed.currency, changed.for_whom) == (2, 4, "", "both")
    with pytest.raises(StaleVersion) as refusal:
        change_objective(by=cast.director, objective_id=objective.id, version=1, **told | {"target": Decimal(21)})
    assert [(clash.field, clash.stands, clash.wanted) for clash in refusal.value.clashes] == [
        ("target", "20.0000", "21.0000")
    ]


def test_a_dropped_objective_stays_to_be_looked_back_on(cast: Any, account_id: int) -> None:
    objective = _aim(cast, account_id)
    dropped = drop_objective(by=cast.owner, objective_id=objective.id, version=1, reason="客户停产")
    assert (dropped.state, dropped.drop_reason) == (ObjectiveStanding.DROPPED, "客户停产")
    assert refresh_progress(by=COMMAND_LINE) == 0
    with pytest.raises(Refused) as refusal:
        drop_objective(by=cast.owner, objective_id=objective.id, version=2)
    assert refusal.value.why is ObjectiveWhy.OBJECTIVE_DROPPED


def test_what_the_form_shows_is_what_is_kept(cast: Any, account_id: int) -> None:
    code = get_codes(COMMAND_LINE)[account_id]
    shown = get_baselines(account_id, code, BEGIN, DUE)
    assert (shown.start, shown.end) == (date(2024, 1, 1), date(2024, 12, 31))
    for told in shown.lines:
        assert _aim(cast, account_id, metric=told.code).baseline == told.value


def test_who_may_set_an_objective(cast: Any, account_id: int) -> None:
    told = {"metric": "net_revenue", "target": Decimal(1), "starts_on": BEGIN, "due_on": DUE, "for_whom": "us"}
    for nobody, error in [(cast.stranger, NoSuchAccount), (cast.analyst, NotAllowed), (cast.administrator, NotAllowed)]:
        with pytest.raises(error):
            set_objective(by=nobody, account_id=account_id, owner_id=nobody.pk, **told)
    assert get_cycle(account_id) is None
    assert get_objective(cast.stranger, _aim(cast, account_id).id) is None


def test_the_database_refuses_a_target_that_is_none(cast: Any, account_id: int) -> None:
    objective = _aim(cast, account_id)
    for wrong in ({"target": 0}, {"due_on": BEGIN}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Objective.objects.filter(pk=objective.id).update(**wrong)
