"""The review that closes a cycle and opens the next one (S43, INV12)."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew.accounts.queries import authorise, get_account
from vitalfew.loop.objectives.labels import METRIC_LABELS, STATE_LABELS
from vitalfew.loop.review import actions
from vitalfew.loop.review.queries import (
    ReviewDraft,
    ReviewedState,
    ReviewState,
    get_review_draft,
    get_reviews,
    get_reviews_due,
    get_reviews_of,
)
from vitalfew.people.rules import Permission
from vitalfew.web.aims import MARKS, AimRow, aim_rows, tally
from vitalfew.web.forms.reviews import ReviewForm
from vitalfew.web.visitors import rights_over, signed_in, typed_in
from vitalfew.web.whys import told_beside


@dataclass(frozen=True)
class ToExplain:
    """An objective of the cycle under review, and the field in which its result is explained."""

    row: AimRow
    why: forms.BoundField


@dataclass(frozen=True)
class Outcome:
    """How an objective came out, kept with its review."""

    aim: ReviewedState
    metric: str
    state: str
    mark: str


@dataclass(frozen=True)
class PastReview:
    """A review held, its objectives in words."""

    review: ReviewState
    outcomes: list[Outcome]


@login_required
@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    """List what is due for review and what was learnt, over every account the user sees."""
    user = signed_in(request)
    context = {
        "stop": "review",
        "due": get_reviews_due(user, timezone.localdate()),
        "past": [_past(review) for review in get_reviews_of(user)],
    }
    return render(request, "reviews/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, account_id: int) -> HttpResponse:
    """Compare target and actual objective by objective, say why, and open the next cycle with the lesson."""
    user = signed_in(request)
    account = get_account(user, account_id)
    if request.method == "POST":
        authorise(user, Permission.REVIEW, account_id)
    draft, today = get_review_draft(account_id), timezone.localdate()
    initial = {"held_on": today, "cycle": draft.cycle.id if draft else None}
    ids = [objective.id for objective in draft.objectives] if draft else []
    form = ReviewForm(typed_in(request), objective_ids=ids, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        with told_beside(form):
            actions.close_review(by=user, account_id=account_id, whys=form.whys, **form.written)
            messages.success(request, _("Closed. The next cycle is open and begins with your lesson."))
            return redirect("plan", account_id)
    context = {"stop": "review", "account": account, "rights": rights_over(user, account_id)}
    return render(request, "reviews/review.html", context | _draft(draft, form) | _history(account_id))


def _draft(draft: ReviewDraft | None, form: ReviewForm) -> dict[str, Any]:
    rows = aim_rows(draft.objectives) if draft else []
    pairs = [ToExplain(row, form.why_of(row.aim.id)) for row in rows]
    return {"draft": draft, "form": form, "pairs": pairs, "tally": tally(rows)}


def _history(account_id: int) -> dict[str, Any]:
    return {"past": [_past(review) for review in get_reviews(account_id)]}


def _past(review: ReviewState) -> PastReview:
    return PastReview(
        review,
        [
            Outcome(aim, str(METRIC_LABELS[aim.metric]), str(STATE_LABELS[aim.state]), MARKS[aim.state])
            for aim in review.objectives
        ],
    )


urlpatterns = [
    path("reviews/", reviews, name="reviews"),
    path("accounts/<int:account_id>/review/", review, name="review"),
]
