"""Objectives of an account in one cycle."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vitalfew.journal.models import Versioned
from vitalfew.loop.analysis.models import Cycle
from vitalfew.loop.objectives.rules import ForWhom, Metric


class Objective(Versioned):
    """One aim: metric, period, baseline from the books, target. What it has reached is in Progress."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="objectives")
    metric = models.CharField(max_length=20, choices=[(m.value, m.value) for m in Metric])
    for_whom = models.CharField(max_length=10, choices=[(w.value, w.value) for w in ForWhom], default=ForWhom.US)
    starts_on = models.DateField()
    due_on = models.DateField()
    baseline = models.DecimalField(max_digits=20, decimal_places=4, null=True)  # the same days a year before
    target = models.DecimalField(max_digits=20, decimal_places=4)
    currency = models.CharField(max_length=3, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="objectives")
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(due_on__gt=F("starts_on")), name="objective_dates")]


class Progress(models.Model):
    """How far an objective has come, read from the books after every import and undo; nobody types it."""

    objective = models.OneToOneField(Objective, primary_key=True, on_delete=models.CASCADE, related_name="progress")
    actual = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    as_of = models.DateField()
    generation = models.PositiveBigIntegerField()
