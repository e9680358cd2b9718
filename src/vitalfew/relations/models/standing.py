"""What is judged again and again, so that its course can be seen: trust, participation, market position."""

from django.db import models
from django.db.models import Q

from vitalfew.relations.models.records import Record, one_of
from vitalfew.relations.rules.records import Complexity, MarketEvent, Party

LEAST_TRUST, MOST_TRUST = 1, 5


class TrustRating(Record):
    """How far one side trusts the other, on a day, with what shows it (S26)."""

    rated_on = models.DateField()
    rated_by_party = one_of(Party)
    trust = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=150, blank=True)
    evidence = models.TextField()

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["account", "rated_by_party", "rated_on"], condition=Q(ended_on=None), name="trust_once_a_day"
            ),
            models.CheckConstraint(condition=Q(trust__range=(LEAST_TRUST, MOST_TRUST)), name="trust_in_range"),
        ]


class ParticipationPosition(Record):
    """In which cell of the participation matrix an offering stands from a day on (S31, S32)."""

    offering = models.CharField(max_length=150)
    positioned_on = models.DateField()
    product_complexity = one_of(Complexity)
    process_complexity = one_of(Complexity)
    note = models.TextField(blank=True)

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["account", "offering", "positioned_on"], condition=Q(ended_on=None), name="offering_once_a_day"
            ),
        ]
        indexes = [models.Index(fields=["account", "ended_on"], name="participation_of_account")]


class MarketPosition(Record):
    """Where one of the two parties stands in a market, and what brought it there (S30)."""

    party = one_of(Party)
    market = models.CharField(max_length=150)
    event = one_of(MarketEvent)
    happened_on = models.DateField()
    rank = models.PositiveSmallIntegerField(null=True)
    share = models.DecimalField(max_digits=7, decimal_places=6, null=True)
    note = models.TextField(blank=True)

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(share=None) | Q(share__gte=0, share__lte=1), name="position_share"),
            models.CheckConstraint(
                condition=~Q(event="none") | Q(rank__isnull=False) | Q(share__isnull=False),
                name="position_says_something",
            ),
        ]
