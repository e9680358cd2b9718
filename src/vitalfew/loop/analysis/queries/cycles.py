"""The cycles of an account, and where they stand."""

from dataclasses import dataclass
from datetime import date

from vitalfew.accounts.queries import only_visible
from vitalfew.loop.analysis.models import Cycle
from vitalfew.loop.analysis.rules.cycles import Phase, steps_before
from vitalfew.people.rules import Actor
from vitalfew.prepared import Prepared


@dataclass(frozen=True)
class CycleState:
    """One turn of the loop: the steps before the phase are done, `reached` says when each was first worked on."""

    id: int
    version: int
    account_id: int
    number: int
    phase: Phase
    done: tuple[Phase, ...]
    reached: dict[Phase, date]
    lesson: str  # with which its analysis began
    opened_on: date
    closed_on: date | None


def get_cycle(account_id: int) -> CycleState | None:
    """Return the account's open cycle. Who may see the account is the caller's question."""
    return next(map(cycle_state, _OPEN_OF(account_id=account_id)), None)


_OPEN_OF = Prepared(lambda account_id: Cycle.objects.filter(account_id=account_id, closed_on=None))


def get_cycles(account_id: int) -> list[CycleState]:
    """Return every cycle of the account, the latest first."""
    return [cycle_state(cycle) for cycle in Cycle.objects.filter(account_id=account_id).order_by("-number")]


def get_open_cycles(user: Actor) -> list[CycleState]:
    """Return the open cycles of every account the user sees."""
    found = only_visible(Cycle.objects.filter(closed_on=None), user).order_by("pk")
    return [cycle_state(cycle) for cycle in found]


def cycle_state(cycle: Cycle) -> CycleState:
    """Return the row as its readers know it."""
    phase = Phase(cycle.phase)
    return CycleState(
        id=cycle.pk,
        version=cycle.version,
        account_id=cycle.account_id,
        number=cycle.number,
        phase=phase,
        done=steps_before(phase),
        reached={Phase(step): date.fromisoformat(day) for step, day in cycle.reached.items()},
        lesson=cycle.lesson,
        opened_on=cycle.opened_on,
        closed_on=cycle.closed_on,
    )
