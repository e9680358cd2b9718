"""The state of the books as a whole."""

from django.db import models


class Books(models.Model):
    """The state of the books: one row. Every commit and every undo moves the generation by one."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    generation = models.PositiveBigIntegerField(default=0)
    company = models.CharField(max_length=200, blank=True)
    # ISO 4217; empty while nobody has said, and then shown as not known.
    currency = models.CharField(max_length=3, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="ledger_one_books")]
