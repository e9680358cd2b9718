"""Logins are made, changed and closed by an administrator; whatever changes them ends their sessions."""

from typing import Any

import pytest
from django.test import Client

from vitalfew.config import settings as product_settings
from vitalfew.journal.queries import get_history
from vitalfew.journal.rules import StaleVersion
from vitalfew.people.actions import (
    SampleUser,
    change_role,
    create_sample_sign_ins,
    create_user,
    deactivate,
    remove_sample_sign_ins,
    set_language,
    set_password,
    set_theme,
)
from vitalfew.people.models import User
from vitalfew.people.queries import get_names, get_user, get_users, has_users
from vitalfew.people.rules import COMMAND_LINE, LastAdministrator, NotAllowed, Role, UnfitSignIn

pytestmark = pytest.mark.django_db
GOOD = "a long walk to the harbour"


def _new(by: Any = COMMAND_LINE, **changes: Any) -> User:
    return create_user(
        **{"by": by, "username": "wang", "name": "王丽", "role": Role.MANAGER, "password": GOOD, **changes}
    )


def test_the_first_administrator_is_made_on_the_command_line() -> None:
    assert not has_users()
    user = _new(role=Role.ADMINISTRATOR)
    assert has_users()
    assert user.check_password(GOOD)
    (line,) = get_history("people.user", user.pk)
    assert (line.verb, line.actor_name, line.after["password"]) == ("people.user_created", "command line", "•••")


def test_passwords_are_kept_as_argon2(settings: Any) -> None:
    settings.PASSWORD_HASHERS = product_settings.PASSWORD_HASHERS
    assert _new().password.startswith("argon2$argon2id$")


@pytest.mark.parametrize("who", ["director", "owner", "analyst"])
def test_nobody_else_manages_logins(cast: Any, who: str) -> None:
    by = getattr(cast, who)
    before = list(User.objects.values_list())
    for attempt in [
        lambda: _new(by),
        lambda: change_role(by=by, user=cast.stranger, role=Role.DIRECTOR, version=1),
        lambda: change_role(by=by, user=by, role=Role.ADMINISTRATOR, version=1),
        lambda: deactivate(by=by, user=cast.stranger, version=1),
        lambda: set_password(by=by, user=cast.stranger, password=GOOD, version=1),
    ]:
        with pytest.raises(NotAllowed):
            attempt()
    assert list(User.objects.values_list()) == before


@pytest.mark.parametrize("password", ["short", "password123", "1234567890", "wang-wang-w"])
def test_a_weak_password_is_refused_with_the_reason(password: str) -> None:
    with pytest.raises(UnfitSignIn) as refusal:
        _new(username="wang-wang-wang", password=password)
    assert refusal.value.sentences
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["wang", "WANG", " Wang ", "ｗａｎｇ", ""])
def test_a_user_name_is_nobody_else_s_however_it_is_written(name: str) -> None:
    _new()
    with pytest.raises(UnfitSignIn):
        _new(username=name)
    assert User.objects.count() == 1


def test_users_are_found_by_name_and_role(cast: Any) -> None:
    assert get_user("LIN") == cast.owner
    assert set(get_users(Role.MANAGER)) == {cast.owner, cast.stranger}
    assert get_names([cast.owner.pk]) == {cast.owner.pk: "林晓雯"}
    deactivate(by=cast.administrator, user=cast.owner, version=1)
    assert get_user("lin") is None
    assert list(get_users(Role.MANAGER)) == [cast.stranger]
    assert get_names([cast.owner.pk]) == {cast.owner.pk: "林晓雯"}


def test_there_is_always_an_administrator(cast: Any) -> None:
    for attempt in [
        lambda: deactivate(by=cast.administrator, user=cast.administrator, version=1),
        lambda: change_role(by=cast.administrator, user=cast.administrator, role=Role.DIRECTOR, version=1),
    ]:
        with pytest.raises(LastAdministrator):
            attempt()
        cast.administrator.refresh_from_db()
    assert User.objects.get(pk=cast.administrator.pk).role == Role.ADMINISTRATOR


def test_two_administrators_at_one_login_lose_no_change(cast: Any) -> None:
    first, second = User.objects.get(pk=cast.owner.pk), User.objects.get(pk=cast.owner.pk)
    change_role(by=cast.administrator, user=first, role=Role.ANALYST, version=1)
    with pytest.raises(StaleVersion):
        change_role(by=cast.administrator, user=second, role=Role.DIRECTOR, version=1)
    assert User.objects.get(pk=cast.owner.pk).role == Role.ANALYST


def _is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session and client.get("/sign-in/").status_code == 302


@pytest.mark.parametrize("change", ["deactivate", "role", "password", "sign out"])
def test_the_session_ends_at_once(cast: Any, clients: Any, change: str) -> None:
    client, user, by = clients.owner, cast.owner, cast.administrator
    assert _is_signed_in(client)
    if change == "deactivate":
        deactivate(by=by, user=user, version=1)
    elif change == "role":
        change_role(by=by, user=user, role=Role.ANALYST, version=1)
    elif change == "password":
        set_password(by=user, user=user, password=GOOD, version=1)
    else:
        client.post("/sign-out/")
    assert not _is_signed_in(client)
    assert _is_signed_in(clients.stranger)


def test_choosing_language_and_theme_keeps_the_session(cast: Any, clients: Any) -> None:
    set_language(by=cast.owner, language="en")
    set_theme(by=cast.owner, theme="dark")
    assert _is_signed_in(clients.owner)
    with pytest.raises(ValueError):
        set_language(by=cast.owner, language="xx")
    with pytest.raises(ValueError):
        set_theme(by=cast.owner, theme="pink")


SAMPLE = [SampleUser("li", "李总监", Role.DIRECTOR), SampleUser("zhao", "赵经理", Role.MANAGER)]


def test_sample_sign_ins_are_drawn_anew_and_leave_with_the_sample(cast: Any) -> None:
    first = dict(create_sample_sign_ins(by=cast.director, users=SAMPLE))
    again = dict(create_sample_sign_ins(by=cast.director, users=SAMPLE))
    assert set(first) == set(again) == {"li", "zhao"}
    assert not set(first.values()) & set(again.values())
    assert min(map(len, again.values())) >= 16
    li = User.objects.get(username="li")
    assert li.is_sample
    assert li.check_password(again["li"])
    assert remove_sample_sign_ins(by=cast.director) == 2
    assert not User.objects.filter(is_sample=True).exists()
    assert get_history("people.user", li.pk)[-1].verb == "people.sample_sign_in_removed"


def test_the_sample_never_takes_a_real_person_s_login(cast: Any) -> None:
    password = cast.owner.password
    with pytest.raises(UnfitSignIn):
        create_sample_sign_ins(by=cast.director, users=[*SAMPLE, SampleUser("LIN", "x", Role.DIRECTOR)])
    assert not User.objects.filter(is_sample=True).exists()
    assert User.objects.get(pk=cast.owner.pk).password == password


def test_only_who_may_load_the_sample_makes_or_removes_its_logins(cast: Any) -> None:
    for attempt in [
        lambda: create_sample_sign_ins(by=cast.owner, users=SAMPLE),
        lambda: remove_sample_sign_ins(by=cast.owner),
    ]:
        with pytest.raises(NotAllowed):
            attempt()
