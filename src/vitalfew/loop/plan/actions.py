"""The plan written, its actions added, changed, done and cancelled (S65, INV11)."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from vitalfew.accounts.actions import write_in_rows
from vitalfew.accounts.queries import authorise
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.actions import change_row, create_row
from vitalfew.journal.rules import Clash, StaleVersion
from vitalfew.loop.analysis.actions import open_cycle, reach_phase
from vitalfew.loop.analysis.rules.cycles import CycleWhy, Phase
from vitalfew.loop.objectives.models import Objective
from vitalfew.loop.plan.models import AccountPlan, PlannedAction
from vitalfew.loop.plan.queries import ActionFacts, PlanState, action_facts, get_plan_of_cycle
from vitalfew.loop.plan.rules import ActionState, PlanWhy
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission, signer


def write_strategy(*, by: Actor, account_id: int, version: int, strategy: str, today: date | None = None) -> PlanState:
    """Write how the objectives are to be reached; version 0 where no plan has been seen yet."""
    authorise(by, Permission.EDIT_PLAN, account_id)
    with transaction.atomic():
        cycle = open_cycle(by=by, account_id=account_id, today=today)
        plan = AccountPlan.objects.filter(cycle_id=cycle.id).first()
        if plan is None and version == 0:
            _make_plan(by, account_id, cycle.id, strategy, today)
        elif plan is None or version == 0:
            raise _clash(plan, strategy)
        else:
            changes = {"strategy": strategy.strip(), "written_by": by.actor_id}
            verb = "plan.strategy_written"
            change_row(plan, by=by, verb=verb, version=version, changes=changes, account_id=account_id)
        reach_phase(by=by, cycle_id=cycle.id, phase=Phase.PLAN, today=today)
    return _plan_state(cycle.id)


def add_action(
    *,
    by: Actor,
    account_id: int,
    what: str,
    owner_id: int,
    due_on: date,
    objective_id: int | None = None,
    today: date | None = None,
) -> ActionFacts:
    """Add an action to the plan of the account's open cycle; cycle and plan are opened where there is none."""
    authorise(by, Permission.EDIT_PLAN, account_id)
    _require_what(what)
    with transaction.atomic():
        cycle = open_cycle(by=by, account_id=account_id, today=today)
        _require_here(objective_id, cycle.id)
        plan = AccountPlan.objects.filter(cycle_id=cycle.id).first()
        row = PlannedAction(
            plan=plan or _make_plan(by, account_id, cycle.id, "", today),
            what=what.strip(),
            owner_id=owner_id,
            due_on=due_on,
            objective_id=objective_id,
        )
        create_row(row, by=by, verb="plan.action_added", account_id=account_id)
        reach_phase(by=by, cycle_id=cycle.id, phase=Phase.PLAN, today=today)
        _show_next(by, account_id)
    return _facts(row.pk, today)


def change_action(
    *,
    by: Actor,
    action_id: int,
    version: int,
    what: str,
    owner_id: int,
    due_on: date,
    objective_id: int | None = None,
) -> ActionFacts:
    """Change an action that is still to do."""
    row = _standing(by, action_id)
    _require_what(what)
    _require_here(objective_id, row.plan.cycle_id)
    changes = {"what": what.strip(), "owner_id": owner_id, "due_on": due_on, "objective_id": objective_id}
    return _changed(row, by=by, verb="plan.action_changed", version=version, changes=changes)


def complete_action(
    *, by: Actor, action_id: int, version: int, done_on: date, today: date | None = None
) -> ActionFacts:
    """Note that an action is done; the cycle reaches execution."""
    row = _standing(by, action_id)
    if done_on > (today or timezone.localdate()):
        raise Refused(PlanWhy.DONE_IN_FUTURE)
    changes = {"state": ActionState.DONE.value, "done_on": done_on}
    with transaction.atomic():
        done = _changed(row, by=by, verb="plan.action_done", version=version, changes=changes)
        reach_phase(by=by, cycle_id=row.plan.cycle_id, phase=Phase.EXECUTION, today=today)
    return done


