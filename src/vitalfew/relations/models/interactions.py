"""Contacts held."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vitalfew.accounts.models import Account, Contact
from vitalfew.journal.models import Versioned
from vitalfew.relations.rules import InteractionKind, Outcome


class Interaction(Versioned):
    """One dated contact: who met whom, what came of it, in one sentence."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="interactions")
    kind = models.CharField(
        max_length=20, choices=[(k.value, k.value) for k in InteractionKind], default=InteractionKind.VISIT
    )
    held_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="interactions")
    contacts = models.ManyToManyField(Contact, related_name="interactions")
    outcome = models.CharField(max_length=20, choices=[(o.value, o.value) for o in Outcome])
    note = models.TextField()
    # drawn by the form before it is sent: a note sent twice over a bad line is kept once
    sent_key = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="interaction_says_what")]
        indexes = [
            models.Index(fields=["account", "-held_on"], name="interaction_by_account"),
            models.Index(fields=["-held_on"], name="interaction_by_day"),
        ]
