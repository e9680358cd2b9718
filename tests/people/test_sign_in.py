"""Signing in resists guessing, tells nothing, and keeps the sample's logins on this machine."""

from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client

from conftest import PASSWORD
from vitalfew.people.actions import SampleUser, create_sample_sign_ins, deactivate
from vitalfew.people.rules import COMMAND_LINE, Role

pytestmark = pytest.mark.django_db
WRONG = {"en": "The user name or the password is not right.", "zh-hans": "用户名或密码不正确。"}
WAIT = {"en": "Too many attempts. Wait a quarter of an hour", "zh-hans": "尝试次数过多。请等一刻钟再试"}


@pytest.fixture(autouse=True)
def _forget_attempts() -> None:
    cache.clear()


def _sign_in(client: Client, username: str, password: str = PASSWORD, language: str = "en", **meta: Any) -> Any:
    return client.post(
        "/sign-in/", {"login": username, "password": password}, headers={"accept-language": language}, **meta
    )


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_user_signs_in_and_out(cast: Any, language: str) -> None:
    client = Client()
    page = client.get("/sign-in/", headers={"accept-language": language})
    assert {"en": "Sign in", "zh-hans": "登录"}[language] in page.text
    answer = _sign_in(client, "lin", language=language)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert _is_in(client)
    assert client.get("/sign-out/").status_code == 200
    assert _is_in(client), "a mere link must not sign anybody out"
    client.post("/sign-out/")
    assert not _is_in(client)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_wrong_password_an_unknown_name_and_a_closed_login_sound_alike(cast: Any, language: str) -> None:
    deactivate(by=cast.administrator, user=cast.stranger, version=1)
    for username, password in [("lin", "wrong"), ("nobody", PASSWORD), ("zhou", PASSWORD), ("zhou", "wrong")]:
        client = Client()
        answer = _sign_in(client, username, password, language)
        assert answer.status_code == 200
        assert WRONG[language] in answer.text
        assert not _is_in(client)


@pytest.mark.parametrize("username", ["lin", "nobody", "zhou"])
def test_an_unknown_name_takes_as_long_as_a_wrong_password(
    cast: Any, username: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Time is spent hashing: whoever is asked for, known, unknown or closed, exactly one password is hashed."""
    deactivate(by=cast.administrator, user=cast.stranger, version=1)
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *given: hashed.append(1) or encode(self, *given))
    _sign_in(Client(), username, "wrong")
    assert len(hashed) == 1


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_guessing_is_stopped_after_ten_tries_even_if_the_last_is_right(cast: Any, language: str) -> None:
    client = Client()
    for _ in range(10):
        assert WRONG[language] in _sign_in(client, "lin", "wrong", language).text
    answer = _sign_in(client, "lin", PASSWORD, language)
    assert WAIT[language] in answer.text
    assert not _is_in(client)


def test_guessing_from_elsewhere_does_not_lock_the_person_out(cast: Any) -> None:
    attacker, person = Client(REMOTE_ADDR="203.0.113.9"), Client(REMOTE_ADDR="203.0.113.77")
    for _ in range(12):
        _sign_in(attacker, "lin", "wrong")
    assert WAIT["en"] in _sign_in(attacker, "lin").text
    assert _sign_in(person, "lin").status_code == 302


def test_one_address_may_not_try_many_names(cast: Any) -> None:
    client = Client(REMOTE_ADDR="203.0.113.9")
    for turn in range(30):
        _sign_in(client, f"name{turn}", "wrong")
    assert WAIT["en"] in _sign_in(client, "lin").text


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_flood_is_answered_in_plain_words(cast: Any, language: str, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "3/m/ip"}
    client = Client()
    for _ in range(3):
        _sign_in(client, "lin", "wrong", language)
    answer = _sign_in(client, "lin", "wrong", language)
    assert answer.status_code == 429
    assert {"en": "Wait a minute", "zh-hans": "请等一分钟"}[language] in answer.text


@pytest.fixture
def sample(db: None) -> dict[str, str]:
    return dict(create_sample_sign_ins(by=COMMAND_LINE, users=[SampleUser("li", "李", Role.DIRECTOR)]))


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "127.0.0.53"])
def test_a_sample_login_is_answered_on_this_machine(sample: dict[str, str], address: str) -> None:
    assert _sign_in(Client(REMOTE_ADDR=address), "li", sample["li"]).status_code == 302


@pytest.mark.parametrize(
    "meta",
    [
        {"REMOTE_ADDR": "192.168.1.20"},
        {"REMOTE_ADDR": "203.0.113.9"},
        {"REMOTE_ADDR": "2001:db8::1"},
        # A proxy on this machine passes the request on.
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=203.0.113.9"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_REAL_IP": "203.0.113.9"},
    ],
)
def test_a_sample_login_is_a_wrong_password_elsewhere(sample: dict[str, str], meta: dict[str, str]) -> None:
    client = Client(**meta)
    answer = _sign_in(client, "li", sample["li"])
    assert WRONG["en"] in answer.text
    assert not _is_in(client)


@pytest.mark.parametrize(
    "path",
    ["signup/", "email/", "password/reset/", "password/change/", "confirm-email/", "inactive/", "reauthenticate/"],
)
@pytest.mark.parametrize("prefix", ["/sign-in/", "/accounts/", "/"])
def test_nothing_else_of_the_library_is_reachable(clients: Any, prefix: str, path: str) -> None:
    assert clients.owner.get(prefix + path).status_code == 404


def test_nobody_is_sent_to_a_stranger_s_site_after_signing_in(cast: Any) -> None:
    client = Client()
    answer = client.post("/sign-in/?next=https://evil.example/", {"login": "lin", "password": PASSWORD})
    assert answer["Location"] == "/"
    answer = Client().post("/sign-in/", {"login": "lin", "password": PASSWORD, "next": "/accounts/?tier=key"})
    assert answer["Location"] == "/accounts/?tier=key"
