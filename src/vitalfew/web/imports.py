"""A file on its way into the books, in four steps: file, columns, preview, written (conventions B1)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitalfew.jobs.actions import call_off, enqueue
from vitalfew.jobs.queries import get_turn, is_under_way
from vitalfew.ledger.actions import (
    apply_cure,
    cancel_draft,
    choose_columns,
    discard_draft,
    give_reasons,
    receive_files,
)
from vitalfew.ledger.queries import DraftState, get_draft, get_mappings, get_owner, open_refused
from vitalfew.ledger.rules.imports import NotAtThisStep
from vitalfew.people.rules import Permission
from vitalfew.web.forms.imports import ColumnsForm, FilesForm, too_large
from vitalfew.web.guards import allowed
from vitalfew.web.previews import columns_asked, frame, previewed, refused
from vitalfew.web.visitors import signed_in

# The worker looks every second; whoever waits longer is told what may be wrong.
LATE = timedelta(seconds=30)


@require_http_methods(["GET", "POST"])
@allowed(Permission.IMPORT_BOOKS)
def import_new(request: HttpRequest) -> HttpResponse:
    """Take one or two files in and have them checked."""
    is_sent = request.method == "POST"
    form = FilesForm(request.POST, request.FILES) if is_sent else FilesForm()
    if is_sent and form.is_valid():
        draft = receive_files(by=signed_in(request), files=form.incoming())
        _have_done(request, "check_draft", draft)
        return redirect("import_draft", draft.token)
    context = {
        "stop": "books",
        "form": form,
        "bound": settings.UPLOAD_BYTES,
        "rows": settings.UPLOAD_ROWS,
        "refused_share": settings.REFUSED_SHARE,
        "too_large": too_large(),
    }
    return render(request, "imports/new.html", context, status=422 if is_sent else 200)


@require_GET
@allowed(Permission.IMPORT_BOOKS)
def import_draft(request: HttpRequest, token: str) -> HttpResponse:
    """Show how far the file is: being checked, its columns asked about, previewed, refused; then its batch."""
    draft = _own(request, token)
    is_writing = is_under_way("commit_draft", _argument(draft))
    if draft.is_under_way or is_writing:
        return _progress(request, draft, is_writing)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Refresh": "true"})
    if draft.is_over:
        return _where_it_went(draft)
    return render(request, "imports/draft.html", _standing(request, draft))


@require_POST
@allowed(Permission.IMPORT_BOOKS)
def import_columns(request: HttpRequest, token: str) -> HttpResponse:
    """Save what each column means, and check the file again with it."""
    draft = _own(request, token)
    if not draft.columns:
        return _too_late(request, draft)
    form = ColumnsForm(draft, request.POST)
    if not form.is_valid():
        return render(request, "imports/draft.html", columns_asked(draft, form), status=422)
    try:
        draft = choose_columns(by=signed_in(request), token=token, **form.chosen())
    except NotAtThisStep:
        return _too_late(request, draft)
    _have_done(request, "check_draft", draft)
    return redirect("import_draft", token)


@require_POST
@allowed(Permission.IMPORT_BOOKS)
def import_commit(request: HttpRequest, token: str) -> HttpResponse:
    """Have the previewed lines written."""
    draft = _own(request, token)
    if draft.state == "ready" and draft.unreasoned:
        reasons = {name: request.POST.get(name, "") for name in draft.unreasoned}
        draft = give_reasons(by=signed_in(request), token=token, version=draft.version, reasons=reasons)
        if draft.unreasoned:
            messages.error(request, _("Write why it may be written; the reason stands in the journal."))
            return redirect("import_draft", token)
    if draft.state == "ready":
        _have_done(request, "commit_draft", draft)
    return redirect("import_draft", token)


@require_POST
@allowed(Permission.IMPORT_BOOKS)
def import_cure(request: HttpRequest, token: str) -> HttpResponse:
    """Read the file again in the way that one click offers, or as before where the books have moved."""
    draft, wanted = _own(request, token), request.POST.get("cure", "")
    options = {cure.option: cure.value for cure in draft.cures if cure.option == wanted}
    try:
        draft = apply_cure(by=signed_in(request), token=token, version=_version(request), options=options)
    except NotAtThisStep:
        return _too_late(request, draft)
    _have_done(request, "check_draft", draft)
    return redirect("import_draft", token)


@require_POST
@allowed(Permission.IMPORT_BOOKS)
def import_retry(request: HttpRequest, token: str) -> HttpResponse:
    """Go on with a file whose work broke off."""
    draft = _own(request, token)
    if draft.is_under_way:
        _have_done(request, "commit_draft" if draft.state == "committing" else "check_draft", draft)
    return redirect("import_draft", token)


@require_POST
@allowed(Permission.IMPORT_BOOKS)
def import_cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Call off what is being done to the file, from whichever browser its owner sits at."""
    draft, by = _own(request, token), signed_in(request)
    was_waiting = call_off(by=by, task="commit_draft", argument=_argument(draft))
    call_off(by=by, task="check_draft", argument=_argument(draft))
    was_writing = was_waiting or draft.state == "committing"
    draft = cancel_draft(by=by, token=token)
    if draft.state == "discarded":
        messages.info(request, _("The reading is called off. Nothing of the file was kept."))
        return redirect("books")
    if was_writing and draft.state == "ready":
        messages.info(request, _("The writing is called off. The preview stands as it was."))
    elif draft.batch and was_writing:
        messages.warning(request, _("It was too late: the lines are in the books. You can take them back whole."))
    return redirect("import_draft", token)


