"""The account plan as one frozen document: what every step of the loop knows of the account, gathered once (S65)."""

from dataclasses import dataclass
from datetime import date

from vitalfew.accounts.queries import AccountState, get_account
from vitalfew.ledger.queries import BooksEdge, get_edge
from vitalfew.loop.analysis.queries import CycleState, Figures, StageState, get_cycle, get_figures, get_stage
from vitalfew.loop.control.queries import AlertFacts, get_alerts_of_account
from vitalfew.loop.objectives.queries import ObjectiveState, get_objectives
from vitalfew.loop.plan.queries import PlanState, get_plan
from vitalfew.people.rules import Actor
from vitalfew.relations.queries import InteractionState, get_interactions

LAST_CONTACTS = 5


@dataclass(frozen=True)
class PlanDocument:
    """Everything the plan says, as it stood on the day it was gathered; None is not there or not known."""

    account: AccountState
    books: BooksEdge
    figures: Figures | None
    stage: StageState
    cycle: CycleState | None
    objectives: tuple[ObjectiveState, ...]
    plan: PlanState | None
    alerts: tuple[AlertFacts, ...]
    contacts: tuple[InteractionState, ...]
    gathered_on: date
    gathered_by: str


def gather(by: Actor, account_id: int, *, today: date) -> PlanDocument:
    """Gather the plan for a reader who may see the account; raise NoSuchAccount for anybody else."""
    account = get_account(by, account_id)
    cycle = get_cycle(account_id)
    aims = get_objectives(cycle.id) if cycle else []
    return PlanDocument(
        account=account,
        books=get_edge(),
        figures=get_figures(account_id),
        stage=get_stage(account_id),
        cycle=cycle,
        objectives=tuple(aim for aim in aims if aim.dropped_on is None),
        plan=get_plan(account_id, today),
        alerts=tuple(alert for alert in get_alerts_of_account(account_id) if alert.is_open),
        contacts=tuple(get_interactions(account_id, LAST_CONTACTS)),
        gathered_on=today,
        gathered_by=by.actor_name,
    )
