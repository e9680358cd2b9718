"""Promises given."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vitalfew.accounts.models import Account, Contact
from vitalfew.journal.models import Versioned
from vitalfew.relations.models.interactions import Interaction
from vitalfew.relations.rules import Side


class Commitment(Versioned):
    """One promise of one side, with the day it is due; what became of it follows from the days."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="commitments")
    side = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Side])
    what = models.CharField(max_length=300)
    # of us: who keeps it, or who asks after the customer's
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="commitments")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="commitments")
    interaction = models.ForeignKey(Interaction, null=True, on_delete=models.SET_NULL, related_name="commitments")
    made_on = models.DateField()
    due_on = models.DateField()
    kept_on = models.DateField(null=True)
    broken_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)  # why it was broken

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="commitment_says_what"),
            models.CheckConstraint(condition=Q(side__in=[s.value for s in Side]), name="commitment_side_known"),
            models.CheckConstraint(condition=Q(due_on__gte=F("made_on")), name="commitment_due_after_made"),
            models.CheckConstraint(
                condition=Q(kept_on=None) | Q(kept_on__gte=F("made_on"), broken_on=None), name="commitment_ends_once"
            ),
            models.CheckConstraint(condition=Q(broken_on=None) | ~Q(reason=""), name="commitment_broken_for_a_reason"),
        ]
        indexes = [
            models.Index(fields=["account", "due_on"], name="commitment_by_account"),
            models.Index(fields=["due_on"], condition=Q(kept_on=None, broken_on=None), name="commitment_open_due"),
        ]
