"""The first screen: where each role starts."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET

from vitalfew.people.rules import Role
from vitalfew.web.visitors import signed_in

FIRST = {Role.MANAGER: "today", Role.DIRECTOR: "portfolio", Role.ANALYST: "books", Role.ADMINISTRATOR: "books"}


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Lead each role to its first screen."""
    return redirect(FIRST[Role(signed_in(request).role)])


urlpatterns = [path("", home, name="home")]
