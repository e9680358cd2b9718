"""Objectives set, changed, dropped; their progress read from the books, never typed (INV10)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from vitalfew.accounts.queries import authorise
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.actions import change_row, create_row
from vitalfew.ledger.queries import get_edge
from vitalfew.loop.analysis.actions import open_cycle, reach_phase
from vitalfew.loop.analysis.models import Cycle
from vitalfew.loop.analysis.rules.cycles import CycleWhy, Phase
from vitalfew.loop.objectives.models import Objective, Progress
from vitalfew.loop.objectives.queries import (
    ObjectiveState,
    get_cycles_past_due,
    get_open_objectives,
    get_target_proposals,
    objective_state,
    read_progress,
)
from vitalfew.loop.objectives.rules import ForWhom, Metric, ObjectiveWhy, objective_refused
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission, require

_READ = ["baseline", "baseline_so_far", "actual", "as_of", "generation"]


def set_objective(
    *,
    by: Actor,
    account_id: int,
    metric: Metric | str,
    target: Decimal,
    starts_on: date,
    due_on: date,
    for_whom: ForWhom | str,
    owner_id: int,
    why: str = "",
    today: date | None = None,
) -> ObjectiveState:
    """Set an objective in the account's open cycle, opened where there is none; the books say where it stands."""
    authorise(by, Permission.EDIT_PLAN, account_id)
    _require_fit(starts_on, due_on, target)
    with transaction.atomic():
        cycle = open_cycle(by=by, account_id=account_id, today=today)
        row = Objective(
            cycle=Cycle.objects.select_related("account").get(pk=cycle.id),
            metric=Metric(metric).value,
            for_whom=ForWhom(for_whom).value,
            starts_on=starts_on,
            due_on=due_on,
            target=target,
            currency=_currency(metric),
            owner_id=owner_id,
            why=why.strip(),
        )
        create_row(row, by=by, verb="objectives.set", account_id=account_id)
        _write(read_progress([row]))
        reach_phase(by=by, cycle_id=cycle.id, phase=Phase.OBJECTIVES, today=today)
    return _state(row.pk)


def change_objective(
    *,
    by: Actor,
    objective_id: int,
    version: int,
    metric: Metric | str,
    target: Decimal,
    starts_on: date,
    due_on: date,
    for_whom: ForWhom | str,
    owner_id: int,
    why: str = "",
) -> ObjectiveState:
    """Change an objective of an open cycle; its progress is read again."""
    row = _standing(by, objective_id)
    _require_fit(starts_on, due_on, target)
    changes = {
        "metric": Metric(metric).value,
        "target": target,
        "starts_on": starts_on,
        "due_on": due_on,
        "for_whom": ForWhom(for_whom).value,
        "owner_id": owner_id,
        "why": why.strip(),
        "currency": _currency(metric),
    }
    with transaction.atomic():
        _change(row, by=by, verb="objectives.changed", version=version, changes=changes)
        _write(read_progress([row]))
    return _state(row.pk)


def drop_objective(
    *, by: Actor, objective_id: int, version: int, reason: str = "", today: date | None = None
) -> ObjectiveState:
    """Take an objective out of its cycle; it stays to be looked back on."""
    row = _standing(by, objective_id)
    changes = {"dropped_on": today or timezone.localdate(), "drop_reason": reason.strip()}
    _change(row, by=by, verb="objectives.dropped", version=version, changes=changes)
    return _state(row.pk)


def take_targets(*, by: Actor, why: str) -> int:
    """Set the objectives that files of targets propose and nothing hinders; return how many."""
    require(by, Permission.EDIT_PLAN)
    proposed = [one for one in get_target_proposals(by) if one.can_be_taken]
    for one in proposed:
        set_objective(
            by=by, account_id=one.account_id or 0, metric=one.metric, target=one.target, starts_on=one.starts_on,
            due_on=one.due_on, for_whom=ForWhom.US, owner_id=one.owner_id or 0, why=why,
        )  # fmt: skip
    return len(proposed)


def refresh_progress(*, by: Actor, today: date | None = None) -> int:
    """Read every objective of an open cycle from the books again; return how many moved.

    To be called after each import, undo and midnight: cycles whose last due day has passed reach control. What is
    computed has no journal line of its own; the books' generation says what it was computed from.
    """
    require(by, Permission.IMPORT_BOOKS)
    objectives = list(get_open_objectives())
    known = Progress.objects.in_bulk([row.pk for row in objectives])
    moved = [new for new in read_progress(objectives) if _read_of(new) != _read_of(known.get(new.pk))]
    _write(moved)
    day = today or timezone.localdate()
    for cycle_id in get_cycles_past_due(day):
        reach_phase(by=by, cycle_id=cycle_id, phase=Phase.CONTROL, today=day)
    return len(moved)


def _require_fit(starts_on: date, due_on: date, target: Decimal) -> None:
    if why := objective_refused(starts_on, due_on, target):
        raise Refused(why)


def _currency(metric: Metric | str) -> str:
    return "" if Metric(metric) is Metric.ORDER_DAYS else get_edge().currency


def _standing(by: Actor, objective_id: int) -> Objective:
    row = Objective.objects.select_related("cycle__account").filter(pk=objective_id).first()
    if row is None:
        raise NoSuchAccount(objective_id)
    authorise(by, Permission.EDIT_PLAN, row.cycle.account_id)
    if row.cycle.closed_on is not None:
        raise Refused(CycleWhy.CYCLE_CLOSED)
    if row.dropped_on is not None:
        raise Refused(ObjectiveWhy.OBJECTIVE_DROPPED)
    return row


def _change(row: Objective, *, by: Actor, verb: str, version: int, changes: dict[str, Any]) -> None:
    change_row(row, by=by, verb=verb, version=version, changes=changes, account_id=row.cycle.account_id)


def _write(progress: list[Progress]) -> None:
    Progress.objects.bulk_create(
        progress, batch_size=500, update_conflicts=True, unique_fields=["objective"], update_fields=_READ
    )


def _read_of(progress: Progress | None) -> list[Any] | None:
    return [getattr(progress, name) for name in _READ] if progress else None


def _state(objective_id: int) -> ObjectiveState:
    return objective_state(Objective.objects.select_related("cycle__account", "owner", "progress").get(pk=objective_id))
