"""Objectives and how far they have come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.functional import Promise

from vitalfew.accounts.queries import get_ids_by_code, get_key_managers, get_names, only_visible
from vitalfew.accounts.queries.codes import get_members
from vitalfew.accounts.queries.proposals import called
from vitalfew.ledger.queries import BooksEdge, Span, Total, get_edge, get_totals
from vitalfew.ledger.queries.facts import get_facts
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.ledger.rules.facts_periods import days_of
from vitalfew.ledger.rules.figures import CodeDays, years_before
from vitalfew.loop.objectives.labels import METRIC_LABELS
from vitalfew.loop.objectives.models import Objective, Progress
from vitalfew.loop.objectives.rules import (
    Aim,
    ForWhom,
    Metric,
    ObjectiveStanding,
    attained,
    expected,
    improvement,
    shortfall,
    state_of,
    time_gone,
)
from vitalfew.people.queries import get_users
from vitalfew.people.rules import Actor
from vitalfew.prepared import Prepared


@dataclass(frozen=True)
class ObjectiveState:
    """An objective with what the books say of it as of their last day; None is not known.

    `attained` and `expected` are parts of the target, 0..1 and beyond, to be laid beside each other; `expected`
    follows last year's season where the books know it (`has_season`), the days gone otherwise. `improvement` is C23.
    """

    id: int
    version: int
    account_id: int
    account_name: str
    cycle_id: int
    metric: Metric
    for_whom: ForWhom
    starts_on: date
    due_on: date
    baseline: Decimal | None
    target: Decimal
    currency: str  # "" where the metric is no money
    actual: Decimal | None
    as_of: date | None
    generation: int
    attained: Decimal | None
    expected: Decimal | None
    has_season: bool
    time_gone: Decimal | None
    shortfall: Decimal | None  # in the metric's unit; below zero where it is ahead
    improvement: Decimal | None
    state: ObjectiveStanding
    owner_id: int
    owner_name: str
    why: str
    dropped_on: date | None
    drop_reason: str


@dataclass(frozen=True)
class BaselineLine:
    """What a metric was."""

    code: Metric
    value: Decimal | None

    @property
    def metric(self) -> Promise | str:
        return METRIC_LABELS[self.code]


@dataclass(frozen=True)
class Baselines:
    """What the books say of the same days a year before, metric by metric; None is not known."""

    start: date
    end: date
    currency: str
    as_of: date | None
    lines: tuple[BaselineLine, ...]


def get_objectives(cycle_id: int) -> list[ObjectiveState]:
    """Return the objectives of a cycle, those dropped last. Who may see it is the caller's question."""
    return _dropped_last(map(objective_state, _OF_CYCLE(cycle_id=cycle_id)))


def get_objectives_of(user: Actor) -> list[ObjectiveState]:
    """Return the objectives of the open cycles of every account the user sees, by account, those dropped left out."""
    found = only_visible(Objective.objects.filter(cycle__closed_on=None), user, "cycle__account")
    return objective_states(found.filter(dropped_on=None).order_by("cycle__account__name", "cycle__account", "due_on"))


def get_objective(user: Actor, objective_id: int) -> ObjectiveState | None:
    """Return one objective; None where it is not there or its account is not the user's to see."""
    visible = only_visible(Objective.objects.filter(pk=objective_id), user, "cycle__account")
    return next(iter(objective_states(visible)), None)


def get_baselines(account_id: int, code: str, starts_on: date, due_on: date) -> Baselines:
    """Return what every metric was on the same days a year before. Who may see it is the caller's question."""
    edge, members = get_edge(), get_members([account_id]).get(account_id, ())
    span = Span(code, years_before(starts_on, 1), years_before(due_on, 1), members)
    total = get_totals([span])[0] if _reaches(edge, span) else None
    lines = tuple(BaselineLine(metric, amount_of(metric, total)) for metric in Metric)
    return Baselines(span.start, span.end, edge.currency, edge.last_day, lines)


def get_open_objectives() -> QuerySet[Objective]:
    """Return the objectives that move with the books: of open cycles, not dropped."""
    return Objective.objects.filter(cycle__closed_on=None, dropped_on=None).select_related("cycle__account")


@dataclass(frozen=True)
class TargetProposal:
    """One row of a file of targets, and what would become of it."""

    account_id: int | None
    name: str
    metric: Metric
    starts_on: date
    due_on: date
    target: Decimal
    owner_id: int | None
    is_set: bool  # an objective of this metric and period stands already

    @property
    def can_be_taken(self) -> bool:
        return self.owner_id is not None and not self.is_set and self.target > 0


def get_target_proposals(user: Actor) -> list[TargetProposal]:
    """Return what files of targets propose for the accounts that the user sees.

    Whoever the file names answers for it, else the account's manager. An account nobody manages gets no objective.
    """
    facts = get_facts(FactKind.TARGETS)
    ids = get_ids_by_code(user, {fact.code for fact in facts if fact.code})
    names, managers, users = get_names(user, ids.values()), get_key_managers(user), list(get_users())
    open_ = only_visible(get_open_objectives(), user, "cycle__account").values_list(
        "cycle__account_id", "metric", "starts_on", "due_on"
    )
    stands = {(account, metric, start, due) for account, metric, start, due in open_}
    found = []
    for fact in facts:
        account_id, (start, due) = ids.get(fact.code or ""), days_of(fact["period"])
        manager = managers.get(account_id or 0)
        owner = called(users, fact["owner"])
        found.append(
            TargetProposal(
                account_id=account_id,
                name=names.get(account_id or 0, fact["customer_name"] or fact.code or ""),
                metric=Metric(fact["metric"]),
                starts_on=start,
                due_on=due,
                target=fact["target"],
                owner_id=None if manager is None else owner.pk if owner else manager,
                is_set=(account_id, fact["metric"], start, due) in stands,
            )
        )
    return found


