"""Growth: why revenue changed, what began and ceased to be bought, where products stand in their life (S7, S11)."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew.ledger.queries import BooksEdge
from vitalfew.loop.analysis.actions.growth import judge_product_stage
from vitalfew.loop.analysis.queries.growth import get_growth, get_life_cycles, get_product_life
from vitalfew.people.rules import Permission, Role, may
from vitalfew.web.analysis_empty import nothing_yet
from vitalfew.web.few.controls import Period, controls
from vitalfew.web.forms.concentration import Question
from vitalfew.web.forms.growth import STAGES, PeriodForm, StageForm, TakeBackForm
from vitalfew.web.growth_shown import bridge, life_rows, life_strip, life_word, stage_shares
from vitalfew.web.guards import allowed
from vitalfew.web.shell import edge_of
from vitalfew.web.visitors import signed_in
from vitalfew.web.whys import told_beside


@require_GET
@allowed(Permission.SEE_COMPANY)
def growth(request: HttpRequest) -> HttpResponse:
    """Say why the company's revenue changed, and where its products stand."""
    user, edge, form = signed_in(request), edge_of(request), PeriodForm(request.GET)
    found = get_growth(user, *form.days())
    if found is None:
        return nothing_yet(request, "growth")
    stage = request.GET.get("stage", "")
    lives = get_life_cycles()
    shares = stage_shares(lives, chosen=stage) if lives else []
    context = {
        "stop": "analysis",
        "form": form,
        "periods": periods(edge, found.periods.start, found.periods.end),
        "bridge": bridge(found, edge.currency),
        "lives": lives,
        "shares": shares,
        "strip": life_strip(shares),
        "rows": life_rows(lives, stage if stage in STAGES else "") if lives else [],
    }
    return render(request, "growth/page.html", context)


@require_http_methods(["GET", "POST"])
@allowed(Permission.SEE_COMPANY)
def life_cycle(request: HttpRequest) -> HttpResponse:
    """Show the years of one product; say at which stage it stands where the figures are wrong."""
    user, product = signed_in(request), request.GET.get("product", "")
    life = get_product_life(product)
    if life is None:
        raise Http404
    version, do = life.judged.version if life.judged else 0, request.POST.get("do")
    initial = {"version": version, "stage": life.stage.value if life.stage else None}
    form = StageForm(request.POST if do == "judge" else None, initial=initial)
    back = TakeBackForm(request.POST if do == "take_back" else None, initial=initial, auto_id="back_%s")
    sent = form if form.is_bound else back
    if request.method == "POST" and sent.is_bound and sent.is_valid():
        with told_beside(sent):
            said = {"stage": "", **sent.cleaned_data}
            judge_product_stage(by=user, product=product, **said)
            messages.success(request, _("Saved."))
            return redirect("growth")
    lives = get_life_cycles()
    context: dict[str, Any] = {
        "stop": "analysis",
        "life": life,
        "computed": life_word(life.computed),
        "stage": life_word(life.stage),
        "years": list(zip(lives.years, life.sales, strict=True)) if lives else [],
        "span": lives.span if lives else 0,
        "may_judge": may(Role(user.role), Permission.IMPORT_BOOKS),
        "form": form,
        "back": back,
    }
    return render(request, "growth/product.html", context)


def periods(edge: BooksEdge, start: Any, end: Any) -> list[Period]:
    """Return the periods that are often asked for; all the books have nothing before them."""
    offered = controls(Question(start=start, end=end), edge).periods
    return [replace(one, is_chosen=(one.start, one.end) == (start, end)) for one in offered if one.start]


urlpatterns = [
    path("analysis/growth/", growth, name="growth"),
    path("analysis/growth/product/", life_cycle, name="life_cycle"),
]
