"""One place where a refusal of the rules becomes an answer a person can use."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vitalfew.journal.rules import StaleVersion
from vitalfew.people.rules import NotAllowed


class answer_refusals:  # noqa: N801  (a middleware, named for what it does)
    """Turn StaleVersion into 409 with both values, NotAllowed into 403."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, StaleVersion):
            return render(request, "refusals/stale.html", {"stale": exception}, status=409)
        if isinstance(exception, NotAllowed):
            return render(request, "refusals/not_allowed.html", {"refusal": exception}, status=403)
        return None
