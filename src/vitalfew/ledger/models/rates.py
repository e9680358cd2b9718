"""What others say of our money: the rates of exchange, and the figures that finance has."""

from django.db import models
from django.db.models import F, Q

from vitalfew.journal.models import Versioned
from vitalfew.ledger.rules.currency import RATE_DECIMALS, RateKind


class Rate(Versioned):
    """One rate. A dated one holds from its day to the next of its currency; a budget rate holds for all days."""

    currency = models.CharField(max_length=3)
    into = models.CharField(max_length=3)  # the reporting currency when it was told
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in RateKind])
    day = models.DateField(null=True)
    rate = models.DecimalField(max_digits=16, decimal_places=RATE_DECIMALS)
    source = models.CharField(max_length=200, blank=True)  # in the words of who told it: a bank, a file
    told_by = models.CharField(max_length=200)
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["currency", "kind", "-day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="dated", day__isnull=False) | Q(kind="budget", day=None), name="ledger_rate_day"
            ),
            models.CheckConstraint(condition=Q(rate__gt=0), name="ledger_rate_positive"),
            models.CheckConstraint(condition=~Q(currency=F("into")), name="ledger_rate_other"),
            models.UniqueConstraint(
                fields=["currency", "into", "day"], condition=Q(kind="dated"), name="ledger_rate_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["currency", "into"], condition=Q(kind="budget"), name="ledger_one_budget_rate"
            ),
        ]


class ControlFigure(Versioned):
    """What finance has for one import, or for a period of all the books: the figure ours is held against."""

    batch = models.ForeignKey("Batch", null=True, on_delete=models.CASCADE, related_name="control_figures")
    first_day = models.DateField()
    last_day = models.DateField()
    amount = models.DecimalField(max_digits=20, decimal_places=4)
    currency = models.CharField(max_length=3, blank=True)
    tax = models.CharField(max_length=10)  # net | gross | unknown
    note = models.CharField(max_length=300, blank=True)
    typed_by = models.CharField(max_length=200)
    typed_at = models.DateTimeField()

    class Meta:
        ordering = ["-last_day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["batch"], condition=Q(batch__isnull=False), name="ledger_one_control"),
            models.UniqueConstraint(
                fields=["first_day", "last_day", "currency"],
                condition=Q(batch=None),
                name="ledger_one_control_a_period",
            ),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="ledger_control_days"),
        ]
