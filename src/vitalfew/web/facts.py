"""What is known besides lines: kinds, rows, what came in, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET, require_POST

from vitalfew import words
from vitalfew.accounts.queries import get_ids_by_code, get_names
from vitalfew.ledger.actions.facts import FactsTakenBack, undo_facts
from vitalfew.ledger.labels_facts import FACT_KIND_LABELS, FACT_KIND_USES
from vitalfew.ledger.queries import open_refused
from vitalfew.ledger.queries.facts import (
    FactBatchState,
    get_fact_batch,
    get_fact_batches,
    get_fact_page,
    get_fact_problems_path,
    get_kinds,
)
from vitalfew.ledger.queries.facts_money import get_debts
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.people.rules import Permission, Role, may
from vitalfew.web.facts_shown import fact_table
from vitalfew.web.guards import allowed
from vitalfew.web.templatetags.books import fact_batch_name, who
from vitalfew.web.visitors import signed_in

ON_A_PAGE = 100
SHOWN_BATCHES = 30


@require_GET
@allowed(Permission.IMPORT_BOOKS)
def facts(request: HttpRequest) -> HttpResponse:
    """Show how much is known of each kind, who owes most that is overdue, and what came in."""
    user = signed_in(request)
    debts = [debt for debt in get_debts(timezone.localdate()) if debt.overdue > 0]
    ids = get_ids_by_code(user, [debt.code for debt in debts if debt.code])
    context = {
        "stop": "books",
        "kinds": [(state, FACT_KIND_LABELS[state.kind], FACT_KIND_USES[state.kind]) for state in get_kinds()],
        "batches": _named(get_fact_batches()[:SHOWN_BATCHES]),
        "today": timezone.localdate(),
        "may_designate": may(Role(user.role), Permission.DESIGNATE),
        "debts": debts,
        "debtors": len({debt.code or debt.name for debt in debts}),
        "ids": ids,
        "names": get_names(user, ids.values()),
    }
    return render(request, "facts/facts.html", context)


@require_GET
@allowed(Permission.IMPORT_BOOKS)
def fact_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """Show what is known of one kind, searched and paged."""
    known = _kind(kind)
    text, number = request.GET.get("q", "")[:100], _whole(request.GET.get("page", "1"))
    found = get_fact_page(known, text, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE)
    user = signed_in(request)
    ids = get_ids_by_code(user, {fact.code for fact in found.rows if fact.code})
    context = {
        "stop": "books",
        "kind": known.value,
        "label": FACT_KIND_LABELS[known],
        "use": FACT_KIND_USES[known],
        "text": text,
        "total": found.total,
        "table": fact_table(known, found.rows),
        "ids": ids,
        "names": get_names(user, ids.values()),
        "batches": _named(get_fact_batches(known)[:SHOWN_BATCHES]),
        "page": number,
        "pages": max(1, -(-found.total // ON_A_PAGE)),
    }
    return render(request, "facts/kind.html", context)


@require_POST
@allowed(Permission.IMPORT_BOOKS)
def facts_undo(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Take an import of other facts back, whole."""
    batch = _found(batch_id)
    try:
        count = undo_facts(by=signed_in(request), batch_id=batch_id)
    except FactsTakenBack as refusal:
        said = pgettext("fact", "%(who)s took it back before you.") % {"who": who(refusal.who)}
        messages.info(request, said)
    else:
        told = {"name": ", ".join(batch.files), "rows": words.number(count)}
        messages.success(request, pgettext("fact", "%(name)s is taken back: %(rows)s rows no longer count.") % told)
    return redirect("facts")


@require_GET
@allowed(Permission.IMPORT_BOOKS)
def facts_problems(request: HttpRequest, batch_id: int) -> HttpResponseBase:
    """Give the refused rows as a file to mend and bring again."""
    state = _found(batch_id)
    place = get_fact_problems_path(state.id)
    if place is None:
        raise Http404
    file, suffix = open_refused(place, state.mapping)
    name = f"{fact_batch_name(batch_id)}-{gettext('refused rows')}{suffix}"
    return FileResponse(file, as_attachment=True, filename=name)


def _named(batches: list[FactBatchState]) -> list[tuple[FactBatchState, Any]]:
    return [(batch, FACT_KIND_LABELS[batch.kind]) for batch in batches]


def _kind(kind: str) -> FactKind:
    if kind not in set(FactKind):
        raise Http404
    return FactKind(kind)


def _found(batch_id: int) -> FactBatchState:
    state = get_fact_batch(batch_id)
    if state is None:
        raise Http404
    return state


def _whole(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


urlpatterns = [
    path("books/facts/", facts, name="facts"),
    path("books/facts/imports/<int:batch_id>/undo/", facts_undo, name="facts_undo"),
    path("books/facts/imports/<int:batch_id>/refused/", facts_problems, name="facts_problems"),
    path("books/facts/<str:kind>/", fact_kind, name="fact_kind"),
]
