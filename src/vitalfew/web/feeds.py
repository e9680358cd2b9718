"""One's own visits in one's own calendar program: a secret address, and one visit as a file (S14)."""

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew.documents.diary import write_diary, write_invitation
from vitalfew.ledger.queries import get_edge
from vitalfew.loop.execution.actions import close_feed, open_feed
from vitalfew.loop.execution.queries import get_feed_day, get_feed_user, get_planned_visit
from vitalfew.loop.execution.rules import Touch
from vitalfew.people.rules import signer
from vitalfew.web.calendars import href_of
from vitalfew.web.visitors import signed_in


@login_required
@require_http_methods(["GET", "POST"])
def feed(request: HttpRequest) -> HttpResponse:
    """Say whether one's calendar is read from outside; draw its secret, shown once, or revoke it."""
    user, secret = signed_in(request), ""
    match request.POST.get("do"):
        case "open":
            secret = open_feed(by=user)
        case "close":
            close_feed(by=user)
            messages.success(request, _("Revoked. Calendar programs that still ask get nothing."))
            return redirect("feed")
    address = request.build_absolute_uri(reverse("feed_file", args=[secret])) if secret else ""
    context = {"stop": "execution", "address": address, "made_on": get_feed_day(signer(user))}
    return render(request, "calendars/feed.html", context)


@require_GET
def feed_file(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer a calendar program that knows the secret; to any other the address does not exist."""
    user = get_feed_user(secret)
    if user is None:
        raise Http404

    def address(one: Touch) -> str:
        return request.build_absolute_uri(href_of(one))

    with translation.override(user.language or settings.LANGUAGE_CODE):
        return _file(write_diary(user, now=timezone.now(), address=address), "vitalfew.ics")


@login_required
@require_GET
def visit_invitation(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Answer with one visit to come as a file that may be sent on."""
    visit = get_planned_visit(signed_in(request), visit_id)
    if visit is None:
        raise Http404
    content = write_invitation(visit, get_edge().company, now=timezone.now())
    return _file(content, f"{visit.account_name} {visit.visit_on:%Y-%m-%d}.ics")


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f"attachment; filename=\"visit.ics\"; filename*=UTF-8''{quote(name)}"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


urlpatterns = [
    path("calendar/feed/", feed, name="feed"),
    path("calendar/<str:secret>.ics", feed_file, name="feed_file"),
    path("visits/<int:visit_id>/visit.ics", visit_invitation, name="visit_invitation"),
]
