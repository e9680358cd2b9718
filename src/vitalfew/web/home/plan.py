"""What is the plan: where the cycle stands, and how far each objective has come (S35, S2)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vitalfew import words
from vitalfew.loop.analysis.labels import PHASE_LABELS
from vitalfew.loop.analysis.queries import CycleState
from vitalfew.loop.analysis.rules.cycles import ORDER
from vitalfew.loop.objectives.labels import STATE_LABELS
from vitalfew.loop.objectives.queries import ObjectiveState
from vitalfew.loop.objectives.rules import Metric, ObjectiveStanding
from vitalfew.web.aims import AimRow, aim_row
from vitalfew.web.charts.cycle import CycleRing, cycle_ring


@dataclass(frozen=True)
class Aim:
    """An objective as a row, with the reason of its state in words."""

    row: AimRow
    why: str
    is_money: bool


@dataclass(frozen=True)
class PlanOnPage:
    """The answer, the ring, the objectives."""

    answer: str
    ring: CycleRing
    aims: list[Aim]
    opened: str


def plan_on_page(cycle: CycleState | None, objectives: Sequence[ObjectiveState]) -> PlanOnPage:
    """Say what is planned and how far it has come."""
    standing = [one for one in objectives if one.state is not ObjectiveStanding.DROPPED]
    return PlanOnPage(
        answer=_answer(cycle, standing),
        ring=_ring(cycle),
        aims=[Aim(aim_row(one), _why(one), _is_money(one)) for one in standing],
        opened=_("cycle %(number)s, opened %(day)s") % {"number": cycle.number, "day": words.day(cycle.opened_on)}
        if cycle
        else "",
    )


def _ring(cycle: CycleState | None) -> CycleRing:
    if cycle is None:
        none = _("Not begun")
        return cycle_ring(0, len(ORDER), word=none, count="", sentence=_("The first cycle has not begun"))
    step = ORDER.index(cycle.phase) + 1
    word = str(PHASE_LABELS[cycle.phase])
    said = {"step": step, "steps": len(ORDER), "phase": word, "number": cycle.number}
    sentence = _("Cycle %(number)s stands at step %(step)s of %(steps)s: %(phase)s") % said
    return cycle_ring(step, len(ORDER), word=word, count=_("step %(step)s of %(steps)s") % said, sentence=sentence)


def _answer(cycle: CycleState | None, standing: Sequence[ObjectiveState]) -> str:
    if cycle is None:
        return _("No cycle yet: the first objective opens one")
    if not standing:
        return _("No objective in this cycle yet")
    count = Counter(one.state for one in standing)
    parts = [f"{count[state]} {str(STATE_LABELS[state]).lower()}" for state in ObjectiveStanding if count[state]]
    whole = ngettext("%(count)s objective: %(parts)s", "%(count)s objectives: %(parts)s", len(standing))
    return whole % {"count": len(standing), "parts": pgettext("between names", ", ").join(parts)}


def _why(one: ObjectiveState) -> str:
    short = one.shortfall
    if short is None:
        return _("the books do not reach it yet")
    if short == 0:
        return _("exactly as expected by now")
    said = {"amount": _amount(abs(short), one)}
    return (_("%(amount)s behind") if short > 0 else _("%(amount)s ahead")) % said


def _amount(value: Decimal, one: ObjectiveState) -> str:
    return str(words.money(value, one.currency)) if _is_money(one) else words.number(value)


def _is_money(one: ObjectiveState) -> bool:
    return one.metric is not Metric.ORDER_DAYS
