"""Scorecards made, scores judged, decisions taken on the way to a key account (S5, S42)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from vitalfew.accounts.queries import authorise
from vitalfew.accounts.queries.dossiers import get_standing
from vitalfew.journal.actions import change_row, create_row
from vitalfew.journal.rules import Clash, StaleVersion
from vitalfew.loop.analysis.actions.weighing import weigh_anew
from vitalfew.loop.analysis.models_selection import CriterionScore, Scorecard, SelectionStep
from vitalfew.loop.analysis.queries.selection import (
    CardState,
    CriterionScoreState,
    StepState,
    criterion_score_state,
    get_card,
    get_chosen,
    step_state,
)
from vitalfew.loop.analysis.rules.selection import (
    LINES,
    Card,
    Criterion,
    SelectionWhy,
    Step,
    as_plain,
    card_refused,
    score_refused,
    steps_open,
)
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission, require, signer


def make_scorecard(*, by: Actor, card: Card, after: int, reason: str, today: date | None = None) -> CardState:
    """Put the next version of the scorecard into use; `after` is the number of the version it was made from.

    The versions before stay as they were, and every account is weighed by the new one at once.
    """
    require(by, Permission.DESIGNATE)
    if why := card_refused(card, reason):
        raise Refused(why)
    row = Scorecard(
        number=after + 1,
        criteria=as_plain(card.criteria),
        reason=reason.strip(),
        made_by_id=signer(by),
        used_from=today or timezone.localdate(),
        **{name: getattr(card, name) for name in LINES},
    )
    try:
        with transaction.atomic():
            create_row(row, by=by, verb="analysis.scorecard_made")
            weigh_anew()
    except IntegrityError as refusal:
        # Of two directors who change one version, one was first.
        raise Refused(SelectionWhy.DECIDED_MEANWHILE) from refusal
    return get_card()


@dataclass(frozen=True)
class Judgement:
    """A score by one criterion and on what it rests; version 0 says that nobody had judged."""

    criterion: Criterion
    score: Decimal
    evidence: str
    version: int = 0


def judge_criterion(
    *,
    by: Actor,
    account_id: int,
    criterion: Criterion | str,
    score: Decimal,
    evidence: str,
    version: int,
    today: date | None = None,
) -> CriterionScoreState:
    """Judge the account by one criterion. It is weighed anew at once."""
    judgement = Judgement(Criterion(criterion), score, evidence, version)
    return judge_account(by=by, account_id=account_id, judgements=[judgement], today=today)[0]


def judge_account(
    *, by: Actor, account_id: int, judgements: Sequence[Judgement], today: date | None = None
) -> list[CriterionScoreState]:
    """Judge the account by several criteria, all or none."""
    authorise(by, Permission.EDIT_DOSSIER, account_id)
    for one in judgements:
        if why := score_refused(one.score, one.evidence):
            raise Refused(why)
    signed = {"assessed_by": signer(by), "assessed_on": today or timezone.localdate()}
    with transaction.atomic():
        rows = [
            _judged(by, account_id, one, signed | {"score": one.score, "evidence": one.evidence.strip()})
            for one in judgements
        ]
        weigh_anew()
    return [criterion_score_state(row) for row in rows]


def decide_step(
    *, by: Actor, account_id: int, step: Step | str, reason: str, version: int, today: date | None = None
) -> StepState:
    """Decide about the account, with where it stands today kept beside the reason.

    `version` is that of the decision that stands, 0 where there is none.
    """
    authorise(by, Permission.DESIGNATE, account_id)
    wanted, day = Step(step), today or timezone.localdate()
    stands = _open(account_id)
    if wanted not in steps_open(Step(stands.step) if stands else None, is_key=get_standing(account_id) is not None):
        raise Refused(SelectionWhy.STEP_NOT_NEXT)
    if not reason.strip():
        raise Refused(SelectionWhy.STEP_NEEDS_REASON)
    row = SelectionStep(
        account_id=account_id,
        step=wanted.value,
        reason=reason.strip(),
        scores=_scores(account_id),
        decided_by_id=signer(by),
        decided_on=day,
    )
    try:
        with transaction.atomic():
            _end(by, stands, version, day)
            create_row(row, by=by, verb=f"analysis.selection_{wanted.value}", account_id=account_id)
            weigh_anew()
    except IntegrityError as refusal:
        raise Refused(SelectionWhy.DECIDED_MEANWHILE) from refusal
    return step_state(row)


def end_step(*, by: Actor, account_id: int, today: date | None = None) -> None:
    """End the decision that stands: the account was named a key account, or is none any more."""
    authorise(by, Permission.DESIGNATE, account_id)
    with transaction.atomic():
        stands = _open(account_id)
        _end(by, stands, stands.version if stands else 0, today or timezone.localdate())
        weigh_anew()


def _judged(by: Actor, account_id: int, one: Judgement, judged: dict[str, Any]) -> CriterionScore:
    code, verb = one.criterion.value, "analysis.criterion_judged"
    row = CriterionScore.objects.filter(account_id=account_id, criterion=code).first()
    if row is None and one.version == 0:
        told = {("assessed_by_id" if name == "assessed_by" else name): value for name, value in judged.items()}
        new = CriterionScore(account_id=account_id, criterion=code, **told)
        try:
            with transaction.atomic():
                return create_row(new, by=by, verb=verb, account_id=account_id)
        except IntegrityError:
            # Of two who judged first, one was first.
            row = CriterionScore.objects.get(account_id=account_id, criterion=code)
    if row is None:
        gone = [Clash(name, None, value) for name, value in judged.items()]
        raise StaleVersion("analysis.criterionscore", 0, gone)
    change_row(row, by=by, verb=verb, version=one.version, changes=judged, account_id=account_id)
    return CriterionScore.objects.select_related("assessed_by").get(pk=row.pk)


def _open(account_id: int) -> SelectionStep | None:
    return SelectionStep.objects.filter(account_id=account_id, ended_on=None).first()


def _end(by: Actor, stands: SelectionStep | None, version: int, day: date) -> None:
    if stands is not None:
        ended = max(day, stands.decided_on)
        change_row(
            stands,
            by=by,
            verb="analysis.selection_ended",
            version=version,
            changes={"ended_on": ended},
            account_id=stands.account_id,
        )


def _scores(account_id: int) -> dict[str, Any]:
    """Return where the account stands, as the decision keeps it; text, which every database gives back unchanged."""
    found = get_chosen(account_id)
    if found is None:
        return {}
    stands = found.stands
    told = {"attractiveness": stands.attractiveness, "strength": stands.strength, "firm": stands.firm}
    return {
        "card": get_card().number,
        "place": stands.place,
        "box": stands.box,
        **{name: None if value is None else str(round(value, 2)) for name, value in told.items()},
    }
