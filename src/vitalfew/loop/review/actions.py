"""The review: target against actual, why, and the lesson with which the next cycle begins (S43, INV12)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from vitalfew.accounts.queries import authorise
from vitalfew.journal.actions import create_row
from vitalfew.loop.analysis.actions import close_cycle, open_cycle
from vitalfew.loop.analysis.models import Cycle
from vitalfew.loop.objectives.models import Objective, Progress
from vitalfew.loop.objectives.queries import aim_of, read_progress
from vitalfew.loop.objectives.rules import improvement, state_of
from vitalfew.loop.plan.actions import carry_actions
from vitalfew.loop.review.models import Review, ReviewedObjective
from vitalfew.loop.review.queries import ReviewState, review_state
from vitalfew.loop.review.rules import ReviewWhy, review_refused
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission, signer


def close_review(
    *,
    by: Actor,
    account_id: int,
    held_on: date,
    lesson: str,
    decision: str,
    whys: Mapping[int, str],
    cycle_id: int | None = None,
    today: date | None = None,
) -> ReviewState:
    """Keep target and actual of every objective, close the cycle, open the next with the lesson; all or nothing.

    The actual is read from the books at this moment, and what is still to do goes into the next cycle's plan.
    `cycle_id` says which cycle the reviewer looked at: one that is closed by now is not closed twice.
    """
    authorise(by, Permission.REVIEW, account_id)
    day = today or timezone.localdate()
    cycle = _open_cycle(account_id, cycle_id)
    objectives = list(Objective.objects.filter(cycle=cycle).select_related("cycle__account"))
    if why := review_refused(objectives=len(objectives), lesson=lesson, held_on=held_on, today=day):
        raise Refused(why)
    frozen = read_progress(objectives)
    review = Review(
        cycle=cycle, held_on=held_on, lesson=lesson.strip(), decision=decision.strip(), held_by_id=signer(by)
    )
    with transaction.atomic():
        # The cycle first: of two who close it at once, the second is refused here and nothing of his is kept.
        close_cycle(by=by, cycle_id=cycle.pk, version=cycle.version, held_on=held_on)
        create_row(review, by=by, verb="review.closed", account_id=account_id)
        ReviewedObjective.objects.bulk_create(_kept(review, one, whys) for one in frozen)
        following = open_cycle(by=by, account_id=account_id, lesson=review.lesson, today=day)
        carry_actions(by=by, from_cycle_id=cycle.pk, to_cycle_id=following.id, account_id=account_id, today=day)
    return _state(review.pk)


def _open_cycle(account_id: int, cycle_id: int | None) -> Cycle:
    cycle = Cycle.objects.filter(account_id=account_id, closed_on=None).first()
    if cycle is None or cycle_id not in (None, cycle.pk):
        raise Refused(ReviewWhy.NO_CYCLE)
    return cycle


def _kept(review: Review, progress: Progress, whys: Mapping[int, str]) -> ReviewedObjective:
    objective = progress.objective
    aim = aim_of(objective, progress)
    return ReviewedObjective(
        review=review,
        objective=objective,
        target=objective.target,
        baseline=progress.baseline,
        actual=progress.actual,
        improvement=improvement(aim),
        state=state_of(aim, is_dropped=objective.dropped_on is not None).value,
        as_of=progress.as_of,
        generation=progress.generation,
        why=whys.get(objective.pk, "").strip(),
    )


def _state(review_id: int) -> ReviewState:
    found = Review.objects.select_related("cycle__account", "held_by").prefetch_related("objectives__objective")
    return review_state(found.get(pk=review_id))
