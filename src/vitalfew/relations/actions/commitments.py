"""Promises of both sides noted, changed while there is time, and ended: kept, or broken for a reason (S26)."""

from datetime import date
from typing import Any

from django.utils import timezone

from vitalfew.accounts.queries import authorise, last_post
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.actions import change_row, create_row
from vitalfew.people.rules import Actor, Permission, signer
from vitalfew.relations.models import Commitment
from vitalfew.relations.queries import CommitmentState, commitment_state
from vitalfew.relations.rules.commitments import (
    CommitmentWhy,
    Side,
    UnfitCommitment,
    kept_refused,
    moved_refused,
    written_refused,
)


def note_commitment(
    *,
    by: Actor,
    account_id: int,
    side: Side | str,
    what: str,
    due_on: date,
    owner_id: int | None = None,
    contact_id: int | None = None,
    interaction_id: int | None = None,
    made_on: date | None = None,
    today: date | None = None,
) -> CommitmentState:
    """Note what one side has promised; whoever notes it answers for it unless another owner is named."""
    authorise(by, Permission.LOG_VISIT, account_id)
    day = today or timezone.localdate()
    _refuse(written_refused(what, made_on or day, due_on))
    _require_here(contact_id, account_id)
    row = Commitment(
        account_id=account_id,
        side=Side(side).value,
        what=what.strip(),
        owner_id=owner_id or signer(by),
        contact_id=contact_id,
        interaction_id=interaction_id,
        made_on=made_on or day,
        due_on=due_on,
    )
    create_row(row, by=by, verb="relations.commitment_noted", account_id=account_id)
    return commitment_state(row, day)


def change_commitment(
    *,
    by: Actor,
    commitment_id: int,
    version: int,
    what: str,
    due_on: date,
    owner_id: int,
    contact_id: int | None = None,
    today: date | None = None,
) -> CommitmentState:
    """Change a promise that is still open; of two who change it, only what both changed is a conflict."""
    row, day = _standing(by, commitment_id), today or timezone.localdate()
    _refuse(written_refused(what, row.made_on, due_on) or moved_refused(row.due_on, due_on, day))
    _require_here(contact_id, row.account_id)
    changes = {"what": what.strip(), "due_on": due_on, "owner_id": owner_id, "contact_id": contact_id}
    verb = "relations.commitment_changed"
    return _changed(row, by=by, verb=verb, version=version, changes=changes, today=day, by_field=True)


def keep_commitment(
    *, by: Actor, commitment_id: int, version: int, kept_on: date, today: date | None = None
) -> CommitmentState:
    """Note that a promise was kept on a day; whether that was in time follows from the day."""
    row, day = _standing(by, commitment_id), today or timezone.localdate()
    _refuse(kept_refused(row.made_on, kept_on, day))
    changes = {"kept_on": kept_on}
    return _changed(row, by=by, verb="relations.commitment_kept", version=version, changes=changes, today=day)


def break_commitment(
    *, by: Actor, commitment_id: int, version: int, reason: str, today: date | None = None
) -> CommitmentState:
    """Note that a promise will not be kept any more, and why."""
    row, day = _standing(by, commitment_id), today or timezone.localdate()
    if not reason.strip():
        raise UnfitCommitment(CommitmentWhy.BROKEN_WITHOUT_REASON)
    changes = {"broken_on": day, "reason": reason.strip()}
    return _changed(row, by=by, verb="relations.commitment_broken", version=version, changes=changes, today=day)


def reopen_commitment(*, by: Actor, commitment_id: int, version: int, today: date | None = None) -> CommitmentState:
    """Take back how a promise was said to have ended; the journal keeps that it was said."""
    row = _found(by, commitment_id)
    changes = {"kept_on": None, "broken_on": None, "reason": ""}
    verb, day = "relations.commitment_reopened", today or timezone.localdate()
    return _changed(row, by=by, verb=verb, version=version, changes=changes, today=day)


def _standing(by: Actor, commitment_id: int) -> Commitment:
    row = _found(by, commitment_id)
    if row.kept_on or row.broken_on:
        raise UnfitCommitment(CommitmentWhy.PROMISE_ENDED)
    return row


def _found(by: Actor, commitment_id: int) -> Commitment:
    row = Commitment.objects.filter(pk=commitment_id).first()
    if row is None:
        raise NoSuchAccount(commitment_id)
    authorise(by, Permission.LOG_VISIT, row.account_id)
    return row


def _changed(
    row: Commitment,
    *,
    by: Actor,
    verb: str,
    version: int,
    changes: dict[str, Any],
    today: date,
    by_field: bool = False,
) -> CommitmentState:
    account_id = row.account_id
    change_row(row, by=by, verb=verb, version=version, changes=changes, account_id=account_id, by_field=by_field)
    fresh = Commitment.objects.select_related("account", "owner", "contact").get(pk=row.pk)
    return commitment_state(fresh, today)


def _refuse(why: CommitmentWhy | None) -> None:
    if why:
        raise UnfitCommitment(why)


def _require_here(contact_id: int | None, account_id: int) -> None:
    if contact_id is not None and last_post(account_id, contact_id) is None:
        raise UnfitCommitment(CommitmentWhy.CONTACT_ELSEWHERE)
