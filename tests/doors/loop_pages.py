"""What the tests of the loop's pages share: the story, its people's browsers, forms sent as a browser sends them."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

LANGUAGES = ["zh-hans", "en"]


def get(client: Client, route: str, *arguments: Any, language: str = "en", **query: Any) -> HttpResponse:
    """Open a page in a language."""
    headers = {"accept-language": language}
    return client.get(reverse(route, args=arguments), query, headers=headers)  # type: ignore[return-value]


def send(client: Client, route: str, *arguments: Any, language: str = "en", **typed: Any) -> HttpResponse:
    """Send a form in a language."""
    headers = {"accept-language": language}
    return client.post(reverse(route, args=arguments), typed, headers=headers)  # type: ignore[return-value]


def went_to(answer: HttpResponse, route: str, *arguments: Any) -> bool:
    """Tell whether a form that was taken leads on to this page."""
    return answer.status_code == 302 and answer["Location"] == reverse(route, args=arguments)


def days(today: date, **more: Any) -> dict[str, Any]:
    """Return the days of an objective over this year."""
    return {"starts_on": date(today.year, 1, 1).isoformat(), "due_on": date(today.year, 12, 31).isoformat(), **more}


def later(today: date, count: int = 7) -> str:
    """Return a day to come as a form sends it."""
    return (today + timedelta(count)).isoformat()
