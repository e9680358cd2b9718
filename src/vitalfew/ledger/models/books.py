"""The state of the books as a whole, and what their figures mean."""

from django.db import models
from django.db.models import Q

from vitalfew.journal.models import Versioned
from vitalfew.ledger.rules.currency import RateKind


class Books(Versioned):
    """The state of the books: one row. Whatever changes a figure moves the generation by one."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    generation = models.PositiveBigIntegerField(default=0)
    company = models.CharField(max_length=200, blank=True, default="")
    # What figures are said in, ISO 4217; empty while nobody has said, and then shown as not known.
    currency = models.CharField(max_length=3, blank=True, default="")
    # Which rates turn other currencies into it: those of each day, or one budget rate for all days.
    rates = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in RateKind], default="dated")
    fiscal_month = models.PositiveSmallIntegerField(default=1)  # with which the fiscal year begins
    closed_until = models.DateField(null=True)  # finance has closed these days: who changes them says why
    basis = models.CharField(max_length=10, blank=True, default="")  # the event the lines record; empty: as first seen

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="ledger_one_books"),
            models.CheckConstraint(condition=Q(fiscal_month__range=(1, 12)), name="ledger_fiscal_month"),
        ]
