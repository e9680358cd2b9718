"""From where on something stands for a stage."""

from django.db import models
from django.db.models import Q

from vitalfew.journal.models import Versioned
from vitalfew.loop.analysis.rules.thresholds import DEFAULTS


class StageThresholds(Versioned):
    """The thresholds of the stages' evidence: one row, a director's to change (S20, S21, INV7)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    pre_trade = models.DecimalField(max_digits=20, decimal_places=4, default=DEFAULTS.pre_trade)
    quarters = models.PositiveSmallIntegerField(default=DEFAULTS.quarters)
    months = models.PositiveSmallIntegerField(default=DEFAULTS.months)
    share_of_ours = models.DecimalField(max_digits=7, decimal_places=6, default=DEFAULTS.share_of_ours)
    levels = models.PositiveSmallIntegerField(default=DEFAULTS.levels)
    otif = models.DecimalField(max_digits=7, decimal_places=6, default=DEFAULTS.otif)
    complaints = models.PositiveSmallIntegerField(default=DEFAULTS.complaints)
    share = models.DecimalField(max_digits=7, decimal_places=6, default=DEFAULTS.share)
    pairs = models.PositiveSmallIntegerField(default=DEFAULTS.pairs)
    warm_days = models.PositiveSmallIntegerField(default=DEFAULTS.warm_days)
    thread = models.DecimalField(max_digits=7, decimal_places=6, default=DEFAULTS.thread)
    information = models.PositiveSmallIntegerField(default=DEFAULTS.information)
    trust = models.PositiveSmallIntegerField(default=DEFAULTS.trust)
    teams = models.PositiveSmallIntegerField(default=DEFAULTS.teams)
    boards = models.PositiveSmallIntegerField(default=DEFAULTS.boards)
    costs = models.PositiveSmallIntegerField(default=DEFAULTS.costs)
    note = models.TextField(blank=True)  # why these

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="analysis_one_thresholds")]
