"""Objectives of an account in one cycle."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vitalfew.journal.models import Versioned
from vitalfew.loop.analysis.models import Cycle
from vitalfew.loop.objectives.rules import ForWhom, Metric

_MONEY: Any = {"max_digits": 20, "decimal_places": 4}


class Objective(Versioned):
    """One aim: metric, period, target. What the books say about it is in Progress; nobody types that (INV10)."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="objectives")
    metric = models.CharField(max_length=20, choices=[(m.value, m.value) for m in Metric])
    for_whom = models.CharField(max_length=10, choices=[(w.value, w.value) for w in ForWhom], default=ForWhom.US)
    starts_on = models.DateField()
    due_on = models.DateField()
    target = models.DecimalField(**_MONEY)
    currency = models.CharField(max_length=3, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="objectives")
    why = models.CharField(max_length=300, blank=True)
    dropped_on = models.DateField(null=True)
    drop_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gt=F("starts_on")), name="objective_dates"),
            models.CheckConstraint(condition=Q(target__gt=0), name="objective_target"),
        ]


class Progress(models.Model):
    """What the books say of an objective: computed when it is set, after every import and every undo."""

    objective = models.OneToOneField(Objective, primary_key=True, on_delete=models.CASCADE, related_name="progress")
    baseline = models.DecimalField(**_MONEY, null=True)  # the same days a year before
    baseline_so_far = models.DecimalField(**_MONEY, null=True)  # of those, the days up to a year before as_of
    actual = models.DecimalField(**_MONEY, null=True)
    as_of = models.DateField(null=True)  # the last day of the books that counts; none where there are no books
    generation = models.PositiveBigIntegerField()
