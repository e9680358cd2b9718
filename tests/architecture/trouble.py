"""The product's addresses and a few more that fail in every way a page can."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import path

from vitalfew.config.urls import handler400, handler403, handler404, handler429, handler500
from vitalfew.config.urls import urlpatterns as product
from vitalfew.journal.rules import Clash, StaleVersion
from vitalfew.people.queries import get_user
from vitalfew.people.rules import NotAllowed, Permission

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]
SECRET = "SELECT secret FROM nowhere"


def fail(request: HttpRequest, how: str) -> HttpResponse:
    raise {
        "broken": RuntimeError(SECRET),
        "forbidden": PermissionDenied(SECRET),
        "suspicious": SuspiciousOperation(SECRET),
        "refused": NotAllowed(Permission.CONFIRM_STAGE),
        "stale": _stale(),
        "gone": StaleVersion("plan.plannedaction", 0, [Clash("what", None, "mine")]),
        "same": StaleVersion("plan.plannedaction", 3, []),
    }[how]


def _stale() -> StaleVersion:
    owner, stranger = get_user("lin"), get_user("zhou")
    return StaleVersion(
        "plan.plannedaction",
        4,
        [
            Clash("what", "theirs <b>bold</b>", "mine"),
            Clash("owner", owner and owner.pk, stranger and stranger.pk),
            Clash("due_on", None, "2026-12-01"),
        ],
    )


urlpatterns = [*product, path("trouble/<str:how>/", fail)]
