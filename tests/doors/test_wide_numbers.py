"""A number that no row can have leads nowhere: "not found", on every address, never a broken page."""

import re
from typing import Any

import pytest
from django.test import Client

from people.routes import all_routes
from people.story import tell_story

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r"<int:(\w+)>")
ADDRESSES = sorted({pattern for pattern in all_routes().values() if NUMBER.search(pattern)})
WIDE = 10**30


def test_no_address_breaks_on_a_number_beyond_all_rows(cast: Any) -> None:
    story, client = tell_story(cast), Client(raise_request_exception=False)
    client.force_login(cast.director)
    broken, asked = [], 0
    for pattern in ADDRESSES:
        for place in range(len(NUMBER.findall(pattern))):
            address = "/" + _filled(pattern, place, story.account.id)
            for method in ("get", "post"):
                answer = getattr(client, method)(address)
                asked += 1
                if answer.status_code >= 500:
                    broken.append(f"{method} {address}")
    assert asked > 100
    assert not broken


def _filled(pattern: str, wide: int, number: int) -> str:
    """Return the address with the wide number in one place, and the account's in the others."""
    places = iter(range(9))
    filled = NUMBER.sub(lambda _: str(WIDE if next(places) == wide else number), pattern)
    return re.sub(r"<[^>]+>", "x", filled)
