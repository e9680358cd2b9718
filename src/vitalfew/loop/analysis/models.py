"""Where an account stands: its figures from the books, its stage, and the cycle it goes through."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vitalfew.accounts.models import Account, KeyAccount
from vitalfew.journal.models import Versioned
from vitalfew.loop.analysis.rules.cycles import Phase
from vitalfew.loop.analysis.rules.stages import Move, Stage

_MONEY = {"max_digits": 20, "decimal_places": 4}


class AccountFigures(models.Model):
    """The computed figures of one account, twelve months to the books' end; replaced whole by each refresh."""

    account = models.OneToOneField(Account, primary_key=True, on_delete=models.CASCADE, related_name="figures")
    generation = models.PositiveBigIntegerField()  # of the books
    method = models.CharField(max_length=40)
    period_start = models.DateField()
    as_of = models.DateField()  # the books' last day: nothing later is known
    currency = models.CharField(max_length=3, blank=True)
    sales = models.DecimalField(**_MONEY)
    revenue = models.DecimalField(**_MONEY)  # net: sales less cancellations, credits, returns
    revenue_before = models.DecimalField(**_MONEY)  # the twelve months before those
    margin = models.DecimalField(**_MONEY, null=True)  # unknown where any line lacks its cost
    margin_before = models.DecimalField(**_MONEY, null=True)
    lines = models.PositiveIntegerField()
    revenue_share = models.FloatField(null=True)  # of the company
    revenue_rank = models.PositiveIntegerField()
    margin_rank = models.PositiveIntegerField(null=True)
    months = models.JSONField()  # 24 net amounts, oldest first, decimal strings, ending with the month of as_of
    # rhythm, over all the books
    order_days = models.PositiveIntegerField()
    first_order_on = models.DateField(null=True)
    last_order_on = models.DateField(null=True)
    silent_days = models.PositiveIntegerField(null=True)
    usual_gap = models.FloatField(null=True)  # median, days
    gap_low = models.FloatField(null=True)  # first quartile
    gap_high = models.FloatField(null=True)  # third quartile
    gap_limit = models.FloatField(null=True)  # silence beyond this is overdue by the account's own rhythm
    recent_order_days = models.JSONField(default=list)  # days before as_of, of the last 180


class StageRecord(Versioned):
    """A claim of the relationship's stage with the evidence of its day, and the director's answer (S16)."""

    class State(models.TextChoices):
        PROPOSED = "proposed"
        CONFIRMED = "confirmed"
        DECLINED = "declined"

    key_account = models.ForeignKey(KeyAccount, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Stage])
    move = models.CharField(max_length=10, choices=[(m.value, m.value) for m in Move])
    reason = models.TextField()
    evidence = models.JSONField(default=list)  # what the books said when it was proposed
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stages_proposed")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="stages_answered"
    )
    answered_at = models.DateTimeField(null=True)
    answer_reason = models.TextField(blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key_account"], condition=Q(state="confirmed", valid_to=None), name="stage_one_open"
            ),
            models.UniqueConstraint(fields=["key_account"], condition=Q(state="proposed"), name="stage_one_proposal"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(answered_by__isnull=False, valid_from__isnull=False),
                name="stage_confirmed_by_somebody",
            ),
        ]


class Cycle(Versioned):
    """One turn of the loop for an account: analysis, objectives, plan, execution, control, review (S35)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="cycles")
    number = models.PositiveIntegerField()
    phase = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Phase], default=Phase.ANALYSIS)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "number"], name="cycle_number_once"),
            models.UniqueConstraint(fields=["account"], condition=Q(closed_on=None), name="cycle_one_open"),
        ]
