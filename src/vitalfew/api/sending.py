"""A call that writes and may be sent again, because its sender never heard the answer."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from django.http import HttpRequest
from ninja.params.functions import Header

from vitalfew.api.tokens import caller
from vitalfew.people.actions import send_once

SentKey = Annotated[str | None, Header(alias="Idempotency-Key", max_length=100)]


def once(request: HttpRequest, key: str | None, told: Mapping[str, Any], make: Callable[[], int]) -> int:
    """Do what is asked, under its key only once; return the number of what it made, now or then."""
    request.told = told  # type: ignore[attr-defined]  # for a refusal to tell the value it speaks of
    if not key:
        return make()
    asked = "\n".join([str(request.method), request.path, request.headers.get("If-Match", ""), request.body.decode()])
    return send_once(by=caller(request), key=key, asked=asked, make=make)
