"""Joint teams founded and changed, their members, and meetings of teams and boards with their minutes (S22)."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from vitalfew.accounts.queries import authorise, last_post
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.actions import change_row, create_row, write_entry
from vitalfew.people.queries import get_users
from vitalfew.people.rules import Actor, NotAllowed, Permission
from vitalfew.relations.models import JointMeeting, JointMember, JointTeam
from vitalfew.relations.queries.joint import MINUTES_READ, may_read, meeting_state, member_state, team_state
from vitalfew.relations.rules.joint import (
    JointMeetingState,
    JointMemberState,
    JointTeamState,
    JointWhy,
    TeamKind,
    UnfitJoint,
    days_refused,
    meeting_refused,
    team_refused,
)


def found_team(
    *, by: Actor, account_id: int, kind: TeamKind | str, charter: str, from_on: date, goals: str = ""
) -> JointTeamState:
    """Found a joint team; of each kind one stands at a time."""
    authorise(by, Permission.EDIT_PEOPLE, account_id)
    refuse(team_refused(charter, from_on, None))
    row = JointTeam(
        account_id=account_id,
        kind=TeamKind(kind).value,
        charter=charter.strip(),
        goals=goals.strip(),
        from_on=from_on,
    )
    try:
        with transaction.atomic():
            create_row(row, by=by, verb="relations.joint_team_founded", account_id=account_id)
    except IntegrityError as refusal:
        raise UnfitJoint(JointWhy.TEAM_STANDS) from refusal
    return team_state(row)


def change_team(
    *, by: Actor, team_id: int, version: int, charter: str, goals: str, from_on: date, until: date | None
) -> JointTeamState:
    """Change what a joint team is for, or dissolve it; of two who do, only what both changed is a conflict."""
    row = _team(by, team_id)
    refuse(team_refused(charter, from_on, until))
    changes = {"charter": charter.strip(), "goals": goals.strip(), "from_on": from_on, "until": until}
    try:
        with transaction.atomic():
            _change(row, by, "relations.joint_team_changed", version, changes, row.account_id)
    except IntegrityError as refusal:
        raise UnfitJoint(JointWhy.TEAM_STANDS) from refusal
    return team_state(JointTeam.objects.get(pk=team_id))


def join_team(
    *,
    by: Actor,
    team_id: int,
    from_on: date,
    user_id: int | None = None,
    contact_id: int | None = None,
    part: str = "",
) -> JointMemberState:
    """Take one of us or one of the customer's people into a joint team."""
    team = _team(by, team_id)
    _require_one(team.account_id, user_id, contact_id)
    row = JointMember(team=team, user_id=user_id, contact_id=contact_id, part=part.strip(), from_on=from_on)
    try:
        with transaction.atomic():
            create_row(row, by=by, verb="relations.joint_member_joined", account_id=team.account_id)
    except IntegrityError as refusal:
        raise UnfitJoint(JointWhy.JOINED_ALREADY) from refusal
    return member_state(row)


def leave_team(*, by: Actor, member_id: int, version: int, until: date) -> JointMemberState:
    """Note that a member has left a joint team; `until` is the first day without."""
    row = JointMember.objects.select_related("team", "user", "contact").filter(pk=member_id).first()
    if row is None:
        raise NoSuchAccount(member_id)
    authorise(by, Permission.EDIT_PEOPLE, row.team.account_id)
    refuse(days_refused(row.from_on, until))
    _change(row, by, "relations.joint_member_left", version, {"until": until}, row.team.account_id)
    return member_state(row)


def note_joint_meeting(
    *,
    by: Actor,
    account_id: int,
    held_on: date,
    agenda: str,
    team_id: int | None = None,
    minutes: str = "",
    is_closed: bool = False,
    user_ids: Collection[int] = (),
    contact_ids: Collection[int] = (),
    today: date | None = None,
) -> JointMeetingState:
    """Plan a meeting of a joint team, or of both boards, or keep one that was held with its minutes."""
    authorise(by, Permission.LOG_VISIT, account_id)
    _require_team(account_id, team_id)
    refuse(meeting_refused(agenda, minutes, held_on, today or timezone.localdate()))
    _require_of_account(account_id, contact_ids)
    row = JointMeeting(
        account_id=account_id,
        team_id=team_id,
        held_on=held_on,
        agenda=agenda.strip(),
        minutes=minutes.strip(),
        is_closed=is_closed,
    )
    with transaction.atomic():
        create_row(row, by=by, verb="relations.joint_meeting_noted", account_id=account_id)
        _set_who(row, user_ids, contact_ids)
    return meeting_state(_meeting_row(row.pk))


