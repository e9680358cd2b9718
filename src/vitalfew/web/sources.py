"""Sources: where files come from by themselves, when, and what came of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitalfew.jobs.actions import enqueue
from vitalfew.jobs.queries import is_under_way
from vitalfew.ledger.actions import pause_source, remove_source, save_source
from vitalfew.ledger.queries import SourceState, get_source, get_source_folders, get_sources
from vitalfew.people.rules import Permission
from vitalfew.web.forms.inputs import Version
from vitalfew.web.forms.sources import RHYTHMS, SourceForm
from vitalfew.web.guards import allowed
from vitalfew.web.visitors import signed_in


@require_GET
@allowed(Permission.IMPORT_BOOKS)
def sources(request: HttpRequest) -> HttpResponse:
    """Show every source, when it was looked at and what waits."""
    found = get_sources()
    context = {"stop": "books", "sources": found, "rhythms": RHYTHMS, "folders": get_source_folders()}
    return render(request, "sources/list.html", context)


@require_http_methods(["GET", "POST"])
@allowed(Permission.IMPORT_BOOKS)
def source_new(request: HttpRequest) -> HttpResponse:
    """Name a place that files come from."""
    form = SourceForm(request.POST or None)
    if form.is_valid():
        save_source(by=signed_in(request), values=form.values())
        messages.success(request, _("The source is saved. The clock looks at it from now on."))
        return redirect("sources")
    return render(request, "sources/source.html", _context(form, None), status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@allowed(Permission.IMPORT_BOOKS)
def source(request: HttpRequest, source_id: int) -> HttpResponse:
    """Show one source, and change it."""
    state = _found(source_id)
    form = SourceForm(request.POST or None, source=state)
    if form.is_valid():
        save_source(
            by=signed_in(request), values=form.values(), source_id=source_id, version=form.cleaned_data["version"]
        )
        messages.success(request, _("The source is saved. The clock looks at it from now on."))
        return redirect("sources")
    return render(request, "sources/source.html", _context(form, state), status=422 if form.is_bound else 200)


@require_POST
@allowed(Permission.IMPORT_BOOKS)
def source_do(request: HttpRequest, source_id: int) -> HttpResponse:
    """Look at it now, pass it by, look at it again, or forget it."""
    state, by = _found(source_id), signed_in(request)
    version = Version().clean(request.POST.get("version"))
    match request.POST.get("do"):
        case "run":
            _run(request, state)
        case "pause" | "resume" as do:
            pause_source(by=by, source_id=source_id, version=version, is_paused=do == "pause")
        case "remove":
            remove_source(by=by, source_id=source_id, version=version)
            messages.info(
                request, _("“%(name)s” is no longer looked at. What it brought stays.") % {"name": state.name}
            )
        case _:
            raise Http404
    return redirect("sources")


def _run(request: HttpRequest, state: SourceState) -> None:
    argument = {"source": state.id}
    if not is_under_way("run_source", argument):
        enqueue(by=signed_in(request), task="run_source", argument=argument)
    messages.info(request, _("“%(name)s” is being looked at. What is new shows under Books.") % {"name": state.name})


def _context(form: SourceForm, state: SourceState | None) -> dict[str, Any]:
    return {"stop": "books", "form": form, "source": state, "folders": get_source_folders()}


def _found(source_id: int) -> SourceState:
    state = get_source(source_id)
    if state is None:
        raise Http404
    return state


urlpatterns = [
    path("books/sources/", sources, name="sources"),
    path("books/sources/new/", source_new, name="source_new"),
    path("books/sources/<int:source_id>/", source, name="source"),
    path("books/sources/<int:source_id>/do/", source_do, name="source_do"),
]
