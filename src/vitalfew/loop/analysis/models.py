"""Where an account stands: its figures from the books, its stage, and the cycle it goes through."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vitalfew.accounts.models import Account, KeyAccount
from vitalfew.journal.models import Versioned
from vitalfew.loop.analysis.models_growth import ProductStage as ProductStage
from vitalfew.loop.analysis.models_profit import AccountProfit as AccountProfit
from vitalfew.loop.analysis.models_profit import CostRate as CostRate
from vitalfew.loop.analysis.models_profit import ProfitState as ProfitState
from vitalfew.loop.analysis.models_selection import CriterionScore as CriterionScore
from vitalfew.loop.analysis.models_selection import Scorecard as Scorecard
from vitalfew.loop.analysis.models_selection import SelectionFigures as SelectionFigures
from vitalfew.loop.analysis.models_selection import SelectionStep as SelectionStep
from vitalfew.loop.analysis.models_space import SpaceJudgement as SpaceJudgement
from vitalfew.loop.analysis.models_stages import StageThresholds as StageThresholds
from vitalfew.loop.analysis.models_value import AccountValue as AccountValue
from vitalfew.loop.analysis.models_value import Assumptions as Assumptions
from vitalfew.loop.analysis.models_value import Spend as Spend
from vitalfew.loop.analysis.models_value import Valuation as Valuation
from vitalfew.loop.analysis.rules.cycles import Phase
from vitalfew.loop.analysis.rules.stages import ClaimState, Move, Stage

_MONEY: Any = {"max_digits": 20, "decimal_places": 4}


class AccountFigures(models.Model):
    """The computed figures of one account, twelve months to the books' end.

    A refresh replaces them in short transactions, so while one runs some rows are of the books before: each says of
    which generation it is, and `Refresh` says whether all are of the same.
    """

    account = models.OneToOneField(Account, primary_key=True, on_delete=models.CASCADE, related_name="figures")
    generation = models.PositiveBigIntegerField()  # of the books
    as_of = models.DateField()  # the books' last day: nothing later is known
    sales = models.DecimalField(
        **_MONEY, null=True
    )  # unknown where a counted line has no rate into the books' currency
    revenue = models.DecimalField(**_MONEY, null=True)  # net: sales less cancellations, credits, returns, rebates
    revenue_before = models.DecimalField(**_MONEY, null=True)  # unknown where the books do not reach back two years
    margin = models.DecimalField(**_MONEY, null=True)  # unknown where any line lacks its cost
    margin_before = models.DecimalField(**_MONEY, null=True)
    lines = models.PositiveIntegerField()
    revenue_share = models.FloatField(null=True)  # of what all accounts bring
    revenue_rank = models.PositiveIntegerField()
    revenue_class = models.CharField(max_length=1, blank=True)  # A, B, C; empty where the company has no revenue
    margin_rank = models.PositiveIntegerField(null=True)
    # 24 net amounts, comma separated, oldest first, ending with the month of as_of; empty where nobody knows
    months = models.TextField()
    # rhythm, over all the books
    order_days = models.PositiveIntegerField()
    first_order_on = models.DateField(null=True)
    last_order_on = models.DateField(null=True)
    silent_days = models.PositiveIntegerField(null=True)
    usual_gap = models.FloatField(null=True)  # median, days
    gap_low = models.FloatField(null=True)  # first quartile
    gap_high = models.FloatField(null=True)  # third quartile
    gap_limit = models.FloatField(null=True)  # silence beyond this is overdue by the account's own rhythm
    quiet = models.FloatField(null=True)  # chance that no order comes in 120 days; null where nobody can tell
    recent_order_days = models.TextField(blank=True)  # days before as_of, of the last 180, comma separated


class Refresh(models.Model):
    """Which books the figures are of, and whether somebody is writing newer ones: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    generation = models.PositiveBigIntegerField(default=0)  # of the last refresh that came to its end
    writer = models.CharField(max_length=40, blank=True)  # who writes now; the last who began is the one who may
    method = models.CharField(max_length=40, blank=True)
    period_start = models.DateField(null=True)
    as_of = models.DateField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    batches = models.PositiveIntegerField(default=0)
    accounts = models.PositiveIntegerField(default=0)
    revenue = models.DecimalField(**_MONEY, default=0)  # of all accounts
    refreshed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="analysis_one_refresh")]


class StageRecord(Versioned):
    """A claim of the relationship's stage with the evidence of its day, and the director's answer (S16).

    The confirmed records of a key account follow each other without a gap: one ends on the day on which the next
    begins, and one is open (INV5).
    """

    State = ClaimState

    key_account = models.ForeignKey(KeyAccount, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Stage])
    move = models.CharField(max_length=10, choices=[(m.value, m.value) for m in Move])
    reason = models.TextField()
    evidence = models.JSONField(default=list)  # what the books said when it was proposed
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in State], default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stages_proposed")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="stages_answered"
    )
    answered_at = models.DateTimeField(null=True)
    answer_reason = models.TextField(blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)  # the day on which the next begins

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key_account"], condition=Q(state="confirmed", valid_to=None), name="stage_one_open"
            ),
            models.UniqueConstraint(fields=["key_account"], condition=Q(state="proposed"), name="stage_one_proposal"),
            models.CheckConstraint(condition=~Q(reason=""), name="stage_has_reason"),
            models.CheckConstraint(
                condition=Q(state="proposed", answered_by=None, answered_at=None)
                | ~Q(state="proposed") & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="stage_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer_reason=""), name="stage_declined_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", valid_from__isnull=False)
                & (Q(valid_to=None) | Q(valid_to__gte=F("valid_from")))
                | ~Q(state="confirmed") & Q(valid_from=None, valid_to=None),
                name="stage_days",
            ),
        ]


class Cycle(Versioned):
    """One turn of the loop for an account: analysis, objectives, plan, execution, control, review (S35)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="cycles")
    number = models.PositiveIntegerField()
    phase = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Phase], default=Phase.ANALYSIS)
    reached = models.JSONField(default=dict)  # step worked on → the day it first was
    lesson = models.TextField(blank=True)  # what the review before taught: its analysis begins with it
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "number"], name="cycle_number_once"),
            models.UniqueConstraint(fields=["account"], condition=Q(closed_on=None), name="cycle_one_open"),
            # Nothing but a review closes a cycle (INV12).
            models.CheckConstraint(
                condition=Q(closed_on=None) & ~Q(phase="review")
                | Q(closed_on__isnull=False, phase="review", closed_on__gte=F("opened_on")),
                name="cycle_closed_by_review",
            ),
        ]
