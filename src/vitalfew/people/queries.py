"""Who works here, and as what."""

from collections.abc import Iterable

from django.db.models import QuerySet

from vitalfew.people.models import User


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
    """Return the names of these users, in one query."""
    return {user.pk: user.actor_name for user in User.objects.filter(pk__in=set(user_ids))}


def has_users() -> bool:
    """Tell whether anybody but the sample can sign in."""
    return User.objects.filter(is_active=True, is_sample=False).exists()