def cancel_action(*, by: Actor, action_id: int, version: int, reason: str = "") -> ActionFacts:
    """Take an action off the list; it stays in the plan as cancelled."""
    row = _standing(by, action_id)
    changes = {"state": ActionState.CANCELLED.value, "reason": reason.strip()}
    return _changed(row, by=by, verb="plan.action_cancelled", version=version, changes=changes)


def carry_actions(*, by: Actor, from_cycle_id: int, to_cycle_id: int, account_id: int, today: date) -> int:
    """Move what is still to do into the next cycle's plan, where it no longer serves the old objectives."""
    authorise(by, Permission.EDIT_PLAN, account_id)
    left = list(PlannedAction.objects.filter(plan__cycle_id=from_cycle_id, state=ActionState.TODO))
    with transaction.atomic():
        plan = _make_plan(by, account_id, to_cycle_id, "", today) if left else None
        for row in left:
            changes = {"plan": plan, "objective": None}
            verb = "plan.action_carried"
            change_row(row, by=by, verb=verb, version=row.version, changes=changes, account_id=account_id)
        _show_next(by, account_id)
    return len(left)


def _require_what(what: str) -> None:
    if not what.strip():
        raise Refused(PlanWhy.NOTHING_TO_DO)


def _require_here(objective_id: int | None, cycle_id: int) -> None:
    if objective_id and not Objective.objects.filter(pk=objective_id, cycle_id=cycle_id).exists():
        raise Refused(PlanWhy.OBJECTIVE_ELSEWHERE)


def _make_plan(by: Actor, account_id: int, cycle_id: int, strategy: str, today: date | None) -> AccountPlan:
    year = (today or timezone.localdate()).year
    plan = AccountPlan(cycle_id=cycle_id, year=year, strategy=strategy.strip(), written_by_id=signer(by))
    try:
        with transaction.atomic():
            return create_row(plan, by=by, verb="plan.opened", account_id=account_id)
    except IntegrityError as refusal:
        standing = AccountPlan.objects.get(cycle_id=cycle_id)
        if strategy.strip():
            raise _clash(standing, strategy) from refusal
        return standing


def _clash(plan: AccountPlan | None, strategy: str) -> StaleVersion:
    """Say that a plan was opened, or closed with its cycle, since the page was read."""
    stands = plan.strategy if plan else None
    return StaleVersion("plan.accountplan", plan.version if plan else 0, [Clash("strategy", stands, strategy)])


def _standing(by: Actor, action_id: int) -> PlannedAction:
    row = PlannedAction.objects.select_related("plan__cycle").filter(pk=action_id).first()
    if row is None:
        raise NoSuchAccount(action_id)
    authorise(by, Permission.EDIT_PLAN, row.plan.cycle.account_id)
    if row.plan.cycle.closed_on is not None:
        raise Refused(CycleWhy.CYCLE_CLOSED)
    if row.state != ActionState.TODO:
        raise Refused(PlanWhy.ACTION_ENDED)
    return row


def _changed(row: PlannedAction, *, by: Actor, verb: str, version: int, changes: dict[str, Any]) -> ActionFacts:
    account_id = row.plan.cycle.account_id
    with transaction.atomic():
        change_row(row, by=by, verb=verb, version=version, changes=changes, account_id=account_id)
        _show_next(by, account_id)
    return _facts(row.pk, None)


def _show_next(by: Actor, account_id: int) -> None:
    """Show the earliest action still to do beside the account in the list."""
    todo = PlannedAction.objects.filter(
        plan__cycle__account_id=account_id, plan__cycle__closed_on=None, state=ActionState.TODO
    )
    found = todo.order_by("due_on", "pk").first()
    values = (account_id, found.what[:200] if found else "", found.due_on if found else None)
    write_in_rows(by=by, columns=["next_step", "next_due_on"], values=[values])


def _facts(action_id: int, today: date | None) -> ActionFacts:
    row = PlannedAction.objects.select_related("plan__cycle__account", "owner", "objective").get(pk=action_id)
    return action_facts(row, today or timezone.localdate())


def _plan_state(cycle_id: int) -> PlanState:
    plan = get_plan_of_cycle(cycle_id)
    assert plan is not None
    return plan
