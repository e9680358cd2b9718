"""Which accounts stand where by the scorecard in use, what was judged of them, and what was decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from vitalfew import words
from vitalfew.accounts.queries import only_visible
from vitalfew.accounts.queries.designations import Designated
from vitalfew.accounts.queries.visible import Reader
from vitalfew.loop.analysis.models_selection import CriterionScore, Scorecard, SelectionFigures, SelectionStep
from vitalfew.loop.analysis.rules.selection import (
    DEFAULT_CARD,
    LINES,
    Box,
    Card,
    Criterion,
    ScoreSource,
    Step,
    from_plain,
    is_review_due,
)
from vitalfew.loop.analysis.rules.weighing import Score, Weighted


@dataclass(frozen=True)
class CardState:
    """A version of the scorecard; number 0 is the one the product comes with."""

    number: int
    card: Card
    reason: str = ""
    made_by_name: str = ""
    used_from: date | None = None


@dataclass(frozen=True)
class CriterionScoreState:
    """A judged score, whose it is, and on what evidence."""

    id: int
    version: int
    criterion: Criterion
    score: Decimal
    evidence: str
    assessed_by_name: str
    assessed_on: date


@dataclass(frozen=True)
class StepState:
    """A decision on the way to a key account. `scores` is where the account stood on that day."""

    id: int
    version: int
    account_id: int
    account_name: str
    step: Step
    reason: str
    scores: Mapping[str, Any]
    decided_by_name: str
    decided_on: date
    ended_on: date | None


@dataclass(frozen=True)
class Chosen:
    """One account as the selection shows it."""

    account_id: int
    name: str
    code: str
    tier: str
    revenue: Decimal | None
    potential: Decimal | None
    stands: Weighted
    step: StepState | None


@dataclass(frozen=True)
class Selection:
    """All accounts that are weighed and that the reader may see, the first of the list first."""

    card: CardState
    rows: list[Chosen]
    weighed_at: datetime | None


def get_card() -> CardState:
    """Return the scorecard in use."""
    row = Scorecard.objects.select_related("made_by").order_by("-number").first()
    return _card_state(row) if row else CardState(0, DEFAULT_CARD)


def get_cards() -> list[CardState]:
    """Return every version of the scorecard, the latest first, down to the one the product comes with."""
    rows = Scorecard.objects.select_related("made_by").order_by("-number")
    return [*map(_card_state, rows), CardState(0, DEFAULT_CARD)]


def get_selection(user: Reader) -> Selection:
    """Return where the accounts stand, in three questions however many."""
    rows = only_visible(SelectionFigures.objects.filter(account__row__isnull=False), user)
    steps = {step.account_id: step for step in _steps(only_visible(SelectionStep.objects.filter(ended_on=None), user))}
    found = list(rows.select_related("account__row").order_by("place", "-attractiveness", "account_id"))
    shown = [_chosen(row, steps.get(row.account_id)) for row in found]
    # What has no place comes last on every database.
    shown.sort(key=lambda one: one.stands.place is None)
    return Selection(get_card(), shown, found[0].weighed_at if found else None)


def get_chosen(account_id: int) -> Chosen | None:
    """Return where one account stands; None where it is not weighed. Who may see it is the caller's question."""
    row = SelectionFigures.objects.filter(pk=account_id, account__row__isnull=False).select_related("account__row")
    found = row.first()
    return _chosen(found, get_open_step(account_id)) if found else None


def get_criterion_scores(account_id: int) -> dict[Criterion, CriterionScoreState]:
    """Return what was judged of the account. Who may see it is the caller's question."""
    rows = CriterionScore.objects.filter(account_id=account_id).select_related("assessed_by")
    return {state.criterion: state for state in map(criterion_score_state, rows)}


def get_open_step(account_id: int) -> StepState | None:
    """Return the decision that stands, beside a designation. Who may see the account is the caller's question."""
    return next(iter(_steps(SelectionStep.objects.filter(account_id=account_id, ended_on=None))), None)


def get_steps(user: Reader, account_id: int | None = None) -> list[StepState]:
    """Return the decisions about one account or all that the user may see, the latest first."""
    rows = only_visible(SelectionStep.objects.all(), user)
    return _steps(rows if account_id is None else rows.filter(account_id=account_id))


def reviews_due(designated: Iterable[Designated], steps: Iterable[StepState], today: date) -> list[Designated]:
    """Return the key accounts about which nothing was decided for a year, the longest first."""
    kept: dict[int, date] = {}
    for step in steps:
        if step.step is Step.KEPT:
            kept[step.account_id] = max(kept.get(step.account_id, step.decided_on), step.decided_on)

    def decided_on(one: Designated) -> date:
        return max(one.key.designated_on, kept.get(one.account_id, one.key.designated_on))

    due = [one for one in designated if not one.key.revoked_on and is_review_due(decided_on(one), today)]
    return sorted(due, key=decided_on)


def criterion_score_state(row: CriterionScore) -> CriterionScoreState:
    """Return the row as its readers know it."""
    return CriterionScoreState(
        id=row.pk,
        version=row.version,
        criterion=Criterion(row.criterion),
        score=row.score,
        evidence=row.evidence,
        assessed_by_name=row.assessed_by.actor_name,
        assessed_on=row.assessed_on,
    )


def step_state(row: SelectionStep) -> StepState:
    """Return the row as its readers know it."""
    return StepState(
        id=row.pk,
        version=row.version,
        account_id=row.account_id,
        account_name=row.account.shown_name,
        step=Step(row.step),
        reason=row.reason,
        scores=row.scores,
        decided_by_name=row.decided_by.actor_name,
        decided_on=row.decided_on,
        ended_on=row.ended_on,
    )


def _steps(rows: Any) -> list[StepState]:
    named = rows.select_related("account", "decided_by").order_by("-decided_on", "-pk")
    return [step_state(row) for row in named]


def _card_state(row: Scorecard) -> CardState:
    card = Card(from_plain(row.criteria), **{name: getattr(row, name) for name in LINES})
    return CardState(row.number, card, row.reason, row.made_by.actor_name, row.used_from)


def _chosen(row: SelectionFigures, step: StepState | None) -> Chosen:
    listed = row.account.row
    return Chosen(
        account_id=row.account_id,
        name=words.name(listed.name, listed.name_en),
        code=listed.code,
        tier=listed.tier,
        revenue=listed.revenue,
        potential=row.potential,
        stands=_weighted(row),
        step=step,
    )


def _weighted(row: SelectionFigures) -> Weighted:
    return Weighted(
        account_id=row.account_id,
        scores={
            Criterion(code): Score(told["score"], ScoreSource(told["source"]), told["figure"])
            for code, told in row.scores.items()
        },
        attractiveness=row.attractiveness,
        strength=row.strength,
        attractiveness_known=row.attractiveness_known,
        strength_known=row.strength_known,
        box=Box(row.box) if row.box else None,
        place=row.place,
        firm=row.firm,
    )
