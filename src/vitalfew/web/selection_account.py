"""One account on the scorecard: every criterion with its score and evidence, where that puts it, what was decided."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vitalfew import words
from vitalfew.accounts.queries import AccountState, authorise, get_account, get_designations
from vitalfew.accounts.queries.designations import Designated
from vitalfew.journal.rules import StaleVersion
from vitalfew.loop.analysis.actions import decide_step, judge_criterion
from vitalfew.loop.analysis.labels_selection import (
    ANCHOR_LABELS,
    AXIS_LABELS,
    BOX_LABELS,
    BOX_MEANS,
    CRITERION_LABELS,
    FORMULA_LABELS,
)
from vitalfew.loop.analysis.queries.selection import (
    CardState,
    Chosen,
    CriterionScoreState,
    get_card,
    get_chosen,
    get_criterion_scores,
    get_open_step,
    get_steps,
)
from vitalfew.loop.analysis.rules.selection import Axis, Criterion, ScoreSource, Weighed, steps_open
from vitalfew.loop.analysis.rules.weighing import Score
from vitalfew.people.rules import Permission
from vitalfew.web.forms.selection import ScoreForm, StepForm
from vitalfew.web.selecting.log import log
from vitalfew.web.selecting.sentences import firm_words
from vitalfew.web.visitors import rights_in, signed_in, typed_in
from vitalfew.web.whys import told_beside


@dataclass(frozen=True)
class Line:
    """One criterion of one account."""

    code: str
    label: Any
    weight: str
    anchors: tuple[Any, Any]
    formula: Any  # of a computed one
    score: Score | None
    figure: str
    judged: CriterionScoreState | None


@require_http_methods(["GET", "POST"])
@login_required
def selection_account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the account on the scorecard; decide about it."""
    user = signed_in(request)
    account = get_account(user, account_id)
    if request.method == "POST":
        authorise(user, Permission.DESIGNATE, account_id)
    step = get_open_step(account_id)
    steps = steps_open(step.step if step else None, is_key=account.key is not None)
    begins = {"version": step.version if step else 0, "step": steps[0] if len(steps) == 1 else None}
    form = StepForm(typed_in(request), steps=steps, initial=begins)
    if form.is_bound and form.is_valid():
        with told_beside(form):
            decide_step(by=user, account_id=account_id, **form.cleaned_data)
            messages.success(request, _("Decided."))
            return redirect("selection_account", account_id)
    chosen, card = get_chosen(account_id), get_card()
    designated = [Designated(account_id, account.name, one) for one in get_designations(user, account_id)]
    context = {
        "stop": "analysis",
        "account": account,
        "rights": rights_in(user, account),
        "chosen": chosen,
        "card": card,
        "firm": firm_words(chosen.stands.firm if chosen else None),
        "box": BOX_LABELS[chosen.stands.box] if chosen and chosen.stands.box else None,
        "means": BOX_MEANS[chosen.stands.box] if chosen and chosen.stands.box else None,
        "axes": _axes(account_id, chosen, card),
        "form": form,
        "decisions": log(get_steps(user, account_id), designated),
    }
    return render(request, "selection/account.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def selection_score(request: HttpRequest, account_id: int, criterion: str) -> HttpResponse:
    """Judge the account by one criterion, where it stands in the list or on a page of its own."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    authorise(user, Permission.EDIT_DOSSIER, account_id)
    if criterion not in set(Criterion):
        raise Http404
    code = Criterion(criterion)
    if "shown" in request.GET:
        return _shown(request, account, code)
    stands = get_criterion_scores(account_id).get(code)
    form = ScoreForm(typed_in(request), initial=_initial(stands))
    if form.is_bound and form.is_valid():
        try:
            with told_beside(form):
                judge_criterion(by=user, account_id=account_id, criterion=code, today=today, **form.cleaned_data)
                return _shown(request, account, code)
        except StaleVersion as stale:
            typed = request.POST.copy()
            typed["version"] = str(stale.version)
            return _form(request, account, code, ScoreForm(typed), status=409)
    return _form(request, account, code, form)


def _axes(account_id: int, chosen: Chosen | None, card: CardState) -> list[tuple[Any, str, str, list[Line]]]:
    """Return each axis: its word, its score, how much of its weight is known, its criteria."""
    judged = get_criterion_scores(account_id)
    stands = chosen.stands if chosen else None
    told = {
        Axis.ATTRACTIVENESS: (stands.attractiveness, stands.attractiveness_known) if stands else (None, 0.0),
        Axis.STRENGTH: (stands.strength, stands.strength_known) if stands else (None, 0.0),
    }
    return [
        (
            AXIS_LABELS[axis],
            words.number(told[axis][0], 1),
            words.share(told[axis][1], 0),
            [_line(one, chosen, judged.get(one.code)) for one in card.card.of(axis)],
        )
        for axis in Axis
    ]


def _line(one: Weighed, chosen: Chosen | None, judged: CriterionScoreState | None) -> Line:
    score = chosen.stands.scores.get(one.code) if chosen else None
    low, high = ANCHOR_LABELS[one.code]
    is_computed = one.source is ScoreSource.COMPUTED
    return Line(
        code=one.code.value,
        label=CRITERION_LABELS[one.code],
        weight=words.share(one.weight, 0),
        anchors=(one.low or low, one.high or high),
        formula=FORMULA_LABELS[one.code] if is_computed else "",
        score=score,
        figure=_figure(one.code, score.figure) if score and score.figure is not None else "",
        judged=judged,
    )


def _figure(code: Criterion, figure: float) -> str:
    match code:
        case Criterion.PURCHASE_BUDGET:
            return str(words.money(figure))
        case Criterion.GROWTH:
            return words.change(figure)
        case _:
            return words.share(figure)


def _initial(stands: CriterionScoreState | None) -> dict[str, Any]:
    if stands is None:
        return {"version": 0}
    return {"score": stands.score.normalize(), "evidence": stands.evidence, "version": stands.version}


def _shown(request: HttpRequest, account: AccountState, code: Criterion) -> HttpResponse:
    """Show the criterion as the page lists it, where its form stood."""
    if not request.headers.get("HX-Request"):
        return redirect("selection_account", account.id)
    return render(request, "selection/line.html", _row(request, account, code) | {"focus": True})


def _form(
    request: HttpRequest, account: AccountState, code: Criterion, form: ScoreForm, status: int = 200
) -> HttpResponse:
    part = bool(request.headers.get("HX-Request"))
    context = _row(request, account, code) | {"form": form, "part": part, "is_clash": status == 409}
    return render(request, "selection/line_form.html" if part else "selection/score.html", context, status=status)


def _row(request: HttpRequest, account: AccountState, code: Criterion) -> dict[str, Any]:
    card = get_card()
    weighed = next(one for one in card.card.criteria if one.code is code)
    judged = get_criterion_scores(account.id).get(code)
    return {
        "stop": "analysis",
        "account": account,
        "rights": rights_in(signed_in(request), account),
        "line": _line(weighed, get_chosen(account.id), judged),
    }


urlpatterns = [
    path("analysis/selection/accounts/<int:account_id>/", selection_account, name="selection_account"),
    path("analysis/selection/accounts/<int:account_id>/<slug:criterion>/", selection_score, name="selection_score"),
]
