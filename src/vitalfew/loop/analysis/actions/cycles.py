"""Cycles opened, carried through their steps, and closed by a review (S35, INV12)."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from vitalfew.accounts.queries import authorise
from vitalfew.journal.actions import change_row, create_row
from vitalfew.journal.rules import StaleVersion
from vitalfew.loop.analysis.models import Cycle
from vitalfew.loop.analysis.queries.cycles import CycleState, cycle_state
from vitalfew.loop.analysis.rules.cycles import CycleWhy, Phase, phase_of
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission

ATTEMPTS = 5


def open_cycle(*, by: Actor, account_id: int, lesson: str = "", today: date | None = None) -> CycleState:
    """Return the account's open cycle; open the next one where none is, with the lesson of the review before."""
    authorise(by, Permission.EDIT_PLAN, account_id)
    return cycle_state(_open(account_id) or _opened(by, account_id, lesson, today or timezone.localdate()))


def reach_phase(*, by: Actor, cycle_id: int, phase: Phase, today: date | None = None) -> CycleState:
    """Note that this step is worked on; the cycle moves on where every step before it has been (rules/cycles).

    Called by the actions whose work it is, so it asks only that the account is the user's to see.
    """
    cycle = Cycle.objects.get(pk=cycle_id)
    authorise(by, Permission.SEE_ACCOUNT, cycle.account_id)
    day = (today or timezone.localdate()).isoformat()
    for _attempt in range(ATTEMPTS):
        if cycle.closed_on is not None or phase is Phase.REVIEW:
            raise Refused(CycleWhy.CYCLE_CLOSED)
        if phase in cycle.reached:
            break
        try:
            _reach(cycle, by, {**cycle.reached, phase.value: day})
            break
        except StaleVersion:
            # Somebody worked on another step in this moment: both count.
            cycle = Cycle.objects.get(pk=cycle_id)
    return cycle_state(cycle)


def close_cycle(*, by: Actor, cycle_id: int, version: int, held_on: date) -> CycleState:
    """Close a cycle by its review, whatever step it stands at."""
    cycle = Cycle.objects.get(pk=cycle_id)
    authorise(by, Permission.REVIEW, cycle.account_id)
    reached = {**cycle.reached}
    for step in (Phase.CONTROL, Phase.REVIEW):
        reached.setdefault(step.value, held_on.isoformat())
    changes = {
        "phase": Phase.REVIEW.value,
        "reached": reached,
        # A review may be written down late; a cycle never ends before it began.
        "closed_on": max(held_on, cycle.opened_on),
    }
    change_row(
        cycle,
        by=by,
        verb="analysis.cycle_closed",
        version=version,
        changes=changes,
        account_id=cycle.account_id,
    )
    return cycle_state(cycle)


def _open(account_id: int) -> Cycle | None:
    return Cycle.objects.filter(account_id=account_id, closed_on=None).first()


def _opened(by: Actor, account_id: int, lesson: str, today: date) -> Cycle:
    last = Cycle.objects.filter(account_id=account_id).aggregate(last=Max("number"))["last"] or 0
    cycle = Cycle(
        account_id=account_id,
        number=last + 1,
        phase=Phase.ANALYSIS.value,
        reached={Phase.ANALYSIS.value: today.isoformat()},
        lesson=lesson,
        opened_on=today,
    )
    try:
        with transaction.atomic():
            return create_row(cycle, by=by, verb="analysis.cycle_opened", account_id=account_id)
    except IntegrityError:
        # Somebody opened it in the same moment: one is enough.
        return Cycle.objects.get(account_id=account_id, closed_on=None)


def _reach(cycle: Cycle, by: Actor, reached: dict[str, str]) -> None:
    changes = {"reached": reached, "phase": phase_of(reached).value}
    verb = "analysis.phase_reached"
    change_row(cycle, by=by, verb=verb, version=cycle.version, changes=changes, account_id=cycle.account_id)
