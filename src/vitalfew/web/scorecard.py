"""The scorecard: what accounts are compared by, in versions that stay as they were (S5)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vitalfew.loop.analysis.actions import make_scorecard
from vitalfew.loop.analysis.labels_selection import (
    ANCHOR_LABELS,
    AXIS_LABELS,
    CRITERION_LABELS,
    FORMULA_LABELS,
    SOURCE_LABELS,
)
from vitalfew.loop.analysis.queries.selection import CardState, get_cards
from vitalfew.loop.analysis.rules.selection import LINES, Axis, Card
from vitalfew.people.rules import Permission, Role, may, require
from vitalfew.web.forms.selection import ScorecardForm, typed_card
from vitalfew.web.visitors import signed_in, typed_in
from vitalfew.web.whys import told_beside


@require_http_methods(["GET", "POST"])
@login_required
def scorecard(request: HttpRequest) -> HttpResponse:
    """Show a version of the scorecard; make the next one from the one in use."""
    user = signed_in(request)
    if request.method == "POST":
        require(user, Permission.DESIGNATE)
    cards = get_cards()
    form = ScorecardForm(typed_in(request), initial=typed_card(cards[0].card) | {"after": cards[0].number})
    if form.is_bound and form.is_valid():
        with told_beside(form):
            typed = form.cleaned_data
            made = make_scorecard(by=user, card=form.card(), after=typed["after"], reason=typed["reason"])
            messages.success(
                request, _("Version %(n)s is in use. Every account was weighed anew.") % {"n": made.number}
            )
            return redirect("selection")
    shown = _asked(request, cards)
    is_latest = shown.number == cards[0].number
    context = {
        "stop": "analysis",
        "cards": cards,
        "shown": shown,
        "is_latest": is_latest,
        "form": form if is_latest and may(Role(user.role), Permission.DESIGNATE) else None,
        "axes": _axes(shown.card, form),
        "lines": [form[name] for name in LINES],
        "told_lines": [(form[name].label, value) for name, value in typed_card(shown.card).items() if name in LINES],
    }
    return render(request, "selection/scorecard.html", context)


def _asked(request: HttpRequest, cards: list[CardState]) -> CardState:
    wanted = request.GET.get("version", "")
    return next((card for card in cards if str(card.number) == wanted), cards[0])


def _axes(card: Card, form: ScorecardForm) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Return each axis with its criteria, as they stand and as the form asks for them."""
    return [(AXIS_LABELS[axis], [_criterion(one, form) for one in card.of(axis)]) for axis in Axis]


def _criterion(one: Any, form: ScorecardForm) -> dict[str, Any]:
    code = one.code.value
    source = f"source_{code}"
    return {
        "label": CRITERION_LABELS[one.code],
        "formula": FORMULA_LABELS.get(one.code, ""),
        "stands": one,
        "source": SOURCE_LABELS[one.source],
        "anchors": [typed or usual for typed, usual in zip((one.low, one.high), ANCHOR_LABELS[one.code], strict=True)],
        "weight_field": form[f"weight_{code}"],
        "source_field": form[source] if source in form.fields else None,
        "low_field": form[f"low_{code}"],
        "high_field": form[f"high_{code}"],
    }


urlpatterns = [path("analysis/selection/scorecard/", scorecard, name="scorecard")]
