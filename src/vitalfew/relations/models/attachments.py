"""Files kept with an account. The bytes lie in the home; the row says whose they are."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vitalfew.accounts.models import Account
from vitalfew.journal.models import Versioned


class Attachment(Versioned):
    """One file: what it is called and what it is. Removed, its bytes are gone and the row stays."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=64, unique=True)  # the name in the folder: says nothing of the file
    note = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()
    removed_on = models.DateField(null=True)
    remove_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_on=None) | ~Q(remove_reason=""), name="attachment_removed_with_reason"
            )
        ]
        indexes = [models.Index(fields=["account", "-added_on"], name="attachment_of_account")]
