"""Reviews held, and what the next one will look at."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max, Prefetch, QuerySet

from vitalfew import words
from vitalfew.accounts.queries import only_visible
from vitalfew.loop.analysis.models import Cycle
from vitalfew.loop.analysis.queries import CycleState, get_cycle
from vitalfew.loop.objectives.queries import ObjectiveState, get_objectives
from vitalfew.loop.objectives.rules import ForWhom, Metric, ObjectiveStanding
from vitalfew.loop.plan.queries import ActionFacts, get_plan_of_cycle
from vitalfew.loop.plan.rules import ActionState
from vitalfew.loop.review.models import Review, ReviewedObjective
from vitalfew.loop.review.rules import needs_why
from vitalfew.people.rules import Actor


@dataclass(frozen=True)
class ReviewedState:
    """An objective as it stood at its review, kept as it was read from the books."""

    objective_id: int
    metric: Metric
    for_whom: ForWhom
    starts_on: date
    due_on: date
    currency: str
    baseline: Decimal | None
    target: Decimal
    actual: Decimal | None
    improvement: Decimal | None
    state: ObjectiveStanding
    as_of: date | None
    generation: int
    why: str


@dataclass(frozen=True)
class ReviewState:
    """A review: it closed its cycle and opened the next with its lesson."""

    id: int
    version: int
    account_id: int
    account_name: str
    cycle_id: int
    cycle_number: int
    opened_on: date
    held_on: date
    held_by_id: int
    held_by_name: str
    lesson: str
    decision: str
    objectives: tuple[ReviewedState, ...]

    @property
    def met(self) -> int:
        return sum(one.state is ObjectiveStanding.MET for one in self.objectives)


@dataclass(frozen=True)
class ReviewDraft:
    """What a review of the open cycle would look at, as the books stand."""

    account_id: int
    cycle: CycleState
    objectives: tuple[ObjectiveState, ...]
    actions: tuple[ActionFacts, ...]

    @property
    def to_explain(self) -> tuple[int, ...]:
        """Return the objectives whose result has to be explained."""
        return tuple(one.id for one in self.objectives if needs_why(one.state))

    @property
    def carried(self) -> tuple[ActionFacts, ...]:
        """Return what is still to do and goes into the next cycle's plan."""
        return tuple(one for one in self.actions if one.state is ActionState.TODO)


def get_review_draft(account_id: int) -> ReviewDraft | None:
    """Return what a review would look at; None without an open cycle. Who may see it is the caller's question."""
    cycle = get_cycle(account_id)
    if cycle is None:
        return None
    plan = get_plan_of_cycle(cycle.id)
    return ReviewDraft(account_id, cycle, tuple(get_objectives(cycle.id)), plan.actions if plan else ())


def get_reviews(account_id: int) -> list[ReviewState]:
    """Return the account's reviews, the latest first. Who may see the account is the caller's question."""
    return _states(Review.objects.filter(cycle__account_id=account_id))


def get_reviews_of(user: Actor, limit: int | None = None) -> list[ReviewState]:
    """Return the reviews of every account the user sees, the latest first, in two queries."""
    return _states(only_visible(Review.objects.all(), user, "cycle__account"), limit)


def get_reviews_due(user: Actor, today: date) -> list[tuple[int, str, date]]:
    """Return account, its name and the last due day, of open cycles whose objectives are all past their day."""
    open_cycles = only_visible(Cycle.objects.filter(closed_on=None), user)
    found = open_cycles.filter(objectives__dropped_on=None).annotate(last=Max("objectives__due_on"))
    rows = found.filter(last__lt=today).order_by("last", "account__name")
    facts = rows.values_list("account_id", "account__name", "account__name_en", "last")
    return [(account_id, words.name(own, english), last) for account_id, own, english, last in facts]


def review_state(row: Review) -> ReviewState:
    """Return the row as its readers know it."""
    return ReviewState(
        id=row.pk,
        version=row.version,
        account_id=row.cycle.account_id,
        account_name=row.cycle.account.shown_name,
        cycle_id=row.cycle_id,
        cycle_number=row.cycle.number,
        opened_on=row.cycle.opened_on,
        held_on=row.held_on,
        held_by_id=row.held_by_id,
        held_by_name=row.held_by.actor_name,
        lesson=row.lesson,
        decision=row.decision,
        objectives=tuple(_reviewed(one) for one in row.objectives.all()),
    )


def _reviewed(row: ReviewedObjective) -> ReviewedState:
    aim = row.objective
    return ReviewedState(
        objective_id=aim.pk,
        metric=Metric(aim.metric),
        for_whom=ForWhom(aim.for_whom),
        starts_on=aim.starts_on,
        due_on=aim.due_on,
        currency=aim.currency,
        baseline=row.baseline,
        target=row.target,
        actual=row.actual,
        improvement=row.improvement,
        state=ObjectiveStanding(row.state),
        as_of=row.as_of,
        generation=row.generation,
        why=row.why,
    )


def _states(found: QuerySet[Review], limit: int | None = None) -> list[ReviewState]:
    aims = ReviewedObjective.objects.select_related("objective").order_by("objective__due_on", "pk")
    rows = found.select_related("cycle__account", "held_by").prefetch_related(Prefetch("objectives", aims))
    return [review_state(row) for row in rows.order_by("-held_on", "-pk")[:limit]]
