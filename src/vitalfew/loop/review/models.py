"""Reviews: target against actual, why, and what is carried on."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vitalfew.journal.models import Versioned
from vitalfew.loop.analysis.models import Cycle
from vitalfew.loop.objectives.models import Objective
from vitalfew.loop.objectives.rules import ObjectiveStanding


class Review(Versioned):
    """The review that ends a cycle (S43): nothing closes without it (INV12)."""

    cycle = models.OneToOneField(Cycle, on_delete=models.CASCADE, related_name="review")
    held_on = models.DateField()
    lesson = models.TextField()
    decision = models.TextField(blank=True)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(lesson=""), name="review_has_lesson")]


class ReviewedObjective(models.Model):
    """What an objective had reached on the day of the review, kept as it was read from the books."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="objectives")
    objective = models.OneToOneField(Objective, on_delete=models.CASCADE, related_name="reviewed")
    target = models.DecimalField(max_digits=20, decimal_places=4)
    baseline = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    actual = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    improvement = models.DecimalField(max_digits=12, decimal_places=4, null=True)  # C23
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in ObjectiveStanding])
    as_of = models.DateField(null=True)
    generation = models.PositiveBigIntegerField()
    why = models.TextField(blank=True)
