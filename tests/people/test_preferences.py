"""Everybody reads in his own language, here and on the next machine."""

from typing import Any

import pytest
from django.test import Client

from conftest import PASSWORD
from vitalfew.people.models import User

pytestmark = pytest.mark.django_db
SIGN_IN = {"en": "Sign in", "zh-hans": "登录"}


@pytest.mark.parametrize(("header", "language"), [("zh-CN,zh;q=0.9", "zh-hans"), ("en-GB", "en"), ("fr", "zh-hans")])
def test_before_sign_in_the_browser_s_language_is_spoken(header: str, language: str) -> None:
    page = Client().get("/sign-in/", headers={"accept-language": header})
    assert SIGN_IN[language] in page.text
    assert page["Content-Language"] == language


def test_a_language_chosen_before_sign_in_is_remembered() -> None:
    client = Client()
    answer = client.post("/preferences/language/", {"language": "en", "next": "/sign-in/"})
    assert answer["Location"] == "/sign-in/"
    assert SIGN_IN["en"] in client.get("/sign-in/", headers={"accept-language": "zh-CN"}).text
    assert answer.cookies["vitalfew_language"]["httponly"]


def test_a_user_s_language_and_theme_follow_him(cast: Any, clients: Any) -> None:
    clients.owner.post("/preferences/language/", {"language": "en"})
    clients.owner.post("/preferences/theme/", {"theme": "dark"})
    user = User.objects.get(pk=cast.owner.pk)
    assert (user.language, user.theme, user.version) == ("en", "dark", 3)
    elsewhere = Client(headers={"accept-language": "zh-CN"})
    elsewhere.post("/sign-in/", {"login": "lin", "password": PASSWORD})
    assert elsewhere.get("/sign-out/")["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("address", "data"),
    [("language", {"language": "xx"}), ("theme", {"theme": "pink"}), ("theme", {}), ("language", {})],
)
def test_what_does_not_exist_cannot_be_chosen(clients: Any, address: str, data: dict[str, str]) -> None:
    assert clients.owner.post(f"/preferences/{address}/", data).status_code == 400


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"])
def test_the_way_back_stays_here(clients: Any, to: str) -> None:
    assert clients.owner.post("/preferences/theme/", {"theme": "dark", "next": to})["Location"] == "/"
