"""What of a relationship no book shows: said by somebody, with source and confidence."""

from django.db import models
from django.db.models import Q

from vitalfew.relations.models.records import Record, one_of
from vitalfew.relations.rules.records import SignKind


class RelationSign(Record):
    """One sign of how far the relationship has come (S21, S22)."""

    sign = one_of(SignKind)
    level = models.PositiveSmallIntegerField(null=True)
    what = models.TextField()

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["account", "sign"], condition=Q(ended_on=None), name="sign_once"),
            models.CheckConstraint(condition=Q(level=None) | Q(level__lte=100), name="sign_level_in_range"),
        ]
