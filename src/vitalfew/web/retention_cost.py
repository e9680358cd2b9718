"""Retention cost: what winning a customer costs beside keeping one, and what keeping a few more brings (S8, C16)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitalfew import words
from vitalfew.loop.analysis.actions import note_spend, remove_spend
from vitalfew.loop.analysis.labels_value import SPEND_LABELS
from vitalfew.loop.analysis.queries import get_refresh
from vitalfew.loop.analysis.queries.assumptions import AssumptionsState, SpendState, get_assumptions, get_spend
from vitalfew.loop.analysis.queries.value import get_valuation
from vitalfew.loop.analysis.rules.retention import (
    Case,
    Counted,
    Outlay,
    Ratio,
    SpendKind,
    case_for,
    ratio_of,
    spent_within,
)
from vitalfew.people.rules import Permission
from vitalfew.web.forms.inputs import Version
from vitalfew.web.forms.worth import SpendForm
from vitalfew.web.guards import allowed
from vitalfew.web.shell import edge_of
from vitalfew.web.visitors import signed_in, typed_in
from vitalfew.web.whys import told_beside


@dataclass(frozen=True)
class YearRow:
    """A year of customers and what was spent in it."""

    of: Counted
    spent: dict[SpendKind, Decimal]
    ratio: Ratio
    per_new: str
    per_kept: str
    times: str
    kept: str


@dataclass(frozen=True)
class SpendRow:
    """One expense in words."""

    of: SpendState
    kind: str
    amount: str


@require_http_methods(["GET", "POST"])
@allowed(Permission.SEE_COMPANY)
def retention_cost(request: HttpRequest) -> HttpResponse:
    """Show the firm's own ratio beside the assumed one; take an expense."""
    user, state, assumed, edge = signed_in(request), get_valuation(), get_assumptions(), edge_of(request)
    form = SpendForm(typed_in(request), initial=_initial(state.customers))
    if request.method == "POST" and form.is_valid():
        with told_beside(form):
            note_spend(by=user, **form.cleaned_data)
            messages.success(request, _("Noted."))
            return redirect("retention_cost")
    spend = get_spend()
    outlays = [Outlay(one.kind, one.starts_on, one.ends_on, one.amount) for one in spend]
    years = [_year(one, outlays, edge.currency) for one in state.customers]
    context = {
        "stop": "analysis",
        "answer": _answer(years, assumed),
        "assumed": assumed,
        "times": _times(assumed.cost_ratio),
        "years": years,
        "case": _case(years[0], assumed, edge.currency) if years else None,
        "spend": [SpendRow(one, str(SPEND_LABELS[one.kind]), _exact(one.amount, edge.currency)) for one in spend],
        "form": form,
        "unit": edge.currency,
    }
    return render(request, "value/retention_cost.html", context)


@require_POST
@allowed(Permission.IMPORT_BOOKS)
def spend_remove(request: HttpRequest, spend_id: int) -> HttpResponse:
    """Let an expense count no more."""
    remove_spend(by=signed_in(request), spend_id=spend_id, version=Version().clean(request.POST.get("version")))
    messages.success(request, _("It counts no more; the journal remembers it."))
    return redirect("retention_cost")


def _year(counted: Counted, outlays: list[Outlay], currency: str) -> YearRow:
    spent = spent_within(outlays, counted.start, counted.end)
    ratio = ratio_of(spent, counted)
    return YearRow(
        of=counted,
        spent=spent,
        ratio=ratio,
        per_new=str(words.money(ratio.per_new, currency)),
        per_kept=str(words.money(ratio.per_kept, currency)),
        times=_times(ratio.ratio),
        kept=words.share(counted.retention),
    )


def _answer(years: list[YearRow], assumed: AssumptionsState) -> str:
    said = {"assumed": _times(assumed.cost_ratio)}
    own = years[0].ratio if years else None
    if own is None or own.ratio is None:
        return _("What winning costs beside keeping is not known yet; %(assumed)s is assumed") % said
    return _("Winning a customer cost us %(own)s what keeping one did; %(assumed)s is assumed") % (
        said | {"own": _times(own.ratio)}
    )


def _case(year: YearRow, assumed: AssumptionsState, currency: str) -> dict[str, Any] | None:
    refresh = get_refresh()
    brought = refresh.revenue / year.of.bought if year.of.bought else None
    case: Case | None = case_for(year.of, brought, assumed.cost_ratio, year.ratio)
    if case is None:
        return None
    return {
        "kept": words.number(case.kept, 1),
        "brings": words.money(case.brings, currency),
        "winning": words.money(case.winning, currency) if case.winning is not None else None,
        "keeping": words.money(case.keeping, currency) if case.keeping is not None else None,
        "is_assumed": year.ratio.per_new is None,
    }


def _initial(years: tuple[Counted, ...]) -> dict[str, date]:
    return {"starts_on": years[0].start, "ends_on": years[0].end} if years else {}


def _times(ratio: Decimal | None) -> str:
    return words.UNKNOWN if ratio is None else "×" + words.number(ratio, 1)


def _exact(amount: Decimal, currency: str) -> str:
    return words.money_exact(amount, currency)


urlpatterns = [
    path("analysis/retention-cost/", retention_cost, name="retention_cost"),
    path("analysis/retention-cost/<int:spend_id>/remove/", spend_remove, name="spend_remove"),
]