def change_joint_meeting(
    *,
    by: Actor,
    meeting_id: int,
    version: int,
    held_on: date,
    agenda: str,
    is_closed: bool,
    minutes: str | None = None,
    user_ids: Collection[int] = (),
    contact_ids: Collection[int] = (),
    today: date | None = None,
) -> JointMeetingState:
    """Change a meeting, or write its minutes; closed minutes are changed by who may read them. `None` leaves them."""
    row = _found_meeting(by, meeting_id, Permission.LOG_VISIT)
    told = {"held_on": held_on, "agenda": agenda.strip(), "is_closed": is_closed}
    if minutes is not None:
        told["minutes"] = minutes.strip()
    opens = row.is_closed and (minutes is not None or not is_closed)
    if opens and not may_read(by, row.account_id, today):
        raise NotAllowed(Permission.READ_CLOSED)
    refuse(meeting_refused(agenda, minutes or "", held_on, today or timezone.localdate()))
    _require_of_account(row.account_id, set(contact_ids) - {one.pk for one in row.contacts.all()})
    with transaction.atomic():
        _change(row, by, "relations.joint_meeting_changed", version, told, row.account_id)
        _set_who(row, user_ids, contact_ids)
    return meeting_state(_meeting_row(meeting_id))


def read_minutes(*, by: Actor, meeting_id: int, today: date | None = None) -> JointMeetingState:
    """Return a meeting with its closed minutes, and remember who has read them."""
    row = _found_meeting(by, meeting_id, Permission.SEE_ACCOUNT)
    if not row.is_closed:
        return meeting_state(row)
    if not may_read(by, row.account_id, today):
        raise NotAllowed(Permission.READ_CLOSED)
    write_entry(by=by, verb=MINUTES_READ, row=row, after={"held_on": row.held_on}, account_id=row.account_id)
    return meeting_state(row, is_read=True)


def refuse(why: JointWhy | None) -> None:
    """Raise UnfitJoint where there is a reason."""
    if why:
        raise UnfitJoint(why)


def _team(by: Actor, team_id: int) -> JointTeam:
    row = JointTeam.objects.filter(pk=team_id).first()
    if row is None:
        raise NoSuchAccount(team_id)
    authorise(by, Permission.EDIT_PEOPLE, row.account_id)
    return row


def _found_meeting(by: Actor, meeting_id: int, permission: Permission) -> JointMeeting:
    row = _meetings().filter(pk=meeting_id).first()
    if row is None:
        raise NoSuchAccount(meeting_id)
    authorise(by, permission, row.account_id)
    return row


def _meeting_row(meeting_id: int) -> JointMeeting:
    return _meetings().get(pk=meeting_id)


def _meetings() -> QuerySet[JointMeeting]:
    return JointMeeting.objects.select_related("account", "team").prefetch_related("users", "contacts")


def _change(
    row: JointTeam | JointMember | JointMeeting,
    by: Actor,
    verb: str,
    version: int,
    changes: dict[str, Any],
    account: int,
) -> None:
    change_row(row, by=by, verb=verb, version=version, changes=changes, account_id=account, by_field=True)


def _set_who(row: JointMeeting, user_ids: Collection[int], contact_ids: Collection[int]) -> None:
    row.users.set(user_ids)
    row.contacts.set(contact_ids)


def _require_team(account_id: int, team_id: int | None) -> None:
    if team_id is not None and not JointTeam.objects.filter(pk=team_id, account_id=account_id).exists():
        raise NoSuchAccount(team_id)


def _require_one(account_id: int, user_id: int | None, contact_id: int | None) -> None:
    if bool(user_id) == bool(contact_id):
        raise UnfitJoint(JointWhy.TWO_JOIN if user_id else JointWhy.NOBODY_JOINS)
    if user_id and not get_users().filter(pk=user_id).exists():
        raise UnfitJoint(JointWhy.NOBODY_JOINS)
    if contact_id:
        post = last_post(account_id, contact_id)
        if post is None or post.until:
            raise UnfitJoint(JointWhy.NOT_OF_THEM)


def _require_of_account(account_id: int, contact_ids: Collection[int]) -> None:
    if any(last_post(account_id, one) is None for one in contact_ids):
        raise UnfitJoint(JointWhy.NOT_OF_THEM)
