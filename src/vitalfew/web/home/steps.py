"""What is next: the actions still to do, the late ones first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew.loop.objectives.labels import METRIC_LABELS
from vitalfew.loop.plan.queries import ActionFacts

SHOWN = 3


@dataclass(frozen=True)
class Step:
    """One action: what, who for what, and how late."""

    id: int
    version: int
    what: str
    sub: str
    due_on: date
    late: str


@dataclass(frozen=True)
class Steps:
    """The answer, the next actions, and how many more there are."""

    answer: str
    rows: list[Step]
    more: int


def steps(waiting: Sequence[ActionFacts], today: date) -> Steps:
    """Say what is to be done next."""
    rows = [_step(action, today) for action in waiting[:SHOWN]]
    return Steps(_answer(waiting), rows, max(0, len(waiting) - SHOWN))


def _answer(waiting: Sequence[ActionFacts]) -> str:
    if not waiting:
        return _("Nothing is planned")
    count = ngettext("%(count)s action", "%(count)s actions", len(waiting)) % {"count": len(waiting)}
    late = sum(action.is_late for action in waiting)
    return _("%(actions)s, %(late)s late") % {"actions": count, "late": late} if late else count


def _step(action: ActionFacts, today: date) -> Step:
    metric = METRIC_LABELS[action.objective_metric] if action.objective_metric else ""
    days = (today - action.due_on).days
    late = ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days} if action.is_late else ""
    sub = f"{action.owner_name} · {metric}" if metric else action.owner_name
    return Step(action.id, action.version, action.what, sub, action.due_on, late)
