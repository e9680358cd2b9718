"""Exchange rates: what lacks one, what was told, by hand or as a table."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from vitalfew import words
from vitalfew.jobs.actions import enqueue
from vitalfew.ledger.actions.rates import RatesBrought, bring_rates, remove_rate, set_rate
from vitalfew.ledger.labels_meaning import unfit_sentence
from vitalfew.ledger.queries import get_edge, get_missing_rates, get_rate_rows
from vitalfew.ledger.rules.currency import RateKind, UnfitMeaning
from vitalfew.people.rules import Permission
from vitalfew.web.forms.inputs import Version
from vitalfew.web.forms.meaning import RateForm, RateTableForm
from vitalfew.web.guards import allowed
from vitalfew.web.visitors import signed_in

ON_A_PAGE = 60
SHOWN_PROBLEMS = 20


@dataclass(frozen=True)
class ProblemLine:
    """A row of a table that cannot be taken, in words."""

    row: int
    sentence: str


@require_http_methods(["GET", "POST"])
@allowed(Permission.IMPORT_BOOKS)
def rates(request: HttpRequest) -> HttpResponse:
    """Show the rates and what lacks one; take one by hand, or a table."""
    edge, do = get_edge(), request.POST.get("do")
    told = RateForm(request.POST if do == "tell" else None, initial={"kind": RateKind.DATED.value}, into=edge.currency)
    table = RateTableForm(
        request.POST if do == "bring" else None, request.FILES if do == "bring" else None, auto_id="table_%s"
    )
    problems: list[ProblemLine] = []
    if told.is_bound and told.is_valid() and _told(request, told):
        return redirect("rates")
    if table.is_bound and table.is_valid():
        brought = bring_rates(
            by=signed_in(request), text=table.cleaned_data["table"], source=table.cleaned_data["source"]
        )
        if not brought.problems:
            _say_brought(request, brought)
            return redirect("rates")
        problems = _problems(brought)
        table.add_error(None, _nothing_taken(brought))
    page = Paginator(get_rate_rows(), ON_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "stop": "books",
        "edge": edge,
        "missing": get_missing_rates(),
        "rates": page.object_list,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "form": told,
        "table": table,
        "problems": problems,
    }
    return render(request, "meaning/rates.html", context)


@require_POST
@allowed(Permission.IMPORT_BOOKS)
def rate_remove(request: HttpRequest, rate_id: int) -> HttpResponse:
    """Take a rate away."""
    remove_rate(by=signed_in(request), rate_id=rate_id, version=Version().clean(request.POST.get("version")))
    enqueue(by=signed_in(request), task="refresh")
    messages.success(request, _("The rate is taken away; the one before it holds on. Figures are computed anew."))
    return redirect("rates")


def _told(request: HttpRequest, form: RateForm) -> bool:
    typed = form.cleaned_data
    try:
        set_rate(
            by=signed_in(request),
            currency=typed["currency"],
            kind=RateKind(typed["kind"]),
            day=typed["day"],
            rate=typed["rate"],
            source=typed["source"],
        )
    except UnfitMeaning as refusal:
        form.add_error("rate" if refusal.why == "rate" else "currency", unfit_sentence(refusal))
        return False
    enqueue(by=signed_in(request), task="refresh")
    messages.success(request, _("Saved. Figures are computed anew."))
    return True


def _say_brought(request: HttpRequest, brought: RatesBrought) -> None:
    enqueue(by=signed_in(request), task="refresh")
    said = {
        "new": words.number(brought.new),
        "changed": words.number(brought.changed),
        "same": words.number(brought.same),
    }
    messages.success(request, _("Rates taken: %(new)s new, %(changed)s changed, %(same)s as before.") % said)


def _nothing_taken(brought: RatesBrought) -> str:
    count = len(brought.problems)
    text = ngettext(
        "%(count)s row cannot be taken, so none was. Mend it and bring the table again.",
        "%(count)s rows cannot be taken, so none was. Mend them and bring the table again.",
        count,
    )
    return text % {"count": words.number(count)}


def _problems(brought: RatesBrought) -> list[ProblemLine]:
    return [
        ProblemLine(problem.row, unfit_sentence(UnfitMeaning(problem.why, problem.found)))
        for problem in brought.problems[:SHOWN_PROBLEMS]
    ]


urlpatterns = [
    path("books/rates/", rates, name="rates"),
    path("books/rates/<int:rate_id>/remove/", rate_remove, name="rate_remove"),
]
