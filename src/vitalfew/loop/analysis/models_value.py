"""What customers are worth ahead, on which assumptions, and what winning and keeping them costs."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from vitalfew.accounts.models import Account
from vitalfew.journal.models import Versioned
from vitalfew.loop.analysis.rules.retention import SpendKind
from vitalfew.loop.analysis.rules.worth import Road, as_plain_table

_MONEY: Any = {"max_digits": 20, "decimal_places": 4}


class AccountValue(models.Model):
    """What one account is worth ahead: of the customers without a contract the largest, and all under contract.

    Computed, replaced as a whole; which books, method and assumptions it is of stands in `Valuation`.
    """

    account = models.OneToOneField(Account, primary_key=True, on_delete=models.CASCADE, related_name="ahead")
    road = models.CharField(max_length=10, choices=[(r.value, r.value) for r in Road])
    is_margin = models.BooleanField()  # whether values are margin; otherwise revenue, as its cost is not known
    brought = models.DecimalField(**_MONEY, null=True)  # in the last twelve months, of the same kind
    value = models.DecimalField(**_MONEY, null=True)  # of the next 36 months, discounted
    low = models.DecimalField(**_MONEY, null=True)
    high = models.DecimalField(**_MONEY, null=True)
    year = models.DecimalField(**_MONEY, null=True)  # of the next twelve
    year_low = models.DecimalField(**_MONEY, null=True)
    year_high = models.DecimalField(**_MONEY, null=True)
    # by a model, without a contract
    bought_again = models.PositiveIntegerField(null=True)
    alive = models.FloatField(null=True)
    orders = models.FloatField(null=True)  # expected in the next twelve months
    spend = models.DecimalField(**_MONEY, null=True)  # expected, an order
    # by retention, under contract
    risk = models.FloatField(null=True)  # 0 none to 100
    factors = models.JSONField(default=dict)  # factor → its own risk, 0..1
    known = models.PositiveSmallIntegerField(null=True)  # of 100 points of weight
    retention = models.FloatField(null=True)  # a year
    lasting = models.DecimalField(**_MONEY, null=True)  # value without an end (C11)

    class Meta:
        indexes = [models.Index(fields=["road", "-value"], name="account_value_order")]


class Valuation(models.Model):
    """Of which books, by which model and on which assumptions the values are: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    generation = models.PositiveBigIntegerField(default=0)
    as_of = models.DateField(null=True)
    method = models.CharField(max_length=60, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    assumptions = models.PositiveIntegerField(default=0)  # the version they were computed on
    computed_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=20, blank=True)  # why no model is told; empty where one is
    lacking = models.PositiveIntegerField(default=0)  # how much there is of what is too little
    report = models.JSONField(default=dict, encoder=DjangoJSONEncoder)  # model, parameters, hold-out, sums
    retained = models.JSONField(default=dict)  # contract years and how many were kept
    customers = models.JSONField(default=list, encoder=DjangoJSONEncoder)  # by period: bought, new, kept

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="analysis_one_valuation")]


class Assumptions(Versioned):
    """What nobody can compute and somebody has to say: one row (C11, C16, C19)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    discount_rate = models.DecimalField(max_digits=6, decimal_places=4, default="0.1000")  # a year
    retention = models.JSONField(default=as_plain_table)  # chance to stay a year, by band of risk
    cost_ratio = models.DecimalField(max_digits=6, decimal_places=2, default=5)  # winning beside keeping
    ratio_source = models.CharField(max_length=300, blank=True)  # where the ratio is from
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="analysis_one_assumptions")]


class Spend(Versioned):
    """What was spent in a period on winning, keeping or looking after customers (S8)."""

    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in SpendKind])
    starts_on = models.DateField()
    ends_on = models.DateField()
    amount = models.DecimalField(**_MONEY)
    what = models.CharField(max_length=300)
    source = models.CharField(max_length=300, blank=True)
    removed_on = models.DateField(null=True)  # it counts no more
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="spend_not_below_zero"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="spend_days"),
        ]
