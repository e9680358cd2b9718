"""Whatever goes wrong, a person gets plain words in his language, both values, and a way on; nothing inner shows."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from architecture.trouble import SECRET
from vitalfew.config import settings as product_settings
from vitalfew.web.fields import LABELS
from vitalfew.web.headers import HEADERS

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "zh-hans"]


@pytest.fixture
def browser(cast: Any, settings: Any) -> Client:
    settings.ROOT_URLCONF = "architecture.trouble"
    client = Client(raise_request_exception=False)
    client.force_login(cast.director)
    return client


def _speak(language: str) -> dict[str, str]:
    return {"accept-language": language, "referer": "http://testserver/plan/?page=2"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/no/such/page", 404, {"en": "There is no such page", "zh-hans": "没有这个页面"}),
        ("/trouble/forbidden/", 403, {"en": "You may not see this page", "zh-hans": "您无权查看此页"}),
        ("/trouble/suspicious/", 400, {"en": "could not be understood", "zh-hans": "无法识别这个请求"}),
        ("/trouble/refused/", 403, {"en": "Your role does not allow this", "zh-hans": "您的角色不能做这件事"}),
        ("/trouble/broken/", 500, {"en": "Something broke", "zh-hans": "出错了"}),
    ],
)
def test_errors_speak_plainly(browser: Client, language: str, address: str, status: int, words: dict[str, str]) -> None:
    answer = browser.get(address, headers=_speak(language))
    assert answer.status_code == status
    assert words[language] in answer.text
    assert SECRET not in answer.text
    assert "Traceback" not in answer.text
    assert 'href="/"' in answer.text or "/plan/?page=2" in answer.text
    assert {name: answer[name] for name in HEADERS} == HEADERS


def test_a_foreign_host_is_refused_before_anything_is_asked(browser: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get("/", headers={"host": "evil.example", "accept-language": "en"})
    assert answer.status_code == 400
    assert "could not be understood" in answer.text
    assert len(asked) == 0


@pytest.mark.parametrize("address", ["/no/such/page", "/trouble/broken/", "/trouble/suspicious/"])
def test_an_error_page_asks_the_database_for_the_user_at_most(browser: Client, address: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    tables = {"django_session", "people_user"}
    assert [query["sql"] for query in asked if not any(table in query["sql"] for table in tables)] == []


def test_a_broken_page_works_when_the_database_does_not(cast: Any, settings: Any) -> None:
    settings.ROOT_URLCONF = "architecture.trouble"
    client = Client(raise_request_exception=False)
    client.force_login(cast.director)

    def refuse(*_args: Any) -> None:
        raise ConnectionError(SECRET)

    with connection.execute_wrapper(refuse):
        answer = client.get("/trouble/broken/")
    assert answer.status_code == 500
    assert "出错了" in answer.text
    assert "Something broke" in answer.text
    assert SECRET not in answer.text


def test_error_pages_work_before_the_files_are_collected(browser: Client, settings: Any) -> None:
    settings.STORAGES = {**settings.STORAGES, "staticfiles": product_settings.STORAGES["staticfiles"]}
    for address, status in [("/trouble/broken/", 500), ("/no/such/page", 404)]:
        answer = browser.get(address)
        assert answer.status_code == status
        assert "Vitalfew" in answer.text


def test_the_reference_on_the_page_is_found_in_the_log(browser: Client, caplog: pytest.LogCaptureFixture) -> None:
    answer = browser.get("/trouble/broken/")
    assert answer.context is not None
    references = [record.args[0] for record in caplog.records if record.name == "vitalfew.web.errors" and record.args]
    assert references
    assert str(references[0]) in answer.text


TYPED = {"what": "mine", "owner": "2", "version": "3", "note": "a long note\nof two lines", "sent_key": "k1"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_conflict_shows_both_values_and_loses_nothing_typed(browser: Client, language: str) -> None:
    answer = browser.post("/trouble/stale/?tab=plan", TYPED, headers=_speak(language))
    assert answer.status_code == 409
    words = {
        "en": ["Somebody has changed this", "Stands now", "You wanted", "Owner", "Due on", "Write mine"],
        "zh-hans": ["有人改动过这里", "现有内容", "您要写入", "负责人", "到期日", "写入我的内容"],
    }[language]
    for word in [
        *words,
        "theirs &lt;b&gt;bold&lt;/b&gt;",
        "mine",
        "林晓雯",
        "周启明",
        "2026-12-01",
        "a long note\nof two lines",
    ]:
        assert word in answer.text, word
    assert 'href="http://testserver/plan/?page=2"' in answer.text
    # Sent again, it goes to the same address, against the version that stands now.
    assert 'action="/trouble/stale/?tab=plan"' in answer.text
    assert '<input type="hidden" name="version" value="4">' in answer.text
    assert '<input type="hidden" name="sent_key" value="k1">' in answer.text


def test_a_conflict_never_repeats_a_password(browser: Client) -> None:
    answer = browser.post("/trouble/stale/", {**TYPED, "new_password": "do not show me"})
    assert "do not show me" not in answer.text


@pytest.mark.parametrize(("how", "words"), [("gone", "removed this meanwhile"), ("same", "made the same change")])
def test_a_row_that_is_gone_or_already_right_says_so(browser: Client, how: str, words: str) -> None:
    answer = browser.post(f"/trouble/{how}/", TYPED, headers=_speak("en"))
    assert answer.status_code == 409
    assert words in answer.text
    assert "a long note" in answer.text
    assert 'name="version"' not in answer.text


def test_the_way_back_never_leads_elsewhere(browser: Client) -> None:
    answer = browser.post("/trouble/stale/", TYPED, headers={"referer": "https://evil.example/"})
    assert "evil.example" not in answer.text


def test_every_field_that_people_change_has_a_name_in_words() -> None:
    from django.apps import apps

    from vitalfew.journal.models import Versioned

    fields = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if issubclass(model, Versioned)
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name != "version" and field.name not in LABELS
    }
    assert not fields, f"name them in web/fields.py: {fields}"


def test_files_carry_the_headers_too(browser: Client, settings: Any) -> None:
    from pathlib import Path

    (Path(settings.STATIC_ROOT) / "tiny.css").write_text("a{}")
    settings.WHITENOISE_AUTOREFRESH = True
    answer = Client().get("/static/tiny.css")
    assert answer.status_code == 200
    assert {name: answer[name] for name in HEADERS} == HEADERS
    assert answer["X-Content-Type-Options"] == "nosniff"
