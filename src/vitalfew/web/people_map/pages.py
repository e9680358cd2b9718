"""The map of an account's people: read as of any day, in six views, with what it tells and the same as a table."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.views.decorators.http import require_GET

from vitalfew.accounts.queries import AccountState, get_account
from vitalfew.loop.review.queries import get_reviews
from vitalfew.web.people_map.asking import Asked, Lens, View, address, read_asked
from vitalfew.web.people_map.drawing import CARDS_UP_TO, Drawing
from vitalfew.web.people_map.keeping import kept
from vitalfew.web.people_map.persons import moved_line
from vitalfew.web.people_map.pictures import VIEW_LABELS, draw
from vitalfew.web.people_map.reading import read_map
from vitalfew.web.people_map.tables import coverage_rows, table_rows
from vitalfew.web.people_map.telling import answer, next_lines, old_lines, structure_lines, tally
from vitalfew.web.people_map.what_if import change_lines
from vitalfew.web.visitors import rights_over, signed_in

LENS_LABELS = {
    Lens.ALL: pgettext_lazy("lens", "All lines"),
    Lens.INFLUENCE: pgettext_lazy("lens", "Influence"),
    Lens.CONFLICT: pgettext_lazy("lens", "Conflict and personal ties"),
    Lens.NONE: pgettext_lazy("lens", "None"),
}


def asked_of(request: HttpRequest, account: AccountState) -> Asked:
    """Read what the address asks for; compared is with the last review where there was one."""
    reviews = get_reviews(account.id) if account.key and "since" not in request.GET else []
    return read_asked(request.GET, timezone.localdate(), reviews[0].held_on if reviews else None)


@login_required
@require_GET
def people_map(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the map of the account's people."""
    user = signed_in(request)
    account = get_account(user, account_id)
    asked, today = asked_of(request, account), timezone.localdate()
    context: dict[str, Any] = {
        "stop": "accounts",
        "account": account,
        "rights": rights_over(user, account_id),
        "asked": asked,
        "views": [(one.value, VIEW_LABELS[one], _to(request)(view=one.value, open=None)) for one in View],
        "lenses": [(one.value, LENS_LABELS[one], _to(request)(lens=one.value)) for one in Lens],
        "moved": moved_line(account_id, asked.moved),
        "query": address(request.GET),
        "today": today,
    }
    key = (account_id, today, asked, get_language(), context["query"])
    return render(request, "people_map/page.html", context | kept(key, lambda: _told(request, account, asked)))


def _told(request: HttpRequest, account: AccountState, asked: Asked) -> dict[str, Any]:
    """Read and draw the map: what the page shows of it is the same for everybody who sees the account."""
    reading = read_map(account, asked)
    drawing = Drawing(reading)
    rows = table_rows(drawing)
    return {
        "has_lines": bool(reading.network.lines) and len(reading.people) <= CARDS_UP_TO,
        "picture": draw(drawing, lambda unit: _to(request)(open=unit or None)),
        "answer": answer(reading.people),
        "tally": tally(reading.people),
        "next": next_lines(reading),
        "old": old_lines(reading),
        "structure": structure_lines(reading),
        "rows": rows,
        "table": render_to_string("people_map/table.html", {"account": account, "rows": rows}),
        "bosses": render_to_string("people_map/bosses.html", {"rows": rows}),
        "changes": change_lines(drawing, Drawing(reading.then)) if asked.view is View.CHANGES else [],
        "matrix": coverage_rows(drawing) if asked.view is View.COVERAGE else [],
        "ours": drawing.colleagues() if asked.view in (View.LEAVING, View.COVERAGE) else [],
    }


def _to(request: HttpRequest) -> Callable[..., str]:
    def changed(**changes: object) -> str:
        return address(request.GET, **changes)

    return changed


urlpatterns = [path("accounts/<int:account_id>/map/", people_map, name="map")]