def get_cycles_past_due(today: date) -> list[int]:
    """Return the open cycles all of whose objectives are past their day, and that nobody has looked over yet."""
    still = Objective.objects.filter(dropped_on=None, due_on__gte=today, cycle__closed_on=None).values("cycle_id")
    ended = Objective.objects.filter(dropped_on=None, due_on__lt=today, cycle__closed_on=None)
    ended = ended.exclude(cycle__reached__has_key="control")
    return sorted(set(ended.exclude(cycle_id__in=still).values_list("cycle_id", flat=True)))


def read_progress(objectives: list[Objective]) -> list[Progress]:
    """Return what the books say of these objectives now, not written: one question however many they are."""
    edge, members = get_edge(), get_members({objective.cycle.account_id for objective in objectives})
    asked = [_spans(objective, edge, members.get(objective.cycle.account_id, ())) for objective in objectives]
    spans = [span for three in asked for span in three if span is not None]
    found = iter(get_totals(spans))
    return [_progress(objective, edge, three, found) for objective, three in zip(objectives, asked, strict=True)]


def objective_states(found: QuerySet[Objective]) -> list[ObjectiveState]:
    """Return the rows as their readers know them, in one query."""
    return _dropped_last(map(objective_state, _whole(found)))


def _whole(found: QuerySet[Objective]) -> QuerySet[Objective]:
    rows = found.select_related("cycle__account", "owner", "progress")
    return rows if found.ordered else rows.order_by("due_on", "pk")


def _dropped_last(states: Iterable[ObjectiveState]) -> list[ObjectiveState]:
    return sorted(states, key=lambda state: state.dropped_on is not None)


_OF_CYCLE = Prepared(lambda cycle_id: _whole(Objective.objects.filter(cycle_id=cycle_id)))


def objective_state(row: Objective) -> ObjectiveState:
    """Return the row as its readers know it."""
    progress: Progress | None = getattr(row, "progress", None)
    aim = aim_of(row, progress)
    return ObjectiveState(
        id=row.pk,
        version=row.version,
        account_id=row.cycle.account_id,
        account_name=row.cycle.account.shown_name,
        cycle_id=row.cycle_id,
        metric=aim.metric,
        for_whom=ForWhom(row.for_whom),
        starts_on=row.starts_on,
        due_on=row.due_on,
        baseline=aim.baseline,
        target=row.target,
        currency=row.currency,
        actual=aim.actual,
        as_of=aim.as_of,
        generation=progress.generation if progress else 0,
        attained=attained(aim),
        expected=expected(aim),
        has_season=aim.has_season,
        time_gone=time_gone(aim),
        shortfall=shortfall(aim),
        improvement=improvement(aim),
        state=state_of(aim, is_dropped=row.dropped_on is not None),
        owner_id=row.owner_id,
        owner_name=row.owner.actor_name,
        why=row.why,
        dropped_on=row.dropped_on,
        drop_reason=row.drop_reason,
    )


def aim_of(row: Objective, progress: Progress | None) -> Aim:
    """Return the objective as its arithmetic needs it."""
    return Aim(
        metric=Metric(row.metric),
        starts_on=row.starts_on,
        due_on=row.due_on,
        target=row.target,
        baseline=progress.baseline if progress else None,
        baseline_so_far=progress.baseline_so_far if progress else None,
        actual=progress.actual if progress else None,
        as_of=progress.as_of if progress else None,
    )


def amount_of(metric: Metric, total: Total | None) -> Decimal | None:
    """Return the metric's figure; the margin of no line at all is nothing, of a line without its cost not known."""
    if total is None:
        return None
    if metric is Metric.NET_REVENUE:
        return total.net
    if metric is Metric.ORDER_DAYS:
        return Decimal(total.order_days)
    return total.margin if total.lines else Decimal(0)


def _spans(
    objective: Objective, edge: BooksEdge, members: tuple[CodeDays, ...]
) -> tuple[Span | None, Span | None, Span | None]:
    """Return the days of the baseline, of its part a year before the books' end, and of the actual, where known."""
    code, start, due = objective.cycle.account.code or "", objective.starts_on, objective.due_on
    before = years_before(start, 1)
    whole = Span(code, before, years_before(due, 1), members)
    if edge.last_day is None or edge.last_day < start:
        return (whole if _reaches(edge, whole) else None), None, None
    reached = min(due, edge.last_day)
    part = Span(code, before, years_before(reached, 1), members)
    actual = Span(code, start, reached, members)
    return tuple(span if _reaches(edge, span) else None for span in (whole, part, actual))  # type: ignore[return-value]


def _reaches(edge: BooksEdge, span: Span) -> bool:
    """Tell whether the books know these days: they begin no later and end no earlier."""
    if edge.first_day is None or edge.last_day is None:
        return False
    return edge.first_day <= span.start and edge.last_day >= span.end


def _progress(
    objective: Objective, edge: BooksEdge, spans: tuple[Span | None, ...], found: Iterator[Total]
) -> Progress:
    totals = [next(found) if span else None for span in spans]
    baseline, part, actual = (amount_of(Metric(objective.metric), total) for total in totals)
    return Progress(
        objective=objective,
        baseline=baseline,
        baseline_so_far=part,
        actual=actual,
        as_of=min(objective.due_on, edge.last_day) if edge.last_day else None,
        generation=edge.generation,
    )
