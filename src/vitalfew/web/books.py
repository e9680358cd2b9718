"""The books: what came in, when, from whom, and taking it back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from vitalfew import words
from vitalfew.accounts.queries import get_departures
from vitalfew.jobs.actions import enqueue
from vitalfew.jobs.queries import is_refreshing, is_under_way
from vitalfew.ledger.actions.undo import AlreadyReversed, CountsAlready, redo_batch, undo_batch
from vitalfew.ledger.queries import (
    BatchState,
    get_batch,
    get_batches,
    get_books,
    get_changes,
    get_control,
    get_missing_rates,
    get_open_drafts,
    get_problems_path,
    get_settings,
    get_total_row,
    open_refused,
)
from vitalfew.ledger.queries.settings import get_closed_until
from vitalfew.ledger.rules.imports import ReasonMissing
from vitalfew.people.rules import Permission
from vitalfew.sample.tasks import LOAD_SAMPLE
from vitalfew.web.guards import allowed
from vitalfew.web.outcomes import destinations, sums
from vitalfew.web.previews import changed
from vitalfew.web.templatetags.books import batch_name
from vitalfew.web.visitors import signed_in

ON_A_PAGE = 30
_REASON = gettext_lazy("The import reaches into a closed period: say why it may change. Nothing was changed.")


@require_GET
@allowed(Permission.IMPORT_BOOKS)
def books(request: HttpRequest) -> HttpResponse:
    """Show where the books stand and what came in: the analyst's first screen."""
    state = get_books()
    page = Paginator(get_batches(), ON_A_PAGE).get_page(request.GET.get("page"))
    drafts = [draft for draft in get_open_drafts(signed_in(request)) if not draft.is_in_the_books]
    context = {
        "stop": "books",
        "books": state,
        "meaning": get_settings(),
        "missing": get_missing_rates(),
        "drafts": drafts,
        "is_reading": any(draft.is_under_way for draft in drafts),
        "is_loading_sample": is_under_way(LOAD_SAMPLE),
        "batches": page.object_list,
        "closed_until": get_closed_until(),
        "page": page.number,
        "pages": page.paginator.num_pages,
    }
    return render(request, "books/books.html", context)


@require_GET
@allowed(Permission.IMPORT_BOOKS)
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Show one import: counts, totals, how its columns were read, what was refused."""
    state = _found(batch_id)
    changes = get_changes(batch_id)
    context = {
        "stop": "books",
        "batch": state,
        "closed_until": get_closed_until(),
        "changes": changes,
        "departures": get_departures(signed_in(request), batch_id),
        "changed_answer": changed(changes),
        "lines_by_kind": changes.kinds,
        "refused_amount": state.refused_amount,
        "good": sum(int(state.counts[name]) for name in ("lines_new", "lines_superseding", "lines_overlapping")),
        "columns": state.mapping.items(),
        "is_refreshing": state.is_live and is_refreshing(),
        "strip": destinations(state.counts),
        "control": get_control(batch_id),
        "total_row": get_total_row(batch_id),
        **sums(state.totals, state.currency, state.currencies),
    }
    return render(request, "books/batch.html", context)


@require_POST
@allowed(Permission.IMPORT_BOOKS)
def batch_undo(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Take an import back, whole (conventions B2)."""
    _found(batch_id)
    try:
        report = undo_batch(by=signed_in(request), batch_id=batch_id, reason=request.POST.get("reason", ""))
    except ReasonMissing:
        messages.warning(request, _REASON)
    except AlreadyReversed as refusal:
        messages.info(request, _("%(who)s took it back before you.") % {"who": refusal.reversed_by})
    else:
        enqueue(by=signed_in(request), task="refresh")
        said = {"name": batch_name(batch_id), "lines": words.number(report.lines)}
        messages.success(request, _("%(name)s is taken back: %(lines)s lines no longer count.") % said)
    return redirect("batch", batch_id)


@require_POST
@allowed(Permission.IMPORT_BOOKS)
def batch_redo(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Bring an import back that was taken back, where it stood."""
    _found(batch_id)
    try:
        report = redo_batch(by=signed_in(request), batch_id=batch_id, reason=request.POST.get("reason", ""))
    except ReasonMissing:
        messages.warning(request, _REASON)
    except CountsAlready as refusal:
        messages.info(request, _("It counts already, as %(name)s.") % {"name": batch_name(refusal.batch_id)})
    else:
        enqueue(by=signed_in(request), task="refresh")
        said = {"name": batch_name(batch_id), "lines": words.number(report.lines)}
        messages.success(request, _("%(name)s is back: %(lines)s lines count again.") % said)
    return redirect("batch", batch_id)


@require_GET
@allowed(Permission.IMPORT_BOOKS)
def batch_problems(request: HttpRequest, batch_id: int) -> HttpResponseBase:
    """Give the refused rows as a file to mend and bring again."""
    state = _found(batch_id)
    place = get_problems_path(state.id)
    if place is None:
        raise Http404
    file, suffix = open_refused(place, state.mapping)
    return FileResponse(file, as_attachment=True, filename=f"{batch_name(batch_id)}-{_('refused rows')}{suffix}")


def _found(batch_id: int) -> BatchState:
    state = get_batch(batch_id)
    if state is None:
        raise Http404
    return state


urlpatterns = [
    path("books/", books, name="books"),
    path("books/batches/<int:batch_id>/", batch, name="batch"),
    path("books/batches/<int:batch_id>/undo/", batch_undo, name="batch_undo"),
    path("books/batches/<int:batch_id>/redo/", batch_redo, name="batch_redo"),
    path("books/batches/<int:batch_id>/refused/", batch_problems, name="batch_problems"),
]
