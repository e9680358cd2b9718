"""What changed since last month: all imports of that time together, in rows and in money."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from vitalfew.ledger.queries import get_changes_since
from vitalfew.people.rules import Permission
from vitalfew.web.guards import allowed
from vitalfew.web.previews import changed


@require_GET
@allowed(Permission.IMPORT_BOOKS)
def changes(request: HttpRequest) -> HttpResponse:
    """Show what the imports since a day have changed; since the first of last month where none is named."""
    since = get_changes_since(_since(request.GET.get("since", "")))
    context = {"stop": "books", "since": since, "changes": since.changes, "changed_answer": changed(since.changes)}
    return render(request, "books/changes.html", context)


def _since(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        last_month = timezone.localdate().replace(day=1) - timedelta(days=1)
        return last_month.replace(day=1)


urlpatterns = [path("books/changes/", changes, name="changes")]