@require_POST
@allowed(Permission.IMPORT_BOOKS)
def import_discard(request: HttpRequest, token: str) -> HttpResponse:
    """Throw the file away; nothing of it was written."""
    draft = _own(request, token)
    try:
        discard_draft(by=signed_in(request), token=token, version=_version(request))
    except NotAtThisStep:
        return _too_late(request, draft)
    messages.info(request, _("The file is thrown away. Nothing of it was written."))
    return redirect("books")


@require_GET
@allowed(Permission.IMPORT_BOOKS)
def import_problems(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give every refused row as a file to mend and bring again."""
    draft = _own(request, token)
    if draft.report is None or draft.report.problems_file is None:
        raise Http404
    meant = {column.header: column.field or "" for column in draft.columns}
    file, suffix = open_refused(Path(draft.report.problems_file), meant)
    return FileResponse(file, as_attachment=True, filename=_("refused rows") + suffix)


def _where_it_went(draft: DraftState) -> HttpResponse:
    if draft.fact_batch:
        return redirect("fact_kind", draft.kind)
    return redirect("batch", draft.batch) if draft.batch else redirect("books")


def _own(request: HttpRequest, token: str) -> DraftState:
    # A file on its way in is its owner's alone: for anybody else it does not exist. A source's is everybody's.
    draft = get_draft(token)
    if draft is None or not (draft.source or draft.owner_id == signed_in(request).actor_id):
        raise Http404
    return draft


def _argument(draft: DraftState) -> dict[str, str]:
    return {"token": draft.token}


def _have_done(request: HttpRequest, task: str, draft: DraftState) -> None:
    if not is_under_way(task, _argument(draft)):
        enqueue(by=signed_in(request), task=task, argument=_argument(draft))


def _progress(request: HttpRequest, draft: DraftState, is_writing: bool) -> HttpResponse:
    is_working = is_writing or is_under_way("check_draft", _argument(draft))
    turn = get_turn("commit_draft" if is_writing else "check_draft", _argument(draft))
    context = frame(draft, "imports/progress.html", 4 if is_writing else 3 if draft.columns else 2) | {
        "is_writing": is_writing or draft.state == "committing",
        "before": turn.before,
        "who_is_first": get_owner((turn.first or {}).get("token", "")) if turn.before else "",
        "has_broken_off": not is_working,
        "is_late": draft.state == "received" and not turn.before and timezone.now() - draft.created_at > LATE,
        "polls": is_working,
    }
    return render(request, "imports/progress.html" if request.htmx else "imports/draft.html", context)  # type: ignore[attr-defined]


def _standing(request: HttpRequest, draft: DraftState) -> dict[str, Any]:
    is_asked = draft.columns and "columns" in request.GET
    if draft.state == "mapping" or is_asked:
        saved = next((one for one in get_mappings() if one.name == request.GET.get("mapping")), None)
        return columns_asked(draft, ColumnsForm(draft, saved=saved))
    return previewed(draft, draft.report) if draft.state == "ready" and draft.report else refused(draft)


def _too_late(request: HttpRequest, draft: DraftState) -> HttpResponse:
    messages.warning(request, _("The file had already gone on; this is where it stands."))
    return redirect("import_draft", draft.token)


def _version(request: HttpRequest) -> int:
    try:
        return int(request.POST.get("version", ""))
    except ValueError as error:
        raise BadRequest from error


urlpatterns = [
    path("books/import/", import_new, name="import_new"),
    path("books/import/<str:token>/", import_draft, name="import_draft"),
    path("books/import/<str:token>/columns/", import_columns, name="import_columns"),
    path("books/import/<str:token>/commit/", import_commit, name="import_commit"),
    path("books/import/<str:token>/cure/", import_cure, name="import_cure"),
    path("books/import/<str:token>/retry/", import_retry, name="import_retry"),
    path("books/import/<str:token>/cancel/", import_cancel, name="import_cancel"),
    path("books/import/<str:token>/discard/", import_discard, name="import_discard"),
    path("books/import/<str:token>/refused/", import_problems, name="import_problems"),
]
