"""Needs, what is made for the customer, terms agreed: records that rest on a judgement and end with a reason."""

from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import F, Q

from vitalfew.accounts.models import Account, Judged
from vitalfew.ledger.rules.facts_words import ContractKind
from vitalfew.relations.rules.records import ContractState, NeedKind, NeedState, OfferKind, Party, Priority


def one_of(words: type[StrEnum], **more: Any) -> Any:
    """Return a field for one of these words."""
    return models.CharField(max_length=20, choices=[(word.value, word.value) for word in words], **more)


def money() -> Any:
    """Return a field for an amount that may be unknown."""
    return models.DecimalField(max_digits=20, decimal_places=4, null=True)


def currency() -> Any:
    """Return a field for the currency of the amounts beside it."""
    return models.CharField(max_length=3, blank=True)


class Record(Judged):
    """One thing recorded of an account; ended, it no longer stands and stays to be read."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    ended_on = models.DateField(null=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(ended_on=None) | ~Q(end_reason=""), name="%(class)s_ended_with_reason"),
            models.CheckConstraint(condition=Q(expires_on__gte=F("assessed_on")), name="%(class)s_judged_dates"),
        ]
        indexes = [models.Index(fields=["account", "ended_on"], name="%(class)s_of_account")]


class Need(Record):
    """Something the customer needs (S12)."""

    kind = one_of(NeedKind)
    what = models.TextField()
    priority = one_of(Priority)
    state = one_of(NeedState, default=NeedState.OPEN)


class TailoredOffer(Record):
    """Something made for this customer: what it costs us and is worth, a year (S13)."""

    kind = one_of(OfferKind)
    what = models.TextField()
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    yearly_cost = money()
    yearly_value = money()
    currency = currency()


class Gain(Record):
    """What one of the two parties has of the relationship, and what that is worth a year if anybody knows (I14)."""

    party = one_of(Party)
    what = models.TextField()
    yearly_value = money()
    currency = currency()


class Contract(Record):
    """A contract with its days (S15b)."""

    kind = one_of(ContractKind)
    name = models.CharField(max_length=300)
    reference = models.CharField(max_length=100, blank=True)
    state = one_of(ContractState)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    notice_by = models.DateField(null=True)
    amount = money()
    currency = currency()
    terms = models.TextField(blank=True)


class PriceAgreement(Record):
    """A price agreed for a product, from when to when."""

    product = models.CharField(max_length=300)
    price = money()
    currency = currency()
    unit = models.CharField(max_length=50, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    terms = models.TextField(blank=True)
