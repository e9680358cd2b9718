"""The first screen: where each role starts."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET

from vitalfew.people.rules import Role

FIRST = {Role.MANAGER: "today", Role.DIRECTOR: "portfolio", Role.ANALYST: "books", Role.ADMINISTRATOR: "books"}


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Lead each role to its first screen."""
    return redirect(FIRST[Role(request.user.role)])


urlpatterns = [path("", home, name="home")]
