"""Who gets to a page at all: signed in, and of a role that may. What is asked of one account is asked in the action."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

from vitalfew.people.rules import Permission, require
from vitalfew.web.visitors import signed_in

View = Callable[..., HttpResponseBase]


def allowed(permission: Permission) -> Callable[[View], View]:
    """Send whoever is not signed in to the sign-in page; refuse a role that may not do this to any account."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(signed_in(request), permission)
            return view(request, *args, **kwargs)

        return login_required(guarded)

    return guard
