"""Who works here, and as what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from vitalfew.people.models import ApiToken, User
from vitalfew.people.rules import ApiTokenState, Role, secret_digest


@dataclass(frozen=True)
class Holder:
    """Whom a secret lets in, and by which token."""

    user: User
    token: ApiTokenState


def get_user(username: str) -> User | None:
    """Return the active user of this name, however it is capitalised."""
    return User.objects.filter(username__iexact=username, is_active=True).first()


def get_user_by_id(user_id: int) -> User | None:
    """Return the user with this number, active or not."""
    return User.objects.filter(pk=user_id).first()


def get_users(role: str | None = None) -> QuerySet[User]:
    """Return the active users by name, of one role if it is named."""
    users = User.objects.filter(is_active=True).order_by("name", "pk")
    return users.filter(role=role) if role else users


def get_names(user_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these users, in one query; in none where there are no numbers."""
    wanted = set(user_ids)
    found = User.objects.filter(pk__in=wanted).values_list("pk", "name", "username") if wanted else ()
    return {pk: name or username for pk, name, username in found}


def get_roles(user_ids: Iterable[int]) -> dict[int, tuple[str, Role]]:
    """Return the names and roles of these users, in one query."""
    found = User.objects.filter(pk__in=set(user_ids))
    return {user.pk: (user.actor_name, Role(user.role)) for user in found}


def has_users() -> bool:
    """Tell whether anybody but the sample can sign in."""
    return User.objects.filter(is_active=True, is_sample=False).exists()


def get_tokens(user_id: int) -> list[ApiTokenState]:
    """Return the user's API tokens, the last drawn first, those that open nothing any more too."""
    return [token_state(row) for row in ApiToken.objects.filter(user_id=user_id).order_by("-pk")]


def get_holder(secret: str, today: date) -> Holder | None:
    """Return whom this secret lets in; None where it is none of ours, has ended, or his login is closed."""
    found = ApiToken.objects.select_related("user").filter(digest=secret_digest(secret), user__is_active=True)
    row = found.first()
    if row is None or not token_state(row).opens(today):
        return None
    return Holder(row.user, token_state(row))


def token_state(row: ApiToken) -> ApiTokenState:
    """Return the token as its user knows it."""
    return ApiTokenState(
        id=row.pk,
        version=row.version,
        name=row.name,
        made_on=row.made_on,
        expires_on=row.expires_on,
        used_on=row.used_on,
        revoked_on=row.revoked_on,
    )
