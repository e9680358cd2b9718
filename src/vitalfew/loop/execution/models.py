"""Visits to be paid, and the secrets by which calendar programs read them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from vitalfew.accounts.models import Account
from vitalfew.journal.models import Versioned
from vitalfew.loop.execution.rules import VisitState
from vitalfew.relations.models import Interaction
from vitalfew.relations.rules import InteractionKind


class PlannedVisit(Versioned):
    """A visit with its purpose, its people, its questions and the advance it is to bring (S4)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="planned_visits")
    kind = models.CharField(
        max_length=20, choices=[(k.value, k.value) for k in InteractionKind], default=InteractionKind.VISIT
    )
    visit_on = models.DateField()
    starts_at = models.TimeField(null=True)
    place = models.CharField(max_length=150, blank=True)
    purpose = models.CharField(max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="planned_visits")
    # By number: who comes is changed together with the rest, and the journal learns it without learning names.
    contact_ids = models.JSONField(default=list)
    colleague_ids = models.JSONField(default=list)
    # The questions, one a line, by their kind.
    situation = models.TextField(blank=True)
    problem = models.TextField(blank=True)
    implication = models.TextField(blank=True)
    need_payoff = models.TextField(blank=True)
    advance = models.CharField(max_length=300, blank=True)
    least = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in VisitState], default=VisitState.PLANNED
    )
    reason = models.CharField(max_length=300, blank=True)  # why it was cancelled
    interaction = models.OneToOneField(Interaction, null=True, on_delete=models.CASCADE, related_name="planned")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(purpose=""), name="planned_visit_for_something"),
            models.CheckConstraint(
                condition=Q(state="held", interaction__isnull=False) | ~Q(state="held") & Q(interaction=None),
                name="planned_visit_held_as_one",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "visit_on"], name="planned_visit_by_account"),
            models.Index(fields=["owner", "visit_on"], name="planned_visit_by_owner"),
        ]


class CalendarFeed(Versioned):
    """The one secret address by which somebody's calendar program reads his visits; empty once it is revoked."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    # Only its digest is kept: who reads the database cannot read the calendars.
    digest = models.CharField(max_length=64, blank=True)
    made_on = models.DateField()
    secrets: ClassVar[frozenset[str]] = frozenset({"digest"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="calendar_feed_secret_once")
        ]
