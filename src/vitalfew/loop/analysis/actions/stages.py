"""A stage is claimed with the evidence of its day; the director answers (S16, INV5, INV6)."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from vitalfew.accounts.actions import write_in_rows
from vitalfew.accounts.models import KeyAccount
from vitalfew.accounts.queries import authorise
from vitalfew.journal.actions import change_row, create_row
from vitalfew.loop.analysis.actions.cycles import open_cycle
from vitalfew.loop.analysis.models import StageRecord
from vitalfew.loop.analysis.queries.stages import StageRecordState, StageState, get_stage, record_state
from vitalfew.loop.analysis.rules.evidence import as_plain
from vitalfew.loop.analysis.rules.stages import (
    ORDER,
    ClaimState,
    Move,
    Stage,
    StageWhy,
    answer_refused,
    claim_refused,
    move_to,
)
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission, signer


def propose_stage(
    *, by: Actor, account_id: int, stage: Stage | str, reason: str, today: date | None = None
) -> StageRecordState:
    """Claim a stage, with what the books say today kept beside it; the first claim opens the account's cycle."""
    authorise(by, Permission.PROPOSE_STAGE, account_id)
    stands, wanted = get_stage(account_id), Stage(stage)
    if stands.key_account_id is None:
        raise Refused(StageWhy.NOT_A_KEY_ACCOUNT)
    move = _move(stands, wanted, reason)
    evidence = next(found for found in stands.evidence if found.stage is wanted)
    record = StageRecord(
        key_account_id=stands.key_account_id,
        stage=wanted.value,
        move=move.value,
        reason=reason.strip(),
        evidence=as_plain(evidence.items),
        proposed_by_id=signer(by),
        proposed_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            open_cycle(by=by, account_id=account_id, today=today)
            create_row(record, by=by, verb="analysis.stage_proposed", account_id=account_id)
    except IntegrityError as refusal:
        # Two claims in one moment: the database lets one wait.
        raise Refused(StageWhy.CLAIM_WAITS) from refusal
    return record_state(record)


def answer_stage(
    *, by: Actor, account_id: int, version: int, is_confirmed: bool, reason: str = "", today: date | None = None
) -> StageRecordState:
    """Confirm the waiting claim, which then holds from today, or decline it with a reason."""
    authorise(by, Permission.CONFIRM_STAGE, account_id)
    record = _waiting(account_id)
    key = record.key_account
    if why := answer_refused(by.actor_id, {key.manager_id, key.deputy_id}, is_confirmed=is_confirmed, reason=reason):
        raise Refused(why)
    changes: dict[str, Any] = {
        "answered_by": by.actor_id,
        "answered_at": timezone.now(),
        "answer_reason": reason.strip(),
    }
    if not is_confirmed:
        changes["state"] = ClaimState.DECLINED.value
        return _answered(record, by=by, verb="analysis.stage_declined", version=version, changes=changes)
    with transaction.atomic():
        day = _end_open(by, key, today or timezone.localdate())
        changes |= {"state": ClaimState.CONFIRMED.value, "valid_from": day}
        answered = _answered(record, by=by, verb="analysis.stage_confirmed", version=version, changes=changes)
        _show(by, account_id, answered.stage)
    return answered


def end_stage(*, by: Actor, account_id: int, today: date | None = None) -> None:
    """End the stages of an account that is no key account any more; a waiting claim is declined with that."""
    authorise(by, Permission.DESIGNATE, account_id)
    day = today or timezone.localdate()
    with transaction.atomic():
        for key in KeyAccount.objects.filter(account_id=account_id, revoked_on__isnull=False):
            _end_open(by, key, day)
            _decline_waiting(by, key)
        if not KeyAccount.objects.filter(account_id=account_id, revoked_on=None).exists():
            _show(by, account_id, None)


def _move(stands: StageState, wanted: Stage, reason: str) -> Move:
    current = stands.current.stage if stands.current else None
    why = claim_refused(current, wanted, reason=reason, has_waiting=stands.proposal is not None)
    move = move_to(current, wanted)
    if why or move is None:
        raise Refused(why or StageWhy.TOO_FAR)
    return move


def _waiting(account_id: int) -> StageRecord:
    found = StageRecord.objects.select_related("key_account", "proposed_by").filter(
        key_account__account_id=account_id, key_account__revoked_on=None, state=ClaimState.PROPOSED
    )
    record = found.first()
    if record is None:
        raise Refused(StageWhy.NO_CLAIM)
    return record


def _answered(record: StageRecord, *, by: Actor, verb: str, version: int, changes: dict[str, Any]) -> StageRecordState:
    account_id = record.key_account.account_id
    change_row(record, by=by, verb=verb, version=version, changes=changes, account_id=account_id)
    return record_state(StageRecord.objects.select_related("proposed_by", "answered_by").get(pk=record.pk))


def _end_open(by: Actor, key: KeyAccount, day: date) -> date:
    """End the confirmed stage and return the day on which the next may begin."""
    record = StageRecord.objects.filter(key_account=key, state=ClaimState.CONFIRMED, valid_to=None).first()
    if record is None:
        return day
    ends = max(day, record.valid_from or day)
    change_row(
        record,
        by=by,
        verb="analysis.stage_ended",
        version=record.version,
        changes={"valid_to": ends},
        account_id=key.account_id,
    )
    return ends


def _decline_waiting(by: Actor, key: KeyAccount) -> None:
    record = StageRecord.objects.select_related("key_account").filter(key_account=key, state=ClaimState.PROPOSED)
    for waiting in record:
        changes: dict[str, Any] = {
            "state": ClaimState.DECLINED.value,
            "answered_by": by.actor_id,
            "answered_at": timezone.now(),
            "answer_reason": key.revoke_reason,
        }
        _answered(waiting, by=by, verb="analysis.stage_declined", version=waiting.version, changes=changes)


def _show(by: Actor, account_id: int, stage: Stage | None) -> None:
    order = ORDER.index(stage) + 1 if stage else 0
    write_in_rows(by=by, columns=["stage", "stage_order"], values=[(account_id, stage.value if stage else "", order)])
