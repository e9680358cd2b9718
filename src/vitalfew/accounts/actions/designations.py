"""Key accounts named, changed and revoked, each with its reason (S5). Only a director does; he is then its director."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from vitalfew.accounts.actions.coverage import cover_below
from vitalfew.accounts.actions.periods import end_periods, keep_periods, latest_change
from vitalfew.accounts.actions.rows import write_in_rows
from vitalfew.accounts.models import KeyAccount
from vitalfew.accounts.queries.dossiers import key_state, standing
from vitalfew.accounts.queries.visible import authorise
from vitalfew.accounts.rules import (
    AlreadyDesignated,
    KeyAccountState,
    NeedsReason,
    NotDesignated,
    RevokedTooEarly,
    Tier,
    UnfitManager,
    UnfitSponsor,
)
from vitalfew.journal.actions import change_row, create_row
from vitalfew.people.queries import get_users
from vitalfew.people.rules import Actor, NotAllowed, Permission, Role


def designate(
    *,
    by: Actor,
    account_id: int,
    tier: str,
    manager_id: int,
    reason: str,
    designated_on: date,
    deputy_id: int | None = None,
    sponsor_id: int | None = None,
) -> KeyAccountState:
    """Make the account a key account."""
    authorise(by, Permission.DESIGNATE, account_id)
    _check(manager_id, deputy_id, sponsor_id, reason)
    if standing(account_id):
        raise AlreadyDesignated
    if by.actor_id is None:  # the command line has no name to answer for it
        raise NotAllowed(Permission.DESIGNATE)
    row = KeyAccount(
        account_id=account_id,
        tier=Tier(tier).value,
        manager_id=manager_id,
        director_id=by.actor_id,
        deputy_id=deputy_id,
        sponsor_id=sponsor_id,
        reason=reason.strip(),
        designated_on=designated_on,
    )
    try:
        with transaction.atomic():
            create_row(row, by=by, verb="accounts.designated", account_id=account_id)
            keep_periods(by, row, designated_on)
            _show(by, account_id, row.tier, manager_id)
    except IntegrityError as refusal:
        # Of two directors at once, one was first.
        raise AlreadyDesignated from refusal
    return key_state(row)


def change_designation(
    *,
    by: Actor,
    account_id: int,
    version: int,
    tier: str,
    manager_id: int,
    deputy_id: int | None,
    reason: str,
    sponsor_id: int | None = None,
    today: date | None = None,
) -> KeyAccountState:
    """Give the key account another tier, manager, deputy, sponsor or reason; who answers for it changes today."""
    authorise(by, Permission.DESIGNATE, account_id)
    _check(manager_id, deputy_id, sponsor_id, reason)
    changes = {
        "tier": Tier(tier).value,
        "manager": manager_id,
        "deputy": deputy_id,
        "sponsor": sponsor_id,
        "reason": reason.strip(),
    }
    with transaction.atomic():
        row = _change(by, account_id, version, "accounts.designation_changed", changes)
        keep_periods(by, row, today or timezone.localdate())
        _show(by, account_id, row.tier, manager_id)
    return key_state(row)


def revoke_designation(
    *, by: Actor, account_id: int, version: int, reason: str, revoked_on: date
) -> KeyAccountState:  # fmt: skip
    """End the designation, for a reason of its own."""
    authorise(by, Permission.DESIGNATE, account_id)
    if not reason.strip():
        raise NeedsReason
    changes = {"revoke_reason": reason.strip(), "revoked_on": revoked_on}
    begun = standing(account_id)
    if begun and revoked_on < latest_change(begun):
        raise RevokedTooEarly
    with transaction.atomic():
        row = _change(by, account_id, version, "accounts.designation_revoked", changes)
        end_periods(by, row, revoked_on)
        _show(by, account_id, "", None)
    return key_state(row)


def _check(manager_id: int, deputy_id: int | None, sponsor_id: int | None, reason: str) -> None:
    if not reason.strip():
        raise NeedsReason
    managers = set(get_users(Role.MANAGER).values_list("pk", flat=True))
    if manager_id not in managers or deputy_id == manager_id or deputy_id not in {*managers, None}:
        raise UnfitManager
    # A sponsor is somebody else than who does the daily work.
    if sponsor_id is not None and (
        sponsor_id in (manager_id, deputy_id) or not get_users().filter(pk=sponsor_id).exists()
    ):
        raise UnfitSponsor


def _change(by: Actor, account_id: int, version: int, verb: str, changes: dict[str, Any]) -> KeyAccount:
    row = standing(account_id)
    if row is None:
        raise NotDesignated
    change_row(row, by=by, verb=verb, version=version, changes=changes, account_id=account_id)
    return KeyAccount.objects.select_related("manager", "director", "deputy", "sponsor").get(pk=row.pk)


def _show(by: Actor, account_id: int, tier: str, manager_id: int | None) -> None:
    write_in_rows(by=by, columns=["tier", "manager_id_number"], values=[(account_id, tier, manager_id)])
    cover_below(by=by, account_id=account_id)
