"""The story told through the same actions that people use, each by the person who would do it, on the day it was."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from vitalfew.accounts.actions import designate
from vitalfew.accounts.queries import get_ids_by_code
from vitalfew.accounts.rules import Tier
from vitalfew.ledger.queries import Span, Total, get_totals
from vitalfew.ledger.rules.figures import years_before
from vitalfew.loop.analysis.actions import answer_stage, open_cycle, propose_stage
from vitalfew.loop.execution.actions import log_visit
from vitalfew.loop.objectives.actions import set_objective
from vitalfew.loop.objectives.rules import Metric
from vitalfew.loop.plan.actions import add_action, complete_action, write_strategy
from vitalfew.loop.review.actions import close_review
from vitalfew.people.queries import get_user, get_users
from vitalfew.people.rules import Actor
from vitalfew.sample.people import DIRECTOR
from vitalfew.sample.story import STORY
from vitalfew.sample.story.records import Aim, Claim, KeyStory, LastYear, Step, Visit
from vitalfew.sample.telling_breaks import tell_breaks
from vitalfew.sample.telling_dossier import tell_dossier
from vitalfew.sample.telling_joint import tell_joint
from vitalfew.sample.telling_network import tell_networks
from vitalfew.sample.telling_people import tell_people, tell_teams
from vitalfew.sample.telling_promises import tell_promises
from vitalfew.sample.telling_selection import tell_selection
from vitalfew.sample.telling_spend import tell_spend
from vitalfew.sample.telling_visits import tell_visits

REVIEW_AFTER = 20  # days into the new period


@dataclass(frozen=True)
class Scene:
    """One account on the stage, and who acts there."""

    account_id: int
    story: KeyStory
    manager: Actor
    director: Actor
    today: date
    before: dict[Span, Total]  # what the books say of the year before each objective
    users: dict[str, int]  # everybody of ours by user name

    def ago(self, days: int) -> date:
        """Return the day so many days ago."""
        return self.today - timedelta(days)

    @property
    def starts_on(self) -> date:
        """Return the first day of the objectives' period."""
        return period_of(self.today)

    @property
    def opened_on(self) -> date:
        """Return the day the cycle of now was opened."""
        return max(self.starts_on, self.ago(self.story.since))


def tell_story(*, by: Actor, today: date) -> int:
    """Tell what the managers did with their key accounts; return how many there are."""
    ids, director, before = get_ids_by_code(by), _person(DIRECTOR), _baselines(today)
    tell_people(by=director, ids=ids, today=today)
    tell_spend(by=director, today=today)
    users = {one.username: one.pk for one in get_users()}
    tell_teams(ids=ids, director=director, users=users, today=today)
    for username, stories in STORY.items():
        manager = _person(username)
        for story in stories:
            _tell(Scene(ids[story.code], story, manager, director, today, before, users))
    tell_networks(by=director, ids=ids, users=users, today=today)
    tell_selection(director=director, ids=ids, today=today)
    return sum(map(len, STORY.values()))


