"""Who looks after an account, and who did. Who may see the account is the caller's question."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from vitalfew import words
from vitalfew.accounts.models import Absence, KeyAccount, OwnerPeriod, TeamMember
from vitalfew.accounts.rules import Duty, MemberState, OwnerPeriodState, Ring, Side

HANDED_OVER = 90  # days for which a change of manager is told


@dataclass(frozen=True)
class Away:
    """One of us who is away, until the first day back."""

    id: int
    user_id: int
    user_name: str
    from_on: date
    until: date
    note: str


@dataclass(frozen=True)
class Handover:
    """A change of manager: from whom to whom, on which day."""

    before: str
    after: str
    on: date


def get_owner_periods(account_id: int) -> list[OwnerPeriodState]:
    """Return who held which duty at the account's designations, the latest first."""
    found = OwnerPeriod.objects.filter(key_account__account_id=account_id).select_related("user")
    rows = sorted(found, key=lambda row: (row.until is None, row.until or date.min, row.from_on, row.pk), reverse=True)
    return [OwnerPeriodState(Duty(row.duty), row.user_id, row.user.actor_name, row.from_on, row.until) for row in rows]


def get_handover(account_id: int, today: date) -> Handover | None:
    """Return the last change of manager, while it is recent."""
    managers = [one for one in get_owner_periods(account_id) if one.duty is Duty.MANAGER]
    if len(managers) < 2 or managers[0].until or (today - managers[0].from_on).days > HANDED_OVER:
        return None
    now, before = managers[0], managers[1]
    return Handover(before.user_name, now.user_name, now.from_on)


def get_team(account_id: int) -> list[MemberState]:
    """Return the members of the account's team, those of the core first, in the order they came."""
    found = TeamMember.objects.filter(account_id=account_id).select_related("user", "contact").order_by("from_on", "pk")
    return sorted((member_state(row) for row in found), key=lambda one: one.ring is not Ring.CORE)


def get_absences(user_ids: set[int], today: date) -> list[Away]:
    """Return when these users are away, now or later, the earliest first."""
    found = Absence.objects.filter(user_id__in=user_ids, until__gt=today).select_related("user").order_by("from_on")
    return [Away(row.pk, row.user_id, row.user.actor_name, row.from_on, row.until, row.note) for row in found]


def get_functions(account_ids: set[int]) -> dict[tuple[int, int], str]:
    """Return which function each of us has in the teams of these accounts, by account and user."""
    rows = TeamMember.objects.filter(account_id__in=account_ids, user__isnull=False).exclude(function="")
    found = rows.order_by("from_on", "pk").values_list("account_id", "user_id", "function")
    return {(account, user): function for account, user, function in found if user is not None}


def get_managed(user_id: int) -> list[str]:
    """Return the names of the standing key accounts that this user manages or directs."""
    held = KeyAccount.objects.filter(Q(manager_id=user_id) | Q(director_id=user_id), revoked_on=None)
    names = held.order_by("account__name").values_list("account__name", "account__name_en")
    return [words.name(*both) for both in names]


def member_state(row: TeamMember) -> MemberState:
    """Return the row as its readers know it."""
    side, name = Side.PARTNER, row.partner_name
    if row.user:
        side, name = Side.OURS, row.user.actor_name
    elif row.contact:
        side, name = Side.CUSTOMER, row.contact.name
    return MemberState(
        id=row.pk,
        version=row.version,
        side=side,
        name=name,
        company=row.partner_company,
        user_id=row.user_id,
        contact_id=row.contact_id,
        function=row.function,
        ring=Ring(row.ring),
        promise=row.promise,
        from_on=row.from_on,
        until=row.until,
    )
