"""Logins made, changed and closed. Whatever changes what a login may do also ends its sessions."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from vitalfew.journal.actions import change_row, create_row, write_entry
from vitalfew.people.models import User
from vitalfew.people.rules import Actor, LastAdministrator, Permission, Role, Theme, UnfitSignIn, require


@dataclass(frozen=True)
class SampleUser:
    """A character of the sample books."""

    username: str
    name: str
    role: Role
    language: str = ""


def create_user(*, by: Actor, username: str, name: str, role: Role, password: str, language: str = "") -> User:
    """Make a login; raise UnfitSignIn when the name is taken or the password weak."""
    require(by, Permission.MANAGE_USERS)
    user = User(username=_normal(username), name=name.strip(), role=Role(role).value, language=language)
    _check_username(user.username)
    _check_password(password, user)
    user.password = make_password(password)
    try:
        return create_row(user, by=by, verb="people.user_created")
    except IntegrityError as refusal:
        # Somebody took the name since it was checked; the database lets one of two have it.
        raise UnfitSignIn([_taken(user.username)]) from refusal


def change_role(*, by: Actor, user: User, role: Role, version: int) -> User:
    """Give another role; the user signs in again."""
    return _manage(by=by, user=user, version=version, verb="people.role_changed", changes={"role": Role(role).value})


def deactivate(*, by: Actor, user: User, version: int) -> User:
    """Close a login for good; what it did stays."""
    return _manage(by=by, user=user, version=version, verb="people.user_deactivated", changes={"is_active": False})


def set_password(*, by: Actor, user: User, password: str, version: int) -> User:
    """Give a new password, one's own or, as administrator, another's; every session of the user ends."""
    if by.actor_id != user.pk:
        require(by, Permission.MANAGE_USERS)
    _check_password(password, user)
    changes = {"password": make_password(password)}
    return change_row(user, by=by, verb="people.password_changed", version=version, changes=changes)


def set_language(*, by: User, language: str) -> User:
    """Choose one's own language."""
    _require_known(language, [code for code, _name in settings.LANGUAGES])
    return change_row(by, by=by, verb="people.language_set", version=by.version, changes={"language": language})


def set_theme(*, by: User, theme: str) -> User:
    """Choose one's own theme: light, dark, or as the system says."""
    _require_known(theme, list(Theme))
    return change_row(by, by=by, verb="people.theme_set", version=by.version, changes={"theme": theme})


def create_sample_sign_ins(*, by: Actor, users: Sequence[SampleUser]) -> list[tuple[str, str]]:
    """Make the sample's logins with passwords drawn now; return (user name, password) of each, never stored."""
    require(by, Permission.LOAD_SAMPLE)
    with transaction.atomic():
        return [_create_sample_sign_in(by, sample) for sample in users]


def remove_sample_sign_ins(*, by: Actor) -> int:
    """Remove the sample's logins; one whose work is still kept is closed instead. Return how many."""
    require(by, Permission.LOAD_SAMPLE)
    with transaction.atomic():
        users = list(User.objects.filter(is_sample=True))
        for user in users:
            _remove_sample_sign_in(by, user)
    return len(users)


def _manage(*, by: Actor, user: User, version: int, verb: str, changes: dict[str, Any]) -> User:
    require(by, Permission.MANAGE_USERS)
    with transaction.atomic():
        changed = change_row(user, by=by, verb=verb, version=version, changes=changes)
        # Asked after the change, which holds the journal's lock: of two last administrators who close each
        # other at once, the second is refused.
        if not User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists():
            raise LastAdministrator
    return changed


def _create_sample_sign_in(by: Actor, sample: SampleUser) -> tuple[str, str]:
    password = secrets.token_urlsafe(12)
    user = User.objects.filter(username__iexact=sample.username).first()
    if user is None:
        user = User(
            username=sample.username,
            name=sample.name,
            role=sample.role.value,
            language=sample.language,
            is_sample=True,
            password=make_password(password),
        )
        create_row(user, by=by, verb="people.sample_sign_in_created")
    elif user.is_sample:
        changes = {"password": make_password(password), "is_active": True, "role": sample.role.value}
        change_row(user, by=by, verb="people.password_changed", version=user.version, changes=changes)
    else:
        raise UnfitSignIn([_taken(sample.username)])
    return user.username, password


def _remove_sample_sign_in(by: Actor, user: User) -> None:
    try:
        with transaction.atomic():
            write_entry(by=by, verb="people.sample_sign_in_removed", row=user, before={"username": user.username})
            user.delete()
    except ProtectedError:
        changes = {"is_active": False}
        change_row(user, by=by, verb="people.user_deactivated", version=user.version, changes=changes)


def _normal(username: str) -> str:
    return User.normalize_username(username.strip())


def _check_username(username: str) -> None:
    if not username:
        raise UnfitSignIn([_("A user name is needed.")])
    if User.objects.filter(username__iexact=username).exists():
        raise UnfitSignIn([_taken(username)])


def _taken(username: str) -> str:
    return _("The user name %(name)s is taken.") % {"name": username}


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as refusal:
        raise UnfitSignIn(list(refusal.messages)) from refusal


def _require_known(value: str, known: list[str]) -> None:
    if value not in known:
        raise ValueError(value)
