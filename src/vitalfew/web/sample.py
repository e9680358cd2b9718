"""Loading and removing the sample company, with one click each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from vitalfew.jobs.actions import enqueue
from vitalfew.jobs.queries import is_under_way
from vitalfew.ledger.queries import get_edge
from vitalfew.people.rules import Permission, is_loopback
from vitalfew.sample.actions import load_sample, remove_sample
from vitalfew.sample.rules import SampleRefused
from vitalfew.sample.tasks import LOAD_SAMPLE
from vitalfew.web.guards import allowed
from vitalfew.web.visitors import signed_in


@require_POST
@allowed(Permission.LOAD_SAMPLE)
def sample_load(request: HttpRequest) -> HttpResponse:
    """Have the sample loaded; once it is there, draw new passwords and show them, this once and on this machine."""
    if get_edge().is_empty or is_under_way(LOAD_SAMPLE):
        enqueue(by=signed_in(request), task=LOAD_SAMPLE)
        return redirect("books")
    try:
        report = load_sample(by=signed_in(request))
    except SampleRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("books")
    context = {"stop": "books", "report": report, "may_sign_in": is_loopback(request.META)}
    return render(request, "books/sample_loaded.html", context)


@require_POST
@allowed(Permission.LOAD_SAMPLE)
def sample_remove(request: HttpRequest) -> HttpResponse:
    """Remove the sample, whole."""
    report = remove_sample(by=signed_in(request))
    messages.success(request, report.message)
    return redirect("books")


urlpatterns = [
    path("sample/load/", sample_load, name="sample_load"),
    path("sample/remove/", sample_remove, name="sample_remove"),
]
