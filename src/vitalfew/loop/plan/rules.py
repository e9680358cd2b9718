"""The plan's own words, and what an action may become."""

from datetime import date
from enum import StrEnum


class ActionState(StrEnum):
    TODO = "todo"  # 待办
    DONE = "done"  # 完成
    CANCELLED = "cancelled"  # 取消


class PlanWarning(StrEnum):
    """What a plan lacks, said and never enforced (INV11)."""

    NO_OBJECTIVE = "no_objective"
    NONE_FOR_CUSTOMER = "none_for_customer"
    NO_ACTION = "no_action"


class PlanWhy(StrEnum):
    """Why a plan refuses."""

    NOTHING_TO_DO = "nothing_to_do"
    ACTION_ENDED = "action_ended"
    DONE_IN_FUTURE = "done_in_future"
    OBJECTIVE_ELSEWHERE = "objective_elsewhere"


def is_late(state: str, due_on: date, today: date) -> bool:
    """Tell whether an action is overdue: still to do after its day."""
    return state == ActionState.TODO and due_on < today


def plan_warnings(for_whom: list[str], actions: int) -> list[PlanWarning]:
    """Return what is missing from a plan with objectives for these and so many actions."""
    found = []
    if not for_whom:
        found.append(PlanWarning.NO_OBJECTIVE)
    elif all(whom == "us" for whom in for_whom):
        found.append(PlanWarning.NONE_FOR_CUSTOMER)
    return found if actions else [*found, PlanWarning.NO_ACTION]
