"""What serving customers costs, and what each of them brings once that is paid."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from vitalfew.accounts.models import Account
from vitalfew.journal.models import Versioned
from vitalfew.ledger.rules.facts_words import Activity
from vitalfew.loop.analysis.rules.profit import CostLevel

_MONEY: Any = {"max_digits": 20, "decimal_places": 4}


class CostRate(Versioned):
    """What one unit of an activity costs from a day on, in the books' currency; of credit, per cent a year (C2)."""

    activity = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Activity])
    rate = models.DecimalField(**_MONEY)
    level = models.CharField(max_length=20, choices=[(one.value, one.value) for one in CostLevel])
    valid_from = models.DateField()
    # What the activity costs in a year, done or not: what no customer caused stays with the company.
    yearly_cost = models.DecimalField(**_MONEY, null=True)
    source = models.CharField(max_length=300)
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assessed_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "valid_from"], name="cost_rate_once"),
            models.CheckConstraint(condition=Q(rate__gte=0), name="cost_rate_not_negative"),
            models.CheckConstraint(condition=~Q(source=""), name="cost_rate_has_source"),
        ]


class AccountProfit(models.Model):
    """What one account brought in twelve months once its service is paid for; computed, replaced as a whole."""

    account = models.OneToOneField(Account, primary_key=True, on_delete=models.CASCADE, related_name="profit")
    run = models.CharField(max_length=40)  # of which computation; `ProfitState` names the one that counts
    revenue = models.DecimalField(**_MONEY, null=True)
    margin = models.DecimalField(**_MONEY, null=True)  # unknown where a line has no cost
    served = models.DecimalField(**_MONEY)
    profit = models.DecimalField(**_MONEY, null=True)
    costs = models.JSONField(default=dict)  # activity → [volume, cost], as text

    class Meta:
        indexes = [models.Index(fields=["profit", "account"], name="account_profit_least")]


class ProfitState(models.Model):
    """The last computation of customer profit: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    run = models.CharField(max_length=40, blank=True)
    made_of = models.CharField(max_length=80, blank=True)  # the books and the rates it was computed from
    found = models.JSONField(default=dict)  # what `rules.profit.CompanyProfit` holds

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="analysis_one_profit")]
