"""Who looks at a page, and what he may do there to one account."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, QueryDict

from vitalfew.accounts.queries import AccountState, get_relation, sees_all
from vitalfew.people.rules import Actor, Permission, Relation, Role, may


def signed_in(request: HttpRequest) -> Actor:
    """Return the user of a page that asked for a sign-in."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def typed_in(request: HttpRequest) -> QueryDict | None:
    """Return what a form brought, or None where a page is only looked at."""
    return request.POST if request.method == "POST" else None


def act_done(request: HttpRequest) -> int | None:
    """Return the number of the act that led to this page and can be taken back."""
    number = request.GET.get("done", "")
    return int(number) if number.isdecimal() and len(number) < 19 else None


@dataclass(frozen=True)
class Rights:
    """Which controls of an account's pages are shown; what is not shown is refused as well."""

    arrange_accounts: bool
    designate: bool
    propose_stage: bool
    confirm_stage: bool
    edit_plan: bool
    log_visit: bool
    edit_dossier: bool
    edit_people: bool
    see_private_note: bool
    erase_person: bool
    handle_alert: bool
    review: bool


def rights_over(user: Actor, account_id: int) -> Rights:
    """Return what the user may do to this account."""
    return _rights(user, get_relation(user, account_id))


def rights_in(user: Actor, account: AccountState) -> Rights:
    """Return what the user may do to an account that is at hand already, without asking."""
    key = account.key
    is_own = key is not None and user.actor_id is not None and user.actor_id in (key.manager_id, key.deputy_id)
    # Whoever does not see every account sees his own only, be it by the key account of a group above.
    return _rights(user, Relation.OWN if is_own or not sees_all(user) else Relation.OTHER)


def _rights(user: Actor, relation: Relation) -> Rights:
    role = Role(user.role)
    return Rights(**{name: may(role, Permission(name), relation) for name in Rights.__dataclass_fields__})


def may_work(user: Actor) -> bool:
    """Tell whether the user's role works on accounts at all: on every account such a role sees, it may."""
    role = Role(user.role)
    return may(role, Permission.EDIT_PLAN, Relation.OWN)


def may_judge(user: Actor) -> bool:
    """Tell whether the user's role writes dossiers at all: on every account such a role sees, it may."""
    return may(Role(user.role), Permission.EDIT_DOSSIER, Relation.OWN)
