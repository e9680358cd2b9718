"""Why does this not match finance? Finance's figure beside ours, and the difference taken apart."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitalfew.ledger.actions.control import remove_control_figure, type_control_figure
from vitalfew.ledger.labels_meaning import unfit_sentence
from vitalfew.ledger.queries import BatchState, get_batch, get_control, get_controls, get_edge, get_total_row
from vitalfew.ledger.rules.currency import UnfitMeaning
from vitalfew.people.rules import Permission
from vitalfew.web.forms.inputs import Version
from vitalfew.web.forms.meaning import ControlForm
from vitalfew.web.guards import allowed
from vitalfew.web.visitors import signed_in, typed_in


@require_http_methods(["GET", "POST"])
@allowed(Permission.IMPORT_BOOKS)
def control_totals(request: HttpRequest) -> HttpResponse:
    """Show finance's figures for periods of the books, and take another."""
    edge = get_edge()
    form = ControlForm(typed_in(request), initial={"currency": edge.currency, "tax": "net"})
    if form.is_bound and form.is_valid() and _typed(request, form, None):
        return redirect("control_totals")
    context = {"stop": "books", "edge": edge, "form": form, "controls": get_controls()}
    return render(request, "meaning/control.html", context)


@require_http_methods(["GET", "POST"])
@allowed(Permission.IMPORT_BOOKS)
def batch_control(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Show finance's figure for one import, and take it."""
    batch = get_batch(batch_id)
    if batch is None:
        raise Http404
    control = get_control(batch_id)
    form = ControlForm(typed_in(request), initial=_initial(batch))
    if form.is_bound and form.is_valid() and _typed(request, form, batch_id):
        return redirect("batch_control", batch_id)
    context: dict[str, Any] = {
        "stop": "books",
        "edge": get_edge(),
        "batch": batch,
        "form": form,
        "controls": [control] if control else [],
        "total_row": get_total_row(batch_id),
    }
    return render(request, "meaning/control.html", context)


@require_POST
@allowed(Permission.IMPORT_BOOKS)
def control_remove(request: HttpRequest, figure_id: int) -> HttpResponse:
    """Take finance's figure away."""
    version = Version().clean(request.POST.get("version"))
    remove_control_figure(by=signed_in(request), figure_id=figure_id, version=version)
    messages.success(request, _("Finance's figure is taken away."))
    return redirect("control_totals")


def _initial(batch: BatchState) -> dict[str, object]:
    return {"first_day": batch.first_day, "last_day": batch.last_day, "currency": batch.currency, "tax": "net"}


def _typed(request: HttpRequest, form: ControlForm, batch_id: int | None) -> bool:
    try:
        type_control_figure(by=signed_in(request), batch_id=batch_id, **form.cleaned_data)
    except UnfitMeaning as refusal:
        form.add_error("first_day", unfit_sentence(refusal))
        return False
    messages.success(request, _("Saved."))
    return True


urlpatterns = [
    path("books/control/", control_totals, name="control_totals"),
    path("books/batches/<int:batch_id>/control/", batch_control, name="batch_control"),
    path("books/control/<int:figure_id>/remove/", control_remove, name="control_remove"),
]