def period_of(today: date) -> date:
    """Return the first day of the period that objectives run: a year from the quarter of nine months ago."""
    then = today - timedelta(270)
    return date(then.year, (then.month - 1) // 3 * 3 + 1, 1)


def _baselines(today: date) -> dict[Span, Total]:
    """Ask the books once for every objective of the story."""
    starts_on = period_of(today)
    told = [story for stories in STORY.values() for story in stories]
    spans = {_year_before(story.code, starts_on) for story in told if story.aims}
    spans |= {_year_before(story.code, years_before(starts_on, 1)) for story in told if story.last_year}
    asked = sorted(spans, key=lambda span: (span.code, span.start))
    return dict(zip(asked, get_totals(asked), strict=True))


def _year_before(code: str, starts_on: date) -> Span:
    return Span(code, years_before(starts_on, 1), starts_on - timedelta(1))


def _person(username: str) -> Actor:
    user = get_user(username)
    if user is None:
        raise LookupError(username)
    return user


def _tell(scene: Scene) -> None:
    story = scene.story
    designate(
        by=scene.director,
        account_id=scene.account_id,
        tier=story.tier,
        manager_id=scene.manager.actor_id or 0,
        # Who is senior stands for the largest himself.
        sponsor_id=scene.director.actor_id if story.tier == Tier.STRATEGIC else None,
        reason=story.reason,
        designated_on=scene.ago(story.since),
    )
    if story.last_year:
        _tell_last_year(scene, story.last_year)
    # The cycle first, because a claim would open it on the day of the claim, which may be years ago.
    open_cycle(by=scene.manager, account_id=scene.account_id, today=scene.opened_on)
    for claim in story.claims:
        if not claim.is_waiting:
            _claim(scene, claim)
    aims = [_set_aim(scene, aim, scene.starts_on) for aim in story.aims]
    if story.strategy:
        write_strategy(
            by=scene.manager,
            account_id=scene.account_id,
            version=0,
            strategy=story.strategy,
            today=scene.opened_on + timedelta(REVIEW_AFTER),
        )
    for step in story.steps:
        _add_step(scene, step, aims)
    for visit in story.visits:
        _log(scene, visit)
    tell_joint(
        by=scene.manager,
        director=scene.director,
        account_id=scene.account_id,
        code=story.code,
        users=scene.users,
        today=scene.today,
    )
    for tell in (tell_dossier, tell_promises, tell_visits, tell_breaks):
        tell(by=scene.manager, account_id=scene.account_id, code=story.code, today=scene.today)
    # Last of all: what waits for the director carries the evidence of all that was told before.
    for claim in story.claims:
        if claim.is_waiting:
            _claim(scene, claim)


def _claim(scene: Scene, claim: Claim) -> None:
    day = scene.ago(claim.ago)
    record = propose_stage(
        by=scene.manager, account_id=scene.account_id, stage=claim.stage, reason=claim.reason, today=day
    )
    if not claim.is_waiting:
        answer_stage(
            by=scene.director,
            account_id=scene.account_id,
            version=record.version,
            is_confirmed=not claim.declined,
            reason=claim.declined,
            today=day,
        )


def _set_aim(scene: Scene, aim: Aim, starts_on: date) -> int:
    due_on = starts_on.replace(year=starts_on.year + 1) - timedelta(1)
    before = scene.before[_year_before(scene.story.code, starts_on)]
    state = set_objective(
        by=scene.manager,
        account_id=scene.account_id,
        metric=aim.metric,
        target=_target(Metric(aim.metric), before, aim.factor),
        starts_on=starts_on,
        due_on=due_on,
        for_whom=aim.for_whom,
        owner_id=scene.manager.actor_id or 0,
        why=aim.why,
        today=starts_on,
    )
    return state.id


def _target(metric: Metric, before: Total, factor: float) -> Decimal:
    if metric is Metric.ORDER_DAYS:
        return Decimal(max(1, round(before.order_days * factor)))
    base = (before.net if metric is Metric.NET_REVENUE else before.margin) or Decimal(0)
    # As people set it: in tens of thousands.
    return max(Decimal(10_000), (base * Decimal(str(factor)) / 10_000).quantize(Decimal(1)) * 10_000)


def _add_step(scene: Scene, step: Step, aims: list[int]) -> None:
    action = add_action(
        by=scene.manager,
        account_id=scene.account_id,
        what=step.what,
        owner_id=scene.manager.actor_id or 0,
        due_on=scene.today + timedelta(step.due_in),
        objective_id=None if step.aim is None else aims[step.aim],
        today=scene.opened_on + timedelta(REVIEW_AFTER),
    )
    if step.done_ago is not None:
        day = scene.ago(step.done_ago)
        complete_action(by=scene.manager, action_id=action.id, version=action.version, done_on=day, today=day)


def _log(scene: Scene, visit: Visit) -> None:
    day = scene.ago(visit.ago)
    log_visit(
        by=scene.manager,
        account_id=scene.account_id,
        contact_name=visit.who,
        contact_title=visit.title,
        kind=visit.kind,
        outcome=visit.outcome,
        note=visit.note,
        held_on=day,
        sent_key=f"sample {scene.story.code} {visit.ago}",
        today=day,
    )


def _tell_last_year(scene: Scene, last: LastYear) -> None:
    began = years_before(scene.starts_on, 1)
    review_on = scene.starts_on + timedelta(REVIEW_AFTER)
    open_cycle(by=scene.manager, account_id=scene.account_id, today=began)
    aims = [_set_aim(scene, aim, began) for aim in last.aims]
    for step in last.steps:
        days = (scene.today - review_on).days
        _add_step(scene, Step(step.what, step.due_in - days, days + (step.done_ago or 0), step.aim), aims)
    close_review(
        by=scene.manager,
        account_id=scene.account_id,
        held_on=review_on,
        lesson=last.lesson,
        decision=last.decision,
        whys={aims[-1]: last.why},
        today=review_on,
    )
