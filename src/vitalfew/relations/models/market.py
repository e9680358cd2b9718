"""What the customer buys in all, and from whom: estimates side by side, never one guessed figure."""

from django.db import models
from django.db.models import F, Q

from vitalfew.relations.models.records import Record, currency, money, one_of
from vitalfew.relations.rules.records import WalletMethod


class WalletEstimate(Record):
    """What the customer spends in a year on what we could supply, by one source: a range, a point, or both (C8)."""

    category = models.CharField(max_length=150, blank=True)  # empty: everything we could supply
    year = models.PositiveSmallIntegerField()
    low = money()
    point = money()
    high = money()
    currency = currency()
    method = one_of(WalletMethod)

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(low=None, point=None, high=None) & ~Q(currency=""), name="wallet_says_something"
            ),
            models.CheckConstraint(
                condition=(Q(low=None) | Q(high=None) | Q(low__lte=F("high")))
                & (Q(low=None) | Q(point=None) | Q(low__lte=F("point")))
                & (Q(point=None) | Q(high=None) | Q(point__lte=F("high"))),
                name="wallet_range",
            ),
        ]


class CompetitorShare(Record):
    """What a competitor holds at the customer; an unknown share is unknown (S46)."""

    competitor = models.CharField(max_length=150)
    category = models.CharField(max_length=150, blank=True)
    share = models.DecimalField(max_digits=7, decimal_places=6, null=True)
    strengths = models.TextField(blank=True)

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gte=0, share__lte=1), name="competitor_share_is_one"
            ),
        ]
