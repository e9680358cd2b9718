"""The stage board of the portfolio: who stands where, the moves over time, and the thresholds of evidence (S16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew import words
from vitalfew.loop.analysis.actions import change_thresholds
from vitalfew.loop.analysis.labels import CONTRADICTION_LABELS, MOVE_LABELS, STAGE_LABELS
from vitalfew.loop.analysis.queries.stage_board import Card, get_stage_board, get_stage_moves
from vitalfew.loop.analysis.queries.thresholds import get_threshold_state
from vitalfew.loop.analysis.rules.flow import StageMove, matrix, quarters
from vitalfew.loop.analysis.rules.stages import Stage
from vitalfew.loop.control.queries.cases import CaseFacts, get_open_cases
from vitalfew.loop.control.queries.causes import get_causes
from vitalfew.loop.control.rules.causes import Causes
from vitalfew.people.rules import Permission, Role, may
from vitalfew.web.cases.shown import cause_words
from vitalfew.web.forms.thresholds import ThresholdForm, as_typed
from vitalfew.web.guards import allowed
from vitalfew.web.shell import edge_of
from vitalfew.web.stage_parts.pictures import about, ideal_picture
from vitalfew.web.visitors import signed_in, typed_in
from vitalfew.web.whys import told_beside

MOVES = 12  # of the log shown
YEAR = 365


@dataclass(frozen=True)
class Shown:
    """One card in words; with the case that lies over its stage, where one is open."""

    card: Card
    against: list[str]
    claimed: str
    case: CaseFacts | None
    cause: str


@dataclass(frozen=True)
class Column:
    """One stage and who stands there."""

    stage: Stage | None
    label: str
    cards: list[Shown]


@require_GET
@allowed(Permission.SEE_COMPANY)
def stage_board(request: HttpRequest) -> HttpResponse:
    """Show every key account at its stage, and how they have moved."""
    user, today = signed_in(request), timezone.localdate()
    moves = get_stage_moves(user)
    cases, causes = {one.account_id: one for one in get_open_cases(user)}, get_causes()
    cards = [_shown(one, cases.get(one.account_id), causes) for one in get_stage_board(user, today)]
    lately = [one for one in moves if one.on > today - timedelta(YEAR)]
    context = {
        "stop": "home",
        "columns": _columns(cards),
        "unrated": [one for one in cards if one.card.stage is None],
        "answer": _answer(cards),
        "unit": words.unit_for(max((one.card.revenue or 0 for one in cards), default=0), edge_of(request).currency),
        "quarters": quarters(moves, today),
        "matrix": _matrix(lately),
        "stages": list(STAGE_LABELS.values()),
        "moved": len(lately),
        "moves": [_moved(one) for one in moves[:MOVES]],
        "may_set": may(Role(user.role), Permission.CONFIRM_STAGE),
        "pictures": [(STAGE_LABELS[stage], about(stage), ideal_picture(stage)) for stage in Stage],
    }
    return render(request, "stages/board.html", context)


@require_http_methods(["GET", "POST"])
@allowed(Permission.CONFIRM_STAGE)
def stage_thresholds(request: HttpRequest) -> HttpResponse:
    """Show from where on something stands for a stage, and change it."""
    user, stands = signed_in(request), get_threshold_state()
    form = ThresholdForm(typed_in(request), initial=as_typed(stands))
    if form.is_bound and form.is_valid():
        with told_beside(form):
            typed = form.cleaned_data
            change_thresholds(by=user, version=typed["version"], asked=form.asked, note=typed["note"])
            messages.success(request, _("Saved. Evidence is read by these from now on; claims keep what was known."))
            return redirect("stage_board")
    return render(request, "stages/thresholds.html", {"stop": "home", "form": form})


def _columns(cards: Sequence[Shown]) -> list[Column]:
    return [
        Column(stage, str(word), [one for one in cards if one.card.stage is stage])
        for stage, word in STAGE_LABELS.items()
    ]


def _shown(card: Card, case: CaseFacts | None, causes: Causes) -> Shown:
    against = [str(CONTRADICTION_LABELS[one]) for one in card.against]
    cause = cause_words(causes, case.primary_cause) if case else ""
    return Shown(card, against, str(STAGE_LABELS[card.claimed]) if card.claimed else "", case, cause)


def _answer(cards: Sequence[Shown]) -> str:
    against, waiting = sum(bool(one.against) for one in cards), sum(bool(one.claimed) for one in cards)
    said = {"count": len(cards), "against": against, "waiting": waiting}
    return (
        _("%(count)s key accounts, %(against)s with something that speaks against the stage, %(waiting)s waiting")
        % said
    )


def _matrix(moves: Sequence[StageMove]) -> list[dict[str, Any]]:
    counted = matrix(moves)
    rows: list[tuple[Stage | None, str]] = [
        (None, _("not rated before")),
        *((one, str(STAGE_LABELS[one])) for one in Stage),
    ]
    return [
        {
            "label": word,
            "cells": [
                {"count": counted.get((before, after), 0), "is_same": before is after, "is_up": _is_up(before, after)}
                for after in Stage
            ],
        }
        for before, word in rows
    ]


def _is_up(before: Stage | None, after: Stage) -> bool:
    order = list(Stage)
    return before is not None and order.index(after) > order.index(before)


def _moved(one: StageMove) -> dict[str, Any]:
    return {
        "move": one,
        "before": STAGE_LABELS[one.before] if one.before else "",
        "after": STAGE_LABELS[one.after],
        "kind": MOVE_LABELS[one.move],
        "state": {"advance": "good", "regress": "watch"}.get(one.move, "none"),
    }


urlpatterns = [
    path("portfolio/stages/", stage_board, name="stage_board"),
    path("portfolio/stages/thresholds/", stage_thresholds, name="stage_thresholds"),
]
