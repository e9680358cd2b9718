"""Plans and their actions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from vitalfew.accounts.queries import only_visible
from vitalfew.loop.objectives.models import Objective
from vitalfew.loop.objectives.rules import Metric
from vitalfew.loop.plan.models import AccountPlan, PlannedAction
from vitalfew.loop.plan.rules import ActionState, PlanWarning, is_late, plan_warnings
from vitalfew.people.rules import Actor
from vitalfew.prepared import Prepared


@dataclass(frozen=True)
class ActionFacts:
    """What, who, by when, and whether it is done; late as of the day asked."""

    id: int
    version: int
    account_id: int
    account_name: str
    plan_id: int
    objective_id: int | None
    objective_metric: Metric | None
    what: str
    owner_id: int
    owner_name: str
    due_on: date
    state: ActionState
    done_on: date | None
    reason: str
    is_late: bool


@dataclass(frozen=True)
class PlanState:
    """The plan of one cycle: the way chosen, the actions by due day, and what it lacks (INV11)."""

    id: int
    version: int
    account_id: int
    account_name: str
    cycle_id: int
    cycle_number: int
    year: int
    strategy: str
    written_by_id: int
    written_by_name: str
    actions: tuple[ActionFacts, ...]
    warnings: tuple[PlanWarning, ...]

    @property
    def todo(self) -> int:
        return sum(action.state is ActionState.TODO for action in self.actions)

    @property
    def done(self) -> int:
        return sum(action.state is ActionState.DONE for action in self.actions)

    @property
    def late(self) -> int:
        return sum(action.is_late for action in self.actions)


def get_plan(account_id: int, today: date | None = None) -> PlanState | None:
    """Return the plan of the account's open cycle. Who may see the account is the caller's question."""
    found = AccountPlan.objects.filter(cycle__account_id=account_id, cycle__closed_on=None)
    return next(iter(_plan_states(found, today)), None)


def get_plan_of_cycle(cycle_id: int, today: date | None = None) -> PlanState | None:
    """Return the plan of a cycle, open or closed. Who may see it is the caller's question."""
    return next(iter(_plan_states(AccountPlan.objects.filter(cycle_id=cycle_id), today)), None)


def get_plans_of(user: Actor, today: date | None = None) -> list[PlanState]:
    """Return the plans of the open cycles of every account the user sees, by account; three queries in all."""
    found = only_visible(AccountPlan.objects.filter(cycle__closed_on=None), user, "cycle__account")
    return _plan_states(found.order_by("cycle__account__name", "pk"), today)


def get_actions_due(
    user: Actor,
    until: date | None = None,
    owner_id: int | None = None,
    limit: int | None = None,
    today: date | None = None,
) -> list[ActionFacts]:
    """Return what is to be done on the accounts the user sees, the earliest due first."""
    found = only_visible(
        PlannedAction.objects.filter(plan__cycle__closed_on=None, state=ActionState.TODO), user, "plan__cycle__account"
    )
    found = found.filter(due_on__lte=until) if until else found
    found = found.filter(owner_id=owner_id) if owner_id else found
    day = today or timezone.localdate()
    return [action_facts(row, day) for row in _whole(found).order_by("due_on", "pk")[:limit]]


def get_todo(account_id: int, today: date | None = None) -> list[ActionFacts]:
    """Return what is to be done by the plan of the account's open cycle, the earliest due first, in one question.

    Who may see the account is the caller's question.
    """
    day = today or timezone.localdate()
    # Put in order here: asked to do it, the database would walk through everybody's actions by their day.
    waiting = sorted(_TODO(account_id=account_id), key=lambda row: (row.due_on, row.pk))
    return [action_facts(row, day) for row in waiting]


def get_action(user: Actor, action_id: int, today: date | None = None) -> ActionFacts | None:
    """Return one action; None where it is not there or its account is not the user's to see."""
    found = only_visible(PlannedAction.objects.filter(pk=action_id), user, "plan__cycle__account")
    row = _whole(found).first()
    return action_facts(row, today or timezone.localdate()) if row else None


def action_facts(row: PlannedAction, today: date) -> ActionFacts:
    """Return the row as its readers know it."""
    account = row.plan.cycle.account
    return ActionFacts(
        id=row.pk,
        version=row.version,
        account_id=account.pk,
        account_name=account.shown_name,
        plan_id=row.plan_id,
        objective_id=row.objective_id,
        objective_metric=Metric(row.objective.metric) if row.objective else None,
        what=row.what,
        owner_id=row.owner_id,
        owner_name=row.owner.actor_name,
        due_on=row.due_on,
        state=ActionState(row.state),
        done_on=row.done_on,
        reason=row.reason,
        is_late=is_late(row.state, row.due_on, today),
    )


_READ = (
    "version", "plan_id", "objective_id", "what", "owner_id", "due_on", "state", "done_on", "reason",
    "plan__cycle_id", "plan__cycle__account_id", "plan__cycle__account__name", "plan__cycle__account__name_en",
    "owner__name", "owner__username", "objective__metric",
)  # fmt: skip


def _whole(found: QuerySet[PlannedAction]) -> QuerySet[PlannedAction]:
    """Read with the actions what their readers are told of plan, account, owner and objective, and no more."""
    return found.select_related("plan__cycle__account", "owner", "objective").only(*_READ)


_TODO = Prepared(
    lambda account_id: _whole(
        PlannedAction.objects.filter(
            plan__cycle__account_id=account_id, plan__cycle__closed_on=None, state=ActionState.TODO
        )
    ).order_by()
)


def _plan_states(found: QuerySet[AccountPlan], today: date | None) -> list[PlanState]:
    actions = PlannedAction.objects.select_related("owner", "objective").order_by("due_on", "pk")
    aims = Objective.objects.filter(dropped_on=None)
    rows = found.select_related("cycle__account", "written_by").prefetch_related(
        Prefetch("actions", actions), Prefetch("cycle__objectives", aims)
    )
    day = today or timezone.localdate()
    return [_plan_state(row, day) for row in rows]


def _plan_state(row: AccountPlan, today: date) -> PlanState:
    actions = []
    for action in row.actions.all():
        action.plan = row
        actions.append(action_facts(action, today))
    live = sum(action.state is not ActionState.CANCELLED for action in actions)
    return PlanState(
        id=row.pk,
        version=row.version,
        account_id=row.cycle.account_id,
        account_name=row.cycle.account.shown_name,
        cycle_id=row.cycle_id,
        cycle_number=row.cycle.number,
        year=row.year,
        strategy=row.strategy,
        written_by_id=row.written_by_id,
        written_by_name=row.written_by.actor_name,
        actions=tuple(actions),
        warnings=tuple(plan_warnings([aim.for_whom for aim in row.cycle.objectives.all()], live)),
    )
