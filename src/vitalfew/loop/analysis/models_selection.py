"""How accounts are chosen: scorecards, judged scores, decisions, and where each account stands by the card in use."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vitalfew.accounts.models import Account
from vitalfew.journal.models import Versioned
from vitalfew.loop.analysis.rules.selection import Box, Criterion, Step

_TEN: Any = {"max_digits": 4, "decimal_places": 2}


class Scorecard(Versioned):
    """One version of the scorecard. It stays as it was: whoever changes anything makes the next (INV2).

    The highest number is the one in use; before there is any, rules.selection.DEFAULT_CARD is.
    """

    number = models.PositiveIntegerField(unique=True)
    criteria = models.JSONField()  # rules.selection.as_plain
    attractive_from = models.DecimalField(**_TEN)
    strong_from = models.DecimalField(**_TEN)
    cash_below = models.DecimalField(**_TEN)
    places = models.PositiveSmallIntegerField()
    most_keys = models.PositiveSmallIntegerField()
    most_per_manager = models.PositiveSmallIntegerField()
    reason = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    used_from = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="scorecard_has_reason"),
            models.CheckConstraint(
                condition=Q(attractive_from__range=(0, 10), strong_from__range=(0, 10), cash_below__range=(0, 10)),
                name="scorecard_lines_in_scale",
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="scorecard_has_places"),
        ]


class CriterionScore(Versioned):
    """What somebody judges an account by one criterion, on what evidence."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="criterion_scores")
    criterion = models.CharField(max_length=30, choices=[(one.value, one.value) for one in Criterion])
    score = models.DecimalField(**_TEN)
    evidence = models.TextField()
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assessed_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "criterion"], name="criterion_score_once"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=10), name="criterion_score_in_scale"),
            models.CheckConstraint(condition=~Q(evidence=""), name="criterion_score_has_evidence"),
        ]


class SelectionStep(Versioned):
    """A decision about an account on its way to a key account, with the scores of its day (S42); one stands open."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="selection_steps")
    step = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Step])
    reason = models.TextField()
    scores = models.JSONField(default=dict)  # what the card said on that day
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    ended_on = models.DateField(null=True)  # the day of the next decision

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=Q(ended_on=None), name="selection_one_open"),
            models.CheckConstraint(condition=~Q(reason=""), name="selection_has_reason"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("decided_on")), name="selection_days"
            ),
        ]


class SelectionFigures(models.Model):
    """Where an account stands by the scorecard in use; written anew as a whole (rules.weighing.Weighted)."""

    account = models.OneToOneField(Account, primary_key=True, on_delete=models.CASCADE, related_name="selection")
    card = models.PositiveIntegerField()  # number of the scorecard
    generation = models.PositiveBigIntegerField()  # of the books
    scores = models.JSONField()
    attractiveness = models.FloatField(null=True)
    strength = models.FloatField(null=True)
    attractiveness_known = models.FloatField()
    strength_known = models.FloatField()
    box = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Box])
    place = models.PositiveIntegerField(null=True)
    firm = models.FloatField(null=True)
    potential = models.DecimalField(max_digits=20, decimal_places=4, null=True)  # their whole purchases, estimated
    weighed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(attractiveness=None) | Q(attractiveness__gte=0, attractiveness__lte=10),
                name="selection_attractiveness_in_scale",
            ),
            models.CheckConstraint(
                condition=Q(strength=None) | Q(strength__gte=0, strength__lte=10), name="selection_strength_in_scale"
            ),
        ]
