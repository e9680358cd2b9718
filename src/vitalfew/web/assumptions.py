"""The assumptions behind values ahead: discount rate, chances to stay, what winning costs beside keeping (C11, C19)."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vitalfew.jobs.actions import enqueue
from vitalfew.loop.analysis.actions import change_assumptions
from vitalfew.loop.analysis.queries.assumptions import get_assumptions
from vitalfew.people.rules import Permission
from vitalfew.web.forms.worth import AssumptionsForm, as_typed
from vitalfew.web.guards import allowed
from vitalfew.web.visitors import signed_in, typed_in
from vitalfew.web.whys import told_beside


@require_http_methods(["GET", "POST"])
@allowed(Permission.IMPORT_BOOKS)
def assumptions(request: HttpRequest) -> HttpResponse:
    """Show the assumptions, and change them."""
    user, stands = signed_in(request), get_assumptions()
    form = AssumptionsForm(typed_in(request), initial=as_typed(stands))
    if request.method == "POST" and form.is_valid():
        with told_beside(form):
            typed = form.cleaned_data
            change_assumptions(
                by=user,
                version=typed["version"],
                discount_rate=(typed["discount_rate"] / Decimal(100)).quantize(Decimal("0.0001")),
                retention=form.stays,
                cost_ratio=typed["cost_ratio"],
                ratio_source=typed["ratio_source"],
                note=typed["note"],
            )
            enqueue(by=user, task="value")
            messages.success(request, _("Saved. Values are computed anew."))
            return redirect("value")
    return render(request, "value/assumptions.html", {"stop": "analysis", "form": form, "stands": stands})


urlpatterns = [path("analysis/assumptions/", assumptions, name="assumptions")]
