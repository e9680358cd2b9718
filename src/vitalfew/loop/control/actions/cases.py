"""An interruption opened, diagnosed, remedied, watched, closed; how it ends goes the ordinary way (S23, S24, INV8)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from vitalfew.accounts.actions import revoke_designation, write_in_rows
from vitalfew.accounts.queries import authorise
from vitalfew.accounts.queries.dossiers import get_standing
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.actions import change_row, create_row
from vitalfew.loop.analysis.actions import end_stage, end_step, propose_stage, reach_phase
from vitalfew.loop.analysis.queries import get_cycle, get_stage
from vitalfew.loop.analysis.rules.cycles import Phase
from vitalfew.loop.analysis.rules.stages import ORDER, Stage
from vitalfew.loop.control.models import CaseEvidence, CaseRemedy, InterruptionCase
from vitalfew.loop.control.queries.cases import READ, CaseFacts, case_facts
from vitalfew.loop.control.queries.causes import get_causes
from vitalfew.loop.control.rules.cases import (
    CaseOutcome,
    CaseState,
    CaseWhy,
    causes_refused,
    close_refused,
    move_refused,
)
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission, signer


@dataclass(frozen=True)
class Break:
    """What is said of an interruption: what happened, why, how grave, who looks after it."""

    what: str
    primary_cause: str
    severity: int
    owner_id: int
    secondary_causes: tuple[str, ...] = ()


def open_case(
    *, by: Actor, account_id: int, told: Break, opened_on: date | None = None, today: date | None = None
) -> CaseFacts:
    """Say that the relationship with a key account is interrupted, at whatever stage it stands."""
    authorise(by, Permission.HANDLE_ALERT, account_id)
    now, key = today or timezone.localdate(), get_standing(account_id)
    day = opened_on or now
    if key is None:
        raise Refused(CaseWhy.NO_KEY_ACCOUNT)
    if not key.designated_on <= day <= now:
        raise Refused(CaseWhy.CASE_UNFIT_DAY)
    row = InterruptionCase(
        account_id=account_id,
        key_account_id=key.id,
        opened_on=day,
        opened_by_id=signer(by),
        from_stage=_stage_on(account_id, day),
        reached={CaseState.OPEN.value: day.isoformat()},
        **_told(told, kept=()),
    )
    try:
        with transaction.atomic():
            create_row(row, by=by, verb="control.case_opened", account_id=account_id)
            _show(by, row)
            if cycle := get_cycle(account_id):
                reach_phase(by=by, cycle_id=cycle.id, phase=Phase.CONTROL, today=now)
    except IntegrityError as refusal:
        # Two who open at once, or one who did not see the first: the database lets one stand.
        raise Refused(CaseWhy.CASE_OPEN) from refusal
    return _facts(row.pk)


def change_case(*, by: Actor, case_id: int, version: int, told: Break) -> CaseFacts:
    """Say otherwise what happened, why, how grave it is, or who looks after it."""
    row = open_row(by, case_id)
    values = _told(told, kept=(row.primary_cause, *row.secondary_causes))
    with transaction.atomic():
        _change(by, row, "control.case_changed", version, values, by_field=True)
        _show(by, row)
    return _facts(row.pk)


def diagnose_case(
    *,
    by: Actor,
    case_id: int,
    version: int,
    diagnosis: str,
    primary_cause: str,
    secondary_causes: Collection[str] = (),
    today: date | None = None,
) -> CaseFacts:
    """Say on the evidence gathered why it broke."""
    row = open_row(by, case_id)
    kept = (row.primary_cause, *row.secondary_causes)
    _require_causes(primary_cause, secondary_causes, kept)
    if not diagnosis.strip():
        raise Refused(CaseWhy.CASE_NEEDS_WORDS)
    said = {
        "diagnosis": diagnosis.strip(),
        "primary_cause": primary_cause,
        "secondary_causes": list(secondary_causes),
    }
    return _move(by, row, version, CaseState.DIAGNOSED, said, today)


def begin_remedy(*, by: Actor, case_id: int, version: int, today: date | None = None) -> CaseFacts:
    """Say that the remedies chosen are being carried out; from watching, that they did not take."""
    return _move(by, open_row(by, case_id), version, CaseState.REMEDYING, {}, today)


def watch_case(
    *, by: Actor, case_id: int, version: int, watch_for: str, watch_until: date, today: date | None = None
) -> CaseFacts:
    """Watch whether it recovers: by what sign, until when."""
    row = open_row(by, case_id)
    if not watch_for.strip() or watch_until < (today or timezone.localdate()):
        raise Refused(CaseWhy.CASE_NEEDS_WATCH)
    said = {"watch_for": watch_for.strip(), "watch_until": watch_until}
    return _move(by, row, version, CaseState.MONITORING, said, today)


def close_case(
    *,
    by: Actor,
    case_id: int,
    version: int,
    outcome: CaseOutcome | str,
    lesson: str,
    lower: Stage | str | None = None,
    today: date | None = None,
) -> CaseFacts:
    """End a case with its outcome and lesson.

    Who went down a stage gets the claim of it, which the director confirms as any other; who ended it is no key
    account any more, which only a director decides.
    """
    row, wanted, day = open_row(by, case_id), CaseOutcome(outcome), today or timezone.localdate()
    if why := close_refused(CaseState(row.state), wanted, lesson):
        raise Refused(why)
    with transaction.atomic():
        _close(by, row, version, wanted, lesson, day)
        if wanted is CaseOutcome.DOWNGRADED:
            _claim_lower(by, row, lower, day)
        elif wanted is CaseOutcome.EXITED:
            _end_designation(by, row, day)
    return _facts(row.pk)


def end_case(*, by: Actor, account_id: int, lesson: str, today: date | None = None) -> None:
    """Close the open case of an account that is no key account any more, for the reason the designation ended."""
    authorise(by, Permission.DESIGNATE, account_id)
    row = InterruptionCase.objects.filter(account_id=account_id, closed_on=None).first()
    if row and get_standing(account_id) is None:
        with transaction.atomic():
            _close(by, row, row.version, CaseOutcome.EXITED, lesson, today or timezone.localdate())


def open_row(by: Actor, case_id: int) -> InterruptionCase:
    """Return the open case, for whoever may work on it."""
    row = InterruptionCase.objects.filter(pk=case_id).first()
    if row is None:
        raise NoSuchAccount(case_id)
    authorise(by, Permission.HANDLE_ALERT, row.account_id)
    if row.closed_on:
        raise Refused(CaseWhy.CASE_CLOSED)
    return row


def _stage_on(account_id: int, day: date) -> str:
    """Return the stage that was confirmed on the day it broke."""
    records = [one for one in get_stage(account_id).history if one.valid_from and one.valid_from <= day]
    held = [one for one in records if one.valid_to is None or day < one.valid_to]
    return held[0].stage.value if held else ""


def _told(told: Break, kept: Collection[str]) -> dict[str, Any]:
    _require_causes(told.primary_cause, told.secondary_causes, kept)
    if not told.what.strip():
        raise Refused(CaseWhy.CASE_NEEDS_WORDS)
    return {
        "what": told.what.strip(),
        "primary_cause": told.primary_cause,
        "secondary_causes": list(told.secondary_causes),
        "severity": told.severity,
        "owner_id": told.owner_id,
    }


def _require_causes(primary: str, secondary: Collection[str], kept: Collection[str]) -> None:
    if why := causes_refused(get_causes(), primary, secondary, kept):
        raise Refused(why)


def _move(
    by: Actor, row: InterruptionCase, version: int, wanted: CaseState, said: dict[str, Any], today: date | None
) -> CaseFacts:
    evidence = CaseEvidence.objects.filter(case=row, removed_on=None).count()
    remedies = CaseRemedy.objects.filter(case=row, dropped_on=None).count()
    if why := move_refused(CaseState(row.state), wanted, evidence=evidence, remedies=remedies):
        raise Refused(why)
    day = (today or timezone.localdate()).isoformat()
    changes = said | {"state": wanted.value, "reached": {**row.reached, wanted.value: day}}
    _change(by, row, f"control.case_{wanted.value}", version, changes)
    return _facts(row.pk)


def _close(by: Actor, row: InterruptionCase, version: int, outcome: CaseOutcome, lesson: str, day: date) -> None:
    ends = max(day, row.opened_on)
    changes = {
        "state": CaseState.CLOSED.value,
        "reached": {**row.reached, CaseState.CLOSED.value: ends.isoformat()},
        "outcome": outcome.value,
        "lesson": lesson.strip(),
        "closed_on": ends,
        "closed_by_id": signer(by),
    }
    _change(by, row, f"control.case_{outcome.value}", version, changes)
    write_in_rows(by=by, columns=["interruption"], values=[(row.account_id, 0)])


def _claim_lower(by: Actor, row: InterruptionCase, lower: Stage | str | None, day: date) -> None:
    current = get_stage(row.account_id).current
    wanted = Stage(lower) if lower else None
    if current is None or wanted is None or ORDER.index(wanted) >= ORDER.index(current.stage):
        raise Refused(CaseWhy.CASE_NEEDS_LOWER)
    propose_stage(by=by, account_id=row.account_id, stage=wanted, reason=row.lesson, today=day)


def _end_designation(by: Actor, row: InterruptionCase, day: date) -> None:
    key = get_standing(row.account_id)
    if key is None:
        return
    reason, version = row.lesson, key.version
    revoke_designation(by=by, account_id=row.account_id, version=version, reason=reason, revoked_on=day)
    end_stage(by=by, account_id=row.account_id, today=day)
    end_step(by=by, account_id=row.account_id, today=day)


def _change(
    by: Actor, row: InterruptionCase, verb: str, version: int, changes: dict[str, Any], *, by_field: bool = False
) -> None:
    change_row(row, by=by, verb=verb, version=version, changes=changes, account_id=row.account_id, by_field=by_field)


def _show(by: Actor, row: InterruptionCase) -> None:
    write_in_rows(by=by, columns=["interruption"], values=[(row.account_id, row.severity)])


def _facts(case_id: int) -> CaseFacts:
    return case_facts(InterruptionCase.objects.select_related(*READ).get(pk=case_id))
