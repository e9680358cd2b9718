"""Saved readings of columns: by name, how often used, renamed, forgotten."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vitalfew.ledger.actions import remove_mapping, rename_mapping
from vitalfew.ledger.queries import MappingState, get_mappings
from vitalfew.ledger.rules.imports import NameTaken, StillUsed
from vitalfew.people.rules import Permission
from vitalfew.web.forms.inputs import Version
from vitalfew.web.forms.sources import NameForm
from vitalfew.web.guards import allowed
from vitalfew.web.visitors import signed_in


@require_GET
@allowed(Permission.IMPORT_BOOKS)
def mappings(request: HttpRequest) -> HttpResponse:
    """Show every saved reading: its columns, its answers, how often it helped."""
    return render(request, "sources/mappings.html", {"stop": "books", "mappings": get_mappings()})


@require_POST
@allowed(Permission.IMPORT_BOOKS)
def mapping_rename(request: HttpRequest, mapping_id: int) -> HttpResponse:
    """Give a saved reading another name."""
    state, form = _found(mapping_id), NameForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("mappings")
    said = form.cleaned_data
    try:
        rename_mapping(by=signed_in(request), mapping_id=state.id, name=said["name"], version=said["version"])
    except NameTaken:
        messages.error(request, _("Another saved reading is called “%(name)s”.") % {"name": said["name"]})
    return redirect("mappings")


@require_POST
@allowed(Permission.IMPORT_BOOKS)
def mapping_remove(request: HttpRequest, mapping_id: int) -> HttpResponse:
    """Forget a saved reading; what was imported with it stays."""
    state = _found(mapping_id)
    try:
        remove_mapping(by=signed_in(request), mapping_id=state.id, version=Version().clean(request.POST.get("version")))
    except StillUsed as refusal:
        said = {"name": state.name, "sources": ", ".join(refusal.users)}
        messages.error(request, _("“%(name)s” is still used by: %(sources)s. Let them be read otherwise first.") % said)
    else:
        messages.info(request, _("“%(name)s” is forgotten. What was imported with it stays.") % {"name": state.name})
    return redirect("mappings")


def _found(mapping_id: int) -> MappingState:
    state = next((one for one in get_mappings() if one.id == mapping_id), None)
    if state is None:
        raise Http404
    return state


urlpatterns = [
    path("books/mappings/", mappings, name="mappings"),
    path("books/mappings/<int:mapping_id>/rename/", mapping_rename, name="mapping_rename"),
    path("books/mappings/<int:mapping_id>/remove/", mapping_remove, name="mapping_remove"),
]
