"""Every address of the API × role: who gets through is as the table says, and a denial changes nothing."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from conftest import Cast, make_cast
from people.permission_table import ANYBODY, API_TABLE, SIGNED_IN, Row
from people.story import Story, tell_story
from vitalfew.people.actions import draw_token
from vitalfew.people.models import ApiToken
from vitalfew.web.headers import HEADERS

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE")
CASES = [pytest.param(row, who, id=f"{row}-{who}") for row in API_TABLE for who in sorted(ANYBODY)]
Told = tuple[Cast, Story, dict[str, str]]


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[Told]:
    """Tell the story once; everybody has a token that has been used today."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast, day = make_cast(), timezone.localdate()
        story = tell_story(cast)
        secrets = {who: draw_token(by=getattr(cast, who), name="x", expires_on=day) for who in sorted(SIGNED_IN)}
        ApiToken.objects.update(used_on=day)
        yield cast, story, secrets
        transaction.set_rollback(True)


def _send(row: Row, told: Told, who: str, client: Client | None = None) -> HttpResponse:
    _cast, story, secrets = told
    filled = {name: value.format(**vars(story)) for name, value in row.data.items()}
    version = filled.pop("version", "")
    return (client or Client()).generic(  # type: ignore[return-value]
        row.method,
        reverse(row.route, kwargs={name: value.format(**vars(story)) for name, value in row.arguments.items()}),
        json.dumps(filled),
        content_type="application/json",
        headers={"if-match": f'"{version}"'} | ({"authorization": f"Bearer {secrets[who]}"} if who in secrets else {}),
    )


@pytest.mark.parametrize(("row", "who"), CASES)
def test_who_gets_through_is_as_the_table_says(row: Row, who: str, told: Told) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = _send(row, told, who)
    written = [query["sql"] for query in asked if query["sql"].lstrip().upper().startswith(WRITES)]
    if who in row.may:
        assert answer.status_code in {200, 201}, answer.content
        assert row.method != "GET" or written == []
        return
    assert answer.status_code == 401 if who == "nobody" else answer.status_code in {403, 404}
    assert written == []


@pytest.mark.parametrize("row", API_TABLE, ids=str)
def test_a_cookie_opens_nothing(row: Row, told: Told) -> None:
    client = Client()
    client.force_login(told[0].director)
    assert _send(row, told, "nobody", client).status_code == 401


@pytest.mark.parametrize("name", sorted({row.route for row in API_TABLE}))
def test_a_method_nobody_declared_is_not_answered(name: str, told: Told) -> None:
    rows = {row.method: row for row in API_TABLE if row.route == name}
    some = next(iter(rows.values()))
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - set(rows):
        assert _send(Row(name, method, frozenset(), some.arguments), told, "director").status_code == 405, method


@pytest.mark.parametrize("row", API_TABLE, ids=str)
def test_every_answer_carries_the_strict_headers(row: Row, told: Told) -> None:
    for who in ("director", "stranger", "nobody"):
        answer = _send(row, told, who)
        assert {name: answer[name] for name in HEADERS} == HEADERS
        assert answer["Cache-Control"] == "no-store"


def test_the_address_of_the_api_itself_is_no_page(client: Client) -> None:
    assert client.get("/api/").status_code == 404
