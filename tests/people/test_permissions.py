"""Every address × role × relation: who gets through is as the table says, and a denial changes nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import Cast, make_cast, signed_in
from ledger.small_books import write_refused
from people.permission_table import ANYBODY, API_TABLE, OF_THE_API_ITSELF, SIGNED_IN, TABLE, Row
from people.routes import all_routes
from people.story import Story, tell_story
from vitalfew.web.headers import HEADERS

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "TRUNCATE", "REPLACE")
DENIED = {401, 403, 404}
CASES = [pytest.param(row, who, id=f"{row}-{who}") for row in TABLE for who in sorted(ANYBODY)]


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Cast, Story]]:
    """Tell the story once, in a transaction around all tests; each of them goes back to the end of the story."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        yield cast, tell_story(cast)
        transaction.set_rollback(True)


@pytest.fixture
def cast(told: tuple[Cast, Story]) -> Cast:
    return told[0]


@pytest.fixture
def story(told: tuple[Cast, Story], settings: Any) -> Story:
    settings.ACCOUNT_RATE_LIMITS = {}
    cache.clear()
    write_refused()  # discarding the file has removed it
    return told[1]


def _client(cast: Any, who: str, **options: Any) -> Client:
    client = Client(raise_request_exception=False, **options)
    if who != "nobody":
        client.force_login(getattr(cast, who))
    return client


def _send(client: Client, row: Row, story: Story) -> HttpResponse:
    arguments = {name: _filled(value, story) for name, value in row.arguments.items()}
    data = {name: _filled(value, story) for name, value in row.data.items()}
    return getattr(client, row.method.lower())(reverse(row.route, kwargs=arguments), data)  # type: ignore[no-any-return]


def _filled(value: str, story: Story) -> str:
    return value.format(**vars(story))


def _is_sent_to_sign_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))


def written(asked: CaptureQueriesContext) -> list[str]:
    """Return the statements that changed something; a session is not a thing of the product."""
    statements = [query["sql"] for query in asked]
    return [sql for sql in statements if sql.lstrip().upper().startswith(WRITES) and "django_session" not in sql]


def test_every_route_has_its_row() -> None:
    known = {row.route for row in [*TABLE, *API_TABLE]} | OF_THE_API_ITSELF
    missing = {name: address for name, address in all_routes().items() if name not in known}
    rows = "\n".join(
        f'    Row("{name}", "GET", ...),  # {address}: who may? see the head of tests/people/permission_table.py'
        for name, address in missing.items()
    )
    assert not missing, f"say in tests/people/permission_table.py who may use:\n{rows}"
    gone = known - set(all_routes())
    assert not gone, f"these routes are no more; take their rows out: {gone}"


@pytest.mark.parametrize(("row", "who"), CASES)
def test_who_gets_through_is_as_the_table_says(row: Row, who: str, cast: Any, story: Story) -> None:
    client = _client(cast, who)
    with CaptureQueriesContext(connection) as asked:
        answer = _send(client, row, story)
    assert answer.status_code < 500, answer.content.decode(errors="replace")[:2000]
    if who in row.may:
        assert answer.status_code not in DENIED | {405}
        assert who == "nobody" or row.route.startswith("account_log") or not _is_sent_to_sign_in(answer)
        return
    assert _is_sent_to_sign_in(answer) if who == "nobody" else answer.status_code in DENIED
    assert written(asked) == []


@pytest.mark.parametrize("row", [row for row in TABLE if row.method == "GET"], ids=str)
def test_looking_changes_nothing(row: Row, cast: Any, story: Story) -> None:
    for who in sorted(ANYBODY):
        client = _client(cast, who)
        with CaptureQueriesContext(connection) as asked:
            _send(client, row, story)
        assert written(asked) == [], who


@pytest.mark.once
@pytest.mark.parametrize("row", [row for row in TABLE if row.method != "GET"], ids=str)
def test_a_form_without_its_token_is_refused(row: Row, cast: Any, story: Story) -> None:
    for who in sorted(row.may & SIGNED_IN):
        client = _client(cast, who, enforce_csrf_checks=True)
        with CaptureQueriesContext(connection) as asked:
            answer = _send(client, row, story)
        assert answer.status_code == 403, who
        assert written(asked) == [], who


@pytest.mark.once
@pytest.mark.parametrize("name", sorted({row.route for row in TABLE}))
def test_a_method_nobody_declared_is_not_answered(name: str, cast: Any, story: Story) -> None:
    rows = {row.method: row for row in TABLE if row.route == name}
    some = next(iter(rows.values()))
    client = _client(cast, "director")
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - set(rows):
        with CaptureQueriesContext(connection) as asked:
            answer = _send(client, Row(name, method, frozenset(), some.arguments), story)
        assert written(asked) == [], method
        # The sign-in pages are the library's: they treat PUT like POST, under the same rules.
        assert answer.status_code == 405 or name.startswith("account_log"), method


@pytest.mark.once
@pytest.mark.parametrize("row", TABLE, ids=str)
def test_every_answer_carries_the_strict_headers(row: Row, cast: Any, story: Story) -> None:
    for who in ("director", "stranger", "nobody"):
        answer = _send(_client(cast, who), row, story)
        for name, value in HEADERS.items():
            assert answer[name] == value
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_session_cookie_is_kept_from_scripts_and_strangers(cast: Any, settings: Any) -> None:
    client = Client()
    client.post("/sign-in/", {"login": "lin", "password": "correct horse battery"})
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert signed_in(cast.owner).get("/").status_code < 500
