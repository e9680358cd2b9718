"""How the customer buys, sees us, stands in the chain, and what is proper there."""

from django.db import models
from django.db.models import Q

from vitalfew.relations.models.records import Record, one_of
from vitalfew.relations.rules.practice import MOST, Practice
from vitalfew.relations.rules.records import ChainLevel, CultureLevel, Party, Quadrant, SupplierStatus


class PracticeAssessment(Record):
    """One of the eight rows of how a customer buys, judged with its evidence (S15)."""

    practice = one_of(Practice)
    score = models.PositiveSmallIntegerField()
    evidence = models.TextField()

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["account", "practice"], condition=Q(ended_on=None), name="practice_once"),
            models.CheckConstraint(condition=Q(score__lte=MOST), name="practice_score_in_range"),
        ]


class ValueChainPosition(Record):
    """Where one of the two parties stands in the value chain (S34)."""

    party = one_of(Party)
    position = one_of(ChainLevel)
    note = models.TextField(blank=True)

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["account", "party"], condition=Q(ended_on=None), name="chain_once"),
        ]


class BuyerView(Record):
    """How the buyer sees what we supply of one category, and what we are there."""

    category = models.CharField(max_length=150)
    quadrant = one_of(Quadrant)
    supplier_status = one_of(SupplierStatus)

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["account", "category"], condition=Q(ended_on=None), name="buyer_view_once"),
        ]


class CultureNote(Record):
    """What matters in dealing with a company, a site or a region, and how far it is from our ways (S28, S57)."""

    level = one_of(CultureLevel)
    location = models.CharField(max_length=150, blank=True)
    what = models.TextField()
    distance = models.PositiveSmallIntegerField(null=True)
    measures = models.TextField(blank=True)

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(distance=None) | Q(distance__lte=MOST), name="culture_distance_in_range"
            ),
        ]
