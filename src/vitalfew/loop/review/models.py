"""Reviews: target against actual, why, and what is carried on."""

from django.conf import settings
from django.db import models

from vitalfew.journal.models import Versioned
from vitalfew.loop.analysis.models import Cycle
from vitalfew.loop.objectives.models import Objective


class Review(Versioned):
    """The review that ends a cycle (S43): nothing closes without it (INV12)."""

    cycle = models.OneToOneField(Cycle, on_delete=models.CASCADE, related_name="review")
    held_on = models.DateField()
    lesson = models.TextField()
    decision = models.TextField(blank=True)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")


class ReviewedObjective(models.Model):
    """What an objective had reached on the day of the review, kept as it was read from the books."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="objectives")
    objective = models.OneToOneField(Objective, on_delete=models.CASCADE, related_name="reviewed")
    target = models.DecimalField(max_digits=20, decimal_places=4)
    actual = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    as_of = models.DateField()
    generation = models.PositiveBigIntegerField()
    why = models.TextField(blank=True)
