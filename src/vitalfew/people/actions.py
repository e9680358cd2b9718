"""Logins made, changed and closed. Whatever changes what a login may do also ends its sessions."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from vitalfew.journal.actions import change_row, create_row, write_entry
from vitalfew.people.models import ApiToken, SentRequest, User
from vitalfew.people.rules import (
    SENT_DAYS,
    TOKEN_PREFIX,
    Actor,
    KeyUsedOtherwise,
    LastAdministrator,
    Permission,
    Role,
    Theme,
    UnfitSignIn,
    UnfitToken,
    require,
    secret_digest,
    signer,
    token_refused,
)


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


def draw_token(*, by: Actor, name: str, expires_on: date, today: date | None = None) -> str:
    """Draw a secret by which a program acts as this user, and return it, once: only its digest is kept."""
    day = today or timezone.localdate()
    if why := token_refused(name, expires_on, day):
        raise UnfitToken(why)
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    row = ApiToken(
        user_id=signer(by), name=name.strip(), digest=secret_digest(secret), made_on=day, expires_on=expires_on
    )
    create_row(row, by=by, verb="people.token_drawn")
    return secret


def revoke_token(*, by: Actor, token_id: int, version: int, today: date | None = None) -> bool:
    """End one of one's own tokens at once; tell whether there is such a token."""
    row = ApiToken.objects.filter(pk=token_id, user_id=signer(by)).first()
    if row is not None:
        changes = {"revoked_on": row.revoked_on or today or timezone.localdate()}
        change_row(row, by=by, verb="people.token_revoked", version=version, changes=changes)
    return row is not None


def note_token_used(*, by: Actor, token_id: int, today: date) -> None:
    """Remember the last day on which a token was used."""
    ApiToken.objects.filter(pk=token_id, user_id=signer(by)).exclude(used_on=today).update(used_on=today)


def send_once(*, by: Actor, key: str, asked: str, make: Callable[[], int]) -> int:
    """Do what is asked unless it was done under this key before; return the number of what it made, now or then.

    What is refused is not remembered: mended, it may be sent under the same key. Of two that come at once one waits.
    """
    digest = salted_hmac("vitalfew.people.sent", asked, algorithm="sha256").hexdigest()
    day = timezone.localdate()
    try:
        with transaction.atomic():
            SentRequest.objects.filter(sent_on__lt=day - timedelta(SENT_DAYS)).delete()
            sent = SentRequest.objects.create(user_id=signer(by), key=key, digest=digest, sent_on=day)
            made = make()
            SentRequest.objects.filter(pk=sent.pk).update(made=made)
            return made
    except IntegrityError:
        before = SentRequest.objects.filter(user_id=signer(by), key=key).first()
        if before is None:
            raise
    if before.digest != digest or before.made is None:
        raise KeyUsedOtherwise
    return before.made


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
