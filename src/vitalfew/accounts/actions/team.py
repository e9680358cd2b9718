"""The team round an account, and the days on which one of us is away."""

from datetime import date

from django.db import IntegrityError, transaction

from vitalfew.accounts.models import Absence, TeamMember
from vitalfew.accounts.queries.people import last_post
from vitalfew.accounts.queries.team import member_state
from vitalfew.accounts.queries.visible import authorise
from vitalfew.accounts.rules import Function, MemberState, Ring, TeamWhy, UnfitTeam
from vitalfew.journal.actions import change_row, create_row
from vitalfew.people.queries import get_users
from vitalfew.people.rules import Actor, Permission, Relation, require, signer


def add_member(
    *,
    by: Actor,
    account_id: int,
    from_on: date,
    user_id: int | None = None,
    contact_id: int | None = None,
    partner_name: str = "",
    partner_company: str = "",
    function: Function | str = "",
    ring: Ring | str = Ring.CORE,
    promise: str = "",
    until: date | None = None,
) -> MemberState:
    """Take one of us, one of the customer's people or an outside partner into the team."""
    authorise(by, Permission.EDIT_PEOPLE, account_id)
    _require_one(account_id, user_id, contact_id, partner_name)
    _require_order(from_on, until)
    row = TeamMember(
        account_id=account_id,
        user_id=user_id,
        contact_id=contact_id,
        partner_name=partner_name.strip(),
        partner_company=partner_company.strip(),
        function=Function(function).value if function else "",
        ring=Ring(ring).value,
        promise=promise.strip(),
        from_on=from_on,
        until=until,
    )
    try:
        with transaction.atomic():
            create_row(row, by=by, verb="accounts.member_added", account_id=account_id)
    except IntegrityError as refusal:
        raise UnfitTeam(TeamWhy.MEMBER_ALREADY) from refusal
    return member_state(row)


def change_member(
    *,
    by: Actor,
    account_id: int,
    member_id: int,
    version: int,
    function: Function | str,
    ring: Ring | str,
    promise: str,
    from_on: date,
    until: date | None,
) -> MemberState | None:
    """Change what a member does and promises, or how long; None where the account has no such member."""
    authorise(by, Permission.EDIT_PEOPLE, account_id)
    row = TeamMember.objects.filter(pk=member_id, account_id=account_id).first()
    if row is None:
        return None
    _require_order(from_on, until)
    changes = {
        "function": Function(function).value if function else "",
        "ring": Ring(ring).value,
        "promise": promise.strip(),
        "from_on": from_on,
        "until": until,
    }
    try:
        with transaction.atomic():
            change_row(
                row, by=by, verb="accounts.member_changed", version=version, changes=changes, account_id=account_id
            )
    except IntegrityError as refusal:
        raise UnfitTeam(TeamWhy.MEMBER_ALREADY) from refusal
    return member_state(row)


def note_absence(*, by: Actor, from_on: date, until: date, note: str = "") -> int:
    """Note the days on which one is away oneself; `until` is the first day back."""
    require(by, Permission.SEE_ACCOUNT, Relation.OWN)
    user_id = signer(by)
    if until <= from_on:
        raise UnfitTeam(TeamWhy.ENDS_TOO_EARLY)
    with transaction.atomic():
        if Absence.objects.filter(user_id=user_id, from_on__lt=until, until__gt=from_on).exists():
            raise UnfitTeam(TeamWhy.AWAY_OVERLAPS)
        row = Absence(user_id=user_id, from_on=from_on, until=until, note=note.strip())
        create_row(row, by=by, verb="accounts.absence_noted")
    return row.pk


def _require_one(account_id: int, user_id: int | None, contact_id: int | None, partner_name: str) -> None:
    named = [bool(user_id), bool(contact_id), bool(partner_name.strip())]
    if sum(named) != 1:
        raise UnfitTeam(TeamWhy.TWO_NAMED if any(named) else TeamWhy.NOBODY_NAMED)
    if user_id and not get_users().filter(pk=user_id).exists():
        raise UnfitTeam(TeamWhy.NOBODY_NAMED)
    if contact_id:
        post = last_post(account_id, contact_id)
        if post is None or post.until:
            raise UnfitTeam(TeamWhy.NOT_OF_ACCOUNT)


def _require_order(from_on: date, until: date | None) -> None:
    if until and until < from_on:
        raise UnfitTeam(TeamWhy.ENDS_TOO_EARLY)
